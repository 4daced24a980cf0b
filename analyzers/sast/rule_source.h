// What the readers of a rule's parts share: the file, the tables that all rules fill, and the first
// thing that is wrong.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "document/value.h"
#include "sast/dialect.h"
#include "sast/formula.h"
#include "scan/result.h"
#include "syntax/parser.h"

namespace scan::sast {

/// What the rules of a set have in common.
struct RuleTables {
  PatternTable patterns;
  MetavariableTable metavariables;
};

/// Whether the patterns of a rule are parsed when it is read. Those of the built-in rules are
/// proven by tests, and parsed when the first file of their language is met.
enum class Validation : std::uint8_t { kNow, kLater };

/// One rule while it is read. Errors are kept, and the first of them is what the rule is refused
/// with: reading goes on with what a bad value leaves behind.
class RuleSource {
 public:
  /// All must outlive it.
  RuleSource(const document::Document& document, Validation validation,
             const syntax::ParserPool& parsers, RuleTables& tables)
      : document_(document), validation_(validation), parsers_(parsers), tables_(tables) {}

  /// The rule's id, which errors of its patterns name.
  void set_rule(std::string id) { rule_id_ = std::move(id); }

  const document::Document& document() const { return document_; }
  RuleTables& tables() { return tables_; }

  /// kInvalidRule with a caret under `span`.
  void fail(Span span, std::string message, std::string hint = {});
  /// Keeps the error of a part that was read by itself.
  void keep(const Status& status);
  /// Takes the first error; none: the rule is sound.
  std::optional<Error> error() && { return std::move(error_); }

  /// The number of a pattern in the table. Parsed by every grammar of the scope when validating.
  std::uint32_t pattern(const document::Value& value, const Scope& scope);
  /// Checks when validating that each grammar of the scope can read the type; errors are shown at
  /// `place`.
  void type(const document::Value& place, std::string_view type, const Scope& scope);
  /// The number of a pattern of mere text in the table.
  std::uint32_t generic(const document::Value& value, const Scope& scope);
  /// The number of a regular expression in the table.
  std::uint32_t regex(const document::Value& value, RegexUse use);
  /// The number of a metavariable: "$X", "$...X", or "$1" of a regular expression.
  MetavariableId metavariable(const document::Value& value);

  /// Whether the value names a language, with or without a grammar here; if not, that is an error.
  bool is_language(const document::Value& value);

  /// Whether the value is a text; if not, that is an error: "a pattern is a string".
  bool is_text(const document::Value& value, std::string_view what);
  /// Whether the value is a list that is not empty; if not, that is an error.
  bool is_list(const document::Value& value, std::string_view key);

  /// Where in the file a place in a text of it is. `region` counts from the text's begin.
  Span place(const document::Value& value, const Region& region) const;

 private:
  std::string_view key_of(const document::Value& value) const;

  const document::Document& document_;
  Validation validation_;
  const syntax::ParserPool& parsers_;
  RuleTables& tables_;
  std::string rule_id_;
  std::optional<Error> error_;
};

}  // namespace scan::sast
