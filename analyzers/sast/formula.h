// What a rule looks for: patterns, and how their matches are combined.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "sast/pattern.h"
#include "text/regex.h"

namespace scan::sast {

/// `metavariable-regex`: the text of what is bound must begin with a match.
struct Condition {
  MetavariableId metavariable = kAnonymous;
  std::uint32_t regex = 0;  ///< in PatternTable
};

/// A node of a rule's formula. A value.
struct Formula {
  enum class Op : std::uint8_t {
    kPattern,    ///< matches of pattern `text`
    kRegex,      ///< matches of regular expression `text`
    kAll,        ///< `patterns`: in the ranges of all positive parts, in none of a negative one
    kAny,        ///< `pattern-either`
    kInside,     ///< `pattern-inside`: a range that only encloses
    kNot,        ///< `pattern-not`: as the one part of kAll
    kNotInside,  ///< `pattern-not-inside`
  };
  Op op = Op::kPattern;
  std::uint32_t text = 0;  ///< in PatternTable
  std::vector<Formula> parts;
  std::vector<Condition> conditions;  ///< of kAll

  bool is_negative() const { return op == Op::kNot || op == Op::kNotInside; }
};

/// The texts of all patterns of all rules, each once: rules that share one share its results.
class PatternTable {
 public:
  std::uint32_t add_pattern(std::string_view text);
  /// Regular expressions of `pattern-regex` and `metavariable-regex`.
  std::uint32_t add_regex(std::string_view text);

  const std::string& pattern(std::uint32_t text) const { return patterns_[text]; }
  std::size_t pattern_count() const { return patterns_.size(); }
  const text::Regex& regex(std::uint32_t text) const { return regexes_[text]; }
  std::size_t regex_count() const { return regexes_.size(); }

 private:
  using Numbers = std::unordered_map<std::string, std::uint32_t>;
  std::vector<std::string> patterns_;
  Numbers pattern_numbers_;
  std::vector<text::Regex> regexes_;
  Numbers regex_numbers_;
};

}  // namespace scan::sast
