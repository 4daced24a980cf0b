// C#: from the types of tree-sitter-c-sharp to the common Tree.
//
// What is levelled here: fields, properties and the names of a declaration are variables, a
// property's accessors functions in its body; `a?.b` is a member of that name; `x as T` is a cast;
// `using A.B` imports all names of A.B; records, structs and enums are classes with a modifier;
// what follows `=>` is the body of a lambda, and alone in that of a member; what an object is
// initialized with is a record.
#include <algorithm>
#include <vector>

#include "syntax/adapter.h"
#include "syntax/c_like.h"
#include "syntax/csharp.h"

extern "C" const TSLanguage* tree_sitter_c_sharp();

namespace scan::syntax {
namespace csharp {
namespace {

// Types and names.

void array_type(Lowering& l, RawId at, Role role) {
  l.open(Kind::kType, role, at, l.intern("[]"));
  l.visit(l.field(at, Field::kType), Role::kItem);
  l.close();
}

void type_parameter(Lowering& l, RawId at, Role role) {
  l.open(Kind::kParameter, role, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.close();
}

// Literals.

// The text of a string of any kind, without prefixes and quotes.
void string(Lowering& l, RawId at, Role role) {
  std::string_view text = l.concrete().text_of(at);
  text.remove_prefix(std::min(text.find('"'), text.size()));
  if (text.ends_with("u8") || text.ends_with("U8")) text.remove_suffix(2);
  l.leaf(Kind::kString, role, at, l.intern(c_like::quoted(text)));
}

void interpolated_string(Lowering& l, RawId at, Role role) {
  l.open(Kind::kInterpolated, role, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kStringContentType) {
      l.leaf(Kind::kString, Role::kItem, child, l.text(child));
    } else if (l.type(child) == kInterpolationType) {
      l.open(Kind::kInterpolation, Role::kItem, child);
      l.visit(l.named_child(child, 0), Role::kItem);
      l.close();
    }
  }
  l.close();
}

// Expressions.

void conditional_access(Lowering& l, RawId at, Role role) {
  const RawId member = l.child_of_type(at, kMemberBindingType);
  l.open(member == 0 ? Kind::kIndex : Kind::kMember, role, at, member == 0 ? 0 : l.intern("?."));
  l.visit(l.field(at, Field::kCondition), Role::kObject);
  if (member != 0) {
    l.visit(l.field(member, Field::kName), Role::kProperty);
  } else {
    l.visit(l.named_child(at, 1), Role::kIndex);
  }
  l.close();
}

void element_access(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIndex, role, at);
  l.visit(l.field(at, Field::kExpression), Role::kObject);
  l.visit(l.field(at, Field::kSubscript), Role::kIndex);
  l.close();
}

void visit_arguments(Lowering& l, RawId at, RawId arguments) {
  if (arguments != 0) return l.visit(arguments, Role::kArguments);
  l.open(Kind::kArguments, Role::kArguments, at);
  l.close();
}

void object_creation(Lowering& l, RawId at, Role role) {
  l.open(Kind::kNew, role, at);
  l.visit(l.field(at, Field::kType), Role::kCallee);
  visit_arguments(l, at, l.child_of_type(at, kArgumentsType));
  l.visit(l.child_of_type(at, kInitializerType), Role::kInitializer);
  l.close();
}

// `new T[n]` and `new T[] {1}`: of an array type, with sizes and elements for arguments.
void array_creation(Lowering& l, RawId at, Role role) {
  const RawId type = l.field(at, Field::kType);
  const RawId values = l.child_of_type(at, kInitializerType);
  l.open(Kind::kNew, role, at);
  l.visit(type, Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, values == 0 ? at : values);
  if (const RawId rank = type == 0 ? 0 : l.field(type, Field::kRank); rank != 0) {
    l.visit_children(rank, Role::kItem);
  }
  if (values != 0) l.node(Kind::kList, values, Role::kItem);
  l.close();
  l.close();
}

void implicit_array(Lowering& l, RawId at, Role role) {
  const RawId values = l.child_of_type(at, kInitializerType);
  l.node(Kind::kList, values == 0 ? at : values, role);
}

void lambda(Lowering& l, RawId at, Role role) {
  const RawId parameters = l.field(at, Field::kParameters);
  const RawId body = l.field(at, Field::kBody);
  l.open(Kind::kLambda, role, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kModifierType) l.visit(child, Role::kModifier);
  }
  if (parameters != 0 && l.type(parameters) == kNameType) {
    l.open(Kind::kParameters, Role::kParameters, parameters);
    l.open(Kind::kParameter, Role::kItem, parameters);
    l.visit(parameters, Role::kName);
    l.close();
    l.close();
  } else {
    l.visit(parameters, Role::kParameters);
  }
  if (body == 0) {
    l.visit(l.child_of_type(at, kBlockType), Role::kBody);  // of `delegate { }`
  } else {
    l.visit(body, Role::kBody);
  }
  l.close();
}

void cast(Lowering& l, RawId at, Role role) {
  const RawId value = l.field(at, Field::kValue);
  const bool is_as = value == 0;
  l.open(Kind::kCast, role, at, is_as ? l.intern("as") : 0);
  l.visit(l.field(at, is_as ? Field::kRight : Field::kType), Role::kType);
  l.visit(is_as ? l.field(at, Field::kLeft) : value, Role::kOperand);
  l.close();
}

void is_expression(Lowering& l, RawId at, Role role) {
  const RawId pattern = l.field(at, Field::kPattern);
  l.open(Kind::kTypeTest, role, at);
  l.visit(l.field(at, pattern == 0 ? Field::kLeft : Field::kExpression), Role::kLeft);
  l.visit(pattern == 0 ? l.field(at, Field::kRight) : pattern, Role::kType);
  l.close();
}

// `out var x`
void declaration_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kVariable, role, at);
  visit_type(l, l.field(at, Field::kType));
  l.visit(l.field(at, Field::kName), Role::kLeft);
  l.close();
}

