// What a rule looks for: patterns, and how their matches are combined. Both syntaxes of rules, the
// keys `pattern…` and the form below `match`, are read into this.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "sast/dialect.h"
#include "sast/generic_pattern.h"
#include "sast/pattern.h"
#include "sast/rule_options.h"
#include "text/regex.h"

namespace scan::sast {

class Comparison;
struct Formula;

/// A test of what metavariables are bound to.
struct Condition {
  enum class Kind : std::uint8_t {
    kRegex,       ///< the text begins with a match of `number`
    kFormula,     ///< `formula` finds something in it
    kComparison,  ///< `comparison` is true
    kEntropy,     ///< it looks like a secret
    kRedos,       ///< it is a regular expression that may take exponential time
    kType,        ///< its type is one of `names`
    kModule,      ///< it is a name out of one of the modules `names`
  };
  Kind kind = Kind::kRegex;
  MetavariableId metavariable = kAnonymous;  ///< not of kComparison
  /// kRegex: whether a name that is known to be constant is its value.
  bool constants = false;
  std::uint32_t number = 0;        ///< kRegex: in PatternTable
  std::vector<std::string> names;  ///< kType, kModule
  std::shared_ptr<const Comparison> comparison;
  /// kFormula: exactly one, and what it is written in: nothing, when the file's own language.
  std::vector<Formula> formula;
  std::unique_ptr<const Scope> scope;
};

/// A node of a rule's formula. Move-only.
struct Formula {
  enum class Op : std::uint8_t {
    kPattern,   ///< matches of pattern `text`
    kRegex,     ///< matches of regular expression `text`
    kGeneric,   ///< matches of generic pattern `text`
    kAll,       ///< in the ranges of all positive parts, in none of a negative one
    kAny,       ///< the ranges of all parts
    kInside,    ///< ranges of the one part, which only enclose others
    kAnywhere,  ///< ranges of the one part, wherever they stand in the file
    kNot,       ///< of kAll only: takes away what its one part finds
  };
  Op op = Op::kPattern;
  std::uint32_t text = 0;  ///< in PatternTable
  std::vector<Formula> parts;
  std::vector<Condition> conditions;  ///< in the order of the rule; all must hold
  /// A finding is narrowed to what these are bound to: of each list to any of its metavariables, of
  /// several lists to what is in all of them.
  std::vector<std::vector<MetavariableId>> focus;
  /// What the whole range is bound to (`as`); kAnonymous: to nothing.
  MetavariableId as = kAnonymous;

  bool is_negative() const { return op == Op::kNot; }
  /// Whether it is a single pattern, of whatever kind.
  bool is_leaf_pattern() const { return op == Op::kPattern || op == Op::kGeneric; }
};

/// How a regular expression is read.
enum class RegexUse : std::uint8_t {
  kSearch,  ///< `pattern-regex`: "^" and "$" are lines' ends
  kText,    ///< `metavariable-regex`: they are the ends of the text
};

/// A group of a regular expression, and the metavariable that it binds: "$1", and "$NAME" for one
/// that has a name.
struct RegexGroup {
  std::uint32_t number = 0;
  MetavariableId metavariable = kAnonymous;
  bool is_numbered = false;
};

/// The patterns of all rules, each once: rules that share one share its results.
class PatternTable {
 public:
  std::uint32_t add_pattern(std::string_view text, const MatchOptions& options = {});
  std::uint32_t add_regex(std::string_view text, RegexUse use, MetavariableTable& metavariables);

  /// A pattern of mere text, compiled. kInvalidRule with the place in it that is wrong.
  Result<std::uint32_t> add_generic(std::string_view text, const GenericOptions& options,
                                    MetavariableTable& metavariables);

  /// A pattern as one language reads it, compiled when it is first asked for: when its rule is
  /// validated, or when a file of the language is met. It lives as long as the table. Errors as of
  /// compile_pattern(); with one nothing is kept.
  Result<const Pattern*> compiled(std::uint32_t number, const syntax::ParserPool& parsers,
                                  const syntax::Language& language,
                                  MetavariableTable& metavariables);

  const std::string& pattern(std::uint32_t number) const { return patterns_[number].text; }
  /// The pattern of a kPattern or kGeneric formula, as it was written.
  const std::string& written(const Formula& formula) const {
    return formula.op == Formula::Op::kGeneric ? generics_[formula.text].text
                                               : patterns_[formula.text].text;
  }
  const MatchOptions& options(std::uint32_t number) const { return patterns_[number].options; }
  std::size_t pattern_count() const { return patterns_.size(); }
  const text::Regex& regex(std::uint32_t number) const { return regexes_[number].regex; }
  const std::vector<RegexGroup>& groups(std::uint32_t number) const {
    return regexes_[number].groups;
  }
  std::size_t regex_count() const { return regexes_.size(); }
  const GenericPattern& generic(std::uint32_t number) const { return generics_[number].pattern; }
  std::size_t generic_count() const { return generics_.size(); }

 private:
  struct Entry {
    std::string text;
    MatchOptions options;
    std::uint32_t next;  // the pattern of the same text with other options; its own number: none
    std::vector<std::unique_ptr<const Pattern>> compiled;  // by languages, of which there are few
  };
  struct RegexEntry {
    text::Regex regex;
    std::vector<RegexGroup> groups;
  };
  struct GenericEntry {
    std::string text;
    GenericPattern pattern;
    GenericOptions options;
  };
  using Numbers = std::unordered_map<std::string, std::uint32_t>;
  std::vector<Entry> patterns_;
  Numbers pattern_numbers_;
  std::vector<RegexEntry> regexes_;
  Numbers regex_numbers_[2];  // by RegexUse
  std::vector<GenericEntry> generics_;
  std::unordered_multimap<std::string, std::uint32_t> generic_numbers_;
};

/// The part of a kAll formula that is a mere metavariable, beside others that are not negated: it
/// only asks for the expressions in their ranges. nullptr: there is none.
const Formula* selector_of(const PatternTable& patterns, const Formula& all);

/// "$X", "$...X", and "$1" of a regular expression's group: what a condition may be about.
bool is_bindable(std::string_view name);

}  // namespace scan::sast
