// Kotlin: from the types of tree-sitter-kotlin to the common Tree.
//
// What is levelled here: `val` and `var` are modifiers of a variable, whose accessors are functions
// in its body; a lambda behind the arguments is the last of them; `= e` as a
// body returns e; objects are classes with a modifier; `when` is a switch; `a b c` is `a.b(c)`.
#include "syntax/adapter.h"
#include "syntax/c_like.h"
#include "syntax/kotlin_nodes.h"
#include "syntax/kotlin_patterns.h"
#include "syntax/kotlin_statements.h"
#include "syntax/string_parts.h"

extern "C" const TSLanguage* tree_sitter_kotlin();

namespace scan::syntax {
namespace kotlin {
namespace {

// Types.

// `A.B<C>`: names and arguments stand side by side.
void user_type(Lowering& l, RawId at, Role role) {
  std::vector<RawId> names;
  RawId arguments = 0;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kNameType) names.push_back(child);
    if (l.type(child) == kTypeArgumentsType) arguments = child;
  }
  if (!names.empty()) c_like::generic_type(l, names, arguments, at, role);
}

void type_parameter(Lowering& l, RawId at, Role role) {
  l.open(Kind::kParameter, role, at);
  l.visit(l.child_of_type(at, kNameType), Role::kName);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kTypeType) l.visit(child, Role::kType);
  }
  l.close();
}

// Literals.

// The grammar has `true`, `false` and `null` among the names.
void name(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  const bool boolean = text == "true" || text == "false";
  l.leaf(boolean          ? Kind::kBoolean
         : text == "null" ? Kind::kNull
                          : Kind::kIdentifier,
         role, at, l.intern(text));
}

bool is_literal_part(const Lowering& l, RawId at) { return l.type(at) != kInterpolationType; }

template <std::uint32_t quotes>
void string(Lowering& l, RawId at, Role role) {
  const Span all = l.raw(at).span;
  if (all.size() < 2 * quotes) return l.leaf(Kind::kString, role, at);
  string_parts_with_names(l, at, {all.begin + quotes, all.end - quotes}, role,
                          quotes == 1 ? Escapes::kBackslash : Escapes::kNone, is_literal_part);
}

// Expressions.

void navigation(Lowering& l, RawId at, Role role) {
  const RawId object = l.named_child(at, 0);
  RawId last = 0;
  for (const RawId child : l.children(at)) {
    if (is_named(l, child)) last = child;
  }
  const bool optional = l.has_token(at, "?.");
  l.open(optional ? Kind::kOther : Kind::kMember, role, at, optional ? l.intern("?.") : 0);
  l.visit(object, Role::kObject);
  if (last != object) {
    l.visit(last, Role::kProperty);
  } else {
    l.leaf(Kind::kIdentifier, Role::kProperty, at, l.intern("class"));  // `A::class`
  }
  l.close();
}

// The grammar reads `f(a) { }` as a call of `f(a)`.
void call(Lowering& l, RawId at, Role role) {
  RawId callee = l.named_child(at, 0);
  RawId arguments = l.child_of_type(at, kArgumentsType);
  const RawId lambda = l.child_of_type(at, kLambdaHolderType);
  const bool split = arguments == 0 && lambda != 0 && callee != 0 && l.type(callee) == kCallType;
  if (split && l.child_of_type(callee, kLambdaHolderType) == 0) {
    arguments = l.child_of_type(callee, kArgumentsType);
    callee = l.named_child(callee, 0);
  }
  l.open(Kind::kCall, role, at);
  l.visit(callee, Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments,
         arguments != 0 ? arguments
         : lambda != 0  ? lambda
                        : at);
  if (arguments != 0) l.visit_children(arguments, Role::kItem);
  l.visit(lambda, Role::kItem);
  l.close();
  l.close();
}

void argument(Lowering& l, RawId at, Role role) {
  const RawId first = l.named_child(at, 0);
  const RawId second = l.named_child(at, 1);
  if (second != 0 && l.has_token(at, "=")) {
    l.open(Kind::kKeywordArgument, role, at);
    l.visit(first, Role::kName);
    l.visit(second, Role::kValue);
    l.close();
  } else if (l.has_token(at, "*")) {
    named<Kind::kSplat, "*">(l, at, role);
  } else {
    l.visit(first, role);
  }
}

