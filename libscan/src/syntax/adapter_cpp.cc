// C++: from the types of tree-sitter-cpp to the common Tree; c_family.h has what it shares with C.
//
// What is levelled here: `a::b::c` is a chain of members; what makes an object is `new` with or
// without the word; a template is what it declares; a name's arguments in angle brackets belong to
// the call.
#include <vector>

#include "syntax/adapter.h"
#include "syntax/c_family.h"
#include "syntax/c_like.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_cpp();

namespace scan::syntax {
namespace {

using namespace c_family;  // the numbers of types

// The parts of `a::b::c`, from the left.
std::vector<RawId> qualified_parts(const Lowering& l, RawId at) {
  std::vector<RawId> parts;
  while (at != 0 && l.type(at) == kQualifiedName) {
    if (const RawId scope = l.field(at, Field::kScope); scope != 0) parts.push_back(scope);
    at = l.field(at, Field::kName);
  }
  if (at != 0) parts.push_back(at);
  return parts;
}

// A chain of members; `last` is visited in place of the last part.
void qualified(Lowering& l, RawId at, const std::vector<RawId>& parts, RawId last, Role role) {
  if (parts.size() == 1) return l.visit(last, role);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    l.open(Kind::kMember, i == 1 ? role : Role::kObject, at);
  }
  l.visit(parts[0], Role::kObject);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    l.visit(i + 1 == parts.size() ? last : parts[i], Role::kProperty);
    l.close();
  }
}

void template_arguments(Lowering& l, RawId at) {
  if (const RawId list = l.field(at, Field::kArguments); list != 0) {
    l.visit_children(list, Role::kItem);
  }
}

// `a::b<T>` is made of a::b and T.
void qualified_identifier(Lowering& l, RawId at, Role role) {
  const std::vector<RawId> parts = qualified_parts(l, at);
  if (parts.empty()) return;
  if (l.type(parts.back()) != kTemplateType) return qualified(l, at, parts, parts.back(), role);
  l.open(Kind::kType, role, at, l.intern("<>"));
  qualified(l, at, parts, l.field(parts.back(), Field::kName), Role::kItem);
  template_arguments(l, parts.back());
  l.close();
}

// `f<T>` in an expression is f.
void template_name(Lowering& l, RawId at, Role role) { l.visit(l.field(at, Field::kName), role); }

// As a type it is made of both.
void template_type(Lowering& l, RawId at, Role role) {
  l.open(Kind::kType, role, at, l.intern("<>"));
  l.visit(l.field(at, Field::kName), Role::kItem);
  template_arguments(l, at);
  l.close();
}

void call(Lowering& l, RawId at, Role role) {
  const RawId callee = l.field(at, Field::kFunction);
  const std::vector<RawId> parts = qualified_parts(l, callee);
  const RawId last = parts.empty() ? 0 : parts.back();
  const bool is_template = last != 0 && l.type(last) == kTemplateName;
  l.open(Kind::kCall, role, at);
  if (is_template) {
    qualified(l, callee, parts, l.field(last, Field::kName), Role::kCallee);
    const RawId list = l.field(last, Field::kArguments);
    l.open(Kind::kTypeArguments, Role::kTypeArguments, list);
    l.visit_children(list, Role::kItem);
    l.close();
  } else {
    l.visit(callee, Role::kCallee);
  }
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.close();
}

void new_expression(Lowering& l, RawId at, Role role) {
  const RawId arguments = l.field(at, Field::kArguments);
  const RawId declarator = l.field(at, Field::kDeclarator);
  l.open(Kind::kNew, role, at);
  if (declarator != 0) l.open(Kind::kType, Role::kCallee, declarator, l.intern("[]"));
  l.visit(l.field(at, Field::kType), declarator != 0 ? Role::kItem : Role::kCallee);
  if (declarator != 0) {
    l.visit(l.field(declarator, Field::kLength), Role::kItem);
    l.close();
  }
  if (arguments == 0 || l.type(arguments) == kArgumentList) {
    l.visit(arguments, Role::kArguments);
  } else {
    l.open(Kind::kArguments, Role::kArguments, arguments);
    l.visit_children(arguments, Role::kItem);
    l.close();
  }
  l.close();
}

