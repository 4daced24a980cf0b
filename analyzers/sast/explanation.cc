// A formula no longer knows in which of the two syntaxes it was written; its steps are named by the
// keys that most rules use.
#include "sast/explanation.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace scan::sast {

namespace {

constexpr std::size_t kMaxExcerpt = 80;

TraceStep::Kind kind_of(const Formula& formula) {
  switch (formula.op) {
    case Formula::Op::kAll:
      return TraceStep::Kind::kAll;
    case Formula::Op::kAny:
      return TraceStep::Kind::kAlternatives;
    case Formula::Op::kNot:
      return TraceStep::Kind::kNegation;
    default:
      return TraceStep::Kind::kMatch;
  }
}

std::string trimmed(std::string text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

}  // namespace

std::string Explanation::text_of(const Formula& formula) const {
  const auto inner = [&](std::string_view key) {
    const Formula& part = formula.parts.front();
    const std::string text = text_of(part);
    return std::string(key) + ": " +
           (part.is_leaf_pattern() ? trimmed(tables_.patterns.written(part)) : text);
  };
  switch (formula.op) {
    case Formula::Op::kPattern:
    case Formula::Op::kGeneric:
      return "pattern: " + trimmed(tables_.patterns.written(formula));
    case Formula::Op::kRegex:
      return "pattern-regex: " + tables_.patterns.regex(formula.text).pattern();
    case Formula::Op::kAll:
      return "patterns";
    case Formula::Op::kAny:
      return "pattern-either";
    case Formula::Op::kInside:
      return inner("pattern-inside");
    case Formula::Op::kAnywhere:
      return inner("anywhere");
    case Formula::Op::kNot:
      if (formula.parts.front().op == Formula::Op::kInside) {
        const Formula& enclosing = formula.parts.front().parts.front();
        return "pattern-not-inside: " + (enclosing.is_leaf_pattern()
                                             ? trimmed(tables_.patterns.written(enclosing))
                                             : text_of(enclosing));
      }
      if (formula.parts.front().op == Formula::Op::kRegex)
        return "pattern-not-regex: " + tables_.patterns.regex(formula.parts.front().text).pattern();
      return inner("pattern-not");
  }
  return {};
}

std::string Explanation::text_of(const Condition& condition) const {
  const auto about = [&](std::string_view key) {
    return std::string(key) + " of " +
           std::string(tables_.metavariables.name(condition.metavariable));
  };
  const auto names = [&] {
    std::string list;
    for (const std::string& name : condition.names) list += (list.empty() ? " " : ", ") + name;
    return list;
  };
  switch (condition.kind) {
    case Condition::Kind::kRegex:
      return about("metavariable-regex") + ": " +
             tables_.patterns.regex(condition.number).pattern();
    case Condition::Kind::kFormula:
      return about("metavariable-pattern") + ": " + text_of(condition.formula.front());
    case Condition::Kind::kComparison:
      return "metavariable-comparison";
    case Condition::Kind::kEntropy:
      return about("metavariable-analysis") + ": entropy";
    case Condition::Kind::kRedos:
      return about("metavariable-analysis") + ": redos";
    case Condition::Kind::kType:
      return about("metavariable-type") + ":" + names();
    case Condition::Kind::kModule:
      return about("metavariable-name") + ":" + names();
  }
  return {};
}

std::vector<TracePlace> Explanation::places(const Ranges& ranges) const {
  std::vector<TracePlace> places;
  const std::string_view text = source_.text();
  for (const Range& range : ranges) {
    if (places.size() == kMaxTracePlaces) break;
    std::string_view code = text.substr(range.span.begin, range.span.size());
    const std::size_t line = code.find_first_of("\r\n");
    std::string excerpt(code.substr(0, line));
    const bool cut = excerpt.size() > kMaxExcerpt;
    if (cut) excerpt.resize(base::character_start(excerpt, kMaxExcerpt));
    if (cut || line != std::string_view::npos) excerpt += " ...";
    TracePlace place{source_.region(range.span), std::move(excerpt)};
    // The same place with other bindings says nothing new.
    if (places.empty() || places.back() != place) places.push_back(std::move(place));
  }
  return places;
}

Explanation::Node& Explanation::add(TraceStep step) {
  if (!open_.empty()) nodes_[open_.back()].children.push_back(nodes_.size());
  nodes_.push_back({std::move(step), {}});
  return nodes_.back();
}

void Explanation::begin(const Formula& formula) {
  add({.kind = kind_of(formula), .text = text_of(formula)});
  open_.push_back(nodes_.size() - 1);
  by_formula_[&formula] = open_.back();
}

void Explanation::end(const Formula&, const Ranges& found) {
  TraceStep& step = nodes_[open_.back()].step;
  step.found = found.size();
  step.places = places(found);
  open_.pop_back();
}

void Explanation::left(const Formula& part, const Ranges& ranges) {
  const auto at = by_formula_.find(&part);
  if (at == by_formula_.end()) return;
  TraceStep& step = nodes_[at->second].step;
  step.left = ranges.size();
  step.left_places = places(ranges);
}

void Explanation::left(const Condition& condition, const Ranges& ranges) {
  TraceStep& step = add({.kind = TraceStep::Kind::kCondition, .text = text_of(condition)}).step;
  step.left = ranges.size();
  step.left_places = places(ranges);
}

void Explanation::focused(const Formula& formula, const Ranges& ranges) {
  std::string names;
  for (const auto& list : formula.focus) {
    for (const MetavariableId each : list)
      names += (names.empty() ? "" : ", ") + std::string(tables_.metavariables.name(each));
  }
  TraceStep& step =
      add({.kind = TraceStep::Kind::kCondition, .text = "focus-metavariable: " + names}).step;
  step.left = ranges.size();
  step.left_places = places(ranges);
}

TraceStep Explanation::built(std::size_t node) {
  TraceStep step = std::move(nodes_[node].step);
  for (const std::size_t child : nodes_[node].children) step.steps.push_back(built(child));
  // "pattern-inside: f(...)" and the pattern that it wraps are one step.
  const bool wraps =
      step.steps.size() == 1 && step.steps.front().steps.empty() &&
      (step.kind == TraceStep::Kind::kMatch || step.kind == TraceStep::Kind::kNegation) &&
      step.steps.front().kind == TraceStep::Kind::kMatch;
  if (wraps) step.steps.clear();
  return step;
}

TraceStep Explanation::take() && { return nodes_.empty() ? TraceStep{} : built(0); }

}  // namespace scan::sast
