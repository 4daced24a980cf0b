// Java: from the types of tree-sitter-java to the common Tree.
//
// What is levelled here: a field is a variable, as is each name of a declaration; `var` is no type;
// records and enums are classes with a modifier; what a class extends and implements and what a
// method throws are `type` nodes of these names, in any order; a lambda's expression is returned;
// an import takes the last part of its path from the rest.
#include "base/ascii.h"
#include "syntax/adapter.h"
#include "syntax/c_like.h"

extern "C" const TSLanguage* tree_sitter_java();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kIfType,
  kBlockType,
  kModifiersType,
  kDeclaratorType,
  kScopedNameType,
  kAsteriskType,
  kNameType,
  kClassBodyType,
  kThrowsType,
  kSuperType,
  kParentsType,
  kCatchParameterType,
  kCatchTypeType,
  kLabelType,
  kTypeArgumentsType,
};

// Types.

// `var` says nothing; a type's annotations are passed over.
void visit_type(Lowering& l, RawId type) {
  if (type != 0 && l.concrete().text_of(type) != "var") l.visit(type, Role::kType);
}

void annotated_type(Lowering& l, RawId at, Role role) {
  RawId last = 0;
  for (const RawId child : l.children(at)) last = child;
  l.visit(last, role);
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

// Expressions.

void class_literal(Lowering& l, RawId at, Role role) {
  l.open(Kind::kMember, role, at);
  l.visit(l.named_child(at, 0), Role::kObject);
  l.leaf(Kind::kIdentifier, Role::kProperty, at, l.intern("class"));
  l.close();
}

void method_reference(Lowering& l, RawId at, Role role) {
  l.open(Kind::kOther, role, at);
  l.visit_children(at, Role::kItem);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named && l.concrete().text_of(child) == "new") {
      l.leaf(Kind::kIdentifier, Role::kItem, child, l.text(child));
    }
  }
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

void lambda(Lowering& l, RawId at, Role role) {
  const RawId parameters = l.field(at, Field::kParameters);
  const RawId body = l.field(at, Field::kBody);
  l.open(Kind::kLambda, role, at);
  if (parameters != 0 && l.type(parameters) == kNameType) {
    l.open(Kind::kParameters, Role::kParameters, parameters);
    l.open(Kind::kParameter, Role::kItem, parameters);
    l.visit(parameters, Role::kName);
    l.close();
    l.close();
  } else {
    l.visit(parameters, Role::kParameters);
  }
  if (body == 0 || l.type(body) == kBlockType) {
    l.visit(body, Role::kBody);
  } else {
    c_like::returned(l, body);
  }
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

// Annotations.

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

// Definitions.

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
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

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

// A class, or what is one with a modifier `word`.
template <Word kind, Word word>
void class_like(Lowering& l, RawId at, Role role) {
  l.open(Kind::kClass, role, at, l.intern(kind.characters));
  visit_modifiers(l, at);
  if (const std::string_view modifier = word.characters; !modifier.empty()) {
    l.leaf(Kind::kIdentifier, Role::kModifier, at, l.intern(modifier));
  }
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kTypeParameters), Role::kTypeArguments);
  l.visit(l.field(at, Field::kParameters), Role::kParameters);
  l.visit(l.child_of_type(at, kSuperType), Role::kBases);
  l.visit(l.child_of_type(at, kParentsType), Role::kBases);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// The parents of a class or interface, in a list of types.
template <Word word>
void parents(Lowering& l, RawId at, Role role) {
  c_like::each_named<Kind::kType, Role::kBases, word>(l, l.named_child(at, 0), role);
}

void enum_constant(Lowering& l, RawId at, Role role) {
  l.open(Kind::kField, role, at);
  visit_modifiers(l, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// Statements.

void declaration(Lowering& l, RawId at, Role role) {
  std::uint32_t count = 0;
  for (const RawId child : l.children(at)) count += l.type(child) == kDeclaratorType;
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kDeclaratorType) continue;
    l.open(Kind::kVariable, role, count == 1 ? at : child);
    visit_modifiers(l, at);
    visit_type(l, l.field(at, Field::kType));
    l.visit(l.field(child, Field::kName), Role::kLeft);
    l.visit(l.field(child, Field::kValue), Role::kRight);
    l.close();
  }
}

