// Reading a mapping of a rule file field by field, with one voice for all that can be wrong with
// it: an unknown key, a missing one, a value of the wrong kind. Every error has a caret.
//
//   Fields fields(document, value, "rule");
//   auto id = fields.required_string("id");
//   auto severity = fields.optional_string("severity");
//   if (Status status = fields.finish(); !status.ok()) return status.error();   // the first error
//
// Errors are remembered, not returned at each step: the first one by place in the file wins.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/value.h"

namespace scan::rules {

/// Whether "stopWords" and "stopwords" are two keys. To Viper, through which Gitleaks reads its
/// files, they are one.
enum class KeyCase : std::uint8_t { kMatters, kFolded };

/// The value of `key` in a mapping; nullptr when absent. Of several that differ in case the one
/// that is spelt like `key`, or else the first.
const document::Value* find_key(const document::Value& mapping, std::string_view key,
                                KeyCase key_case);

class Fields {
 public:
  /// `what` names the mapping in messages: "rule", "allowlist". A value that is no mapping is an
  /// error.
  Fields(const document::Document& document, const document::Value& value, std::string_view what,
         KeyCase key_case = KeyCase::kMatters);

  /// The raw value, marked as known; nullptr when absent.
  const document::Value* optional(std::string_view key);
  const document::Value* required(std::string_view key);

  /// A string; scalars of other kinds are taken as written ("1.10"). nullopt when absent or wrong.
  std::optional<std::string> optional_string(std::string_view key);
  std::string required_string(std::string_view key);
  std::optional<std::int64_t> optional_int(std::string_view key);
  std::optional<double> optional_number(std::string_view key);
  std::optional<bool> optional_bool(std::string_view key);
  /// A list of strings, or a single string taken as a list of one; empty when absent.
  std::vector<std::string> strings(std::string_view key);
  /// A list of mappings; empty when absent.
  std::vector<const document::Value*> mappings(std::string_view key);

  /// Marks a key as known without reading it (documentation, metadata for other tools).
  void ignore(std::string_view key);

  /// Remembers an error at `value`.
  void fail(const document::Value& value, std::string message, std::string hint = {});

  /// All keys were known, none stands twice and all values are right; or the first error,
  /// kInvalidRule. An unknown key's hint names the nearest key that was asked for. A missing key
  /// comes after all else: the unknown key is most often the missing one, misspelt.
  Status finish();

 private:
  struct Problem {
    Span span;            // shown under the caret
    std::uint32_t place;  // by which the first is chosen
    std::string message;
    std::string hint;
  };

  const document::Value* look_up(std::string_view key);
  void remember(Problem problem);
  void expect(const document::Value& value, std::string_view key, std::string_view wanted);
  /// The key among those asked for that `key` is; nullptr: none.
  const std::string_view* known(std::string_view key) const;
  void check_keys();

  const document::Document& document_;
  const document::Value& value_;
  std::string_view what_;
  KeyCase key_case_;
  std::vector<std::string_view> known_;
  std::optional<Problem> first_;
};

/// The candidate nearest to `word` by edit distance, if it is near enough to be meant; else empty.
std::string_view nearest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace scan::rules
