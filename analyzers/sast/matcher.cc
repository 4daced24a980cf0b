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
using syntax::Role;
using syntax::Symbol;
using syntax::Tree;

namespace {

constexpr std::uint64_t kMaxSteps = 4'000'000;  // of one pattern in one file
constexpr std::uint32_t kMaxDepth = 2'000;      // of choices within choices
constexpr std::size_t kMaxMatches = 20'000;     // of one pattern in one file

// Children that a pattern need not mention.
bool may_be_left_out(Kind kind, Role role) {
  switch (role) {
    case Role::kType:
    case Role::kDecorator:
    case Role::kModifier:
    case Role::kBases:
    case Role::kDefault:
    case Role::kCause:
    case Role::kHandler:
    case Role::kProperty:
      return kind != Kind::kMember;
    case Role::kAlternative:
      return kind == Kind::kIf;
    case Role::kAlias:
      return kind == Kind::kImport;
    case Role::kElse:
      return kind != Kind::kTry;
    case Role::kName:
      return kind == Kind::kLambda || kind == Kind::kCatch;
    case Role::kRight:
      return kind == Kind::kVariable;
    case Role::kItem:
      return kind == Kind::kElement;
    default:
      return false;
  }
}

// Kinds whose children are items in order.
bool is_list(Kind kind) {
  switch (kind) {
    case Kind::kList:
    case Kind::kTuple:
    case Kind::kParameters:
    case Kind::kInterpolated:
    case Kind::kInterpolation:
    case Kind::kSequence:
    case Kind::kSplat:
    case Kind::kType:
    case Kind::kDelete:
    case Kind::kAssert:
    case Kind::kOther:
    case Kind::kError:
      return true;
    default:
      return false;
  }
}

// A name in which the pattern does not insist: `var x` is also written `let x`.
bool name_matters(Kind kind) { return kind != Kind::kVariable; }

bool is_ellipsis(const PatternNode& node) { return node.form == Form::kEllipsis; }

bool is_associative(std::string_view sign) {
  return sign == "and" || sign == "or" || sign == "&&" || sign == "||" || sign == "&" ||
         sign == "|" || sign == "^";
}

}  // namespace

bool is_statement(const Tree& tree, NodeId node) {
  const NodeId parent = tree.parent(node);
  if (parent == kNoNode) return false;
  return tree.kind(parent) == Kind::kBlock || tree.kind(parent) == Kind::kProgram;
}

bool same(const Target& target, const Binding& a, const Binding& b) {
  const Tree& tree = target.tree;
  const bool a_nodes = a.first != kNoNode;
  const bool b_nodes = b.first != kNoNode;
  if (a_nodes && b_nodes) {
    NodeId x = a.first;
    NodeId y = b.first;
    for (; x < a.end && y < b.end; x = tree.end(x), y = tree.end(y)) {
      if (!Tree::equal(tree, x, tree, y)) return false;
    }
    return x >= a.end && y >= b.end;
  }
  // A text against a node: what the node is named ('"x"' and the content x, a name and the same
  // name).
  const auto text = [&](const Binding& each) {
    if (each.first == kNoNode || each.first == each.end) return each.text;
    return tree.name(each.first) != 0 && tree.is_leaf(each.first) ? tree.name_text(each.first)
                                                                  : each.text;
  };
  return text(a) == text(b);
}

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
  limited_ = false;
}

