// The matcher is a small logic program: a list of goals, each of which is either settled at once,
// turned into further goals, or tried in several ways. All ways are explored, because which binding
// a rule needs shows only when its other patterns are met; what was bound on a way is taken back
// from a trail.
//
// Recursion happens only where there is a choice, so its depth is bounded by the size of the
// pattern, never by that of the target; and steps are counted, so no pattern can hang on any
// target.
#include "sast/matcher.h"

#include <algorithm>

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Symbol;

namespace {

constexpr std::uint32_t kMaxDepth = 2'000;   // of choices within choices
constexpr std::size_t kMaxMatches = 20'000;  // of one pattern in one file

}  // namespace

void Matcher::use(const Pattern& pattern) {
  pattern_ = &pattern;
  const syntax::SymbolTable& names = pattern.tree().symbols();
  symbols_.resize(names.size());
  for (Symbol symbol = 0; symbol < names.size(); ++symbol) {
    symbols_[symbol] = tree().symbols().find(names.text(symbol));
  }
  paths_.resize(pattern.paths.size());
  for (Symbol symbol = 0; symbol < pattern.paths.size(); ++symbol) {
    paths_[symbol] = target_.names.paths().find(pattern.paths.text(symbol));
  }
  head_ = pattern.head.empty() ? 0 : tree().symbols().find(pattern.head);
  steps_ = 0;
  found_ = 0;
  limited_ = false;
}

void Matcher::match_at(NodeId start, std::vector<Match>& out) {
  goals_.assign(1, Goal{});
  bindings_.clear();
  taken_.clear();
  operands_.clear();
  depth_ = 0;
  begin_ = start;
  match_end_ = 0;
  solutions_.begin(out);
  Goal goal{};
  if (pattern_->is_sequence) {
    goal.op = Goal::Op::kStatements;
    goal.more = true;
    goal.outermost = true;
    goal.list = start;
    goal.p = pattern_->roots.front();
    goal.p_end = ptree().end(pattern_->roots.back());
    goal.t = start;
    goal.t_end = tree().end(tree().parent(start));
  } else {
    goal.op = Goal::Op::kNode;
    goal.p = pattern_->roots.front();
    goal.t = start;
    match_end_ = tree().span(start).end;
  }
  solve(push(goal));
}

Matcher::Outcome Matcher::solve(GoalId goals) {
  GoalId rest = goals;
  while (rest != 0) {
    if (++steps_ > kMaxSteps || depth_ > kMaxDepth) {
      limited_ = true;
      return Outcome::kStop;
    }
    const Goal goal = goals_[rest];
    rest = goal.next;
    switch (run(goal, rest)) {
      case Step::kGo:
        break;
      case Step::kFail:
      case Step::kBranched:
        return Outcome::kExplored;
      case Step::kStop:
        return Outcome::kStop;
    }
  }
  solution();
  return limited_ ? Outcome::kStop : Outcome::kExplored;
}

bool Matcher::branch(GoalId goals) {
  ++depth_;
  const Outcome outcome = solve(goals);
  --depth_;
  return outcome == Outcome::kStop;
}

void Matcher::solution() {
  Match match{{tree().span(begin_).begin, match_end_}, bindings_};
  std::ranges::sort(match.bindings, {}, &Binding::metavariable);
  // The same solution is often found on several ways.
  if (solutions_.add(std::move(match)) && ++found_ > kMaxMatches) limited_ = true;
}

Matcher::GoalId Matcher::push(const Goal& goal) {
  goals_.push_back(goal);
  return static_cast<GoalId>(goals_.size() - 1);
}

Matcher::Goal Matcher::children_goal(Goal::Op op, NodeId p, NodeId t, GoalId next) const {
  Goal goal{};
  goal.op = op;
  goal.p = p + 1;
  goal.p_end = ptree().end(p);
  goal.t = t + 1;
  goal.t_end = tree().end(t);
  goal.list = p;
  goal.next = next;
  return goal;
}

Matcher::GoalId Matcher::push_node(NodeId p, NodeId t, GoalId rest) {
  Goal goal{};
  goal.op = Goal::Op::kNode;
  goal.p = p;
  goal.t = t;
  goal.next = rest;
  return push(goal);
}

void Matcher::undo(const Mark& mark) {
  goals_.resize(mark.goals);
  bindings_.resize(mark.bindings);
  taken_.resize(mark.taken);
  operands_.resize(mark.operands);
}

bool Matcher::is_taken(NodeId list, NodeId item) const {
  return std::ranges::any_of(
      taken_, [&](const Taken& each) { return each.list == list && each.item == item; });
}

Binding Matcher::nodes_binding(NodeId first, NodeId end) const {
  Binding binding;
  binding.first = first;
  binding.end = end;
  if (first == end) return binding;
  NodeId last = first;
  while (tree().end(last) < end) last = tree().end(last);
  binding.span = {tree().span(first).begin, tree().span(last).end};
  binding.text = tree().source().substr(binding.span.begin, binding.span.size());
  return binding;
}

Binding Matcher::text_binding(std::string_view text, NodeId at) const {
  Binding binding;
  binding.text = text;
  binding.span = tree().span(at);
  return binding;
}

bool Matcher::bind(MetavariableId metavariable, Binding binding) {
  if (metavariable == kAnonymous) return true;
  binding.metavariable = metavariable;
  for (const Binding& each : bindings_) {
    if (each.metavariable == metavariable) {
      return same(target_, each, binding,
                  options().unify_ids_strictly ? NameEquality::kVariable : NameEquality::kSpelling);
    }
  }
  bindings_.push_back(binding);
  return true;
}

Matcher::Step Matcher::run(const Goal& goal, GoalId& rest) {
  switch (goal.op) {
    case Goal::Op::kNode:
      return node(goal.p, goal.t, rest);
    case Goal::Op::kItems:
      return items(goal, rest);
    case Goal::Op::kUnordered:
      return unordered(goal, rest);
    case Goal::Op::kKeywords:
      return keywords(goal, rest);
    case Goal::Op::kPositional:
      return positional(goal, rest);
    case Goal::Op::kStatements:
      return statements(goal, rest);
    case Goal::Op::kTakenAll:
      return all_taken(goal);
    case Goal::Op::kTakenInOrder:
      return taken_in_order(goal);
    case Goal::Op::kStatement:
      return statement(goal.p, goal.t, rest);
    case Goal::Op::kOperands:
      return operands(goal, rest);
    case Goal::Op::kAnyOperands:
      return any_operands(goal, rest);
  }
  return Step::kFail;
}

bool Matcher::is_statement(NodeId node) const { return sast::is_statement(tree(), node); }

NodeId Matcher::next_statement(NodeId node, NodeId end, bool deep) const {
  NodeId next = tree().end(node);
  if (deep) {
    while (next < end && !is_statement(next)) ++next;
  }
  return std::min(next, end);
}

}  // namespace scan::sast
