// Poor man's typing, as Semgrep's: declarations, literals, constructors, and operators whose result
// does not depend on what they are applied to.
#include "sast/types.h"

#include "base/ascii.h"
#include "sast/language_facts.h"

namespace scan::sast {

using syntax::Kind;
using syntax::kNoNode;
using syntax::NodeId;
using syntax::Role;

namespace {

constexpr int kMaxDepth = 8;  // of a value that is the value of another name

struct NamedType {
  std::string_view name;
  BuiltinType type;
};

constexpr NamedType kNamedTypes[] = {
    {"int", BuiltinType::kInteger},     {"long", BuiltinType::kInteger},
    {"Integer", BuiltinType::kInteger}, {"Long", BuiltinType::kInteger},
    {"Int", BuiltinType::kInteger},     {"float", BuiltinType::kFloat},
    {"double", BuiltinType::kFloat},    {"Float", BuiltinType::kFloat},
    {"Double", BuiltinType::kFloat},    {"number", BuiltinType::kNumber},
    {"str", BuiltinType::kString},      {"string", BuiltinType::kString},
    {"String", BuiltinType::kString},   {"bool", BuiltinType::kBoolean},
    {"boolean", BuiltinType::kBoolean}, {"Boolean", BuiltinType::kBoolean},
    {"Bool", BuiltinType::kBoolean},
};

KnownType known(BuiltinType type) { return {.builtin = type}; }

bool is_known(const KnownType& type) {
  return type.node != kNoNode || type.builtin != BuiltinType::kNone || !type.name.empty();
}

bool is_comparison(std::string_view sign) {
  constexpr std::string_view kSigns[] = {"==", "!=", "===", "!==", "<",  "<=",     ">",
                                         ">=", "&&", "and", "in",  "is", "not in", "is not"};
  for (const std::string_view each : kSigns) {
    if (each == sign) return true;
  }
  return false;
}

}  // namespace

BuiltinType builtin_type(std::string_view name) {
  for (const NamedType& each : kNamedTypes) {
    if (each.name == name) return each.type;
  }
  return BuiltinType::kNone;
}

std::string_view name_of(BuiltinType type) {
  switch (type) {
    case BuiltinType::kInteger:
      return "int";
    case BuiltinType::kFloat:
      return "float";
    case BuiltinType::kNumber:
      return "number";
    case BuiltinType::kString:
      return "string";
    case BuiltinType::kBoolean:
      return "bool";
    case BuiltinType::kNone:
      break;
  }
  return {};
}

bool includes(BuiltinType a, BuiltinType b) {
  if (a == b) return a != BuiltinType::kNone;
  return a == BuiltinType::kNumber && (b == BuiltinType::kInteger || b == BuiltinType::kFloat);
}

BuiltinType Types::of_number(std::string_view text) const {
  const bool whole = text.find_first_of(".eE") == std::string_view::npos || text.starts_with("0x");
  return whole && !facts_of(tree_.language()).one_number_type ? BuiltinType::kInteger
                                                              : BuiltinType::kFloat;
}

BuiltinType Types::of_constant(const Constant& constant) const {
  switch (constant.kind) {
    case Constant::Kind::kString:
    case Constant::Kind::kSomeString:
      return BuiltinType::kString;
    case Constant::Kind::kNumber:
      return of_number(constant.text);
    case Constant::Kind::kBoolean:
      return BuiltinType::kBoolean;
    case Constant::Kind::kRegex:
    case Constant::Kind::kNull:
    case Constant::Kind::kUnknown:
      break;
  }
  return BuiltinType::kNone;
}

KnownTypes Types::of(NodeId expression) const {
  KnownTypes types;
  types[0] = inferred(expression, 0);
  const BuiltinType constant = of_constant(constants_.value(expression));
  if (constant != types[0].builtin) types[is_known(types[0])] = known(constant);
  if (is_known(types[0])) return types;
  // The name of what is not known: `Foo` in `Foo.bar()`, `b` of `a.b`.
  NodeId name = expression;
  if (tree_.kind(name) == Kind::kMember) name = tree_.child(name, Role::kProperty);
  if (name != kNoNode && tree_.kind(name) == Kind::kIdentifier) {
    types[0].name = tree_.name_text(name);
  }
  return types;
}

KnownType Types::inferred(NodeId node, int depth) const {
  if (depth > kMaxDepth) return {};
  switch (tree_.kind(node)) {
    case Kind::kString:
    case Kind::kInterpolated:
      return known(BuiltinType::kString);
    case Kind::kNumber:
      return known(of_number(tree_.name_text(node)));
    case Kind::kBoolean:
      return known(BuiltinType::kBoolean);
    case Kind::kRegex:
      return {.name = "regexp"};
    case Kind::kNull:
      return {.name = "null"};
    case Kind::kIdentifier:
      return of_name(node, depth);
    case Kind::kMember: {
      const NodeId property = tree_.child(node, Role::kProperty);
      return property == kNoNode ? KnownType{} : of_name(property, depth);
    }
    case Kind::kNew:
      return {.node = tree_.child(node, Role::kCallee)};
    case Kind::kCast:
      return {.node = tree_.child(node, Role::kType)};
    case Kind::kCall:
      return constructed(node);
    case Kind::kBinary:
    case Kind::kUnary:
      return of_operation(node, depth);
    case Kind::kConditional: {
      const NodeId body = tree_.child(node, Role::kBody);
      const KnownType type = body == kNoNode ? KnownType{} : inferred(body, depth + 1);
      const NodeId other = tree_.child(node, Role::kAlternative);
      return is_known(type) || other == kNoNode ? type : inferred(other, depth + 1);
    }
    case Kind::kAwait: {
      const NodeId operand = tree_.child(node, Role::kOperand);
      return operand == kNoNode ? KnownType{} : inferred(operand, depth + 1);
    }
    default:
      return {};
  }
}

KnownType Types::of_name(NodeId identifier, int depth) const {
  const Variable variable = scopes_.variable(identifier);
  if (variable == 0) return {};
  const VariableInfo& info = scopes_.info(variable);
  if (info.type != kNoNode) return {.node = info.type};
  return info.value == kNoNode ? KnownType{} : inferred(info.value, depth + 1);
}

// `Foo()` and `a.Foo()` make a Foo where that is how the language makes objects.
KnownType Types::constructed(NodeId call) const {
  if (!facts_of(tree_.language()).calls_construct) return {};
  const NodeId callee = tree_.child(call, Role::kCallee);
  if (callee == kNoNode) return {};
  NodeId name = callee;
  if (tree_.kind(name) == Kind::kMember) name = tree_.child(name, Role::kProperty);
  if (name == kNoNode || tree_.kind(name) != Kind::kIdentifier) return {};
  const std::string_view text = tree_.name_text(name);
  return text.empty() || !base::is_upper(text[0]) ? KnownType{} : KnownType{.node = callee};
}

KnownType Types::of_operation(NodeId node, int depth) const {
  const std::string_view sign = tree_.name_text(node);
  if (tree_.kind(node) == Kind::kUnary) {
    if (sign == "!" || sign == "not") return known(BuiltinType::kBoolean);
    const NodeId operand = tree_.child(node, Role::kOperand);
    const bool pointer = sign == "&" && operand != kNoNode && tree_.kind(operand) == Kind::kNew;
    if (pointer) return {.node = node};
    const bool number = sign == "-" || sign == "+" || sign == "++" || sign == "--";
    return number && operand != kNoNode ? inferred(operand, depth + 1) : KnownType{};
  }
  if (is_comparison(sign)) return known(BuiltinType::kBoolean);
  const NodeId left = tree_.child(node, Role::kLeft);
  const NodeId right = tree_.child(node, Role::kRight);
  if (left == kNoNode || right == kNoNode) return {};
  if (sign != "+" && sign != "-" && sign != "*" && sign != "||" && sign != "or") return {};
  const KnownType a = inferred(left, depth + 1);
  const KnownType b = inferred(right, depth + 1);
  return a.builtin != BuiltinType::kNone && a.builtin == b.builtin ? a : KnownType{};
}

}  // namespace scan::sast
