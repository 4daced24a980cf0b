// What it takes for one node of a pattern to agree with one node of a target: by what the pattern's
// node stands for, else by kind, name and the roles of the children.
#include <algorithm>
#include <utility>

#include "sast/control_flow.h"
#include "sast/matcher.h"
#include "syntax/literal_text.h"
#include "syntax/lowering.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Symbol;
using syntax::Tree;

namespace {

static_assert(static_cast<unsigned>(Role::kItem) == 0);

// Roles that several children may have, whose order means nothing.
bool is_in_any_order(Role role) {
  return role == Role::kDecorator || role == Role::kHandler || role == Role::kProperty ||
         role == Role::kModifier || role == Role::kInterface || role == Role::kBases;
}

// Children that a pattern need not mention.
bool may_be_left_out(Kind kind, Role role) {
  switch (role) {
    case Role::kType:
    case Role::kDecorator:
    case Role::kModifier:
    case Role::kBases:
    case Role::kInterface:
    case Role::kDefault:
    case Role::kCause:
    case Role::kHandler:
    case Role::kProperty:
      return kind != Kind::kMember && kind != Kind::kType;
    case Role::kTypeArguments:
      return true;
    case Role::kInitializer:
      return kind == Kind::kTry || kind == Kind::kNew || kind == Kind::kFunction;
    case Role::kBody:
      return kind == Kind::kFunction || kind == Kind::kClass;
    case Role::kAlternative:
      return kind == Kind::kIf;
    case Role::kAlias:
      return kind == Kind::kImport;
    case Role::kGuard:
      return kind == Kind::kForEach;
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
    case Kind::kTypeArguments:
    case Kind::kDelete:
    case Kind::kAssert:
    case Kind::kError:
      return true;
    default:
      return false;
  }
}

// "a[1:2]", of which "$A[$I]" says nothing.
bool is_slice(const Tree& tree, NodeId access) {
  const NodeId index = tree.child(access, Role::kIndex);
  return index != kNoNode && tree.kind(index) == Kind::kSlice;
}

// A name in which the pattern does not insist: `var x` is also written `let x`.
bool name_matters(Kind kind) { return kind != Kind::kVariable; }

}  // namespace

Constant Matcher::constant(NodeId t) const {
  const Kind kind = tree().kind(t);
  const bool is_literal = kind == Kind::kString || kind == Kind::kNumber ||
                          kind == Kind::kBoolean || kind == Kind::kRegex || kind == Kind::kNull;
  return is_literal || options().constant_propagation ? target_.constants.value(t) : Constant{};
}

bool Matcher::try_expression(NodeId p, NodeId t, GoalId rest) {
  if (!options().constant_propagation || is_root(p)) return false;
  const NodeId expression = target_.constants.expression_of(t);
  if (expression == kNoNode) return false;
  const Mark before = mark();
  const bool stop = branch(push_node(p, expression, rest));
  undo(before);
  return stop;
}

Matcher::Step Matcher::node(NodeId p, NodeId t, GoalId& rest) {
  const PatternNode& form = info(p);
  if (options().symbolic_propagation && !form.is_ellipsis() && try_expression(p, t, rest)) {
    return Step::kStop;
  }
  switch (form.form) {
    case Form::kPlain:
      if (const NodeId within = without_wrapping(p, t); within != t) {
        rest = push_node(p, within, rest);
        return Step::kGo;
      }
      return plain(p, t, rest);
    case Form::kEllipsis:
      return Step::kGo;
    case Form::kMetavariable:
      if (ptree().kind(p) == Kind::kIdentifier && is_markup(t)) return Step::kFail;
      if (tree().kind(t) == Kind::kCast && !is_root(p)) return cast_or_operand(p, t, rest);
      return bind(form.metavariable, nodes_binding(t, tree().end(t))) ? Step::kGo : Step::kFail;
    case Form::kEllipsisMetavariable:
      return bind(form.metavariable, nodes_binding(t, tree().end(t))) ? Step::kGo : Step::kFail;
    case Form::kDeep:
      return deep(p, t, rest);
    case Form::kTyped:
      return typed(p, t, rest);
    case Form::kAnyString:
    case Form::kStringMetavariable:
    case Form::kStringRegex:
      return string_form(p, t, rest);
  }
  return Step::kFail;
}

