// The rules of one language, and those that are for every text, compiled together.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sast/pattern.h"
#include "sast/rule.h"
#include "text/literal_set.h"

namespace scan::sast {

/// What a file has to do with the rules: which can match in it at all.
struct Plan {
  std::vector<const Rule*> rules;  ///< in the order of the rule files
  std::vector<std::uint32_t>
      patterns;  ///< numbers of those that these rules need and that can match
  bool needs_tree = false;
};

/// Immutable once built; safe to share between threads.
class RuleSet {
 public:
  /// Compiles the patterns of `rules` that are not compiled yet; rules and tables must outlive it.
  /// A pattern that does not parse matches nothing (rule files of users are validated when they are
  /// read). `language` is nullptr for files that there is no grammar for.
  RuleSet(const syntax::Language* language, std::vector<const Rule*> rules, RuleTables& tables,
          const syntax::ParserPool& parsers);

  /// One pass over the text for the literals of all rules, then each rule's formula over what is
  /// there.
  Plan plan(std::string_view path, std::string_view text) const;

  /// By number in the PatternTable; nullptr: not of this language.
  const Pattern* pattern(std::uint32_t number) const {
    return number < patterns_.size() ? patterns_[number] : nullptr;
  }
  /// The same for patterns about texts in a file, which may be in another language.
  const Pattern* pattern(std::uint32_t number, const syntax::Language& language) const;
  /// A type that a condition of these rules asks for; nullptr: it is none of that language.
  const Pattern* type(std::string_view name, const syntax::Language& language) const;
  std::size_t size() const { return rules_.size(); }

  /// The names without which patterns of a rule cannot match and that `text` does not have, each
  /// once: why plan() left the rule out. Those of alternatives are among them.
  std::vector<std::string> missing_names(const Rule& rule, std::string_view text) const;

 private:
  class Possible;
  class Compiling;
  void add_pattern(std::uint32_t number);
  void add_regex(std::uint32_t number);
  void add_generic(std::uint32_t number);
  std::uint32_t literal(const std::string& text);

  const syntax::Language* language_;
  const RuleTables& tables_;
  std::vector<const Rule*> rules_;
  std::map<std::pair<const syntax::Language*, std::string>, Pattern> types_;
  std::vector<const Pattern*> patterns_;  // by number in the PatternTable, which owns them
  std::vector<std::vector<std::uint32_t>> pattern_literals_;  // all of which must be there
  std::vector<std::vector<std::uint32_t>> regex_literals_;    // one of which must be there
  std::vector<bool> regex_added_;
  std::vector<std::vector<std::uint32_t>> generic_literals_;  // all of which must be there
  // Of the languages of texts in files.
  std::map<std::pair<const syntax::Language*, std::uint32_t>, const Pattern*> foreign_;
  std::unordered_map<std::string, std::uint32_t> literal_numbers_;
  std::optional<text::LiteralSet> literals_;
};

}  // namespace scan::sast