// Definitions.

void visit_modifiers(Lowering& l, RawId at) {
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kAttributesType) l.visit(child, Role::kDecorator);
    if (l.type(child) == kModifierType) l.visit(child, Role::kModifier);
  }
}

void attribute(Lowering& l, RawId at, Role) {
  const RawId name = l.field(at, Field::kName);
  const RawId arguments = l.child_of_type(at, kAttributeArgumentsType);
  l.open(Kind::kDecorator, Role::kDecorator, at);
  if (arguments == 0) {
    l.visit(name, Role::kOperand);
  } else {
    l.open(Kind::kCall, Role::kOperand, at);
    l.visit(name, Role::kCallee);
    l.visit(arguments, Role::kArguments);
    l.close();
  }
  l.close();
}

// What stands behind the arrow of a member is all that its body does.
void visit_arrow(Lowering& l, RawId arrow) {
  l.open(Kind::kBlock, Role::kBody, arrow);
  l.visit(l.named_child(arrow, 0), Role::kItem);
  l.close();
}

void visit_body(Lowering& l, RawId body) {
  if (body != 0 && l.type(body) == kArrowType) {
    visit_arrow(l, body);
  } else {
    l.visit(body, Role::kBody);
  }
}

void method(Lowering& l, RawId at, Role role) {
  const RawId result = l.field(at, Field::kReturns);
  l.open(Kind::kFunction, role, at);
  visit_modifiers(l, at);
  l.visit(l.field(at, Field::kTypeParameters), Role::kTypeArguments);
  visit_type(l, result == 0 ? l.field(at, Field::kType) : result);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kParameters), Role::kParameters);
  l.visit(l.child_of_type(at, kConstructorInitializerType), Role::kInitializer);
  visit_body(l, l.field(at, Field::kBody));
  l.close();
}

// `: base(1)`
void constructor_initializer(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.visit(l.named_child(at, 0), Role::kCallee);
  l.visit(l.named_child(at, 1), Role::kArguments);
  l.close();
}

void parameter(Lowering& l, RawId at) {
  const RawId name = l.field(at, Field::kName);
  const RawId type = l.field(at, Field::kType);
  l.open(Kind::kParameter, Role::kItem, at);
  visit_modifiers(l, at);
  visit_type(l, type);
  l.visit(name, Role::kName);
  for (const RawId child : l.children(at)) {
    const bool value = l.raw(child).named && l.raw(child).field == 0 && !l.dropped(child) &&
                       l.type(child) != kModifierType && l.type(child) != kAttributesType;
    if (value) l.visit(child, Role::kDefault);
  }
  l.close();
}

// `params` has no node of its own: its type and name stand in the list.
void parameters(Lowering& l, RawId at, Role) {
  const RawId rest = l.field(at, Field::kName);
  l.open(Kind::kParameters, Role::kParameters, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && l.raw(child).field == 0 && l.type(child) != kAttributesType &&
        !l.dropped(child)) {
      parameter(l, child);
    }
  }
  if (rest != 0) {
    const RawId type = l.field(at, Field::kType);
    l.open(Kind::kParameter, Role::kItem, rest, l.intern("*"));
    visit_type(l, type);
    l.visit(rest, Role::kName);
    l.close();
  }
  l.close();
}