// What stands between the tags of an element and is no code.
bool Matcher::is_markup(NodeId t) const {
  const Kind kind = tree().kind(t);
  return (kind == Kind::kText || kind == Kind::kElement) && tree().role(t) == Role::kItem &&
         tree().kind(tree().parent(t)) == Kind::kElement;
}

// What a cast is of, and a generic type's name, where the pattern mentions no cast or arguments.
NodeId Matcher::without_wrapping(NodeId p, NodeId t) const {
  const Kind kind = ptree().kind(p);
  if (tree().kind(t) == Kind::kCast && kind != Kind::kCast && !is_root(p)) {
    const NodeId operand = tree().child(t, Role::kOperand);
    return operand == kNoNode ? t : operand;
  }
  const bool generic = tree().kind(t) == Kind::kType && tree().name_text(t) == "<>";
  return generic && kind != Kind::kType && !tree().is_leaf(t) ? t + 1 : t;
}

// A metavariable stands for a cast, or for what is cast.
Matcher::Step Matcher::cast_or_operand(NodeId p, NodeId t, GoalId& rest) {
  const Mark before = mark();
  if (bind(info(p).metavariable, nodes_binding(t, tree().end(t))) && branch(rest)) {
    return Step::kStop;
  }
  undo(before);
  const NodeId operand = tree().child(t, Role::kOperand);
  if (operand == kNoNode) return Step::kFail;
  rest = push_node(p, operand, rest);
  return Step::kGo;
}

Matcher::Step Matcher::deep(NodeId p, NodeId t, GoalId& rest) {
  const NodeId end = options().go_deeper_expr ? tree().end(t) : t + 1;
  for (NodeId inner = t; inner < end; ++inner) {
    const Mark before = mark();
    if (branch(push_node(info(p).operand, inner, rest))) return Step::kStop;
    undo(before);
  }
  return Step::kBranched;
}

Matcher::Step Matcher::string_form(NodeId p, NodeId t, GoalId&) {
  const PatternNode& form = info(p);
  if (ptree().kind(p) == Kind::kRegex) {
    const Constant value = constant(t);
    if (value.kind != Constant::Kind::kRegex) return Step::kFail;
    if (form.form == Form::kAnyString) return same_flags(p, value.text) ? Step::kGo : Step::kFail;
    const std::string_view text = value.text;
    const std::size_t end = text.rfind('/');  // what follows are flags
    if (end == 0 || end == std::string_view::npos) return Step::kFail;
    return bind(form.metavariable, text_binding(text.substr(1, end - 1), t)) ? Step::kGo
                                                                             : Step::kFail;
  }
  // A template `...` is any template, put together or not, and no other string.
  if (form.form == Form::kAnyString && ptree().text(p).starts_with('`')) {
    if (tree().kind(t) == Kind::kInterpolated) return Step::kGo;
    const auto interpolation = pattern_->language().adapter().pattern.interpolation;
    if (interpolation != nullptr && !interpolation("`", 0).empty()) {
      const std::string_view written = tree().text(t);  // perhaps in brackets
      const bool plain = tree().kind(t) == Kind::kString &&
                         written.substr(0, written.find_first_of("\"'`") + 1).ends_with('`');
      return plain ? Step::kGo : Step::kFail;
    }
  }
  if (tree().kind(t) == Kind::kCast) t = without_wrapping(p, t);
  if (ptree().kind(p) == Kind::kString && !has_prefix(p, t)) return Step::kFail;
  const Constant value = constant(t);
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

bool Matcher::has_prefix(NodeId p, NodeId t) const {
  if (!facts_.prefixes_tell_strings) return true;
  const auto prefix = [](std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of("( \t\r\n"), text.size()));
    return text.substr(0, std::min(text.find_first_of("\"'"), text.size()));
  };
  const std::string_view wanted = prefix(ptree().text(p));
  return wanted.empty() || (tree().kind(t) == Kind::kString && prefix(tree().text(t)) == wanted);
}