void lambda(Lowering& l, RawId at, Role role) {
  const RawId declarator = l.field(at, Field::kDeclarator);
  const RawId list = declarator == 0 ? 0 : l.field(declarator, Field::kParameters);
  l.open(Kind::kLambda, role, at);
  if (list != 0) {
    parameters(l, list, Role::kParameters);
  } else {
    l.open(Kind::kParameters, Role::kParameters, at);
    l.close();
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void subscript(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIndex, role, at);
  l.visit(l.field(at, Field::kArgument), Role::kObject);
  if (const RawId list = l.field(at, Field::kIndices); list != 0) {
    l.visit_children(list, Role::kIndex);
  }
  l.close();
}

// What stands before the condition is a statement of its own: c_family has made it one.
void condition_clause(Lowering& l, RawId at, Role role) {
  l.visit(l.field(at, Field::kValue), role);
}

void for_range(Lowering& l, RawId at, Role role) {
  const RawId declarator = l.field(at, Field::kDeclarator);
  l.open(Kind::kForEach, role, at);
  modifiers(l, at);
  l.visit(declared_name(l, declarator), Role::kLeft);
  type(l, l.field(at, Field::kType), declarator, Role::kType);
  l.visit(l.field(at, Field::kRight), Role::kRight);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void catch_clause(Lowering& l, RawId at, Role) {
  const RawId list = l.field(at, Field::kParameters);
  const RawId caught = list == 0 ? 0 : l.named_child(list, 0);
  l.open(Kind::kCatch, Role::kHandler, at);
  if (caught != 0) {
    const RawId declarator = l.field(caught, Field::kDeclarator);
    type(l, l.field(caught, Field::kType), declarator, Role::kType);
    l.visit(declared_name(l, declarator), Role::kName);
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void field_initializer(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.visit(l.named_child(at, 0), Role::kCallee);
  const RawId list = l.named_child(at, 1);
  l.open(Kind::kArguments, Role::kArguments, list != 0 ? list : at);
  if (list != 0) l.visit_children(list, Role::kItem);
  l.close();
  l.close();
}

void bases(Lowering& l, RawId at, Role role) {
  l.open(Kind::kArguments, role, at);
  l.visit_children(at, Role::kItem);
  l.close();
}

void namespace_definition(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPackage, role, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// A template is what it declares: that is its last child.
void template_declaration(Lowering& l, RawId at, Role role) {
  RawId last = 0;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child)) last = child;
  }
  l.visit(last, role);
}

// `using namespace a::b` takes all names of a module, `using a::b` one.
void using_declaration(Lowering& l, RawId at, Role role) {
  const RawId name = l.named_child(at, 0);
  const bool whole = l.has_token(at, "namespace");
  const std::vector<RawId> parts = qualified_parts(l, name);
  l.open(Kind::kImport, role, at);
  for (std::size_t i = 0; i + (whole ? 0 : 1) < parts.size(); ++i) {
    l.visit(parts[i], Role::kModule);
  }
  l.open(Kind::kImportItem, Role::kItem, name);
  if (whole || parts.empty()) {
    l.leaf(Kind::kIdentifier, Role::kName, name, l.intern("*"));
  } else {
    l.visit(parts.back(), Role::kName);
  }
  l.close();
  l.close();
}

void alias_declaration(Lowering& l, RawId at, Role role) {
  l.open(Kind::kOther, role, at);
  l.visit(l.field(at, Field::kType), Role::kItem);
  l.visit(l.field(at, Field::kName), Role::kItem);
  l.close();
}

void raw_string(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  const std::size_t begin = text.find('(');
  const std::size_t end = text.rfind(')');
  const bool whole = begin != std::string_view::npos && end > begin;
  l.leaf(Kind::kString, role, at,
         l.intern(whole ? text.substr(begin + 1, end - begin - 1) : std::string_view()));
}

}  // namespace

const Adapter& cpp_adapter() {
  static const Adapter kAdapter =
      make_adapter(tree_sitter_cpp(),
                   c_family::rows_with({
                       node_row("declaration_list", Kind::kBlock).typed(kDeclarationList),
                       type_row("reference_declarator").typed(kPointer),
                       type_row("abstract_reference_declarator").typed(kPointer),
                       node_row("structured_binding_declarator", Kind::kTuple),
                       type_row("variadic_declarator").typed(kParenthesized),
                       type_row("field_initializer_list").typed(kFieldInitializers),
                       rule_row("base_class_clause", bases).typed(kBaseClause),
                       drop_row("access_specifier"),
                       drop_row("virtual_specifier"),
                       drop_row("template_parameter_list"),
                       drop_row("requires_clause"),
                       drop_row("explicit_function_specifier"),
                       drop_row("static_assert_declaration"),
                       inline_row("dependent_type"),
                       inline_row("dependent_name"),
                       inline_row("init_statement"),
                       inline_row("friend_declaration"),
                       // Names and literals.
                       leaf_row("namespace_identifier", Kind::kIdentifier),
                       leaf_row("this", Kind::kIdentifier),
                       leaf_row("auto", Kind::kIdentifier),
                       leaf_row("placeholder_type_specifier", Kind::kIdentifier),
                       leaf_row("destructor_name", Kind::kIdentifier),
                       leaf_row("operator_name", Kind::kIdentifier),
                       leaf_row("user_defined_literal", Kind::kOther),
                       rule_row("raw_string_literal", raw_string),
                       rule_row("qualified_identifier", qualified_identifier).typed(kQualifiedName),
                       inline_row("nested_namespace_specifier"),
                       rule_row("template_function", template_name).typed(kTemplateName),
                       rule_row("template_method", template_name).typed(kTemplateName),
                       rule_row("template_type", template_type).typed(kTemplateType),
                       // Expressions.
                       rule_row("call_expression", call),
                       rule_row("new_expression", new_expression),
                       rule_row("delete_expression", operand<Kind::kDelete>),
                       rule_row("lambda_expression", lambda),
                       rule_row("subscript_expression", subscript),
                       rule_row("co_await_expression", operand<Kind::kAwait>),
                       rule_row("parameter_pack_expansion", named<Kind::kSplat, "*">),
                       // Declarations.
                       rule_row("class_specifier", defined_type),
                       rule_row("namespace_definition", namespace_definition),
                       rule_row("template_declaration", template_declaration),
                       rule_row("using_declaration", using_declaration),
                       rule_row("alias_declaration", alias_declaration),
                       rule_row("field_initializer", field_initializer),
                       // Statements.
                       rule_row("condition_clause", condition_clause),
                       rule_row("for_range_loop", for_range),
                       rule_row("try_statement", c_like::try_statement),
                       rule_row("catch_clause", catch_clause),
                       rule_row("throw_statement", operand<Kind::kThrow>),
                       rule_row("co_return_statement", operand<Kind::kReturn>),
                       rule_row("co_yield_statement", operand<Kind::kYield>),
                   }),
                   {
                       {"alternative", Role::kAlternative},
                       {"argument", Role::kObject},
                       {"arguments", Role::kArguments},
                       {"condition", Role::kCondition},
                       {"consequence", Role::kBody},
                       {"function", Role::kCallee},
                       {"left", Role::kLeft},
                       {"right", Role::kRight},
                   },
                   c_family::pattern_syntax(c_family::frames));
  return kAdapter;
}

}  // namespace scan::syntax