void resource(Lowering& l, RawId at, Role role) {
  if (l.field(at, Field::kName) == 0) return l.visit(l.named_child(at, 0), role);
  l.open(Kind::kVariable, role, at);
  visit_modifiers(l, at);
  visit_type(l, l.field(at, Field::kType));
  l.visit(l.field(at, Field::kName), Role::kLeft);
  l.visit(l.field(at, Field::kValue), Role::kRight);
  l.close();
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

void catch_clause(Lowering& l, RawId at, Role) {
  const RawId caught = l.child_of_type(at, kCatchParameterType);
  l.open(Kind::kCatch, Role::kHandler, at);
  if (caught != 0) {
    visit_modifiers(l, caught);
    l.visit(l.child_of_type(caught, kCatchTypeType), Role::kType);
    l.visit(l.field(caught, Field::kName), Role::kName);
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void finally_clause(Lowering& l, RawId at, Role) { l.visit(l.named_child(at, 0), Role::kFinally); }

void synchronized_statement(Lowering& l, RawId at, Role role) {
  const RawId body = l.field(at, Field::kBody);
  l.open(Kind::kWith, role, at, l.intern("synchronized"));
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != body) l.visit(child, Role::kItem);
  }
  l.visit(body, Role::kBody);
  l.close();
}

void for_each(Lowering& l, RawId at, Role role) {
  l.open(Kind::kForEach, role, at);
  visit_modifiers(l, at);
  visit_type(l, l.field(at, Field::kType));
  l.visit(l.field(at, Field::kName), Role::kLeft);
  l.visit(l.field(at, Field::kValue), Role::kRight);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// `case A, B:` and `case A ->`, and the statements that follow.
void switch_group(Lowering& l, RawId at, Role role) {
  bool is_default = false;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kLabelType) is_default |= l.has_token(child, "default");
  }
  l.open(Kind::kCase, role, at, is_default ? l.intern("default") : 0);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kLabelType) l.visit_children(child, Role::kValue);
  }
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && l.type(child) != kLabelType) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

void labeled(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLabeled, role, at);
  l.visit(l.named_child(at, 0), Role::kName);
  l.visit(l.named_child(at, 1), Role::kBody);
  l.close();
}

// The last part of the path is taken from the module that the others name.
void import_declaration(Lowering& l, RawId at, Role role) {
  const RawId path = l.named_child(at, 0);
  const RawId asterisk = l.child_of_type(at, kAsteriskType);
  std::vector<RawId> parts;
  for (RawId part = path; part != 0;) {
    const bool scoped = l.type(part) == kScopedNameType;
    parts.push_back(scoped ? l.field(part, Field::kName) : part);
    part = scoped ? l.field(part, Field::kScope) : 0;
  }
  const RawId name = asterisk != 0 || parts.empty() ? asterisk : parts.front();
  l.open(Kind::kImport, role, at);
  for (std::size_t i = parts.size(); i-- > (asterisk == 0 ? 1 : 0);) {
    l.visit(parts[i], Role::kModule);
  }
  l.open(Kind::kImportItem, Role::kItem, name == 0 ? at : name);
  if (name != 0) l.leaf(Kind::kIdentifier, Role::kName, name, l.text(name));
  l.close();
  if (l.has_token(at, "static")) {
    l.leaf(Kind::kIdentifier, Role::kModifier, at, l.intern("static"));
  }
  l.close();
}

void package(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPackage, role, at);
  l.visit_children(at, Role::kName);
  l.close();
}

// How patterns are spelled.

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
  if (c_like::begins_with(pattern, {"if", "for", "while", "switch", "try"})) return kHead;
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

