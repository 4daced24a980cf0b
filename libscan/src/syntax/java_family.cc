#include "syntax/java_family.h"

#include <string>
#include <utility>

#include "base/ascii.h"

namespace scan::syntax::java_family {

// `var` says nothing; a type's annotations are passed over.
void visit_type(Lowering& l, RawId type) {
  if (type != 0 && l.concrete().text_of(type) != "var") l.visit(type, Role::kType);
}

void scoped_type(Lowering& l, RawId at, Role role) {
  RawId scope = 0;
  RawId name = 0;
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) continue;
    if (scope == 0) scope = child;
    name = child;
  }
  l.open(Kind::kMember, role, at);
  l.visit(scope, Role::kObject);
  l.visit(name, Role::kProperty);
  l.close();
}

// `A<>` is A.
void generic_type(Lowering& l, RawId at, Role role) {
  const RawId arguments = l.child_of_type(at, kTypeArgumentsType);
  if (arguments == 0 || l.named_child(arguments, 0) == 0) {
    return l.visit(l.named_child(at, 0), role);
  }
  l.open(Kind::kType, role, at, l.intern("<>"));
  l.visit_children(at, Role::kItem);
  l.close();
}

void array_type(Lowering& l, RawId at, Role role) {
  const RawId dimensions = l.field(at, Field::kDimensions);
  l.open(Kind::kType, role, at, dimensions == 0 ? l.intern("[]") : l.text(dimensions));
  l.visit(l.field(at, Field::kElement), Role::kItem);
  l.close();
}

void type_parameter(Lowering& l, RawId at, Role role) {
  l.open(Kind::kParameter, role, at);
  l.visit(l.named_child(at, 0), Role::kName);
  l.visit(l.named_child(at, 1), Role::kType);
  l.close();
}

void class_literal(Lowering& l, RawId at, Role role) {
  l.open(Kind::kMember, role, at);
  l.visit(l.named_child(at, 0), Role::kObject);
  l.leaf(Kind::kIdentifier, Role::kProperty, at, l.intern("class"));
  l.close();
}

void method_invocation(Lowering& l, RawId at, Role role) {
  const RawId object = l.field(at, Field::kObject);
  const RawId name = l.field(at, Field::kName);
  l.open(Kind::kCall, role, at);
  if (object == 0) {
    l.visit(name, Role::kCallee);
  } else {
    l.open_until(Kind::kMember, Role::kCallee, at, name);
    l.visit(object, Role::kObject);
    l.visit(name, Role::kProperty);
    l.close();
  }
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.close();
}

// `super(...)`, `this(...)`, `outer.super(...)`.
void constructor_invocation(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.visit(l.field(at, Field::kConstructor), Role::kCallee);
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.close();
}

void object_creation(Lowering& l, RawId at, Role role) {
  l.open(Kind::kNew, role, at);
  l.visit(l.field(at, Field::kType), Role::kCallee);
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.visit(l.child_of_type(at, kClassBodyType), Role::kBody);
  l.close();
}

// `new int[n]` and `new int[] {1}`: of an array type, with sizes and elements for arguments.
void array_creation(Lowering& l, RawId at, Role role) {
  const RawId type = l.field(at, Field::kType);
  const RawId value = l.field(at, Field::kValue);
  std::string dimensions;
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kDimensions)) dimensions += "[]";
  }
  l.open(Kind::kNew, role, at);
  l.open(Kind::kType, Role::kCallee, type, l.make(std::move(dimensions)));
  l.visit(type, Role::kItem);
  l.close();
  l.open(Kind::kArguments, Role::kArguments, value == 0 ? at : value);
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kDimensions)) l.visit_children(child, Role::kItem);
  }
  l.visit(value, Role::kItem);
  l.close();
  l.close();
}

void instance_of(Lowering& l, RawId at, Role role) {
  const RawId pattern = l.field(at, Field::kPattern);
  l.open(Kind::kTypeTest, role, at);
  l.visit(l.field(at, Field::kLeft), Role::kLeft);
  l.visit(pattern == 0 ? l.field(at, Field::kRight) : pattern, Role::kType);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.close();
}