// "/.../" is any regular expression, "/.../g" one with these flags.
bool Matcher::same_flags(NodeId p, std::string_view regex) const {
  const auto flags = [](std::string_view text) {
    return text.substr(std::min(text.rfind('/'), text.size() - 1) + 1);
  };
  const std::string_view wanted = flags(ptree().name_text(p));
  return wanted.empty() || wanted == flags(regex);
}

// "/a/" is also found with flags; what is put together has its parts below it.
Matcher::Step Matcher::regex(NodeId p, NodeId t, GoalId& rest) {
  if (!ptree().is_leaf(p)) {
    if (tree().kind(t) != Kind::kRegex || tree().is_leaf(t)) return Step::kFail;
    rest = push_node(p + 1, t + 1, rest);
    return Step::kGo;
  }
  const Constant value = constant(t);
  if (value.kind != Constant::Kind::kRegex || !same_flags(p, value.text)) return Step::kFail;
  const auto body = [](std::string_view regex) { return regex.substr(0, regex.rfind('/')); };
  return body(value.text) == body(ptree().name_text(p)) ? Step::kGo : Step::kFail;
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

// `return x` is also the last expression of a function, where the language has it so.
Matcher::Step Matcher::implicit_return(NodeId p, NodeId t, GoalId& rest) {
  const NodeId operand = ptree().child(p, Role::kOperand);
  const Kind kind = tree().kind(t);
  const bool may_be = (facts_.returns_last || facts_.lambdas_return_last) &&
                      options().implicit_return && operand != kNoNode && is_expression(kind) &&
                      kind != Kind::kAssignment && kind != Kind::kAugmentedAssignment;
  if (!may_be) return Step::kFail;
  const NodeId function = returning_function(tree(), t);
  if (function == kNoNode) return Step::kFail;
  if (!facts_.returns_last && tree().kind(function) != Kind::kLambda) return Step::kFail;
  rest = push_node(operand, t, rest);
  return Step::kGo;
}

// Whether a literal of the pattern is a constant of another type.
bool Matcher::coerced(NodeId p, const Constant& value) const {
  if (!facts_.coerces_literals || value.is_literal(ptree().kind(p))) return false;
  const std::string_view wanted = ptree().name_text(p);
  const bool from = value.kind == Constant::Kind::kString;
  if (ptree().kind(p) == Kind::kNumber) {
    return from && syntax::canonical_number(value.text) == wanted;
  }
  if (ptree().kind(p) == Kind::kBoolean) return from && value.text == wanted;
  if (value.kind == Constant::Kind::kNumber) return syntax::canonical_number(wanted) == value.text;
  return value.kind == Constant::Kind::kBoolean && value.text == wanted;
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
    case Kind::kBoolean:
    case Kind::kNull: {
      if (kind == Kind::kString && !has_prefix(p, t)) return Step::kFail;
      if (other == kind) return equal_name(p, t) ? Step::kGo : Step::kFail;
      const Constant value = constant(t);
      const bool same = value.is_literal(kind) && value.text == ptree().name_text(p);
      return same || coerced(p, value) ? Step::kGo : Step::kFail;
    }
    case Kind::kRegex:
      return regex(p, t, rest);
    case Kind::kText:
    case Kind::kEmpty:
      return other == kind && equal_name(p, t) ? Step::kGo : Step::kFail;
    case Kind::kBlock:
    case Kind::kProgram: {
      // A block as an argument is also the body of a function that is one.
      if (other == Kind::kLambda && ptree().role(p) == Role::kItem && !is_root(p) &&
          ptree().kind(ptree().parent(p)) == Kind::kArguments) {
        const NodeId body = tree().child(t, Role::kBody);
        if (body == kNoNode) return Step::kFail;
        rest = push_node(p, body, rest);
        return Step::kGo;
      }
      if (other == Kind::kIf && ptree().role(p) == Role::kAlternative) {
        // "else ..." is also "elif": a block of one statement.
        Goal goal = children_goal(Goal::Op::kStatements, p, t, rest);
        goal.t = t;
        rest = push(goal);
        return Step::kGo;
      }
      if (other != kind) return Step::kFail;
      if (!ptree().is_leaf(p) && ptree().end(p + 1) == ptree().end(p) &&
          info(p + 1).form == Form::kMetavariable) {
        // "$S" as a whole body is all of the body; only without braces of its own also none.
        const bool braces = ptree().span(p) != ptree().span(p + 1);
        if (tree().is_leaf(t) && braces) return Step::kFail;
        const NodeId first = tree().is_leaf(t) ? t : t + 1;
        const bool bound = bind(info(p + 1).metavariable, nodes_binding(first, tree().end(t)));
        return bound ? Step::kGo : Step::kFail;
      }
      const Kind holder =
          ptree().parent(p) == kNoNode ? Kind::kProgram : ptree().kind(ptree().parent(p));
      const bool class_body = holder == Kind::kClass || holder == Kind::kSwitch ||
                              holder == Kind::kNew;  // members and cases, in any order
      Goal goal =
          children_goal(class_body ? Goal::Op::kUnordered : Goal::Op::kStatements, p, t, rest);
      goal.more = class_body;
      rest = push(goal);
      return Step::kGo;
    }
    case Kind::kArguments: {
      if (other != kind) return Step::kFail;
      Goal goal = children_goal(Goal::Op::kKeywords, p, t, rest);
      if (ptree().role(p) == Role::kBases) {  // "class A(B)" has at least this base
        goal.op = Goal::Op::kUnordered;
        goal.more = true;
      }
      rest = push(goal);
      return Step::kGo;
    }
    case Kind::kDictionary:
    case Kind::kRecord:
    case Kind::kSet: {
      const bool any_braces = kind == Kind::kSet && !ptree().is_leaf(p) &&
                              info(p + 1).is_ellipsis() && ptree().end(p + 1) == ptree().end(p);
      if (other != kind && !(any_braces && other == Kind::kDictionary)) return Step::kFail;
      Goal goal = children_goal(Goal::Op::kUnordered, p, t, rest);
      goal.more = kind == Kind::kRecord && options().implicit_ellipsis;
      for (const NodeId item : ptree().children(p)) goal.more |= info(item).is_ellipsis();
      rest = push(goal);
      return Step::kGo;
    }
    case Kind::kAssignment:
    case Kind::kVariable:
    case Kind::kField:
      return assignment(p, t, rest);
    case Kind::kElement:
      return other == kind ? element(p, t, rest) : Step::kFail;
    case Kind::kReturn:
      if (other != kind) return implicit_return(p, t, rest);
      return equal_name(p, t) ? record(p, t, rest) : Step::kFail;
    case Kind::kImport:
      if (other == Kind::kVariable) return required(p, t, rest);
      return other == kind ? import(p, t, rest) : Step::kFail;
    case Kind::kImportItem:
      return other == kind ? import_item(p, t, rest) : Step::kFail;
    case Kind::kDecorator:
      return other == kind ? decorator(p, t, rest) : Step::kFail;
    case Kind::kOuterNames: {
      if (other != kind || !equal_name(p, t)) return Step::kFail;
      Goal goal = children_goal(Goal::Op::kUnordered, p, t, rest);
      goal.more = true;
      rest = push(goal);
      return Step::kGo;
    }
    case Kind::kIndex:
      if (other != kind || is_slice(ptree(), p) != is_slice(tree(), t)) return Step::kFail;
      return record(p, t, rest);
    case Kind::kCatch:
      return other == kind && same_form_of_catch(p, t) ? record(p, t, rest) : Step::kFail;
    case Kind::kCall:
      if (other == kind) break;
      // "f(...)" is also "@f".
      if (tree().kind(tree().parent(t)) != Kind::kDecorator ||
          !needs_nothing(ptree().child(p, Role::kArguments))) {
        return Step::kFail;
      }
      rest = push_node(ptree().child(p, Role::kCallee), t, rest);
      return Step::kGo;
    case Kind::kTuple:
      // "except (..., E, ...)" is also "except E".
      if (other != kind && ptree().role(p) == Role::kType &&
          ptree().kind(ptree().parent(p)) == Kind::kCatch) {
        Goal goal = children_goal(Goal::Op::kItems, p, t, rest);
        goal.single = true;
        goal.t = t;
        rest = push(goal);
        return Step::kGo;
      }
      break;
    case Kind::kBinary:
      return other == kind ? operation(p, t, rest) : Step::kFail;
    default:
      break;
  }
  // "..." in brackets stands for a comprehension as well.
  if (other == Kind::kComprehension && kind == Kind::kList && !ptree().is_leaf(p) &&
      info(p + 1).is_ellipsis() && ptree().end(p + 1) == ptree().end(p)) {
    return tree().name_text(t) == "list" ? Step::kGo : Step::kFail;
  }
  if (kind == Kind::kFor && has_any_header(p) && (other == kind || other == Kind::kForEach)) {
    rest = push_node(ptree().child(p, Role::kBody), tree().child(t, Role::kBody), rest);
    return Step::kGo;
  }
  // "function ...(...) {}" is any function, with a name or without.
  if (kind == Kind::kFunction && other == Kind::kLambda) {
    const NodeId name = ptree().child(p, Role::kName);
    if (name != kNoNode && info(name).is_ellipsis()) return record(p, t, rest);
  }
  if (other != kind) return Step::kFail;
  if (kind == Kind::kLambda && !options().arrow_is_function &&
      !Tree::same_grammar_type(ptree(), p, tree(), t)) {
    return Step::kFail;
  }
  if (kind == Kind::kOther && !Tree::same_grammar_type(ptree(), p, tree(), t)) return Step::kFail;
  // "for (x in y)" is also "for (x of y)".
  const bool any_loop = kind == Kind::kForEach && ptree().name_text(p) == "in";
  if (name_matters(kind) && !any_loop && !equal_name(p, t)) return Step::kFail;
  if (is_list(kind)) {
    rest = push(children_goal(Goal::Op::kItems, p, t, rest));
    return Step::kGo;
  }
  return record(p, t, rest);
}

