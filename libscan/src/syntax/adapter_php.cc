// PHP: from the types of tree-sitter-php to the common Tree.
//
// What is levelled here: `->`, `?->` and `::` are members; names with namespaces are members too,
// and `use` is an import; `echo`, `include`, `print`, `exit` and the like are calls; an array is a
// list, `a => b` in it an entry; `@e` is e; alternative syntax (`if: ... endif;`) is a block.
#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "syntax/adapter.h"
#include "syntax/c_like.h"
#include "syntax/php_patterns.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_php();

namespace scan::syntax {
namespace php {
namespace {

enum Type : std::uint8_t {
  kNoType,
  kNameType,
  kNamespaceNameType,
  kQualifiedNameType,
  kUseClauseType,
  kUseGroupType,
  kStringContentType,
  kEscapeType,
  kModifierType,
  kPropertyType,
  kConstElementType,
  kAttributeType,
  kArgumentsType,
  kElseIfType,
  kElseType,
  kBlockType,
  kPairType,
  kUnpackType,
  kByRefType,
  kBasesType,
  kVariableNameType,
  kHeredocBodyType,
  kAnonymousClassType,
  kTraitUseType,
  kSequenceType,
};

// Strings.

std::string_view without_quotes(std::string_view text) {
  const std::size_t quote = text.find_first_of("\"'`");
  if (quote == std::string_view::npos || text.size() < quote + 2) return {};
  return text.substr(quote + 1, text.size() - quote - 2);
}

void string(Lowering& l, RawId at, Role role) {
  l.leaf(Kind::kString, role, at, l.intern(without_quotes(l.concrete().text_of(at))));
}

bool has_parts(const Lowering& l, RawId at) {
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) continue;
    if (l.type(child) != kStringContentType && l.type(child) != kEscapeType) return true;
  }
  return false;
}

// Text and expressions by turns; an escape is text.
void parts(Lowering& l, RawId at) {
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) continue;
    if (l.type(child) == kStringContentType || l.type(child) == kEscapeType) {
      l.leaf(Kind::kString, Role::kItem, child, l.text(child));
    } else if (l.concrete().is_pattern && l.type(child) == kVariableNameType) {
      l.visit(child, Role::kItem);  // a metavariable is text or an expression
    } else {
      l.open(Kind::kInterpolation, Role::kItem, child);
      l.visit(child, Role::kItem);
      l.close();
    }
  }
}

void encapsed_string(Lowering& l, RawId at, Role role) {
  const std::string_view content = without_quotes(l.concrete().text_of(at));
  // "$X" in a pattern is any string.
  const bool metavariable =
      l.concrete().is_pattern && content.starts_with('$') &&
      content.find_first_not_of("$ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.") == content.npos;
  if (metavariable || !has_parts(l, at)) return string(l, at, role);
  l.open(Kind::kInterpolated, role, at);
  parts(l, at);
  l.close();
}

void heredoc(Lowering& l, RawId at, Role role) {
  const RawId body = l.child_of_type(at, kHeredocBodyType);
  if (body == 0) return l.leaf(Kind::kString, role, at);
  if (!has_parts(l, body)) return l.leaf(Kind::kString, role, at, l.text(body));
  l.open(Kind::kInterpolated, role, at);
  parts(l, body);
  l.close();
}

// `...` in backquotes runs a command.
void shell_command(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at, l.intern("`"));
  l.open(Kind::kArguments, Role::kArguments, at);
  encapsed_string(l, at, Role::kItem);
  l.close();
  l.close();
}

// Words of the language are the same in capitals.
template <Kind kind>
void word(Lowering& l, RawId at, Role role) {
  l.leaf(kind, role, at, l.make(base::lowered(l.concrete().text_of(at))));
}

// Names.

// Of functions and classes, which are the same in capitals; what stands for something is not one.
void name(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  const bool own = !text.starts_with('$') && std::ranges::any_of(text, base::is_upper);
  l.leaf(Kind::kIdentifier, role, at, own ? l.make(base::lowered(text)) : l.intern(text));
}

