// Watches the evaluation of a rule, and tells of it as a RuleTrace.
#pragma once

#include <map>
#include <vector>

#include "sast/evaluation.h"
#include "scan/rule_trace.h"
#include "scan/source.h"

namespace scan::sast {

/// Give it to Evaluation::observe(), run one formula, then take what it saw.
class Explanation : public EvaluationObserver {
 public:
  /// Both must outlive it.
  Explanation(const RuleTables& tables, const Source& source) : tables_(tables), source_(source) {}

  void begin(const Formula& formula) override;
  void end(const Formula& formula, const Ranges& found) override;
  void left(const Formula& part, const Ranges& ranges) override;
  void left(const Condition& condition, const Ranges& ranges) override;
  void focused(const Formula& formula, const Ranges& ranges) override;

  /// Of the formula that was run.
  TraceStep take() &&;

 private:
  // Steps by number, since those of a vector move; the first is the root.
  struct Node {
    TraceStep step;
    std::vector<std::size_t> children;
  };

  std::string text_of(const Formula& formula) const;
  std::string text_of(const Condition& condition) const;
  std::vector<TracePlace> places(const Ranges& ranges) const;
  Node& add(TraceStep step);
  TraceStep built(std::size_t node);

  const RuleTables& tables_;
  const Source& source_;
  std::vector<Node> nodes_;
  std::vector<std::size_t> open_;  // from the root to the formula that is being evaluated
  std::map<const Formula*, std::size_t> by_formula_;
};

}  // namespace scan::sast