bool Matcher::has_any_header(NodeId loop) const {
  NodeId header = kNoNode;
  bool has_body = false;
  for (const NodeId child : ptree().children(loop)) {
    has_body |= ptree().role(child) == Role::kBody;
    if (ptree().role(child) == Role::kBody) continue;
    if (header != kNoNode) return false;
    header = child;
  }
  return has_body && header != kNoNode && info(header).is_ellipsis();
}

namespace {

// Child number `nth` of those with a role; kNoNode when there are fewer.
NodeId nth_child(const Tree& tree, NodeId node, Role role, int nth) {
  for (const NodeId child : tree.children(node)) {
    if (tree.role(child) == role && nth-- == 0) return child;
  }
  return kNoNode;
}

// How many children before `child` have its role.
int number_of(const Tree& tree, NodeId node, NodeId child) {
  int number = 0;
  for (NodeId each = node + 1; each < child; each = tree.end(each)) {
    number += tree.role(each) == tree.role(child);
  }
  return number;
}

}  // namespace

// A node whose children are told apart by their roles. Items among them agree in order.
Matcher::Step Matcher::record(NodeId p, NodeId t, GoalId& rest) {
  const Kind kind = ptree().kind(p);
  std::uint64_t mentioned = 0;
  parts_.clear();  // of the pattern, each with what it must agree with; kNoNode: any of its role
  for (const NodeId child : ptree().children(p)) {
    const Role role = ptree().role(child);
    const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(role);
    const bool again = (mentioned & bit) != 0;
    mentioned |= bit;
    if (role == Role::kItem) continue;
    if (role == Role::kModifier && kind == Kind::kLambda) continue;  // "async x => y"
    const bool listed = role == Role::kBases && ptree().kind(child) == Kind::kArguments;
    if (is_in_any_order(role) && kind != Kind::kMember && !listed) {
      if (!info(child).is_ellipsis()) parts_.emplace_back(child, kNoNode);
      continue;
    }
    const NodeId other = nth_child(tree(), t, role, again ? number_of(ptree(), p, child) : 0);
    if (other != kNoNode) {
      parts_.emplace_back(child, other);
    } else if (!needs_nothing(child) && !(kind == Kind::kCatch && role == Role::kName)) {
      return Step::kFail;
    }
  }
  for (const NodeId child : tree().children(t)) {
    const Role role = tree().role(child);
    if ((mentioned >> static_cast<unsigned>(role) & 1) == 0 && !may_be_left_out(kind, role)) {
      return Step::kFail;
    }
  }
  if ((mentioned & 1) != 0) {
    const bool ordered = kind != Kind::kElement || options().xml_children_ordered;
    if (!ordered && !as_many(p, t, Role::kItem)) return Step::kFail;
    rest = ordered ? push(children_goal(Goal::Op::kItems, p, t, rest))
                   : push_each(Role::kItem, p, t, rest);
  }
  if (options().decorators_order_matters) {
    Goal goal{};
    goal.op = Goal::Op::kTakenInOrder;
    goal.t = t;
    goal.next = rest;
    rest = push(goal);
  }
  for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
    if (part->second != kNoNode) rest = push_node(part->first, part->second, rest);
  }
  for (auto part = parts_.rbegin(); part != parts_.rend(); ++part) {
    if (part->second == kNoNode) rest = push_any(part->first, p, t, rest);
  }
  return Step::kGo;
}

