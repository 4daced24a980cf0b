// Operations: chains of an associative operator are lists of operands, whatever the parentheses.
#include <algorithm>
#include <utility>

#include "sast/matcher.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Symbol;
using syntax::Tree;

namespace {

bool is_commutative(std::string_view sign) { return sign == "&" || sign == "|" || sign == "^"; }

// "." puts strings together.
bool is_associative(std::string_view sign) {
  return sign == "." || sign == "and" || sign == "or" || sign == "&&" || sign == "||" ||
         is_commutative(sign);
}

bool is_logical(std::string_view sign) {
  return sign == "and" || sign == "or" || sign == "&&" || sign == "||";
}

}  // namespace

bool Matcher::is_symmetric(std::string_view sign) const {
  const bool equality = sign == "==" || sign == "!=" || sign == "===" || sign == "!==";
  return equality && (options().symmetric_eq || options().commutative_compop);
}

// "a + ..." goes as deep to the left as the operator goes; chains of an associative operator are
// lists of operands.
Matcher::Step Matcher::operation(NodeId p, NodeId t, GoalId& rest) {
  if (!equal_name(p, t)) return Step::kFail;
  const NodeId p_right = ptree().child(p, Role::kRight);
  if (p_right == kNoNode) return record(p, t, rest);
  const NodeId p_left = ptree().child(p, Role::kLeft);
  const NodeId t_left = tree().child(t, Role::kLeft);
  const NodeId t_right = tree().child(t, Role::kRight);
  if (t_left == kNoNode || t_right == kNoNode) return Step::kFail;
  const std::string_view sign = ptree().name_text(p);
  if (is_symmetric(sign)) {
    const Mark before = mark();
    if (branch(push_node(p_left, t_right, push_node(p_right, t_left, rest)))) return Step::kStop;
    undo(before);
  }
  if (options().ac_matching && is_associative(sign)) {
    Goal goal{};
    goal.op = is_commutative(sign) || (options().commutative_boolop && is_logical(sign))
                  ? Goal::Op::kAnyOperands
                  : Goal::Op::kOperands;
    goal.list = p;
    goal.p = static_cast<NodeId>(operands_.size());
    flatten(ptree(), p);
    goal.p_end = static_cast<NodeId>(operands_.size());
    goal.t = goal.p_end;
    flatten(tree(), t);
    goal.t_end = static_cast<NodeId>(operands_.size());
    goal.next = rest;
    steps_ += goal.t_end - goal.t;
    rest = push(goal);
    return Step::kGo;
  }
  if (!info(p_right).is_ellipsis()) {
    rest = push_node(p_left, t_left, push_node(p_right, t_right, rest));
    return Step::kGo;
  }
  Mark before = mark();
  if (branch(push_node(p_left, t_left, push_node(p_right, t_right, rest)))) return Step::kStop;
  undo(before);
  if (tree().kind(t_left) == Kind::kBinary) {
    before = mark();
    if (branch(push_node(p, t_left, rest))) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

// Appends the operands of a chain of one operator, from left to right. Chains are deep to the left,
// and where someone put parentheses to the right.
void Matcher::flatten(const Tree& tree, NodeId chain) {
  const syntax::Symbol sign = tree.name(chain);
  for (NodeId node = chain; node < tree.end(chain);) {
    const bool inner = tree.kind(node) == Kind::kBinary && tree.name(node) == sign &&
                       tree.child(node, Role::kRight) != kNoNode;
    if (inner) {
      ++node;
    } else {
      operands_.push_back(node);
      node = tree.end(node);
    }
  }
}

Matcher::Step Matcher::operands(const Goal& goal, GoalId& rest) {
  if (goal.p >= goal.p_end) return goal.t >= goal.t_end ? Step::kGo : Step::kFail;
  const NodeId p = operands_[goal.p];
  const PatternNode& form = info(p);
  Goal next = goal;
  ++next.p;
  next.next = rest;
  if (form.form == Form::kEllipsis) {
    for (next.t = goal.t; next.t <= goal.t_end; ++next.t) {
      const Mark before = mark();
      if (branch(push(next))) return Step::kStop;
      undo(before);
    }
    return Step::kBranched;
  }
  if (goal.t >= goal.t_end) return Step::kFail;
  if (form.form == Form::kMetavariable) {
    // A metavariable stands for one operand or several.
    for (next.t = goal.t + 1; next.t <= goal.t_end; ++next.t) {
      const Mark before = mark();
      const NodeId first = operands_[goal.t];
      const NodeId last = operands_[next.t - 1];
      Binding binding = nodes_binding(first, tree().end(first));
      if (first != last) {
        const Span span{tree().span(first).begin, tree().span(last).end};
        binding = text_binding(tree().source().substr(span.begin, span.size()), first);
        binding.span = span;
      }
      if (bind(form.metavariable, binding) && branch(push(next))) return Step::kStop;
      undo(before);
    }
    return Step::kBranched;
  }
  ++next.t;
  rest = push_node(p, operands_[goal.t], push(next));
  return Step::kGo;
}

// Each operand of the pattern is one of the target's, in any order; there may be more.
Matcher::Step Matcher::any_operands(const Goal& goal, GoalId& rest) {
  Goal next = goal;
  while (next.p < goal.p_end && info(operands_[next.p]).is_ellipsis()) ++next.p;
  if (next.p >= goal.p_end) return Step::kGo;
  const NodeId p = operands_[next.p];
  ++next.p;
  next.next = rest;
  const GoalId others = push(next);
  for (NodeId at = goal.t; at < goal.t_end; ++at) {
    const NodeId operand = operands_[at];
    if (is_taken(goal.list, operand)) continue;
    const Mark before = mark();
    taken_.push_back({goal.list, operand});
    if (branch(push_node(p, operand, others))) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

}  // namespace scan::sast