void annotation(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kName);
  const RawId arguments = l.field(at, Field::kArguments);
  l.open(Kind::kDecorator, role, at);
  if (arguments == 0) {
    l.visit(name, Role::kOperand);
  } else {
    l.open_until(Kind::kCall, Role::kOperand, name, arguments);
    l.visit(name, Role::kCallee);
    l.visit(arguments, Role::kArguments);
    l.close();
  }
  l.close();
}

void annotation_pair(Lowering& l, RawId at, Role role) {
  l.open(Kind::kKeywordArgument, role, at);
  l.visit(l.field(at, Field::kKey), Role::kName);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

void visit_modifiers(Lowering& l, RawId at) {
  l.visit(l.child_of_type(at, kModifiersType), Role::kModifier);
}

void method(Lowering& l, RawId at, Role role) {
  l.open(Kind::kFunction, role, at);
  visit_modifiers(l, at);
  l.visit(l.field(at, Field::kTypeParameters), Role::kTypeArguments);
  visit_type(l, l.field(at, Field::kType));
  l.visit(l.field(at, Field::kName), Role::kName);
  if (const RawId parameters = l.field(at, Field::kParameters); parameters != 0) {
    l.visit(parameters, Role::kParameters);
  } else {
    // A compact constructor, an annotation's element.
    l.open(Kind::kParameters, Role::kParameters, l.field(at, Field::kName));
    l.close();
  }
  l.visit(l.child_of_type(at, kThrowsType), Role::kModifier);
  l.visit(l.field(at, Field::kValue), Role::kDefault);
  const RawId modifiers = l.child_of_type(at, kModifiersType);
  const bool elsewhere =
      modifiers != 0 && (l.has_token(modifiers, "abstract") || l.has_token(modifiers, "native"));
  if (elsewhere && !l.concrete().is_pattern) {
    // What a class leaves to others has an empty body, to patterns.
    l.open(Kind::kBlock, Role::kBody, at);
    l.close();
  } else {
    l.visit(l.field(at, Field::kBody), Role::kBody);
  }
  l.close();
}

namespace {

void parameter(Lowering& l, RawId at) {
  l.open(Kind::kParameter, Role::kItem, at);
  if (l.type(at) == kNameType) {
    l.visit(at, Role::kName);
  } else {
    visit_modifiers(l, at);
    visit_type(l, l.field(at, Field::kType));
    l.visit(l.field(at, Field::kName), Role::kName);
  }
  l.close();
}

// `T... name`
void spread_parameter(Lowering& l, RawId at) {
  const RawId declarator = l.child_of_type(at, kDeclaratorType);
  l.open(Kind::kParameter, Role::kItem, at, l.intern("*"));
  visit_modifiers(l, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != declarator && l.type(child) != kModifiersType) {
      visit_type(l, child);
    }
  }
  if (declarator != 0) l.visit(l.field(declarator, Field::kName), Role::kName);
  l.close();
}

}  // namespace

void parameters(Lowering& l, RawId at, Role) {
  l.open(Kind::kParameters, Role::kParameters, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.dropped(child)) continue;
    if (l.child_of_type(child, kDeclaratorType) != 0) {
      spread_parameter(l, child);
    } else {
      parameter(l, child);
    }
  }
  l.close();
}

void enum_constant(Lowering& l, RawId at, Role role) {
  l.open(Kind::kField, role, at);
  visit_modifiers(l, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void declaration(Lowering& l, RawId at, Role role) {
  const RawId modifiers = l.child_of_type(at, kModifiersType);
  const RawId type = l.field(at, Field::kType);
  std::uint32_t count = 0;
  for (const RawId child : l.children(at)) count += l.type(child) == kDeclaratorType;
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kDeclaratorType) continue;
    l.open(Kind::kVariable, role, count == 1 ? at : child);
    l.visit(modifiers, Role::kModifier);
    visit_type(l, type);
    l.visit(l.field(child, Field::kName), Role::kLeft);
    l.visit(l.field(child, Field::kValue), Role::kRight);
    l.close();
  }
}

void try_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTry, role, at);
  l.visit(l.field(at, Field::kResources), Role::kInitializer);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && l.raw(child).field == 0) l.visit(child, Role::kHandler);
  }
  l.close();
}