void lambda(Lowering& l, RawId at, Role role) {
  const RawId parameters = l.child_of_type(at, kLambdaParametersType);
  l.open(Kind::kLambda, role, at);
  l.open(Kind::kParameters, Role::kParameters, parameters == 0 ? at : parameters);
  if (parameters != 0) {
    for (const RawId child : l.children(parameters)) {
      if (!is_named(l, child)) continue;
      l.open(Kind::kParameter, Role::kItem, child);
      if (l.type(child) == kVariableType) {
        l.visit(l.child_of_type(child, kNameType), Role::kName);
        for (const RawId type : l.children(child)) {
          if (l.type(type) == kTypeType) l.visit(type, Role::kType);
        }
      } else {
        l.visit(child, Role::kName);
      }
      l.close();
    }
  }
  l.close();
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && child != parameters) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

void infix(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.open_until(Kind::kMember, Role::kCallee, at, l.named_child(at, 1));
  l.visit(l.named_child(at, 0), Role::kObject);
  l.visit(l.named_child(at, 1), Role::kProperty);
  l.close();
  l.open(Kind::kArguments, Role::kArguments, l.named_child(at, 2));
  l.visit(l.named_child(at, 2), Role::kItem);
  l.close();
  l.close();
}

void index(Lowering& l, RawId at, Role role) {
  const RawId object = l.named_child(at, 0);
  l.open(Kind::kIndex, role, at);
  l.visit(object, Role::kObject);
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && child != object) l.visit(child, Role::kIndex);
  }
  l.close();
}

void cast(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCast, role, at);
  l.visit(l.field(at, Field::kRight), Role::kType);
  l.visit(l.field(at, Field::kLeft), Role::kOperand);
  l.close();
}

void type_test(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTypeTest, role, at, l.has_token(at, "!is") ? l.intern("!is") : 0);
  l.visit(l.field(at, Field::kLeft), Role::kLeft);
  l.visit(l.field(at, Field::kRight), Role::kType);
  l.close();
}

// `this@Outer` is `this`.
template <Word word>
void own(Lowering& l, RawId at, Role role) {
  const bool written = l.concrete().text_of(at).starts_with(word.characters);
  l.leaf(Kind::kIdentifier, role, at, written ? l.intern(word.characters) : l.text(at));
}

// Definitions.

void modifiers(Lowering& l, RawId at, Role) {
  for (const RawId child : l.children(at)) {
    if (!is_named(l, child)) continue;
    if (l.type(child) == kIgnoredType) {
      l.leaf(Kind::kIdentifier, Role::kModifier, child, l.text(child));
    } else {
      l.visit(child, Role::kDecorator);
    }
  }
}

// `A(1)` in an annotation or among the parents: a call.
void constructor_invocation(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.visit(l.named_child(at, 0), Role::kCallee);
  l.visit(l.named_child(at, 1), Role::kArguments);
  l.close();
}

void annotation(Lowering& l, RawId at, Role) {
  for (const RawId child : l.children(at)) {
    if (!is_named(l, child)) continue;
    l.open(Kind::kDecorator, Role::kDecorator, at);
    l.visit(child, Role::kOperand);
    l.close();
  }
}

// A parent's constructor arguments are no part of what it is.
void parents(Lowering& l, RawId at, Role) {
  for (const RawId child : l.children(at)) {
    if (!is_named(l, child)) continue;
    RawId inner = l.named_child(child, 0);
    if (inner != 0 && l.type(inner) == kConstructorInvocationType) inner = l.named_child(inner, 0);
    l.open(Kind::kType, Role::kBases, child, l.intern(":"));
    l.visit(inner, Role::kItem);
    l.close();
  }
}

void visit_modifiers(Lowering& l, RawId at) {
  l.visit(l.child_of_type(at, kModifiersType), Role::kModifier);
}