void qualified_name(Lowering& l, RawId at, Role role) {
  std::vector<RawId> names;
  for (RawId node = at + 1; node < l.raw(at).end; ++node) {
    if (l.type(node) == kNameType) names.push_back(node);
  }
  if (names.empty()) return l.node(Kind::kOther, at, role);
  member_chain(l, names, at, role);
}

// One name that `use` brings in: of the parts of its name, the last is taken from the others.
void use_clause(Lowering& l, RawId clause, RawId prefix, RawId at, Role role) {
  std::vector<RawId> names;
  const RawId alias = l.field(clause, Field::kAlias);
  for (const RawId whole : {prefix, clause}) {
    for (RawId node = whole; whole != 0 && node < l.raw(whole).end; ++node) {
      if (l.type(node) == kNameType && node != alias) names.push_back(node);
    }
  }
  if (names.empty()) return;
  l.open(Kind::kImport, role, at);
  for (std::size_t i = 0; i + 1 < names.size(); ++i) l.visit(names[i], Role::kModule);
  if (names.size() == 1) l.leaf(Kind::kIdentifier, Role::kModule, at, 0);
  l.open(Kind::kImportItem, Role::kItem, clause);
  l.visit(names.back(), Role::kName);
  l.visit(alias, Role::kAlias);
  l.close();
  l.close();
}

void use_declaration(Lowering& l, RawId at, Role role) {
  const RawId prefix = l.child_of_type(at, kNamespaceNameType);
  const RawId group = l.child_of_type(at, kUseGroupType);
  for (const RawId child : l.children(group != 0 ? group : at)) {
    if (l.type(child) == kUseClauseType) use_clause(l, child, prefix, at, role);
  }
}

// Expressions.

void call(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.visit(l.field(at, Field::kFunction), Role::kCallee);
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.close();
}

template <Field object>
void member_call(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.open(Kind::kMember, Role::kCallee, at);
  l.visit(l.field(at, object), Role::kObject);
  l.visit(l.field(at, Field::kName), Role::kProperty);
  l.close();
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.close();
}

template <Field object>
void member(Lowering& l, RawId at, Role role) {
  l.open(Kind::kMember, role, at);
  l.visit(l.field(at, object), Role::kObject);
  l.visit(l.field(at, Field::kName), Role::kProperty);
  l.close();
}

void object_creation(Lowering& l, RawId at, Role role) {
  l.open(Kind::kNew, role, at);
  bool arguments = false;
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) continue;
    arguments |= l.type(child) == kArgumentsType;
    l.visit(child, l.type(child) == kArgumentsType ? Role::kArguments : Role::kCallee);
  }
  // "new A" is "new A()".
  if (!arguments) {
    l.open(Kind::kArguments, Role::kArguments, at);
    l.close();
  }
  l.close();
}

void element(Lowering& l, RawId at, Role role) {
  const RawId value = l.named_child(at, 1);
  if (value == 0) return l.visit_children(at, role);
  l.open(Kind::kPair, role, at);
  l.visit(l.named_child(at, 0), Role::kKey);
  l.visit(value, Role::kValue);
  l.close();
}

void conditional(Lowering& l, RawId at, Role role) {
  l.open(Kind::kConditional, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.visit(l.field(at, Field::kAlternative), Role::kAlternative);
  l.close();
}

void update(Lowering& l, RawId at, Role role) {
  l.open(Kind::kUnary, role, at, operator_of(l, at));
  l.visit(l.field(at, Field::kArgument), Role::kOperand);
  l.close();
}

// `echo a, b`: what the grammar takes for one sequence are arguments.
void echo(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.leaf(Kind::kIdentifier, Role::kCallee, l.first_token(at), l.intern("echo"));
  l.open(Kind::kArguments, Role::kArguments, at);
  const RawId list = l.named_child(at, 0);
  if (list != 0 && l.type(list) == kSequenceType) {
    l.visit_children(list, Role::kItem);
  } else {
    l.visit_children(at, Role::kItem);
  }
  l.close();
  l.close();
}

// Definitions.

void modifiers(Lowering& l, RawId at) {
  l.visit(l.field(at, Field::kAttributes), Role::kDecorator);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kModifierType) {
      l.leaf(Kind::kIdentifier, Role::kModifier, child, l.text(child));
    }
  }
}