void Matcher::match_at(NodeId start, std::vector<Match>& out) {
  goals_.assign(1, Goal{});
  bindings_.clear();
  taken_.clear();
  depth_ = 0;
  begin_ = start;
  match_end_ = 0;
  out_ = &out;
  first_match_ = out.size();
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
  const auto same_match = [&](const Match& other) {
    return other.span == match.span &&
           std::ranges::equal(other.bindings, match.bindings,
                              [](const Binding& a, const Binding& b) {
                                return a.metavariable == b.metavariable && a.first == b.first &&
                                       a.end == b.end && a.text == b.text;
                              });
  };
  // The same solution is often found on several ways; those of one start are few.
  if (std::any_of(out_->begin() + static_cast<std::ptrdiff_t>(first_match_), out_->end(),
                  same_match)) {
    return;
  }
  out_->push_back(std::move(match));
  if (out_->size() > kMaxMatches) limited_ = true;
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
    if (each.metavariable == metavariable) return same(target_, each, binding);
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
  }
  return Step::kFail;
}

Matcher::Step Matcher::node(NodeId p, NodeId t, GoalId& rest) {
  const PatternNode& form = info(p);
  switch (form.form) {
    case Form::kPlain:
      return plain(p, t, rest);
    case Form::kEllipsis:
      return Step::kGo;
    case Form::kMetavariable:
      return bind(form.metavariable, nodes_binding(t, tree().end(t))) ? Step::kGo : Step::kFail;
    case Form::kEllipsisMetavariable:
      return bind(form.metavariable, nodes_binding(t, tree().end(t))) ? Step::kGo : Step::kFail;
    case Form::kDeep:
      return deep(p, t, rest);
    case Form::kAnyString:
    case Form::kStringMetavariable:
    case Form::kStringRegex:
      return string_form(p, t, rest);
  }
  return Step::kFail;
}