void finally_clause(Lowering& l, RawId at, Role) { l.visit(l.named_child(at, 0), Role::kFinally); }

void for_each(Lowering& l, RawId at, Role role) {
  l.open(Kind::kForEach, role, at);
  visit_modifiers(l, at);
  visit_type(l, l.field(at, Field::kType));
  l.visit(l.field(at, Field::kName), Role::kLeft);
  l.visit(l.field(at, Field::kValue), Role::kRight);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

namespace {

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kFrames[] = {
      {"", ""},
      {"", ";"},
      {"", " {}", true},
      {"class A {", "}"},
      {"class A {", " {}}"},
      {"", " class A {}"},
      {"class A {", ";}"},
      {"try {}", ""},
      {"", " catch (A a) {}", true},
      {"class A { A() {", "}}"},
      {"class A { A() {", ";}}"},
      {"switch (a) {", "}"},
      {"class A ", " {}"},
      {"if (a) {} ", ""},
  };
  // A condition alone has a body, not an empty statement.
  static constexpr Frame kHead[] = {{"", ""}, {"", " {}", true}, {"", " catch (A a) {}", true}};
  static constexpr Frame kHandler[] = {{"try {}", ""}, {"class A { A() { try {}", "}}"}};
  if (c_like::begins_with(pattern, {"if", "for", "while", "switch", "try"})) return kHead;
  if (c_like::begins_with(pattern, {"catch", "finally"})) return kHandler;
  return kFrames;
}

// "int... x" takes any number of arguments.
bool own_ellipsis(const SpellingContext& context) {
  if (context.begin == 0 || context.end >= context.pattern.size()) return false;
  const char before = context.pattern[context.begin - 1];
  const std::size_t next = context.pattern.find_first_not_of(" \t\n", context.end);
  if (next == std::string_view::npos) return false;
  const bool type = base::is_alphanumeric(before) || before == ']' || before == '>';
  const char after = context.pattern[next];
  return type && (base::is_alphanumeric(after) || after == '$' || after == '_');
}

// The indices of kEllipses.
enum Ellipsis : std::size_t {
  kName,
  kDeclaration,
  kTypedName,
  kForHeader,
  kNamedValue,
  kCaseLabel
};
constexpr Spelling kEllipses[] = {{"", ""},   {"int ", ";"}, {"int ", ""},
                                  {"", ";;"}, {"", " = 1"},  {"case ", ":"}};
constexpr Spelling kMetavariables[] = {{"_", ""}, {"int _", ""}, {"_", ";"}, {"int _", ";"}};

std::size_t first_ellipsis(const SpellingContext& context) {
  switch (c_like::place_of(context)) {
    case c_like::Place::kExpression:
      return kName;
    case c_like::Place::kStatement:
      return kDeclaration;
    case c_like::Place::kParameter:
    case c_like::Place::kHandler:
      return kTypedName;
    case c_like::Place::kLoopHeader:
      return kForHeader;
    case c_like::Place::kAnnotation:
      return kNamedValue;
  }
  return kName;
}

}  // namespace

std::vector<FieldRow> field_roles() {
  return {
      {"alternative", Role::kAlternative},
      {"array", Role::kObject},
      {"body", Role::kBody},
      {"condition", Role::kCondition},
      {"consequence", Role::kBody},
      {"field", Role::kProperty},
      {"index", Role::kIndex},
      {"left", Role::kLeft},
      {"name", Role::kProperty},
      {"object", Role::kObject},
      {"operand", Role::kOperand},
      {"right", Role::kRight},
      {"scope", Role::kObject},
      {"type", Role::kType},
      {"value", Role::kOperand},
  };
}

PatternSyntax pattern_syntax() {
  return {.frames = frames,
          .metavariables = kMetavariables,
          .ellipses = kEllipses,
          .first_ellipsis = first_ellipsis,
          .own_ellipsis = own_ellipsis,
          .typed = {.type_first = true, .before = "((", .between = ")", .after = ")[0]"},
          .line_comment = "//",
          .quotes = "\"'",
          .triple_quotes = true};
}

}  // namespace scan::syntax::java_family