const Adapter& java_adapter() {
  static const Adapter kAdapter = make_adapter(
      tree_sitter_java(),
      {
          drop_row("line_comment"),
          drop_row("block_comment"),
          drop_row("receiver_parameter"),
          node_row("block", Kind::kBlock).typed(kBlockType),
          inline_row("expression_statement"),
          inline_row("parenthesized_expression"),
          // Names and literals.
          leaf_row("identifier", Kind::kIdentifier).typed(kNameType),
          leaf_row("underscore_pattern", Kind::kIdentifier),
          leaf_row("this", Kind::kIdentifier),
          leaf_row("super", Kind::kIdentifier),
          leaf_row("true", Kind::kBoolean),
          leaf_row("false", Kind::kBoolean),
          leaf_row("null_literal", Kind::kNull),
          leaf_row("character_literal", Kind::kOther),
          leaf_row("asterisk", Kind::kIdentifier).typed(kAsteriskType),
          rule_row("decimal_integer_literal", number),
          rule_row("hex_integer_literal", number),
          rule_row("octal_integer_literal", number),
          rule_row("binary_integer_literal", number),
          rule_row("decimal_floating_point_literal", number),
          rule_row("hex_floating_point_literal", number),
          rule_row("string_literal", c_like::string),
          // Types.
          leaf_row("type_identifier", Kind::kIdentifier),
          leaf_row("integral_type", Kind::kIdentifier),
          leaf_row("floating_point_type", Kind::kIdentifier),
          leaf_row("boolean_type", Kind::kIdentifier),
          leaf_row("void_type", Kind::kIdentifier),
          rule_row("scoped_type_identifier", scoped_type),
          rule_row("annotated_type", annotated_type),
          rule_row("generic_type", generic_type),
          rule_row("array_type", array_type),
          rule_row("wildcard", named<Kind::kType, "?">),
          inline_row("type_arguments").typed(kTypeArgumentsType),
          node_row("type_parameters", Kind::kTypeArguments),
          rule_row("type_parameter", type_parameter),
          inline_row("type_bound"),
          inline_row("catch_type").typed(kCatchTypeType),
          inline_row("type_list"),
          // Expressions.
          rule_row("method_invocation", method_invocation),
          rule_row("explicit_constructor_invocation", constructor_invocation),
          rule_row("object_creation_expression", object_creation),
          rule_row("array_creation_expression", array_creation),
          node_row("argument_list", Kind::kArguments),
          node_row("field_access", Kind::kMember),
          node_row("array_access", Kind::kIndex),
          rule_row("class_literal", class_literal),
          rule_row("method_reference", method_reference),
          node_row("scoped_identifier", Kind::kMember).typed(kScopedNameType),
          rule_row("assignment_expression", c_like::assignment),
          rule_row("binary_expression", operation<Kind::kBinary>),
          rule_row("unary_expression", unary),
          rule_row("update_expression", unary),
          node_row("ternary_expression", Kind::kConditional),
          node_row("cast_expression", Kind::kCast),
          rule_row("instanceof_expression", instance_of),
          rule_row("lambda_expression", lambda),
          node_row("array_initializer", Kind::kList),
          // Annotations.
          rule_row("marker_annotation", annotation),
          rule_row("annotation", annotation),
          node_row("annotation_argument_list", Kind::kArguments),
          rule_row("element_value_pair", annotation_pair),
          node_row("element_value_array_initializer", Kind::kList),
          // Definitions.
          rule_row("modifiers", c_like::modifiers).typed(kModifiersType),
          rule_row("class_declaration", class_like<"class", "">),
          rule_row("interface_declaration", class_like<"interface", "">),
          rule_row("enum_declaration", class_like<"class", "enum">),
          rule_row("record_declaration", class_like<"class", "record">),
          rule_row("annotation_type_declaration", class_like<"interface", "@interface">),
          node_row("class_body", Kind::kBlock).typed(kClassBodyType),
          node_row("interface_body", Kind::kBlock),
          node_row("annotation_type_body", Kind::kBlock),
          node_row("enum_body", Kind::kBlock),
          inline_row("enum_body_declarations"),
          rule_row("enum_constant", enum_constant),
          rule_row("superclass", c_like::each_named<Kind::kType, Role::kBases, "extends">)
              .typed(kSuperType),
          rule_row("super_interfaces", parents<"implements">).typed(kParentsType),
          rule_row("extends_interfaces", parents<"extends">).typed(kParentsType),
          rule_row("throws", c_like::each_named<Kind::kType, Role::kModifier, "throws">)
              .typed(kThrowsType),
          rule_row("method_declaration", method),
          rule_row("constructor_declaration", method),
          rule_row("compact_constructor_declaration", method),
          rule_row("annotation_type_element_declaration", method),
          node_row("constructor_body", Kind::kBlock).typed(kBlockType),
          rule_row("formal_parameters", parameters),
          rule_row("inferred_parameters", parameters),
          rule_row("field_declaration", declaration),
          rule_row("constant_declaration", declaration),
          rule_row("local_variable_declaration", declaration),
          type_row("variable_declarator").typed(kDeclaratorType),
          // Statements.
          rule_row("if_statement", c_like::if_statement<kIfType>).typed(kIfType),
          rule_row("while_statement", c_like::conditional_loop<Kind::kWhile>),
          rule_row("do_statement", c_like::conditional_loop<Kind::kDoWhile>),
          rule_row("for_statement", c_like::for_statement<Field::kInit, Field::kUpdate>),
          rule_row("enhanced_for_statement", for_each),
          node_row("switch_expression", Kind::kSwitch),
          node_row("switch_block", Kind::kBlock),
          rule_row("switch_block_statement_group", switch_group),
          rule_row("switch_rule", switch_group),
          type_row("switch_label").typed(kLabelType),
          rule_row("try_statement", try_statement),
          rule_row("try_with_resources_statement", try_statement),
          node_row("resource_specification", Kind::kSequence),
          rule_row("resource", resource),
          rule_row("catch_clause", catch_clause),
          type_row("catch_formal_parameter").typed(kCatchParameterType),
          rule_row("finally_clause", finally_clause),
          rule_row("synchronized_statement", synchronized_statement),
          rule_row("return_statement", operand<Kind::kReturn>),
          rule_row("yield_statement", operand<Kind::kYield>),
          rule_row("throw_statement", operand<Kind::kThrow>),
          node_row("break_statement", Kind::kBreak),
          node_row("continue_statement", Kind::kContinue),
          node_row("assert_statement", Kind::kAssert),
          rule_row("labeled_statement", labeled),
          rule_row("import_declaration", import_declaration),
          rule_row("package_declaration", package),
      },
      {
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
      },
      {.frames = frames,
       .metavariables = kMetavariables,
       .ellipses = kEllipses,
       .first_ellipsis = first_ellipsis,
       .own_ellipsis = own_ellipsis,
       .typed = {.type_first = true, .before = "((", .between = ")", .after = ")[0]"},
       .line_comment = "//",
       .quotes = "\"'",
       .triple_quotes = true});
  return kAdapter;
}

}  // namespace scan::syntax
