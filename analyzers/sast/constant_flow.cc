// What single statements and expressions do; where the flow forks is in constant_branches.cc.
#include "sast/constant_flow.h"

#include <algorithm>
#include <utility>

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;
using syntax::Tree;

namespace {

constexpr int kMaxOperations = 64;          // nesting of an expression that is evaluated
constexpr NodeId kMaxExpressionSize = 200;  // nodes of an expression that a name stands for

bool steps_by_one(const Tree& tree, NodeId unary) {
  const std::string_view sign = tree.name_text(unary);
  return sign == "++" || sign == "--";
}

// Names, members, calls and objects made of such: what can be looked at in place of a name.
bool is_simple(const Tree& tree, NodeId expression) {
  if (tree.end(expression) - expression > kMaxExpressionSize) return false;
  for (NodeId node = expression; node < tree.end(expression); ++node) {
    switch (tree.kind(node)) {
      case Kind::kIdentifier:
      case Kind::kString:
      case Kind::kNumber:
      case Kind::kBoolean:
      case Kind::kNull:
      case Kind::kMember:
      case Kind::kIndex:
      case Kind::kCall:
      case Kind::kNew:
      case Kind::kCast:
      case Kind::kArguments:
      case Kind::kKeywordArgument:
      case Kind::kTypeArguments:
        break;
      default:
        return false;
    }
  }
  return true;
}

}  // namespace

ConstantFlow::ConstantFlow(const Tree& tree, const Scopes& scopes)
    : tree_(tree),
      scopes_(scopes),
      facts_(facts_of(tree.language())),
      blocks_(tree, facts_),
      operations_(facts_) {
  const std::size_t slots = tree.symbols().size() + scopes.size();
  values_.resize(slots);
  assigned_.assign(slots, 0);
  uses_.assign(tree.size(), 0);
  known_.emplace_back();
  count_assignments();
  block(Tree::root(), 0);
}

ConstantFlow::Slot ConstantFlow::slot(NodeId identifier) const {
  const Variable variable = scopes_.variable(identifier);
  if (variable == 0) return tree_.name(identifier);
  return static_cast<Slot>(tree_.symbols().size()) + variable;
}

Constant ConstantFlow::evaluate(NodeId node, int depth) const {
  if (depth > kMaxOperations) return {};
  const auto part = [&](Role role) {
    const NodeId child = tree_.child(node, role);
    return child == kNoNode ? Constant{} : evaluate(child, depth + 1);
  };
  switch (tree_.kind(node)) {
    case Kind::kIdentifier:
      return known_[uses_[node]].constant;
    case Kind::kMember: {
      const NodeId property = own_property(tree_, node);
      if (property != kNoNode) return known_[uses_[property]].constant;
      const NodeId given = blocks_.literal_of(node);
      return given == kNoNode ? Constant{} : literal(tree_, given);
    }
    case Kind::kUnary:
      return operations_.unary(tree_.name_text(node), part(Role::kOperand));
    case Kind::kBinary:
      return operations_.binary(tree_.name_text(node), part(Role::kLeft), part(Role::kRight));
    case Kind::kConditional:
      return either(part(Role::kBody), part(Role::kAlternative));
    case Kind::kCall:
      return call_of_constants(node, depth);
    case Kind::kInterpolated: {
      Constant all{Constant::Kind::kString, {}};
      for (NodeId inner : tree_.children(node)) {
        const bool first = inner == node + 1;
        const bool spells_out = first ? tree_.end(inner) == tree_.end(node)
                                      : facts_.adds_numbers_to_strings || facts_.coerces_literals;
        if (tree_.kind(inner) == Kind::kInterpolation) ++inner;
        Constant value = inner < tree_.end(node) ? evaluate(inner, depth + 1) : Constant{};
        // Alone in its quotes, a value keeps its type where types give way.
        const bool alone = tree_.end(inner) == tree_.end(node) && tree_.parent(inner) != node;
        if (alone && facts_.coerces_literals) return value;
        if (value.kind == Constant::Kind::kNumber && spells_out) {
          value.kind = Constant::Kind::kString;
        }
        if (value.kind == Constant::Kind::kBoolean) {
          value = facts_.coerces_literals ? Constant{Constant::Kind::kString, value.text}
                                          : Constant{Constant::Kind::kSomeString, {}};
        }
        if (!value.is_string()) return {};
        all = operations_.concatenate(all, value);
      }
      return all;
    }
    default:
      return literal(tree_, node);
  }
}

