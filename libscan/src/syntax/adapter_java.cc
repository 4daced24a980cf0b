// Java: from the types of tree-sitter-java to the common Tree.
//
// What is levelled here: a field is a variable, as is each name of a declaration; `var` is no type;
// records and enums are classes with a modifier; what a class extends and implements and what a
// method throws are `type` nodes of these names, in any order; a lambda's expression is returned;
// an import takes the last part of its path from the rest.
#include "syntax/adapter.h"
#include "syntax/c_like.h"
#include "syntax/java_family.h"

extern "C" const TSLanguage* tree_sitter_java();

namespace scan::syntax {
namespace {

using namespace java_family;  // NOLINT: what Java shares with Apex

// Types.

void annotated_type(Lowering& l, RawId at, Role role) {
  RawId last = 0;
  for (const RawId child : l.children(at)) last = child;
  l.visit(last, role);
}

// Expressions.

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

// Statements.

void resource(Lowering& l, RawId at, Role role) {
  if (l.field(at, Field::kName) == 0) return l.visit(l.named_child(at, 0), role);
  l.open(Kind::kVariable, role, at);
  visit_modifiers(l, at);
  visit_type(l, l.field(at, Field::kType));
  l.visit(l.field(at, Field::kName), Role::kLeft);
  l.visit(l.field(at, Field::kValue), Role::kRight);
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

void synchronized_statement(Lowering& l, RawId at, Role role) {
  const RawId body = l.field(at, Field::kBody);
  l.open(Kind::kWith, role, at, l.intern("synchronized"));
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != body) l.visit(child, Role::kItem);
  }
  l.visit(body, Role::kBody);
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
          rule_row("labeled_statement", two_children<Kind::kLabeled, Role::kName, Role::kBody>),
          rule_row("import_declaration", import_declaration),
          rule_row("package_declaration", package),
      },
      field_roles(), pattern_syntax());
  return kAdapter;
}

}  // namespace scan::syntax