Matcher::Step Matcher::deep(NodeId p, NodeId t, GoalId& rest) {
  for (NodeId inner = t; inner < tree().end(t); ++inner) {
    const Mark before = mark();
    if (branch(push_node(info(p).operand, inner, rest))) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

Matcher::Step Matcher::string_form(NodeId p, NodeId t, GoalId&) {
  const PatternNode& form = info(p);
  if (ptree().kind(p) == Kind::kRegex) {
    return tree().kind(t) == Kind::kRegex ? Step::kGo : Step::kFail;
  }
  Constant value = target_.constants.value(t);
  if (form.form == Form::kAnyString) return value.is_string() ? Step::kGo : Step::kFail;
  std::string_view content;
  if (value.kind == Constant::Kind::kString) {
    content = value.text;
  } else if (form.form == Form::kStringRegex && tree().kind(t) == Kind::kIdentifier &&
             ptree().kind(p) == Kind::kIdentifier) {
    content = tree().name_text(t);
  } else {
    return Step::kFail;
  }
  if (form.form == Form::kStringMetavariable) {
    return bind(form.metavariable, text_binding(content, t)) ? Step::kGo : Step::kFail;
  }
  const text::MatchStatus found = pattern_->regexes[form.regex].contains(content);
  if (found == text::MatchStatus::kLimit) limited_ = true;
  return found == text::MatchStatus::kMatch ? Step::kGo : Step::kFail;
}

bool Matcher::same_path(NodeId p, NodeId t) const {
  const Symbol path = info(p).path;
  if (path == 0) return false;
  const Symbol resolved = target_.names.path(t);
  if (resolved != 0) return resolved == paths_[path];
  if (target_.names.wildcards().empty() || tree().kind(t) != Kind::kIdentifier) return false;
  // "x" after `from a import *` may be a.x.
  const std::string_view wanted = pattern_->paths.text(path);
  return std::ranges::any_of(target_.names.wildcards(), [&](std::string_view module) {
    return wanted.size() == module.size() + 1 + tree().name_text(t).size() &&
           wanted.starts_with(module) && wanted[module.size()] == '.' &&
           wanted.ends_with(tree().name_text(t));
  });
}

bool Matcher::path(NodeId p, std::string_view path) {
  for (;;) {
    const PatternNode& form = info(p);
    if (form.form == Form::kMetavariable) {
      return bind(form.metavariable, text_binding(path, begin_));
    }
    if (form.form != Form::kPlain) return false;
    if (ptree().kind(p) == Kind::kIdentifier) return ptree().name_text(p) == path;
    if (ptree().kind(p) != Kind::kMember) return false;
    const std::size_t dot = path.rfind('.');
    if (dot == std::string_view::npos) return false;
    const NodeId property = ptree().child(p, Role::kProperty);
    const std::string_view last = path.substr(dot + 1);
    const PatternNode& property_form = info(property);
    if (property_form.form == Form::kMetavariable) {
      if (!bind(property_form.metavariable, text_binding(last, begin_))) return false;
    } else if (property_form.form != Form::kPlain || ptree().name_text(property) != last) {
      return false;
    }
    p = ptree().child(p, Role::kObject);
    path = path.substr(0, dot);
  }
}

bool Matcher::equal_name(NodeId p, NodeId t) const {
  return symbols_[ptree().name(p)] == tree().name(t);
}

Matcher::Step Matcher::plain(NodeId p, NodeId t, GoalId& rest) {
  const Kind kind = ptree().kind(p);
  const Kind other = tree().kind(t);
  switch (kind) {
    case Kind::kIdentifier:
      if (same_path(p, t)) return Step::kGo;
      return other == kind && equal_name(p, t) ? Step::kGo : Step::kFail;
    case Kind::kMember:
      return member(p, t, rest);
    case Kind::kString:
    case Kind::kNumber:
    case Kind::kBoolean: {
      if (other == kind) return equal_name(p, t) ? Step::kGo : Step::kFail;
      const Constant value = target_.constants.value(t);
      return value.is_literal(kind) && value.text == ptree().name_text(p) ? Step::kGo : Step::kFail;
    }
    case Kind::kNull:
    case Kind::kRegex:
    case Kind::kText:
    case Kind::kEmpty:
      return other == kind && equal_name(p, t) ? Step::kGo : Step::kFail;
    case Kind::kBlock:
    case Kind::kProgram: {
      if (other != kind) return Step::kFail;
      const bool class_body =
          ptree().parent(p) != kNoNode && ptree().kind(ptree().parent(p)) == Kind::kClass;
      Goal goal =
          children_goal(class_body ? Goal::Op::kUnordered : Goal::Op::kStatements, p, t, rest);
      goal.more = class_body;
      rest = push(goal);
      return Step::kGo;
    }
    case Kind::kArguments: {
      if (other != kind) return Step::kFail;
      rest = push(children_goal(Goal::Op::kKeywords, p, t, rest));
      return Step::kGo;
    }
    case Kind::kDictionary:
    case Kind::kRecord:
    case Kind::kSet: {
      const bool any_braces = kind == Kind::kSet && !ptree().is_leaf(p) &&
                              is_ellipsis(info(p + 1)) && ptree().end(p + 1) == ptree().end(p);
      if (other != kind && !(any_braces && other == Kind::kDictionary)) return Step::kFail;
      Goal goal = children_goal(Goal::Op::kUnordered, p, t, rest);
      goal.more = kind == Kind::kRecord;
      for (const NodeId item : ptree().children(p)) goal.more |= is_ellipsis(info(item));
      rest = push(goal);
      return Step::kGo;
    }
    case Kind::kAssignment:
    case Kind::kVariable:
    case Kind::kField:
      return assignment(p, t, rest);
    case Kind::kImport:
      return other == kind ? import(p, t, rest) : Step::kFail;
    case Kind::kBinary:
      return other == kind ? operation(p, t, rest) : Step::kFail;
    default:
      break;
  }
  // "..." in brackets stands for a comprehension as well.
  if (other == Kind::kComprehension && kind == Kind::kList && !ptree().is_leaf(p) &&
      is_ellipsis(info(p + 1)) && ptree().end(p + 1) == ptree().end(p)) {
    return tree().name_text(t) == "list" ? Step::kGo : Step::kFail;
  }
  if (other != kind) return Step::kFail;
  if (kind == Kind::kOther && ptree().grammar_symbol(p) != tree().grammar_symbol(t)) {
    return Step::kFail;
  }
  if (name_matters(kind) && !equal_name(p, t)) return Step::kFail;
  if (is_list(kind)) {
    rest = push(children_goal(Goal::Op::kItems, p, t, rest));
    return Step::kGo;
  }
  return record(p, t, rest);
}

// A node whose children are told apart by their roles. Items among them agree in order.
Matcher::Step Matcher::record(NodeId p, NodeId t, GoalId& rest) {
  const Kind kind = ptree().kind(p);
  std::uint64_t mentioned = 0;
  bool has_items = false;
  std::vector<std::pair<NodeId, NodeId>> pairs;
  std::vector<NodeId> any_order;
  for (const NodeId child : ptree().children(p)) {
    const Role role = ptree().role(child);
    mentioned |= std::uint64_t{1} << static_cast<unsigned>(role);
    if (role == Role::kItem) {
      has_items = true;
    } else if (role == Role::kDecorator || role == Role::kHandler || role == Role::kProperty ||
               role == Role::kModifier) {
      if (kind == Kind::kMember) {
        pairs.emplace_back(child, tree().child(t, role));
      } else {
        any_order.push_back(child);
      }
    } else {
      const NodeId other = tree().child(t, role);
      if (other != kNoNode) {
        pairs.emplace_back(child, other);
      } else if (!is_ellipsis(info(child))) {
        return Step::kFail;
      }
    }
  }
  for (const NodeId child : tree().children(t)) {
    const Role role = tree().role(child);
    if ((mentioned >> static_cast<unsigned>(role) & 1) == 0 && !may_be_left_out(kind, role)) {
      return Step::kFail;
    }
  }
  if (has_items) rest = push(children_goal(Goal::Op::kItems, p, t, rest));
  for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
    rest = push_node(pair->first, pair->second, rest);
  }
  for (auto child = any_order.rbegin(); child != any_order.rend(); ++child) {
    if (is_ellipsis(info(*child))) continue;
    Goal goal = children_goal(Goal::Op::kUnordered, p, t, rest);
    goal.more = true;
    goal.p = *child;
    goal.p_end = ptree().end(*child);
    rest = push(goal);
  }
  return Step::kGo;
}

// "x = e" also where it is a declaration or a field; a declaration is not an assignment.
Matcher::Step Matcher::assignment(NodeId p, NodeId t, GoalId& rest) {
  const Kind kind = ptree().kind(p);
  const Kind other = tree().kind(t);
  const auto value_of = [](const Tree& tree, NodeId node, bool left) {
    const bool field = tree.kind(node) == Kind::kField;
    return tree.child(
        node, left ? (field ? Role::kName : Role::kLeft) : (field ? Role::kValue : Role::kRight));
  };
  const bool compatible = other == kind || (kind == Kind::kAssignment && ptree().name(p) == 0 &&
                                            (other == Kind::kVariable || other == Kind::kField));
  if (!compatible) return Step::kFail;
  if (kind == Kind::kAssignment && other == kind && !equal_name(p, t)) return Step::kFail;
  const NodeId p_right = value_of(ptree(), p, false);
  const NodeId t_left = value_of(tree(), t, true);
  const NodeId t_right = value_of(tree(), t, false);
  const NodeId p_type = ptree().child(p, Role::kType);
  const NodeId t_type = tree().child(t, Role::kType);
  if (p_type != kNoNode && t_type == kNoNode) return Step::kFail;
  if (p_right != kNoNode && t_right == kNoNode && !is_ellipsis(info(p_right))) return Step::kFail;
  if (p_right == kNoNode && t_right != kNoNode && kind == Kind::kAssignment) return Step::kFail;
  GoalId next = rest;
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
    if (branch(push_node(p_left, left, push_node(p_right, right, rest)))) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

Matcher::Step Matcher::member(NodeId p, NodeId t, GoalId& rest) {
  if (same_path(p, t)) return Step::kGo;
  const NodeId p_property = ptree().child(p, Role::kProperty);
  const NodeId p_object = ptree().child(p, Role::kObject);
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
  if (tree().kind(t) != Kind::kIdentifier || target_.names.path(t) == 0) return Step::kFail;
  return path(p, target_.names.path_text(t)) ? Step::kGo : Step::kFail;
}

// "a and b" is found in "a and c and b": chains of an associative operator are lists of operands.
Matcher::Step Matcher::operation(NodeId p, NodeId t, GoalId& rest) {
  if (!equal_name(p, t)) return Step::kFail;
  const NodeId p_right = ptree().child(p, Role::kRight);
  if (p_right == kNoNode) return record(p, t, rest);
  const NodeId p_left = ptree().child(p, Role::kLeft);
  const NodeId t_left = tree().child(t, Role::kLeft);
  const NodeId t_right = tree().child(t, Role::kRight);
  if (t_left == kNoNode || t_right == kNoNode) return Step::kFail;
  // "a + ..." goes as deep to the left as the operator goes.
  const bool open_end = is_ellipsis(info(p_right));
  const bool associative = is_associative(ptree().name_text(p));
  if (!open_end && !associative) {
    rest = push_node(p_left, t_left, push_node(p_right, t_right, rest));
    return Step::kGo;
  }
  Mark before = mark();
  if (branch(push_node(p_left, t_left, push_node(p_right, t_right, rest)))) return Step::kStop;
  undo(before);
  if (open_end && tree().kind(t_left) == Kind::kBinary) {
    before = mark();
    if (branch(push_node(p, t_left, rest))) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

// The parts of a module's name from the front, what is taken from it, and the alias. `import a.b`
// is found where more than that is imported.
Matcher::Step Matcher::import(NodeId p, NodeId t, GoalId& rest) {
  const auto is_part = [](Role role) { return role == Role::kModule || role == Role::kName; };
  const NodeId p_alias = ptree().child(p, Role::kAlias);
  const NodeId t_alias = tree().child(t, Role::kAlias);
  const bool whole = ptree().child(p, Role::kName) != kNoNode;
  std::vector<std::pair<NodeId, NodeId>> pairs;
  NodeId t_part = t + 1;
  for (const NodeId part : ptree().children(p)) {
    if (!is_part(ptree().role(part))) continue;
    if (t_part >= tree().end(t) || !is_part(tree().role(t_part))) return Step::kFail;
    pairs.emplace_back(part, t_part);
    t_part = tree().end(t_part);
  }
  if (whole && t_part < tree().end(t) && is_part(tree().role(t_part))) return Step::kFail;
  if (p_alias != kNoNode) {
    // An import without an alias is known by its own name.
    NodeId known_as = t_alias;
    if (known_as == kNoNode && !pairs.empty()) known_as = pairs.back().second;
    if (known_as == kNoNode) return Step::kFail;
    pairs.emplace_back(p_alias, known_as);
  }
  for (auto pair = pairs.rbegin(); pair != pairs.rend(); ++pair) {
    rest = push_node(pair->first, pair->second, rest);
  }
  return Step::kGo;
}

Matcher::Step Matcher::items(const Goal& goal, GoalId& rest) {
  // Children with a role of their own are no items; lists have none, records settle theirs.
  NodeId t = goal.t;
  while (t < goal.t_end && tree().role(t) != Role::kItem) t = tree().end(t);
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
  while (p < goal.p_end && is_ellipsis(info(p))) p = ptree().end(p);
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
    if (branch(push_node(p, item, others))) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

Matcher::Step Matcher::all_taken(const Goal& goal) {
  for (NodeId item = goal.t; item < goal.t_end; item = tree().end(item)) {
    if (!is_taken(goal.t - 1, item)) return Step::kFail;
  }
  return Step::kGo;
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