// What puts its arguments together, and nothing else, makes a constant of constants.
Constant ConstantFlow::call_of_constants(NodeId call, int depth) const {
  NodeId name = tree_.child(call, Role::kCallee);
  if (name == kNoNode || facts_.text_functions.empty()) return {};
  std::string_view object;
  if (tree_.kind(name) == Kind::kMember) {
    NodeId owner = tree_.child(name, Role::kObject);
    if (owner != kNoNode && tree_.kind(owner) == Kind::kMember) {
      owner = tree_.child(owner, Role::kProperty);
    }
    if (owner == kNoNode) return {};
    object = tree_.name_text(owner);
    name = tree_.child(name, Role::kProperty);
  }
  const NodeId arguments = tree_.child(call, Role::kArguments);
  if (name == kNoNode || arguments == kNoNode || tree_.is_leaf(arguments)) return {};
  const auto is_one = [&](const TextFunction& each) {
    return each.object == object && each.name == tree_.name_text(name);
  };
  if (std::ranges::none_of(facts_.text_functions, is_one)) return {};
  for (const NodeId argument : tree_.children(arguments)) {
    if (evaluate(argument, depth + 1).kind == Constant::Kind::kUnknown) return {};
  }
  return {Constant::Kind::kSomeString, {}};
}

NodeId ConstantFlow::expression_of(NodeId name) const {
  if (tree_.kind(name) == Kind::kMember) name = own_property(tree_, name);
  return name == kNoNode ? kNoNode : known_[uses_[name]].expression;
}

ConstantFlow::Known ConstantFlow::known_of(NodeId expression) const {
  const Constant constant = evaluate(expression);
  if (constant.kind != Constant::Kind::kUnknown) return {constant};
  return {.expression = is_simple(tree_, expression) ? expression : kNoNode};
}

// Calls `f` with each identifier that one node gives a value; the property of `this.x = …` is one.
template <typename F>
void ConstantFlow::for_each_target(NodeId node, F f) const {
  NodeId target = kNoNode;
  switch (tree_.kind(node)) {
    case Kind::kAssignment:
    case Kind::kVariable:
    case Kind::kAugmentedAssignment:
    case Kind::kForEach:
    case Kind::kComprehensionFor:
      target = tree_.child(node, Role::kLeft);
      break;
    case Kind::kUnary:
      if (steps_by_one(tree_, node)) target = tree_.child(node, Role::kOperand);
      break;
    case Kind::kField:
    case Kind::kParameter:
    case Kind::kFunction:
    case Kind::kClass:
    case Kind::kCatch:
      target = tree_.child(node, Role::kName);
      break;
    case Kind::kWithItem:
      target = tree_.child(node, Role::kAlias);
      break;
    default:
      return;
  }
  if (target == kNoNode) return;
  if (tree_.kind(target) == Kind::kMember) {
    if (const NodeId property = own_property(tree_, target); property != kNoNode) f(property);
    return;
  }
  for_each_assigned(tree_, target, f);
}

void ConstantFlow::count_assignments() {
  for (NodeId node = 0; node < tree_.size(); ++node) {
    // A declaration without a value leaves that to an assignment.
    if (tree_.kind(node) == Kind::kVariable && tree_.child(node, Role::kRight) == kNoNode) continue;
    if (tree_.kind(node) == Kind::kField && tree_.child(node, Role::kValue) == kNoNode) continue;
    for_each_target(node, [&](NodeId name) { ++assigned_[slot(name)]; });
  }
}

// Whether what a variable was given outside of a function is still so when the function runs.
bool ConstantFlow::holds_in_functions(Slot slot) const {
  const std::size_t names = tree_.symbols().size();
  if (slot < names) return assigned_[slot] == 1 && facts_.once_is_constant;
  const VariableInfo& info = scopes_.info(static_cast<Variable>(slot - names));
  if (info.constant) return true;
  if (assigned_[slot] != 1) return false;
  switch (info.kind) {
    case VariableInfo::Kind::kGlobal:
      return facts_.once_is_constant;
    case VariableInfo::Kind::kField:
      return facts_.once_is_constant || info.is_private;
    default:
      return true;
  }
}

ConstantFlow::Number ConstantFlow::current(Slot slot) const {
  const Value& value = values_[slot];
  return value.level < level_ && !holds_in_functions(slot) ? 0 : value.number;
}

void ConstantFlow::set(Slot slot, Number value) {
  const Value now{value, level_};
  if (values_[slot] == now) return;
  log_.push_back({slot, values_[slot]});
  values_[slot] = now;
}

