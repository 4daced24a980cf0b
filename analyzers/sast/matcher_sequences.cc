// The two lists with rules of their own: arguments, where keywords may stand in any order, and
// statements, where "..." also reaches into nested blocks and an expression is looked for inside a
// statement.
#include <algorithm>

#include "sast/matcher.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;

namespace {

// Statements in which the pattern of an expression statement is looked for: `f()` is in `x = f()`.
bool holds_expressions(Kind kind) {
  return is_expression(kind) || kind == Kind::kVariable || kind == Kind::kField ||
         kind == Kind::kReturn;
}

// Where statements of their own begin.
bool begins_statements(Kind kind) {
  return kind == Kind::kBlock || kind == Kind::kFunction || kind == Kind::kLambda ||
         kind == Kind::kClass;
}

// Whether an expression pattern that stands as a statement is looked for in the parts of this node
// of an expression statement: in operands and arguments and on the right of an assignment, but not
// where the value is one of several, is chosen from others, or is made for each item.
bool shows_parts(Kind kind) {
  return kind != Kind::kConditional && kind != Kind::kSequence && kind != Kind::kIndex &&
         kind != Kind::kSlice && kind != Kind::kComprehension && kind != Kind::kNew &&
         kind != Kind::kLambda && kind != Kind::kElement;
}

}  // namespace