void class_like(Lowering& l, RawId at, Role role) {
  const RawId constructor = l.child_of_type(at, kConstructorType);
  const RawId parameters =
      constructor == 0 ? 0 : l.child_of_type(constructor, kClassParametersType);
  const bool interface = l.has_token(at, "interface");
  l.open(Kind::kClass, role, at, l.intern(interface ? "interface" : "class"));
  visit_modifiers(l, at);
  if (l.has_token(at, "object")) {
    l.leaf(Kind::kIdentifier, Role::kModifier, at, l.intern("object"));
  }
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.child_of_type(at, kTypeParametersType), Role::kTypeArguments);
  l.visit(parameters, Role::kParameters);
  l.visit(l.child_of_type(at, kDelegationsType), Role::kBases);
  if (const RawId body = l.child_of_type(at, kClassBodyType); body != 0) {
    l.visit(body, Role::kBody);
  } else {
    l.open(Kind::kBlock, Role::kBody, at);
    l.close();
  }
  l.close();
}

void parameter(Lowering& l, RawId at, RawId modifiers, RawId value) {
  l.open(Kind::kParameter, Role::kItem, at);
  l.visit(modifiers, Role::kModifier);
  l.visit(l.child_of_type(at, kNameType), Role::kName);
  visit_first_type(l, at, at);
  l.visit(value, Role::kDefault);
  l.close();
}

void class_parameter(Lowering& l, RawId at, Role) {
  RawId value = 0;
  bool after_sign = false;
  for (const RawId child : l.children(at)) {
    if (after_sign && is_named(l, child)) value = child;
    after_sign |= !l.raw(child).named && l.concrete().text_of(child) == "=";
  }
  parameter(l, at, l.child_of_type(at, kModifiersType), value);
}

// A parameter's modifiers and default stand beside it.
void parameters(Lowering& l, RawId at, Role) {
  l.open(Kind::kParameters, Role::kParameters, at);
  RawId modifiers = 0;
  RawId last = 0;
  RawId value = 0;
  RawId own_modifiers = 0;
  const auto finish = [&] {
    if (last != 0) parameter(l, last, own_modifiers, value);
    last = value = 0;
  };
  for (const RawId child : l.children(at)) {
    if (!is_named(l, child)) continue;
    if (l.type(child) == kParameterModifiersType) {
      modifiers = child;
    } else if (l.type(child) == kParameterType) {
      finish();
      last = child;
      own_modifiers = modifiers;
      modifiers = 0;
    } else {
      value = child;
    }
  }
  finish();
  l.close();
}

void visit_body(Lowering& l, RawId body) {
  if (body == 0) return;
  const RawId inner = l.named_child(body, 0);
  if (inner != 0 && l.type(inner) == kBlockType) {
    l.visit(inner, Role::kBody);
  } else {
    c_like::returned(l, inner, "=");
  }
}

void function(Lowering& l, RawId at, Role role, Kind kind) {
  const RawId list = l.child_of_type(at, kParametersType);
  l.open(kind, role, at);
  visit_modifiers(l, at);
  l.visit(l.child_of_type(at, kTypeParametersType), Role::kTypeArguments);
  if (list != 0) visit_first_type(l, at, list);
  l.visit(l.field(at, Field::kName), Role::kName);
  if (list != 0) {
    l.visit(list, Role::kParameters);
  } else {
    l.open(Kind::kParameters, Role::kParameters, at);
    l.close();
  }
  if (const RawId block = l.child_of_type(at, kBlockType); block != 0) {
    l.visit(block, Role::kBody);
  } else {
    visit_body(l, l.child_of_type(at, kBodyType));
  }
  l.close();
}
void function_declaration(Lowering& l, RawId at, Role role) {
  function(l, at, role, Kind::kFunction);
}
void anonymous_function(Lowering& l, RawId at, Role role) { function(l, at, role, Kind::kLambda); }