void attributes(Lowering& l, RawId at, Role) {
  for (RawId node = at + 1; node < l.raw(at).end; ++node) {
    if (l.type(node) != kAttributeType) continue;
    const RawId arguments = l.field(node, Field::kParameters);
    l.open(Kind::kDecorator, Role::kDecorator, node);
    if (arguments == 0) {
      l.visit(l.named_child(node, 0), Role::kOperand);
    } else {
      l.open(Kind::kCall, Role::kOperand, node);
      l.visit(l.named_child(node, 0), Role::kCallee);
      l.visit(arguments, Role::kArguments);
      l.close();
    }
    l.close();
  }
}

template <Kind kind>
void function(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  modifiers(l, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kParameters), Role::kParameters);
  l.visit(l.field(at, Field::kReturnType), Role::kType);
  const RawId body = l.field(at, Field::kBody);
  if (body == 0 || l.type(body) == kBlockType) {
    l.visit(body, Role::kBody);
  } else {
    l.open(Kind::kBlock, Role::kBody, body);
    l.open(Kind::kReturn, Role::kItem, body);
    l.visit(body, Role::kOperand);
    l.close();
    l.close();
  }
  l.close();
}

void parameter(Lowering& l, RawId at) {
  const bool variadic = l.has_token(at, "...");
  l.open(Kind::kParameter, Role::kItem, at, variadic ? l.intern("*") : 0);
  l.visit(l.field(at, Field::kAttributes), Role::kDecorator);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.visit(l.field(at, Field::kDefaultValue), Role::kDefault);
  l.close();
}

void class_declaration(Lowering& l, RawId at, Role role) {
  l.open(Kind::kClass, role, at);
  modifiers(l, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kBasesType) l.visit(child, Role::kBases);
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// One declaration of several names is several fields.
void property_declaration(Lowering& l, RawId at, Role role) {
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kPropertyType) continue;
    l.open(Kind::kField, role, at);
    modifiers(l, at);
    l.visit(l.field(child, Field::kName), Role::kName);
    l.visit(l.field(at, Field::kType), Role::kType);
    l.visit(l.field(child, Field::kDefaultValue), Role::kValue);
    l.close();
  }
}

void const_declaration(Lowering& l, RawId at, Role role) {
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kConstElementType) continue;
    l.open(Kind::kVariable, role, at, l.intern("const"));
    l.visit(l.named_child(child, 0), Role::kLeft);
    l.visit(l.named_child(child, 1), Role::kRight);
    l.close();
  }
}

// Statements.

void if_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIf, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  std::uint32_t open = 1;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kElseIfType) {
      l.open(Kind::kIf, Role::kAlternative, child);
      l.visit(l.field(child, Field::kCondition), Role::kCondition);
      l.visit_as_block(l.field(child, Field::kBody), Role::kBody);
      ++open;
    } else if (l.type(child) == kElseType) {
      l.visit_as_block(l.field(child, Field::kBody), Role::kAlternative);
    }
  }
  for (; open > 0; --open) l.close();
}

void for_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kFor, role, at);
  l.visit(l.field(at, Field::kInitialize), Role::kInitializer);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit(l.field(at, Field::kUpdate), Role::kUpdate);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// `foreach (all as each)`: the body is the last child where the grammar gives it no field.
void foreach_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kForEach, role, at);
  l.visit(l.named_child(at, 1), Role::kLeft);
  l.visit(l.named_child(at, 0), Role::kRight);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void match_case(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCase, role, at);
  if (const RawId values = l.field(at, Field::kConditionalExpressions); values != 0) {
    l.visit_children(values, Role::kValue);
  }
  l.visit_as_block(l.field(at, Field::kReturnExpression), Role::kBody);
  l.close();
}