// A class, or what is one with a modifier `word`.
template <Word kind, Word word>
void class_like(Lowering& l, RawId at, Role role) {
  const RawId type_parameters = l.field(at, Field::kTypeParameters);
  l.open(Kind::kClass, role, at, l.intern(kind.characters));
  visit_modifiers(l, at);
  if (const std::string_view modifier = word.characters; !modifier.empty()) {
    l.leaf(Kind::kIdentifier, Role::kModifier, at, l.intern(modifier));
  }
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(type_parameters == 0 ? l.child_of_type(at, kTypeParametersType) : type_parameters,
          Role::kTypeArguments);
  l.visit(l.child_of_type(at, kParametersType), Role::kParameters);
  l.visit(l.child_of_type(at, kBasesType), Role::kBases);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void enum_member(Lowering& l, RawId at, Role role) {
  l.open(Kind::kField, role, at);
  visit_modifiers(l, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

void property(Lowering& l, RawId at, Role role) {
  const RawId accessors = l.field(at, Field::kAccessors);
  const RawId value = l.field(at, Field::kValue);
  const bool arrow = value != 0 && l.type(value) == kArrowType;
  l.open(Kind::kVariable, role, at);
  visit_modifiers(l, at);
  visit_type(l, l.field(at, Field::kType));
  l.visit(l.field(at, Field::kName), Role::kLeft);
  if (!arrow) l.visit(value, Role::kRight);
  l.visit(accessors, Role::kBody);
  if (arrow) visit_arrow(l, value);
  l.close();
}

void accessor(Lowering& l, RawId at, Role role) {
  l.open(Kind::kFunction, role, at);
  visit_modifiers(l, at);
  const RawId name = l.field(at, Field::kName);
  l.leaf(Kind::kIdentifier, Role::kName, name == 0 ? at : name, l.text(name == 0 ? at : name));
  l.open(Kind::kParameters, Role::kParameters, at);
  l.close();
  visit_body(l, l.field(at, Field::kBody));
  l.close();
}

// Declarations: modifiers stand outside, the type and the names inside `variables`.
void declare(Lowering& l, RawId at, RawId variables, Role role) {
  std::uint32_t count = 0;
  for (const RawId child : l.children(variables)) count += l.type(child) == kDeclaratorType;
  for (const RawId child : l.children(variables)) {
    if (l.type(child) != kDeclaratorType) continue;
    l.open(Kind::kVariable, role, count == 1 ? at : child);
    if (at != variables) visit_modifiers(l, at);
    if (l.has_token(at, "using") && at != variables) {
      l.leaf(Kind::kIdentifier, Role::kModifier, at, l.intern("using"));
    }
    visit_type(l, l.field(variables, Field::kType));
    const RawId name = l.named_child(child, 0);
    l.visit(name, Role::kLeft);
    for (const RawId value : l.children(child)) {
      if (l.raw(value).named && value != name && !l.dropped(value) &&
          l.type(value) != kBracketedType) {
        l.visit(value, Role::kRight);
      }
    }
    l.close();
  }
}

void declaration(Lowering& l, RawId at, Role role) {
  const RawId variables = l.child_of_type(at, kVariablesType);
  if (variables != 0) declare(l, at, variables, role);
}

void variables(Lowering& l, RawId at, Role role) { declare(l, at, at, role); }

// Namespaces and `using`.

void name_parts(Lowering& l, RawId name) {
  std::vector<RawId> parts;
  for (RawId part = name; part != 0;) {
    const bool qualified = l.type(part) == kQualifiedNameType;
    parts.push_back(qualified ? l.field(part, Field::kName) : part);
    part = qualified ? l.field(part, Field::kQualifier) : 0;
  }
  for (std::size_t i = parts.size(); i-- > 0;) l.visit(parts[i], Role::kModule);
}

void using_directive(Lowering& l, RawId at, Role role) {
  const RawId alias = l.field(at, Field::kName);
  RawId name = 0;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != alias && !l.dropped(child)) name = child;
  }
  l.open(Kind::kImport, role, at);
  name_parts(l, name);
  if (alias != 0) {
    l.visit(alias, Role::kAlias);
  } else {
    l.open(Kind::kImportItem, Role::kItem, at);
    l.leaf(Kind::kIdentifier, Role::kName, at, l.intern("*"));
    l.close();
  }
  for (const std::string_view word : {"static", "global"}) {
    if (l.has_token(at, word)) l.leaf(Kind::kIdentifier, Role::kModifier, at, l.intern(word));
  }
  l.close();
}

void package(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPackage, role, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// All branches of `#if` are there.
void conditional_text(Lowering& l, RawId at, Role role) {
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.in_field(child, Field::kCondition)) l.visit(child, role);
  }
}

