// The constructs that are written in several ways: assignments and declarations, chains of members,
// decorators, imports.
#include <algorithm>
#include <utility>

#include "sast/matcher.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Tree;

// "x = e" also where it is a declaration or a field; a declaration is not an assignment.
Matcher::Step Matcher::assignment(NodeId p, NodeId t, GoalId& rest) {
  const Kind kind = ptree().kind(p);
  const Kind other = tree().kind(t);
  const auto value_of = [](const Tree& tree, NodeId node, bool left) {
    switch (tree.kind(node)) {
      case Kind::kField:
      case Kind::kKeywordArgument:
        return tree.child(node, left ? Role::kName : Role::kValue);
      case Kind::kPair:
        return tree.child(node, left ? Role::kKey : Role::kValue);
      default:
        return tree.child(node, left ? Role::kLeft : Role::kRight);
    }
  };
  if (kind == Kind::kAssignment && other == Kind::kAugmentedAssignment) {
    return augmented(p, t, rest);
  }
  const bool plain = kind == Kind::kAssignment && ptree().name(p) == 0;
  const bool declares = (options().vardef_assign && facts_.declarations_assign &&
                         (other == Kind::kVariable || other == Kind::kField)) ||
                        (options().flddef_assign && other == Kind::kPair) ||
                        (facts_.named_arguments_are_assignments && other == Kind::kKeywordArgument);
  if (other != kind && !(plain && declares)) return Step::kFail;
  if (kind == Kind::kVariable && !same_keyword(p, t)) return Step::kFail;
  // "=" also stands for ":=", which stands for itself, also where it declares.
  if (kind == Kind::kAssignment && other == kind && ptree().name(p) != 0 && !equal_name(p, t)) {
    return Step::kFail;
  }
  if (kind == Kind::kVariable && other == kind && !equal_name(p, t) &&
      (ptree().name_text(p) == ":=" || tree().name_text(t) == ":=")) {
    return Step::kFail;
  }
  const NodeId p_right = value_of(ptree(), p, false);
  const NodeId t_left = value_of(tree(), t, true);
  const NodeId t_right = value_of(tree(), t, false);
  const NodeId p_type = ptree().child(p, Role::kType);
  const NodeId t_type = tree().child(t, Role::kType);
  if (p_type != kNoNode && t_type == kNoNode) return Step::kFail;
  if (p_right != kNoNode && t_right == kNoNode) return Step::kFail;
  if (p_right == kNoNode && t_right != kNoNode) return Step::kFail;
  // What takes a module apart is an import of its parts, and no variable.
  const bool apart = kind == Kind::kVariable && t_left != kNoNode && p_right != kNoNode &&
                     ptree().kind(p_right) == Kind::kCall && tree().kind(t_left) == Kind::kRecord &&
                     target_.names.required_module(t) != kNoNode;
  if (apart && info(value_of(ptree(), p, true)).form == Form::kMetavariable) return Step::kFail;
  GoalId marks = rest;
  for (const NodeId child : ptree().children(p)) {
    const Role role = ptree().role(child);
    if (role == Role::kModifier || role == Role::kDecorator) marks = push_any(child, p, t, marks);
  }
  GoalId next = marks;
  if (p_right != kNoNode && t_right != kNoNode) next = push_node(p_right, t_right, next);
  if (p_type != kNoNode) next = push_node(p_type, t_type, next);
  const NodeId p_left = value_of(ptree(), p, true);
  if (p_left == kNoNode || t_left == kNoNode) return Step::kFail;
  // "a, b = c, d" is also "a = c" and "b = d".
  const bool unpacks = t_right != kNoNode && tree().kind(t_left) == Kind::kTuple &&
                       tree().kind(t_right) == Kind::kTuple && p_right != kNoNode;
  if (!unpacks) {
    rest = push_node(p_left, t_left, next);
    return Step::kGo;
  }
  Mark before = mark();
  if (branch(push_node(p_left, t_left, next))) return Step::kStop;
  undo(before);
  NodeId left = t_left + 1;
  NodeId right = t_right + 1;
  for (; left < tree().end(t_left) && right < tree().end(t_right);
       left = tree().end(left), right = tree().end(right)) {
    before = mark();
    if (branch(push_node(p_left, left, push_node(p_right, right, marks)))) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

// "x += y" is also "x = x + y", where the language has it so.
Matcher::Step Matcher::augmented(NodeId p, NodeId t, GoalId& rest) {
  if (!facts_.augments_by_assigning) return Step::kFail;
  const NodeId left = tree().child(t, Role::kLeft);
  const NodeId right = tree().child(t, Role::kRight);
  const NodeId p_left = ptree().child(p, Role::kLeft);
  const NodeId p_right = ptree().child(p, Role::kRight);
  if (left == kNoNode || right == kNoNode || p_left == kNoNode || p_right == kNoNode) {
    return Step::kFail;
  }
  const Form form = info(p_right).form;
  if (form == Form::kMetavariable || form == Form::kEllipsis) {
    rest = push_node(p_left, left, push_node(p_right, right, rest));
    return Step::kGo;
  }
  const std::string_view sign = tree().name_text(t);
  const NodeId first = ptree().child(p_right, Role::kLeft);
  const NodeId second = ptree().child(p_right, Role::kRight);
  const bool same = form == Form::kPlain && ptree().kind(p_right) == Kind::kBinary &&
                    first != kNoNode && second != kNoNode &&
                    ptree().name_text(p_right) == sign.substr(0, sign.size() - 1);
  if (!same) return Step::kFail;
  rest = push_node(p_left, left, push_node(first, left, push_node(second, right, rest)));
  return Step::kGo;
}

// "var x" is also "let x" and "const x", but neither is the other.
bool Matcher::same_keyword(NodeId p, NodeId t) const {
  const auto is_one = [](std::string_view word) {
    return word == "var" || word == "let" || word == "const";
  };
  const std::string_view wanted = ptree().name_text(p);
  const std::string_view word = tree().name_text(t);
  if (wanted == word || !is_one(wanted) || !is_one(word)) return true;
  return wanted == "var" && options().let_is_var;
}

Matcher::Step Matcher::member(NodeId p, NodeId t, GoalId& rest) {
  if (same_path(p, t)) return Step::kGo;
  const bool optional = ptree().name(p) != 0;  // "a?.b" is not "a.b"
  if (optional && tree().kind(t) == Kind::kMember && !equal_name(p, t)) return Step::kFail;
  const NodeId p_property = ptree().child(p, Role::kProperty);
  const NodeId p_object = ptree().child(p, Role::kObject);
  if (p_property == kNoNode || p_object == kNoNode) return Step::kFail;
  if (info(p_property).is_ellipsis()) return open_chain(p_object, t, rest);
  // "o. ... .m": any number of calls and members between o and m.
  const bool chain = ptree().kind(p_object) == Kind::kMember &&
                     info(ptree().child(p_object, Role::kProperty)).form == Form::kEllipsis;
  if (tree().kind(t) == Kind::kMember) {
    const NodeId t_property = tree().child(t, Role::kProperty);
    const NodeId t_object = tree().child(t, Role::kObject);
    if (t_property == kNoNode || t_object == kNoNode) return Step::kFail;
    if (!chain) {
      rest = push_node(p_property, t_property, push_node(p_object, t_object, rest));
      return Step::kGo;
    }
    const NodeId origin = ptree().child(p_object, Role::kObject);
    for (NodeId at = t_object; at != kNoNode;) {
      const Mark before = mark();
      if (branch(push_node(p_property, t_property, push_node(origin, at, rest)))) {
        return Step::kStop;
      }
      undo(before);
      at = tree().kind(at) == Kind::kCall     ? tree().child(at, Role::kCallee)
           : tree().kind(at) == Kind::kMember ? tree().child(at, Role::kObject)
                                              : kNoNode;
    }
    return Step::kBranched;
  }
  if (optional || tree().kind(t) != Kind::kIdentifier || target_.names.path(t) == 0) {
    return Step::kFail;
  }
  return path(p, target_.names.path_text(t)) ? Step::kGo : Step::kFail;
}

// "o.m(). ...": what a chain of calls and members begins with, and the chain itself.
Matcher::Step Matcher::open_chain(NodeId p, NodeId t, GoalId rest) {
  for (NodeId at = t; at != kNoNode;) {
    const Mark before = mark();
    if (branch(push_node(p, at, rest))) return Step::kStop;
    undo(before);
    at = tree().kind(at) == Kind::kCall     ? tree().child(at, Role::kCallee)
         : tree().kind(at) == Kind::kMember ? tree().child(at, Role::kObject)
                                            : kNoNode;
  }
  return Step::kBranched;
}

// A decorator with empty parentheses is one without; a name stands for no call with arguments.
Matcher::Step Matcher::decorator(NodeId p, NodeId t, GoalId& rest) {
  NodeId p_operand = ptree().child(p, Role::kOperand);
  NodeId t_operand = tree().child(t, Role::kOperand);
  if (p_operand == kNoNode || t_operand == kNoNode) return Step::kFail;
  const bool p_call = ptree().kind(p_operand) == Kind::kCall;
  const bool t_call = tree().kind(t_operand) == Kind::kCall;
  if (p_call && !t_call) {
    if (!needs_nothing(ptree().child(p_operand, Role::kArguments))) return Step::kFail;
    p_operand = ptree().child(p_operand, Role::kCallee);
  } else if (t_call && !p_call && !info(p_operand).is_ellipsis()) {
    if (!tree().is_leaf(tree().child(t_operand, Role::kArguments))) return Step::kFail;
    t_operand = tree().child(t_operand, Role::kCallee);
  }
  rest = push_node(p_operand, t_operand, rest);
  return Step::kGo;
}

bool Matcher::needs_nothing(NodeId p) const {
  if (info(p).form == Form::kEllipsis) return true;
  if (ptree().kind(p) != Kind::kArguments && ptree().kind(p) != Kind::kParameters) return false;
  for (const NodeId child : ptree().children(p)) {
    const Form form = info(child).form;
    if (form != Form::kEllipsis && form != Form::kEllipsisMetavariable) return false;
  }
  return true;
}

// A handler of everything, of a type, of one of several types, and of an error that it gives a name
// are four things; "..." as the type is any of them. A metavariable alone is also the name that is
// not given.
bool Matcher::same_form_of_catch(NodeId p, NodeId t) const {
  const NodeId p_type = ptree().child(p, Role::kType);
  const NodeId p_name = ptree().child(p, Role::kName);
  if ((p_type != kNoNode && info(p_type).is_ellipsis()) ||
      (p_name != kNoNode && info(p_name).is_ellipsis())) {
    return true;
  }
  const NodeId t_type = tree().child(t, Role::kType);
  const NodeId t_name = tree().child(t, Role::kName);
  if (p_name != kNoNode) return t_name != kNoNode || p_type == kNoNode;
  if (t_name != kNoNode || (p_type == kNoNode) != (t_type == kNoNode)) return false;
  const bool several = t_type != kNoNode && tree().kind(t_type) == Kind::kTuple &&
                       !tree().is_leaf(t_type) && tree().end(t_type + 1) != tree().end(t_type);
  return !several || ptree().kind(p_type) == Kind::kTuple;
}

bool Matcher::is_module_prefix(NodeId p, NodeId t) const {
  if (ptree().kind(p) != Kind::kString || tree().kind(t) != Kind::kString) return false;
  const std::string_view begin = ptree().name_text(p);
  const std::string_view path = tree().name_text(t);
  return info(p).form == Form::kPlain && path.size() > begin.size() && path.starts_with(begin) &&
         path[begin.size()] == '/';
}

// The metavariable of "import $X", which stands for all of a path; kNoNode in any other import.
NodeId Matcher::whole_import(NodeId p) const {
  const NodeId first = p + 1;
  const NodeId item = ptree().child(p, Role::kItem);
  if (item == kNoNode || ptree().child(p, Role::kAlias) != kNoNode) return kNoNode;
  const NodeId name = ptree().child(item, Role::kName);
  if (name == kNoNode || ptree().end(name) != ptree().end(item)) return kNoNode;
  if (first == item) return info(name).form == Form::kMetavariable ? name : kNoNode;
  const bool one = ptree().end(first) == item && ptree().name_text(name) == "*";
  return one && info(first).form == Form::kMetavariable ? first : kNoNode;
}

Matcher::Step Matcher::import_as_whole(NodeId p, NodeId t, NodeId whole, GoalId& rest) {
  const NodeId item = tree().child(t, Role::kItem);
  if (item == kNoNode) return Step::kFail;
  const NodeId name = tree().child(item, Role::kName);
  const bool wanted_all = ptree().role(whole) == Role::kModule;
  const bool has_all = name != kNoNode && tree().name_text(name) == "*";
  if (wanted_all != has_all) return Step::kFail;
  const NodeId end = has_all ? item : tree().end(item);
  if (!bind(info(whole).metavariable, nodes_binding(t + 1, end))) return Step::kFail;
  for (const NodeId child : ptree().children(p)) {
    if (ptree().role(child) == Role::kModifier) rest = push_any(child, p, t, rest);
  }
  return Step::kGo;
}

// The parts of a module's name from the front; then every item, in any order, and the alias.
// `import a.b` is found where more than that is imported, `from a import b` included.
Matcher::Step Matcher::import(NodeId p, NodeId t, GoalId& rest) {
  std::vector<std::pair<NodeId, NodeId>> pairs;
  const auto module_end = [](const Tree& tree, NodeId import) {
    NodeId at = import + 1;
    while (at < tree.end(import) && tree.role(at) == Role::kModule) at = tree.end(at);
    return at;
  };
  const NodeId p_end = module_end(ptree(), p);
  const NodeId t_end = module_end(tree(), t);
  if (facts_.imports_as_written && !equal_name(p, t)) return Step::kFail;
  bool has_items = ptree().child(p, Role::kItem) != kNoNode;
  if (const NodeId whole = whole_import(p); whole != kNoNode && t_end > t + 1) {
    return import_as_whole(p, t, whole, rest);
  }
  NodeId t_part = t + 1;
  NodeId left_over = kNoNode;  // a part of the pattern's module that is an item of the target
  const bool any_module = p_end > p + 1 && ptree().end(p + 1) == p_end && has_items &&
                          info(p + 1).form == Form::kMetavariable &&
                          tree().child(t, Role::kItem) != kNoNode;
  if (any_module) {  // "from $M import b" is also "from a.b import c"
    if (!bind(info(p + 1).metavariable, nodes_binding(t + 1, t_end))) return Step::kFail;
    t_part = t_end;
  }
  for (NodeId part = p + 1; part < p_end && !any_module; part = ptree().end(part)) {
    if (t_part >= t_end) {
      if (has_items || left_over != kNoNode) return Step::kFail;
      left_over = part;
      continue;
    }
    pairs.emplace_back(part, t_part);
    t_part = tree().end(t_part);
  }
  if (has_items && t_part < t_end) {
    // "from a import b" is also "import a.b".
    const NodeId item = p_end;
    const bool one_each = ptree().end(item) == ptree().end(p) && tree().end(t_part) == t_end &&
                          tree().child(t, Role::kItem) == kNoNode;
    if (!one_each || info(item).form != Form::kPlain) return Step::kFail;
    pairs.emplace_back(ptree().child(item, Role::kName), t_part);
    has_items = false;
  }
  // "a/b" is found where "a/b/c" is imported.
  if (pairs.size() == 1 && is_module_prefix(pairs[0].first, pairs[0].second)) pairs.clear();
  const NodeId p_alias = ptree().child(p, Role::kAlias);
  if (p_alias != kNoNode) {
    const NodeId t_alias = tree().child(t, Role::kAlias);
    if (t_alias == kNoNode) return Step::kFail;
    pairs.emplace_back(p_alias, t_alias);
  }
  if (has_items) {
    Goal goal = children_goal(Goal::Op::kUnordered, p, t, rest);
    goal.more = true;
    goal.p = p_end;
    rest = push(goal);
  }
  for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
    rest = push_node(pair->first, pair->second, rest);
  }
  if (left_over == kNoNode) return Step::kGo;
  for (const NodeId item : tree().children(t)) {
    const NodeId name = tree().child(item, Role::kName);
    if (tree().kind(item) != Kind::kImportItem || name == kNoNode) continue;
    const Mark before = mark();
    if (branch(push_node(left_over, name, rest))) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

// `import { a as b } from "m"` is also `const { a: b } = require("m")`.
Matcher::Step Matcher::required(NodeId p, NodeId t, GoalId& rest) {
  const NodeId wanted = ptree().child(p, Role::kModule);
  const NodeId module = target_.names.required_module(t);
  if (wanted == kNoNode || module == kNoNode) return Step::kFail;
  const NodeId left = tree().child(t, Role::kLeft);
  for (const NodeId item : ptree().children(p)) {
    if (ptree().kind(item) != Kind::kImportItem) continue;
    const NodeId name = ptree().child(item, Role::kName);
    const NodeId alias = ptree().child(item, Role::kAlias);
    if (tree().kind(left) != Kind::kRecord) return Step::kFail;
    NodeId pair = left + 1;  // the one of that name; of a metavariable, the one at its place
    std::size_t place = 0;
    for (NodeId each = p + 1; each < item; each = ptree().end(each)) {
      place += ptree().kind(each) == Kind::kImportItem;
    }
    const bool named = info(name).form == Form::kPlain;
    for (; pair < tree().end(left); pair = tree().end(pair)) {
      const NodeId key = tree().child(pair, Role::kKey);
      if (named ? key != kNoNode && equal_name(name, key) : place-- == 0) break;
    }
    if (pair >= tree().end(left)) return Step::kFail;
    const NodeId key = tree().child(pair, Role::kKey);
    const NodeId value = tree().child(pair, Role::kValue);
    if (key == kNoNode || value == kNoNode) return Step::kFail;
    if (alias != kNoNode && tree().name(key) == tree().name(value)) return Step::kFail;
    if (alias != kNoNode) rest = push_node(alias, value, rest);
    rest = push_node(name, key, rest);
  }
  rest = push_node(wanted, module, rest);
  return Step::kGo;
}

Matcher::Step Matcher::import_item(NodeId p, NodeId t, GoalId& rest) {
  const NodeId p_name = ptree().child(p, Role::kName);
  const NodeId t_name = tree().child(t, Role::kName);
  const NodeId p_alias = ptree().child(p, Role::kAlias);
  if (p_name == kNoNode || t_name == kNoNode) return Step::kFail;
  if (p_alias != kNoNode) {
    const NodeId t_alias = tree().child(t, Role::kAlias);
    if (t_alias == kNoNode) return Step::kFail;
    rest = push_node(p_alias, t_alias, rest);
  }
  const bool all = tree().name_text(t_name) == "*";
  if (all && info(p_name).form == Form::kMetavariable) return Step::kFail;
  rest = push_node(p_name, t_name, rest);
  return Step::kGo;
}

}  // namespace scan::sast