ConstantFlow::Number ConstantFlow::number(const Known& known) {
  if (known == Known{}) return 0;
  known_.push_back(known);
  return static_cast<Number>(known_.size() - 1);
}

ConstantFlow::Number ConstantFlow::merged(Number a, Number b) {
  if (a == b || a == 0 || b == 0) return a == b ? a : 0;
  if (known_[a] == known_[b]) return a;
  return number({either(known_[a].constant, known_[b].constant)});
}

void ConstantFlow::forget_assigned(NodeId begin, NodeId end) {
  for (NodeId node = begin; node < end; ++node) {
    const Kind kind = tree_.kind(node);
    if (kind == Kind::kFunction || kind == Kind::kClass || kind == Kind::kParameter) continue;
    for_each_target(node, [&](NodeId name) { set(slot(name), 0); });
  }
}

bool ConstantFlow::block(NodeId block, int depth) {
  bool reaches = true;
  for (const NodeId child : tree_.children(block)) {
    if (!statement(child, depth)) reaches = false;
  }
  return reaches;
}

bool ConstantFlow::body(NodeId node, Role role, int depth) {
  const NodeId child = tree_.child(node, role);
  if (child == kNoNode) return true;
  return tree_.kind(child) == Kind::kBlock ? block(child, depth) : statement(child, depth);
}

bool ConstantFlow::statement(NodeId node, int depth) {
  if (depth > kMaxNesting) {
    forget_assigned(node, tree_.end(node));
    return true;
  }
  switch (tree_.kind(node)) {
    case Kind::kAssignment:
    case Kind::kVariable:
      expression(tree_.child(node, Role::kType), depth);  // the size of an array
      assign(tree_.child(node, Role::kLeft), tree_.child(node, Role::kRight), depth);
      return true;
    case Kind::kField:
      assign(tree_.child(node, Role::kName), tree_.child(node, Role::kValue), depth);
      return true;
    case Kind::kAugmentedAssignment:
      augment(node, depth);
      return true;
    case Kind::kIf:
      return branches(node, depth);
    case Kind::kFor:
    case Kind::kForEach:
    case Kind::kWhile:
    case Kind::kDoWhile:
      loop(node, depth);
      return true;
    case Kind::kTry:
      return attempt(node, depth);
    case Kind::kFunction:
    case Kind::kLambda:
      function(node, depth);
      return true;
    case Kind::kClass:
      for (const NodeId child : tree_.children(node)) {
        if (tree_.role(child) == Role::kDecorator) expression(child, depth);
      }
      isolated(tree_.child(node, Role::kBody), depth);
      return true;
    case Kind::kBlock:
    case Kind::kExport:
      return block(node, depth + 1);
    case Kind::kWith:
    case Kind::kLabeled:
      with(node, depth);
      return body(node, Role::kBody, depth + 1);
    case Kind::kSwitch:
      return choice(node, depth);
    case Kind::kReturn:
    case Kind::kThrow:
      expression(node, depth);
      return false;
    case Kind::kBreak:
    case Kind::kContinue:
      return false;
    case Kind::kCall:
      call(node, depth);
      return true;
    case Kind::kBinary: {
      // Done for what it does: `text << more`.
      expression(node, depth);
      const NodeId left = tree_.child(node, Role::kLeft);
      if (left != kNoNode && tree_.kind(left) == Kind::kIdentifier) forget_changed(left);
      return true;
    }
    default:
      expression(node, depth);
      return true;
  }
}

// A function runs later, with other values: see holds_in_functions().
void ConstantFlow::function(NodeId node, int depth) {
  for (const NodeId child : tree_.children(node)) {
    if (tree_.role(child) != Role::kBody) expression(child, depth);
  }
  isolated(tree_.child(node, Role::kBody), depth);
}

void ConstantFlow::isolated(NodeId inner, int depth) {
  if (inner == kNoNode) return;
  const std::size_t from = log_.size();
  ++level_;
  if (tree_.kind(inner) == Kind::kBlock) {
    block(inner, depth + 1);
  } else {
    expression(inner, depth + 1);
  }
  --level_;
  take_back(from);
}

void ConstantFlow::with(NodeId node, int depth) {
  for (const NodeId child : tree_.children(node)) {
    if (tree_.kind(child) == Kind::kWithItem) {
      assign(tree_.child(child, Role::kAlias), tree_.child(child, Role::kValue), depth);
    } else if (tree_.role(child) != Role::kBody) {
      expression(child, depth);
    }
  }
}

