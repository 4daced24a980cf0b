// Lists in order, with "..." for any number of items, and lists in any order.
#include <algorithm>
#include <utility>

#include "sast/matcher.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;

Matcher::Step Matcher::items(const Goal& goal, GoalId& rest) {
  // Children with a role of their own are no items; lists have none, records settle theirs.
  NodeId t = goal.t;
  while (t < goal.t_end && !goal.single && tree().role(t) != Role::kItem) t = tree().end(t);
  NodeId p = goal.p;
  while (p < goal.p_end && ptree().role(p) != Role::kItem) p = ptree().end(p);
  if (p >= goal.p_end) return t >= goal.t_end ? Step::kGo : Step::kFail;
  const PatternNode& form = info(p);
  Goal next = goal;
  next.p = ptree().end(p);
  if (form.form == Form::kEllipsis && next.p >= goal.p_end) return Step::kGo;
  if (form.form == Form::kEllipsis || form.form == Form::kEllipsisMetavariable) {
    for (NodeId at = t;; at = tree().end(at)) {
      const Mark before = mark();
      next.t = at;
      if (form.form == Form::kEllipsis || bind(form.metavariable, nodes_binding(t, at))) {
        next.next = rest;
        if (branch(push(next))) return Step::kStop;
      }
      undo(before);
      if (at >= goal.t_end) return Step::kBranched;
    }
  }
  if (t >= goal.t_end) return Step::kFail;
  next.t = tree().end(t);
  next.next = rest;
  rest = push_node(p, t, push(next));
  return Step::kGo;
}

Matcher::Step Matcher::unordered(const Goal& goal, GoalId& rest) {
  NodeId p = goal.p;
  while (p < goal.p_end && info(p).is_ellipsis()) p = ptree().end(p);
  const NodeId list = goal.t - 1;
  if (p >= goal.p_end) {
    if (goal.more) return Step::kGo;
    Goal last = goal;
    last.op = Goal::Op::kTakenAll;
    last.next = rest;
    rest = push(last);
    return Step::kGo;
  }
  Goal next = goal;
  next.p = ptree().end(p);
  next.next = rest;
  const GoalId others = push(next);
  for (NodeId item = goal.t; item < goal.t_end; item = tree().end(item)) {
    if (tree().role(item) != ptree().role(p) || is_taken(list, item)) continue;
    const Mark before = mark();
    taken_.push_back({list, item});
    if (branch(push_entry(p, item, others))) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

// A call among a record's entries is a statement (a block in a block), and is also found in those
// of the target.
Matcher::GoalId Matcher::push_entry(NodeId p, NodeId t, GoalId rest) {
  const NodeId parent = ptree().parent(p);
  const bool block = ptree().kind(p) == Kind::kCall && tree().kind(t) == Kind::kCall &&
                     parent != kNoNode && ptree().kind(parent) == Kind::kRecord;
  if (!block) return push_node(p, t, rest);
  Goal goal{};
  goal.op = Goal::Op::kStatement;
  goal.p = p;
  goal.t = t;
  goal.next = rest;
  return push(goal);
}

Matcher::Step Matcher::all_taken(const Goal& goal) {
  for (NodeId item = goal.t; item < goal.t_end; item = tree().end(item)) {
    if (!is_taken(goal.t - 1, item)) return Step::kFail;
  }
  return Step::kGo;
}

Matcher::Step Matcher::taken_in_order(const Goal& goal) {
  NodeId last = 0;
  for (const Taken& each : taken_) {
    const bool decorator =
        tree().parent(each.item) == goal.t && tree().role(each.item) == syntax::Role::kDecorator;
    if (!decorator) continue;
    if (each.item < last) return Step::kFail;
    last = each.item;
  }
  return Step::kGo;
}

}  // namespace scan::sast