void catch_clause(Lowering& l, RawId at, Role) {
  l.open(Kind::kCatch, Role::kHandler, at);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void namespace_definition(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPackage, role, at);
  if (const RawId name = l.field(at, Field::kName); name != 0) qualified_name(l, name, Role::kName);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

Adapter make() {
  return make_adapter(
      tree_sitter_php(),
      {
          drop_row("comment"),
          drop_row("php_tag"),
          drop_row("php_end_tag"),
          drop_row("text"),
          drop_row("text_interpolation"),
          drop_row("empty_statement"),
          drop_row("reference_modifier"),
          drop_row("variadic_placeholder"),
          node_row("compound_statement", Kind::kBlock).typed(kBlockType),
          node_row("colon_block", Kind::kBlock),
          inline_row("expression_statement"),
          inline_row("parenthesized_expression"),
          inline_row("error_suppression_expression"),
          inline_row("by_ref").typed(kByRefType),
          // Names and literals.
          rule_row("name", name).typed(kNameType),
          leaf_row("variable_name", Kind::kIdentifier).typed(kVariableNameType),
          leaf_row("relative_scope", Kind::kIdentifier),
          rule_row("qualified_name", qualified_name).typed(kQualifiedNameType),
          rule_row("relative_name", qualified_name),
          rule_row("namespace_name", qualified_name).typed(kNamespaceNameType),
          rule_row("boolean", word<Kind::kBoolean>),
          rule_row("null", word<Kind::kNull>),
          rule_row("integer", number),
          rule_row("float", number),
          rule_row("string", string),
          rule_row("encapsed_string", encapsed_string),
          leaf_row("string_content", Kind::kString).typed(kStringContentType),
          leaf_row("escape_sequence", Kind::kString).typed(kEscapeType),
          rule_row("heredoc", heredoc),
          rule_row("nowdoc", heredoc),
          type_row("heredoc_body").typed(kHeredocBodyType),
          type_row("nowdoc_body").typed(kHeredocBodyType),
          leaf_row("nowdoc_string", Kind::kString).typed(kStringContentType),
          rule_row("shell_command_expression", shell_command),
          // Expressions.
          rule_row("function_call_expression", call),
          rule_row("member_call_expression", member_call<Field::kObject>),
          rule_row("nullsafe_member_call_expression", member_call<Field::kObject>),
          rule_row("scoped_call_expression", member_call<Field::kScope>),
          rule_row("member_access_expression", member<Field::kObject>),
          rule_row("nullsafe_member_access_expression", member<Field::kObject>),
          rule_row("scoped_property_access_expression", member<Field::kScope>),
          rule_row("class_constant_access_expression",
                   two_children<Kind::kMember, Role::kObject, Role::kProperty>),
          rule_row("subscript_expression", two_children<Kind::kIndex, Role::kObject, Role::kIndex>),
          node_row("arguments", Kind::kArguments).typed(kArgumentsType),
          rule_row("argument", c_like::argument),
          rule_row("object_creation_expression", object_creation),
          rule_row("anonymous_class", class_declaration).typed(kAnonymousClassType),
          rule_row("variadic_unpacking", named<Kind::kSplat, "*">).typed(kUnpackType),
          node_row("assignment_expression", Kind::kAssignment),
          node_row("reference_assignment_expression", Kind::kAssignment),
          rule_row("augmented_assignment_expression", operation<Kind::kAugmentedAssignment>),
          rule_row("binary_expression", operation<Kind::kBinary>),
          rule_row("unary_op_expression", unary),
          rule_row("update_expression", update),
          rule_row("conditional_expression", conditional),
          node_row("cast_expression", Kind::kCast),
          leaf_row("cast_type", Kind::kIdentifier),
          node_row("array_creation_expression", Kind::kList),
          node_row("list_literal", Kind::kList),
          rule_row("array_element_initializer", element),
          rule_row("pair", element).typed(kPairType),
          node_row("sequence_expression", Kind::kSequence).typed(kSequenceType),
          rule_row("clone_expression", keyword_call),
          rule_row("print_intrinsic", keyword_call),
          rule_row("include_expression", keyword_call),
          rule_row("include_once_expression", keyword_call),
          rule_row("require_expression", keyword_call),
          rule_row("require_once_expression", keyword_call),
          rule_row("echo_statement", echo),
          rule_row("exit_statement", keyword_call),
          rule_row("unset_statement", keyword_call),
          rule_row("throw_expression", operand<Kind::kThrow>),
          rule_row("yield_expression", operand<Kind::kYield>),
          rule_row("anonymous_function", function<Kind::kLambda>),
          rule_row("arrow_function", function<Kind::kLambda>),
          rule_row("match_expression", c_like::switch_statement),
          node_row("match_block", Kind::kBlock),
          rule_row("match_conditional_expression", match_case),
          rule_row("match_default_expression", match_case),
          // Definitions.
          rule_row("function_definition", function<Kind::kFunction>),
          rule_row("method_declaration", function<Kind::kFunction>),
          rule_row("formal_parameters", list_of<Kind::kParameters, Role::kParameters, parameter>),
          rule_row("class_declaration", class_declaration),
          rule_row("interface_declaration", class_declaration),
          rule_row("trait_declaration", class_declaration),
          rule_row("enum_declaration", class_declaration),
          rule_row("base_clause", c_like::each_named<Kind::kType, Role::kBases, "extends">)
              .typed(kBasesType),
          rule_row("class_interface_clause",
                   c_like::each_named<Kind::kType, Role::kBases, "implements">)
              .typed(kBasesType),
          node_row("declaration_list", Kind::kBlock),
          node_row("enum_declaration_list", Kind::kBlock),
          node_row("enum_case", Kind::kField),
          rule_row("property_declaration", property_declaration),
          type_row("property_element").typed(kPropertyType),
          rule_row("const_declaration", const_declaration),
          type_row("const_element").typed(kConstElementType),
          type_row("visibility_modifier").typed(kModifierType),
          type_row("static_modifier").typed(kModifierType),
          type_row("abstract_modifier").typed(kModifierType),
          type_row("final_modifier").typed(kModifierType),
          type_row("readonly_modifier").typed(kModifierType),
          type_row("var_modifier").typed(kModifierType),
          rule_row("attribute_list", attributes),
          type_row("attribute").typed(kAttributeType),
          inline_row("named_type"),
          inline_row("type_list"),
          leaf_row("primitive_type", Kind::kIdentifier),
          leaf_row("bottom_type", Kind::kIdentifier),
          // Statements.
          rule_row("if_statement", if_statement),
          type_row("else_if_clause").typed(kElseIfType),
          type_row("else_clause").typed(kElseType),
          rule_row("for_statement", for_statement),
          rule_row("foreach_statement", foreach_statement),
          rule_row("while_statement", c_like::conditional_loop<Kind::kWhile>),
          rule_row("do_statement", c_like::conditional_loop<Kind::kDoWhile>),
          rule_row("switch_statement", c_like::switch_statement),
          node_row("switch_block", Kind::kBlock),
          rule_row("case_statement", c_like::case_statement),
          rule_row("default_statement", c_like::case_statement),
          node_row("try_statement", Kind::kTry),
          rule_row("catch_clause", catch_clause),
          rule_row("finally_clause", only_field<Field::kBody, Role::kFinally>),
          rule_row("return_statement", operand<Kind::kReturn>),
          rule_row("break_statement", operand<Kind::kBreak>),
          rule_row("continue_statement", operand<Kind::kContinue>),
          node_row("static_variable_declaration", Kind::kVariable),
          inline_row("function_static_declaration"),
          rule_row("namespace_definition", namespace_definition),
          rule_row("namespace_use_declaration", use_declaration),
          type_row("namespace_use_clause").typed(kUseClauseType),
          type_row("namespace_use_group").typed(kUseGroupType),
          node_row("use_declaration", Kind::kOther).typed(kTraitUseType),
      },
      {{"body", Role::kBody},
       {"left", Role::kLeft},
       {"name", Role::kName},
       {"right", Role::kRight},
       {"type", Role::kType},
       {"value", Role::kValue}},
      patterns());
}

}  // namespace
}  // namespace php

const Adapter& php_adapter() {
  static const Adapter kAdapter = php::make();
  return kAdapter;
}

}  // namespace scan::syntax