void ConstantFlow::assign(NodeId left, NodeId right, int depth) {
  Known value;
  if (right != kNoNode && tree_.kind(right) == Kind::kAssignment) {
    statement(right, depth + 1);
    NodeId last = right;
    while (last != kNoNode && tree_.kind(last) == Kind::kAssignment) {
      last = tree_.child(last, Role::kRight);
    }
    if (last != kNoNode) value = known_of(last);
  } else if (right != kNoNode) {
    expression(right, depth);
    value = known_of(right);
  }
  if (left == kNoNode) return;
  if (tree_.kind(left) == Kind::kIdentifier) return set(slot(left), number(value));
  if (tree_.kind(left) != Kind::kMember && tree_.kind(left) != Kind::kIndex) {
    return for_each_assigned(tree_, left, [&](NodeId name) { set(slot(name), 0); });
  }
  const NodeId property = own_property(tree_, left);
  if (property == kNoNode) return expression(left, depth);  // what "a[i] = …" and "a.b = …" use
  const std::size_t before = log_.size();
  set(slot(property), number(value));
  // What is given once, by whichever method, is so in the others.
  if (assigned_[slot(property)] == 1 && holds_in_functions(slot(property))) log_.resize(before);
}

void ConstantFlow::augment(NodeId node, int depth) {
  const NodeId left = tree_.child(node, Role::kLeft);
  const NodeId right = tree_.child(node, Role::kRight);
  expression(right, depth);
  if (left == kNoNode || right == kNoNode || tree_.kind(left) != Kind::kIdentifier) {
    return expression(left, depth);
  }
  const Constant before = known_[current(slot(left))].constant;
  std::string_view sign = tree_.name_text(node);
  if (!sign.empty()) sign.remove_suffix(1);  // "+" of "+="
  set(slot(left), number({operations_.binary(sign, before, evaluate(right))}));
}

// A method that is called for what it does may change its object.
void ConstantFlow::call(NodeId node, int depth) {
  expression(node, depth);
  const NodeId callee = tree_.child(node, Role::kCallee);
  if (callee == kNoNode || tree_.kind(callee) != Kind::kMember) return;
  const NodeId object = tree_.child(callee, Role::kObject);
  if (object == kNoNode || tree_.kind(object) != Kind::kIdentifier) return;
  const NodeId method = tree_.child(callee, Role::kProperty);
  if (facts_.concat_appends && method != kNoNode && tree_.name_text(method) == "concat") {
    Constant all = known_[current(slot(object))].constant;
    const NodeId arguments = tree_.child(node, Role::kArguments);
    for (const NodeId argument : tree_.children(arguments)) {
      const Constant value = evaluate(argument);
      all = all.is_string() && value.is_string() ? operations_.concatenate(all, value) : Constant{};
    }
    return set(slot(object), number({all}));
  }
  forget_changed(object);
}

void ConstantFlow::forget_changed(NodeId name) {
  const Known& known = known_[current(slot(name))];
  if (known == Known{}) return;
  const VariableInfo& info = scopes_.info(scopes_.variable(name));
  const bool once = assigned_[slot(name)] == 1;
  const bool stays = info.constant ||
                     (info.kind == VariableInfo::Kind::kGlobal && holds_in_functions(slot(name))) ||
                     (once && facts_.once_is_immutable && known.expression == kNoNode);
  if (!stays) set(slot(name), 0);
}

// Notes what the names in an expression are here. Not recursive: the subtree is a range.
void ConstantFlow::expression(NodeId root, int depth) {
  if (root == kNoNode) return;
  for (NodeId node = root; node < tree_.end(root); ++node) {
    if (node != root && depth < kMaxNesting && assigns_perhaps(node)) {
      perhaps(node, depth);
      node = tree_.end(node) - 1;
      continue;
    }
    switch (tree_.kind(node)) {
      case Kind::kIdentifier: {
        const Role role = tree_.role(node);
        const bool used = role != Role::kKey && role != Role::kName &&
                          (role != Role::kProperty || scopes_.variable(node) != 0);
        if (used) uses_[node] = current(slot(node));
        break;
      }
      case Kind::kLambda:
      case Kind::kFunction:
      case Kind::kClass:
      case Kind::kAssignment:
      case Kind::kAugmentedAssignment:
      case Kind::kSwitch:
        if (node != root && depth < kMaxNesting) {
          statement(node, depth + 1);
          node = tree_.end(node) - 1;
        }
        break;
      case Kind::kUnary:
        for_each_target(node, [&](NodeId name) { set(slot(name), 0); });
        break;
      default:
        break;
    }
  }
}

}  // namespace scan::sast
