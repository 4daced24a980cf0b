// From the matches of patterns to what a rule finds: the algebra of ranges behind `patterns`,
// `pattern-either`, `pattern-inside` and their negations.
#pragma once

#include <vector>

#include "sast/matcher.h"
#include "sast/pattern_search.h"
#include "sast/rule.h"

namespace scan::sast {

/// A part of the file that some part of a formula is satisfied with.
struct Range {
  enum class Kind : std::uint8_t { kPlain, kInside, kRegex };
  Span span;
  Kind kind = Kind::kPlain;
  Bindings bindings;
};

/// Evaluates the formulas of one file's rules. Not thread-safe.
class Evaluation {
 public:
  /// `matches` is by number in the PatternTable: nullptr for a pattern that matches nowhere. All
  /// must outlive the evaluation. `target` is nullptr when no rule needs a tree.
  Evaluation(const RuleTables& tables, std::string_view text, const Target* target,
             std::vector<const PatternMatches*> matches);

  /// The ranges that the formula finds, ordered, each once.
  std::vector<Range> run(const Formula& formula);

  /// Whether a limit was hit since the last run() began: ranges may be missing.
  bool limited() const { return limited_; }

 private:
  std::vector<Range> evaluate(const Formula& formula);
  std::vector<Range> all(const Formula& formula);
  std::vector<Range> regex(std::uint32_t number);
  std::vector<Range> intersect(const std::vector<Range>& a, const std::vector<Range>& b);
  void subtract(std::vector<Range>& ranges, const std::vector<Range>& negative);
  void filter(std::vector<Range>& ranges, const Condition& condition);
  bool included(const Range& a, const Range& b) const;
  void normalize(std::vector<Range>& ranges) const;

  const RuleTables& tables_;
  std::string_view text_;
  const Target* target_;
  std::vector<const PatternMatches*> matches_;
  std::vector<std::vector<Range>> regex_ranges_;  // by number; found once for all rules
  std::vector<bool> regex_done_;
  bool limited_ = false;
};

/// The message of a rule with what its metavariables are bound to; one that is not stays as
/// written.
std::string message_of(const Rule& rule, const Bindings& bindings);

}  // namespace scan::sast