Adapter make() {
  return make_adapter(
      tree_sitter_c_sharp(),
      {
          drop_row("comment"),
          drop_row("preproc_region"),
          drop_row("preproc_endregion"),
          drop_row("preproc_pragma"),
          drop_row("preproc_nullable"),
          drop_row("preproc_line"),
          drop_row("preproc_define"),
          drop_row("preproc_undef"),
          drop_row("preproc_error"),
          drop_row("preproc_warning"),
          drop_row("shebang_directive"),
          drop_row("empty_statement"),
          drop_row("type_parameter_constraints_clause"),
          drop_row("explicit_interface_specifier"),
          drop_row("attribute_target_specifier"),
          drop_row("interpolation_format_clause"),
          drop_row("interpolation_alignment_clause"),
          drop_row("interpolation_brace"),
          rule_row("preproc_if", conditional_text),
          rule_row("preproc_elif", conditional_text),
          rule_row("preproc_else", conditional_text),
          inline_row("global_statement"),
          inline_row("expression_statement"),
          inline_row("parenthesized_expression"),
          node_row("block", Kind::kBlock).typed(kBlockType),
          // Names and literals.
          leaf_row("identifier", Kind::kIdentifier).typed(kNameType),
          leaf_row("implicit_parameter", Kind::kIdentifier).typed(kNameType),
          leaf_row("predefined_type", Kind::kIdentifier),
          leaf_row("implicit_type", Kind::kIdentifier),
          leaf_row("modifier", Kind::kIdentifier).typed(kModifierType),
          token_row("this", Kind::kIdentifier),
          token_row("base", Kind::kIdentifier),
          leaf_row("boolean_literal", Kind::kBoolean),
          leaf_row("null_literal", Kind::kNull),
          leaf_row("character_literal", Kind::kOther),
          rule_row("integer_literal", number),
          rule_row("real_literal", number),
          rule_row("string_literal", string),
          rule_row("verbatim_string_literal", string),
          rule_row("raw_string_literal", string),
          rule_row("interpolated_string_expression", interpolated_string),
          type_row("string_content").typed(kStringContentType),
          type_row("interpolation").typed(kInterpolationType),
          // Types.
          node_row("qualified_name", Kind::kMember).typed(kQualifiedNameType),
          node_row("alias_qualified_name", Kind::kMember),
          rule_row("generic_name", named<Kind::kType, "<>">),
          inline_row("type_argument_list"),
          rule_row("array_type", array_type),
          rule_row("nullable_type", named<Kind::kType, "?">),
          rule_row("pointer_type", named<Kind::kType, "*">),
          rule_row("tuple_type", named<Kind::kType, "()">),
          inline_row("ref_type"),
          inline_row("scoped_type"),
          node_row("type_parameter_list", Kind::kTypeArguments).typed(kTypeParametersType),
          rule_row("type_parameter", type_parameter),
          // Expressions.
          node_row("invocation_expression", Kind::kCall),
          node_row("argument_list", Kind::kArguments).typed(kArgumentsType),
          inline_row("bracketed_argument_list").typed(kBracketedType),
          rule_row("argument", c_like::argument),
          node_row("member_access_expression", Kind::kMember),
          type_row("member_binding_expression").typed(kMemberBindingType),
          rule_row("conditional_access_expression", conditional_access),
          inline_row("element_binding_expression"),
          rule_row("element_access_expression", element_access),
          rule_row("object_creation_expression", object_creation),
          rule_row("implicit_object_creation_expression", object_creation),
          rule_row("array_creation_expression", array_creation),
          rule_row("implicit_array_creation_expression", implicit_array),
          node_row("anonymous_object_creation_expression", Kind::kRecord),
          node_row("initializer_expression", Kind::kRecord).typed(kInitializerType),
          node_row("collection_expression", Kind::kList),
          inline_row("collection_element"),
          inline_row("expression_element"),
          rule_row("assignment_expression", c_like::assignment),
          rule_row("binary_expression", operation<Kind::kBinary>),
          rule_row("prefix_unary_expression", unary),
          rule_row("postfix_unary_expression", unary),
          rule_row("unary_expression", unary),
          node_row("conditional_expression", Kind::kConditional),
          rule_row("cast_expression", cast),
          rule_row("as_expression", cast),
          rule_row("is_expression", is_expression),
          rule_row("is_pattern_expression", is_expression),
          rule_row("await_expression", operand<Kind::kAwait>),
          rule_row("throw_expression", operand<Kind::kThrow>),
          rule_row("lambda_expression", lambda),
          rule_row("anonymous_method_expression", lambda),
          node_row("tuple_expression", Kind::kTuple),
          rule_row("declaration_expression", declaration_expression),
          inline_row("constant_pattern"),
          // Definitions.
          inline_row("attribute_list").typed(kAttributesType),
          inline_row("global_attribute"),
          rule_row("attribute", attribute),
          node_row("attribute_argument_list", Kind::kArguments).typed(kAttributeArgumentsType),
          rule_row("attribute_argument", c_like::argument),
          rule_row("class_declaration", class_like<"class", "">),
          rule_row("interface_declaration", class_like<"interface", "">),
          rule_row("struct_declaration", class_like<"class", "struct">),
          rule_row("record_declaration", class_like<"class", "record">),
          rule_row("enum_declaration", class_like<"class", "enum">),
          node_row("declaration_list", Kind::kBlock),
          node_row("enum_member_declaration_list", Kind::kBlock),
          rule_row("enum_member_declaration", enum_member),
          rule_row("base_list", c_like::each_named<Kind::kType, Role::kBases, ":">)
              .typed(kBasesType),
          rule_row("method_declaration", method),
          rule_row("constructor_declaration", method),
          rule_row("destructor_declaration", method),
          rule_row("local_function_statement", method),
          rule_row("constructor_initializer", constructor_initializer)
              .typed(kConstructorInitializerType),
          rule_row("parameter_list", parameters).typed(kParametersType),
          rule_row("property_declaration", property),
          rule_row("indexer_declaration", property),
          node_row("accessor_list", Kind::kBlock),
          rule_row("accessor_declaration", accessor),
          type_row("arrow_expression_clause").typed(kArrowType),
          rule_row("field_declaration", declaration),
          rule_row("event_field_declaration", declaration),
          rule_row("local_declaration_statement", declaration),
          rule_row("variable_declaration", variables).typed(kVariablesType),
          type_row("variable_declarator").typed(kDeclaratorType),
          // Namespaces.
          rule_row("using_directive", using_directive),
          rule_row("namespace_declaration", package),
          rule_row("file_scoped_namespace_declaration", package),
          // Statements.
          rule_row("if_statement", c_like::if_statement<kIfType>).typed(kIfType),
          rule_row("while_statement", c_like::conditional_loop<Kind::kWhile>),
          rule_row("do_statement", c_like::conditional_loop<Kind::kDoWhile>),
          rule_row("for_statement", c_like::for_statement<Field::kInitializer, Field::kUpdate>),
          rule_row("foreach_statement", for_each),
          rule_row("using_statement", with_statement),
          rule_row("lock_statement", with_statement),
          rule_row("fixed_statement", with_statement),
          rule_row("unsafe_statement", with_statement),
          rule_row("checked_statement", with_statement),
          node_row("switch_statement", Kind::kSwitch),
          node_row("switch_body", Kind::kBlock),
          rule_row("switch_section", switch_section),
          rule_row("switch_expression", switch_expression),
          rule_row("switch_expression_arm", switch_arm),
          rule_row("try_statement", c_like::try_statement),
          rule_row("catch_clause", catch_clause),
          type_row("catch_declaration").typed(kCatchDeclarationType),
          rule_row("finally_clause", finally_clause),
          rule_row("return_statement", operand<Kind::kReturn>),
          rule_row("throw_statement", operand<Kind::kThrow>),
          rule_row("yield_statement", operand<Kind::kYield>),
          node_row("break_statement", Kind::kBreak),
          node_row("continue_statement", Kind::kContinue),
          rule_row("labeled_statement", two_children<Kind::kLabeled, Role::kName, Role::kBody>),
      },
      {
          {"alias", Role::kObject},
          {"alternative", Role::kAlternative},
          {"arguments", Role::kArguments},
          {"body", Role::kBody},
          {"condition", Role::kCondition},
          {"consequence", Role::kBody},
          {"expression", Role::kObject},
          {"function", Role::kCallee},
          {"left", Role::kLeft},
          {"name", Role::kProperty},
          {"qualifier", Role::kObject},
          {"right", Role::kRight},
          {"type", Role::kType},
          {"value", Role::kCondition},
      },
      patterns());
}

}  // namespace
}  // namespace csharp

const Adapter& csharp_adapter() {
  static const Adapter kAdapter = csharp::make();
  return kAdapter;
}

}  // namespace scan::syntax
