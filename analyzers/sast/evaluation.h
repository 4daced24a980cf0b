// From the matches of patterns to what a rule finds: the algebra of ranges behind `patterns`,
// `pattern-either`, `pattern-inside` and their negations, and the conditions on metavariables.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sast/generic_search.h"
#include "sast/nested_text.h"
#include "sast/range_algebra.h"
#include "sast/rule.h"
#include "sast/rule_set.h"
#include "sast/subject.h"

namespace scan::sast {

/// Sees what an evaluation comes to, step by step. With one, parts are evaluated that cannot matter
/// any more.
class EvaluationObserver {
 public:
  virtual ~EvaluationObserver() = default;
  /// A part is evaluated: what follows until end() is about its parts.
  virtual void begin(const Formula& formula) = 0;
  virtual void end(const Formula& formula, const Ranges& found) = 0;
  /// What a kAll formula is left with after one of its parts, which has ended.
  virtual void left(const Formula& part, const Ranges& ranges) = 0;
  /// What the formula that is being evaluated is left with after a condition, or its focus.
  virtual void left(const Condition& condition, const Ranges& ranges) = 0;
  virtual void focused(const Formula& formula, const Ranges& ranges) = 0;
};

/// Evaluates the formulas of one file's rules. Not thread-safe.
class Evaluation {
 public:
  /// All must outlive the evaluation.
  Evaluation(const RuleTables& tables, const RuleSet& rules, const syntax::ParserPool& parsers,
             const Subject& file);

  /// The ranges that the formula finds, ordered, each once.
  Ranges run(const Formula& formula);

  /// Has `observer` see what follows; it must outlive the evaluation. What is evaluated inside a
  /// condition it does not see.
  void observe(EvaluationObserver& observer) { observer_ = &observer; }

  /// Whether a limit was hit since the last run() began: ranges may be missing.
  bool limited() const { return limited_ || algebra_.limited(); }

 private:
  Ranges evaluate(const Formula& formula);
  Ranges combined(const Formula& formula);
  // A part of a kAll formula, and what it comes to.
  struct Found {
    const Formula* part;
    Ranges ranges;
  };
  Ranges all(const Formula& formula);
  std::vector<Found*> by_cost(std::vector<Found>& parts) const;
  std::uint64_t cost(const Formula& formula) const;
  Ranges pattern(std::uint32_t number);
  Ranges searched(std::uint32_t number, const Ranges* within);
  void add(const Match& match, Ranges& ranges) const;
  Ranges generic(std::uint32_t number);
  Ranges regex(std::uint32_t number);
  Ranges find_regex(std::uint32_t number);
  Ranges whole() const;

  void filter(Ranges& ranges, const Formula& formula);
  void show_filter(Ranges ranges, const Formula& formula);
  bool holds(const Condition& condition, const Range& range, std::vector<Bindings>& more);
  bool type_holds(const Condition& condition, const Range& range);
  bool regex_holds(const Condition& condition, const Range& range, std::vector<Bindings>& more);
  bool formula_holds(const Condition& condition, const Range& range, std::vector<Bindings>& more);
  Ranges in_tree(const Condition& condition, const Binding& binding, const Bindings& context);
  Ranges in_text(const Condition& condition, const Binding& binding, const Bindings& context);
  void focus(Ranges& ranges, const Formula& formula) const;
  void name(Ranges& ranges, MetavariableId metavariable) const;

  const RuleTables& tables_;
  const RuleSet& rules_;
  const syntax::ParserPool& parsers_;
  Subject subject_;
  RangeAlgebra algebra_;
  std::map<std::uint32_t, Ranges> regexes_;  // by number; found once for all rules
  std::optional<GenericSearch> generic_search_;
  std::map<std::uint32_t, PatternMatches> generics_;  // by number
  // Texts in the file, parsed once whatever formulas are about them.
  std::map<std::pair<const syntax::Language*, std::string_view>, std::unique_ptr<const NestedText>>
      nested_;
  EvaluationObserver* observer_ = nullptr;
  bool limited_ = false;
};

/// The message of a rule with what its metavariables are bound to; one that is not stays as
/// written. `target` may be nullptr.
std::string message_of(const Rule& rule, const Target* target, const Bindings& bindings);

}  // namespace scan::sast