// Keyword arguments are settled first, wherever they stand; what is left then agrees in order.
Matcher::Step Matcher::keywords(const Goal& goal, GoalId& rest) {
  NodeId p = goal.p;
  while (p < goal.p_end && !is_keyword(p)) p = ptree().end(p);
  Goal next = goal;
  next.next = rest;
  if (p >= goal.p_end) {
    next.op = Goal::Op::kPositional;
    next.p = goal.list + 1;
    next.list = goal.t - 1;
    rest = push(next);
    return Step::kGo;
  }
  next.p = ptree().end(p);
  const GoalId others = push(next);
  const NodeId list = goal.t - 1;
  for (NodeId item = goal.t; item < goal.t_end; item = tree().end(item)) {
    if (tree().kind(item) != Kind::kKeywordArgument || is_taken(list, item)) continue;
    const Mark before = mark();
    taken_.push_back({list, item});
    if (branch(push_node(p, item, others))) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

// Whether an argument of the pattern has a keyword, and is not an ellipsis that was spelled as one.
bool Matcher::is_keyword(NodeId p) const {
  return ptree().kind(p) == Kind::kKeywordArgument && info(p).form == Form::kPlain;
}

// Items of p's list that stand for any number of arguments.
std::size_t Matcher::ellipses_beside(NodeId p) const {
  const NodeId list = ptree().parent(p);
  std::size_t count = 0;
  for (NodeId each = list + 1; each < ptree().end(list); each = ptree().end(each)) {
    count += info(each).is_ellipsis() || info(each).form == Form::kEllipsisMetavariable ? 1 : 0;
  }
  return count;
}

Matcher::Step Matcher::positional(const Goal& goal, GoalId& rest) {
  const NodeId list = goal.list;
  const auto skip_keywords = [&](NodeId p) {
    while (p < goal.p_end && is_keyword(p)) p = ptree().end(p);
    return p;
  };
  const auto skip_taken = [&](NodeId t) {
    while (t < goal.t_end && is_taken(list, t)) t = tree().end(t);
    return t;
  };
  const NodeId p = skip_keywords(goal.p);
  const NodeId t = skip_taken(goal.t);
  if (p >= goal.p_end) return t >= goal.t_end ? Step::kGo : Step::kFail;
  const PatternNode& form = info(p);
  Goal next = goal;
  next.p = skip_keywords(ptree().end(p));
  next.next = rest;
  if (form.form == Form::kEllipsis && next.p >= goal.p_end) return Step::kGo;
  if (form.form == Form::kEllipsis || form.form == Form::kEllipsisMetavariable) {
    NodeId last = t;  // one past what is bound, without the keywords behind it
    for (NodeId at = t;; last = tree().end(at), at = skip_taken(last)) {
      const Mark before = mark();
      next.t = at;
      if (form.form == Form::kEllipsis || bind(form.metavariable, nodes_binding(t, last))) {
        if (branch(push(next))) return Step::kStop;
      }
      undo(before);
      if (at >= goal.t_end) return Step::kBranched;
      // What is bound has no gaps: a keyword that is not part of it ends it, where something else
      // can stand for what follows.
      const bool gap = at != last && last != t;
      if (gap && form.form == Form::kEllipsisMetavariable && ellipses_beside(p) > 1)
        return Step::kBranched;
    }
  }
  const bool keyword = t < goal.t_end && tree().kind(t) == Kind::kKeywordArgument;
  if (t >= goal.t_end || (keyword && !facts_.named_arguments_are_assignments)) return Step::kFail;
  next.t = tree().end(t);
  rest = push_node(p, t, push(next));
  return Step::kGo;
}

Matcher::Step Matcher::statements(const Goal& goal, GoalId& rest) {
  const NodeId p = goal.p;
  if (p >= goal.p_end) {
    if (!goal.more && goal.t < goal.t_end) return Step::kFail;
    if (goal.outermost) match_end_ = tree().span(goal.list).end;
    return Step::kGo;
  }
  const PatternNode& form = info(p);
  if (form.form == Form::kEllipsis) return statements_after_ellipsis(goal, rest);
  Goal next = goal;
  next.p = ptree().end(p);
  next.next = rest;
  if (form.form == Form::kEllipsisMetavariable) {
    next.more = false;
    for (NodeId at = goal.t;; at = tree().end(at)) {
      const Mark before = mark();
      next.t = at;
      if (bind(form.metavariable, nodes_binding(goal.t, at))) {
        if (branch(push(next))) return Step::kStop;
      }
      undo(before);
      if (at >= goal.t_end) return Step::kBranched;
      next.list = at;
    }
  }
  if (goal.t >= goal.t_end) return Step::kFail;
  next.t = next_statement(goal.t, goal.t_end, goal.deep);
  next.list = goal.t;
  rest = push(next);
  return statement(p, goal.t, rest);
}

// "..." before a statement: it may be any of those that follow, nested ones included. At the end of
// a list: all that follow.
Matcher::Step Matcher::statements_after_ellipsis(const Goal& goal, GoalId rest) {
  Goal next = goal;
  next.p = ptree().end(goal.p);
  next.next = rest;
  next.more = true;
  if (next.p >= goal.p_end) {
    for (NodeId at = goal.t; at < goal.t_end; at = next_statement(at, goal.t_end, false)) {
      next.list = at;
    }
    next.t = goal.t_end;
    return branch(push(next)) ? Step::kStop : Step::kBranched;
  }
  next.deep = options().go_deeper_stmt;
  steps_ += (goal.t_end - goal.t) / 16;  // looking for statements costs, too
  for (NodeId at = goal.t; at < goal.t_end; at = next.deep ? at + 1 : tree().end(at)) {
    if (!is_statement(at)) continue;
    const Mark before = mark();
    next.t = at;
    if (branch(push(next))) return Step::kStop;
    undo(before);
  }
  next.t = goal.t_end;
  return branch(push(next)) ? Step::kStop : Step::kBranched;
}

Matcher::Step Matcher::statement(NodeId p, NodeId t, GoalId& rest) {
  const bool look_inside = options().implicit_deep_exprstmt &&
                           info(p).form != Form::kMetavariable && is_expression(ptree().kind(p)) &&
                           holds_expressions(tree().kind(t)) && !tree().is_leaf(t);
  if (!look_inside) return node(p, t, rest);
  Mark before = mark();
  if (branch(push_node(p, t, rest))) return Step::kStop;
  undo(before);
  // What is returned, and the value of a new variable, are looked through whole.
  const bool whole = !is_expression(tree().kind(t));
  if (!whole && !shows_parts(tree().kind(t))) return Step::kBranched;
  const bool assigns =
      tree().kind(t) == Kind::kAssignment || tree().kind(t) == Kind::kAugmentedAssignment;
  const NodeId target = assigns ? tree().child(t, syntax::Role::kLeft) : kNoNode;
  for (NodeId inner = t + 1; inner < tree().end(t);) {
    const Kind kind = tree().kind(inner);
    if (begins_statements(kind) || (!whole && inner == target)) {
      inner = tree().end(inner);
      continue;
    }
    before = mark();
    if (branch(push_node(p, inner, rest))) return Step::kStop;
    undo(before);
    inner = whole || shows_parts(kind) ? inner + 1 : tree().end(inner);
  }
  return Step::kBranched;
}

}  // namespace scan::sast