// An element of markup: what it leaves out may be there, unless the rule's options say otherwise.
Matcher::Step Matcher::element(NodeId p, NodeId t, GoalId& rest) {
  const auto is_singleton = [](const Tree& tree, NodeId node) {
    const std::string_view text = tree.text(node);  // perhaps in brackets
    return text.substr(0, text.find_last_not_of(") \t\r\n") + 1).ends_with("/>");
  };
  if (!options().xml_singleton_loose_matching && is_singleton(ptree(), p) &&
      !is_singleton(tree(), t)) {
    return Step::kFail;
  }
  if (!options().xml_attrs_implicit_ellipsis && !as_many(p, t, Role::kProperty)) {
    return Step::kFail;
  }
  return record(p, t, rest);
}

// Whether t has as many children of a role as the pattern, or the pattern has an ellipsis there.
bool Matcher::as_many(NodeId p, NodeId t, Role role) const {
  std::size_t wanted = 0;
  for (const NodeId child : ptree().children(p)) {
    if (ptree().role(child) != role) continue;
    if (info(child).is_ellipsis()) return true;
    ++wanted;
  }
  std::size_t found = 0;
  for (const NodeId child : tree().children(t)) found += tree().role(child) == role ? 1 : 0;
  return wanted == found;
}

// Each of the pattern's children of a role agrees with another one of t's.
Matcher::GoalId Matcher::push_each(Role role, NodeId p, NodeId t, GoalId rest) {
  for (const NodeId child : ptree().children(p)) {
    if (ptree().role(child) == role) rest = push_any(child, p, t, rest);
  }
  return rest;
}

// The pattern's child agrees with some child of t of the same role that no other agrees with.
Matcher::GoalId Matcher::push_any(NodeId child, NodeId p, NodeId t, GoalId rest) {
  if (info(child).is_ellipsis()) return rest;
  Goal goal = children_goal(Goal::Op::kUnordered, p, t, rest);
  goal.more = true;
  goal.p = child;
  goal.p_end = ptree().end(child);
  return push(goal);
}

}  // namespace scan::sast