void property(Lowering& l, RawId at, Role role) {
  const RawId variable = l.child_of_type(at, kVariableType);
  const RawId several = l.child_of_type(at, kVariablesType);
  const RawId names = variable == 0 ? several : variable;
  l.open(Kind::kVariable, role, at);
  visit_modifiers(l, at);
  for (const std::string_view word : {"val", "var"}) {
    if (l.has_token(at, word)) l.leaf(Kind::kIdentifier, Role::kModifier, at, l.intern(word));
  }
  if (variable != 0) {
    visit_first_type(l, variable, variable);
    l.visit(l.child_of_type(variable, kNameType), Role::kLeft);
  } else {
    l.visit(several, Role::kLeft);
  }
  RawId value = 0;
  RawId accessor = 0;
  for (const RawId child : l.children(at)) {
    if (!is_named(l, child) || child <= names) continue;
    if (l.type(child) == kAccessorType)
      accessor = accessor == 0 ? child : accessor;
    else if (accessor == 0 && l.type(child) != kIgnoredType)
      value = child;
  }
  l.visit(value, Role::kRight);
  if (accessor != 0) {
    l.open(Kind::kBlock, Role::kBody, accessor);
    for (const RawId child : l.children(at)) {
      if (l.type(child) == kAccessorType) l.visit(child, Role::kItem);
    }
    l.close();
  }
  l.close();
}

void variable(Lowering& l, RawId at, Role role) { l.visit(l.child_of_type(at, kNameType), role); }

void import_header(Lowering& l, RawId at, Role role) {
  const RawId path = l.child_of_type(at, kPathType);
  const RawId alias = l.child_of_type(at, kNameType);
  const bool all = l.has_token(at, "*");
  RawId last = 0;
  if (path != 0) {
    for (const RawId child : l.children(path)) {
      if (is_named(l, child)) last = child;
    }
  }
  l.open(Kind::kImport, role, at);
  if (path != 0) {
    for (const RawId child : l.children(path)) {
      if (is_named(l, child) && (all || child != last)) l.visit(child, Role::kModule);
    }
  }
  l.open(Kind::kImportItem, Role::kItem, all || last == 0 ? at : last);
  if (all) {
    l.leaf(Kind::kIdentifier, Role::kName, at, l.intern("*"));
  } else {
    l.visit(last, Role::kName);
    l.visit(alias, Role::kAlias);
  }
  l.close();
  l.close();
}

void path(Lowering& l, RawId at, Role role) {
  std::vector<RawId> names;
  for (const RawId child : l.children(at)) {
    if (is_named(l, child)) names.push_back(child);
  }
  if (!names.empty()) member_chain(l, names, at, role);
}

void package(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPackage, role, at);
  l.visit_children(at, Role::kName);
  l.close();
}

}  // namespace
}  // namespace kotlin

const Adapter& kotlin_adapter() {
  using namespace kotlin;  // NOLINT: the table names its rules
  static const Adapter kAdapter =
      make_adapter(tree_sitter_kotlin(),
                   {
                       drop_row("line_comment"),
                       drop_row("block_comment"),
                       drop_row("shebang"),
                       drop_row("label"),
                       drop_row("use_site_target"),
                       drop_row("type_modifiers"),
                       drop_row("type_parameter_modifiers"),
                       drop_row("variance_modifier"),
                       node_row("block", Kind::kBlock).typed(kBlockType),
                       inline_row("parenthesized_expression"),
                       inline_row("labeled_expression"),
                       inline_row("annotated_lambda").typed(kLambdaHolderType),
                       // Names and literals.
                       rule_row("identifier", name).typed(kNameType),
                       rule_row("this_expression", own<"this">),
                       rule_row("super_expression", own<"super">),
                       rule_row("number_literal", number),
                       rule_row("float_literal", number),
                       leaf_row("character_literal", Kind::kOther),
                       rule_row("string_literal", string<1>),
                       rule_row("multiline_string_literal", string<3>),
                       node_row("interpolation", Kind::kInterpolation).typed(kInterpolationType),
                       node_row("collection_literal", Kind::kList),
                       // Types.
                       rule_row("user_type", user_type).typed(kTypeType),
                       rule_row("nullable_type", named<Kind::kType, "?">).typed(kTypeType),
                       inline_row("parenthesized_type").typed(kTypeType),
                       rule_row("non_nullable_type", named<Kind::kType, "&">).typed(kTypeType),
                       rule_row("function_type", named<Kind::kType, "->">).typed(kTypeType),
                       inline_row("type_projection"),
                       type_row("type_arguments").typed(kTypeArgumentsType),
                       node_row("type_parameters", Kind::kTypeArguments).typed(kTypeParametersType),
                       rule_row("type_parameter", type_parameter),
                       drop_row("type_constraints"),
                       // Expressions.
                       rule_row("call_expression", call).typed(kCallType),
                       node_row("value_arguments", Kind::kArguments).typed(kArgumentsType),
                       rule_row("value_argument", argument),
                       rule_row("navigation_expression", navigation),
                       rule_row("index_expression", index),
                       rule_row("assignment", c_like::assignment),
                       rule_row("binary_expression", operation<Kind::kBinary>),
                       rule_row("in_expression", named_by_field<Kind::kBinary, "in">),
                       rule_row("unary_expression", unary),
                       rule_row("infix_expression", infix),
                       rule_row("range_expression", operand<Kind::kRange>),
                       rule_row("as_expression", cast),
                       rule_row("is_expression", type_test),
                       rule_row("lambda_literal", lambda),
                       type_row("lambda_parameters").typed(kLambdaParametersType),
                       rule_row("anonymous_function", anonymous_function),
                       rule_row("spread_expression", named<Kind::kSplat, "*">),
                       rule_row("object_literal", class_like),
                       // Definitions.
                       rule_row("modifiers", modifiers).typed(kModifiersType),
                       rule_row("parameter_modifiers", modifiers).typed(kParameterModifiersType),
                       type_row("class_modifier").typed(kIgnoredType),
                       type_row("member_modifier").typed(kIgnoredType),
                       type_row("function_modifier").typed(kIgnoredType),
                       type_row("property_modifier").typed(kIgnoredType),
                       type_row("visibility_modifier").typed(kIgnoredType),
                       type_row("inheritance_modifier").typed(kIgnoredType),
                       type_row("parameter_modifier").typed(kIgnoredType),
                       type_row("platform_modifier").typed(kIgnoredType),
                       rule_row("annotation", annotation),
                       rule_row("file_annotation", annotation),
                       rule_row("constructor_invocation", constructor_invocation)
                           .typed(kConstructorInvocationType),
                       rule_row("class_declaration", class_like),
                       rule_row("object_declaration", class_like),
                       rule_row("companion_object", class_like),
                       type_row("primary_constructor").typed(kConstructorType),
                       node_row("class_parameters", Kind::kParameters).typed(kClassParametersType),
                       rule_row("class_parameter", class_parameter),
                       rule_row("delegation_specifiers", parents).typed(kDelegationsType),
                       node_row("class_body", Kind::kBlock).typed(kClassBodyType),
                       node_row("enum_class_body", Kind::kBlock).typed(kClassBodyType),
                       rule_row("function_declaration", function_declaration),
                       rule_row("secondary_constructor", function_declaration),
                       rule_row("function_value_parameters", parameters).typed(kParametersType),
                       type_row("parameter").typed(kParameterType),
                       type_row("function_body").typed(kBodyType),
                       rule_row("getter", function_declaration).typed(kAccessorType),
                       rule_row("setter", function_declaration).typed(kAccessorType),
                       inline_row("anonymous_initializer"),
                       rule_row("property_declaration", property),
                       inline_row("property_delegate"),
                       rule_row("variable_declaration", variable).typed(kVariableType),
                       node_row("multi_variable_declaration", Kind::kTuple).typed(kVariablesType),
                       // Statements.
                       rule_row("if_expression", if_expression).typed(kIfType),
                       rule_row("for_statement", for_statement),
                       rule_row("while_statement", while_statement),
                       rule_row("do_while_statement", do_while),
                       rule_row("when_expression", when_expression),
                       type_row("when_subject").typed(kSubjectType),
                       rule_row("when_entry", when_entry).typed(kEntryType),
                       rule_row("try_expression", try_expression),
                       rule_row("catch_block", catch_block).typed(kCatchType),
                       type_row("finally_block").typed(kFinallyType),
                       rule_row("return_expression", operand<Kind::kReturn>),
                       rule_row("throw_expression", operand<Kind::kThrow>),
                       rule_row("import", import_header),
                       rule_row("qualified_identifier", path).typed(kPathType),
                       rule_row("package_header", package),
                   },
                   {
                       {"argument", Role::kOperand},
                       {"left", Role::kLeft},
                       {"right", Role::kRight},
                   },
                   kotlin_pattern_syntax());
  return kAdapter;
}

}  // namespace scan::syntax
