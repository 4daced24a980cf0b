// Scala: from the types of tree-sitter-scala to the common Tree.
//
// What is levelled here: `val` and `var` are modifiers of a variable; lists of parameters are one
// list; `a f b` is `a.f(b)` unless f is an operator of most languages, `a f` is `a.f`; a block in
// the place of arguments is the only one of them, and `{ x => … }` and `{ case … }` are functions;
// `A.apply(b)` is `new A(b)`; indented blocks are blocks; objects and traits are classes of that
// name; type arguments wrap what they are given to, so that a pattern without them finds it.
#include <algorithm>

#include "base/ascii.h"
#include "syntax/adapter.h"
#include "syntax/c_like.h"
#include "syntax/pattern_text.h"
#include "syntax/scala.h"
#include "syntax/scala_spelling.h"
#include "syntax/string_parts.h"

extern "C" const TSLanguage* tree_sitter_scala();

namespace scan::syntax {
namespace scala {
namespace {

RawId last_child(const Lowering& l, RawId at) {
  RawId last = 0;
  for (const RawId child : l.children(at)) {
    if (is_named(l, child)) last = child;
  }
  return last;
}

// Types and patterns.

// `A.B` by its two named children.
constexpr auto path = two_children<Kind::kMember, Role::kObject, Role::kProperty>;

// `A[B, C]`, as a type and as an expression: the arguments are a list of their own.
void generic(Lowering& l, RawId at, Role role) {
  l.open(Kind::kType, role, at, l.intern("<>"));
  l.visit(l.named_child(at, 0), Role::kItem);
  l.visit_children(l.field(at, Field::kTypeArguments), Role::kItem);
  l.close();
}

// `A -| B` is `-|[A, B]`.
void infix_type(Lowering& l, RawId at, Role role) {
  l.open(Kind::kType, role, at, l.intern("<>"));
  for (const Field field : {Field::kOperator, Field::kLeft, Field::kRight}) {
    l.visit(l.field(at, field), Role::kItem);
  }
  l.close();
}

// `A(b, c)` as a pattern: what is taken apart is no call.
void extractor(Lowering& l, RawId at, Role role) {
  const RawId type = l.named_child(at, 0);
  l.open(Kind::kOther, role, at);
  l.visit(type, Role::kCallee);
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && child != type) l.visit(child, Role::kItem);
  }
  l.close();
}

// Literals.

bool is_escape(const Lowering& l, RawId node) { return l.type(node) == kEscapeType; }

// `s"a$b"` is named by its prefix, with which it is more than a string even where nothing is put
// into it.
void interpolated(Lowering& l, RawId at, Role role) {
  const RawId prefix = l.named_child(at, 0);
  const RawId content = l.child_of_type(at, kContentType);
  if (content == 0) return l.node(Kind::kOther, at, role);
  const Span span = l.raw(content).span;
  const std::string_view inner = c_like::quoted(l.concrete().text_of(content));
  const auto quotes = static_cast<std::uint32_t>((span.size() - inner.size()) / 2);
  l.open(Kind::kInterpolated, role, at, l.text(prefix));
  string_items(l, content, {span.begin + quotes, span.end - quotes}, is_escape);
  l.close();
}

// `$a`, `${a}`, and `${a; b}`, which is a block. In a pattern `$A` is a metavariable.
void interpolation(Lowering& l, RawId at, Role role) {
  if (l.concrete().is_pattern && is_metavariable(l.concrete().text_of(at))) {
    l.open(Kind::kInterpolation, role, at);
    l.leaf(Kind::kIdentifier, Role::kItem, at, l.text(at));
    return l.close();
  }
  RawId inner = l.named_child(at, 0);
  if (inner != 0 && l.type(inner) == kBlockType && l.named_child(inner, 1) == 0) {
    inner = l.named_child(inner, 0);
  }
  l.open(Kind::kInterpolation, role, at);
  l.visit(inner, Role::kItem);
  l.close();
}

// Functions.

// A lambda by its parameters, a list or a name, and its body; `block` is what holds it together
// with further statements of the body, or 0.
void lambda_of(Lowering& l, RawId at, Role role, RawId parameters, RawId body, RawId block) {
  l.open(Kind::kLambda, role, block == 0 ? at : block);
  l.open(Kind::kParameters, Role::kParameters, parameters == 0 ? at : parameters);
  if (parameters != 0 && l.type(parameters) == kParametersType) {
    l.visit_children(parameters, Role::kItem);
  } else if (parameters != 0) {
    l.open(Kind::kParameter, Role::kItem, parameters);
    l.visit(parameters, Role::kName);
    l.close();
  }
  l.close();
  if (block == 0 || l.named_child(block, 1) == 0) {
    l.visit_as_block(body, Role::kBody);
  } else {
    l.open(Kind::kBlock, Role::kBody, block);
    l.visit(body, Role::kItem);
    for (const RawId child : l.children(block)) {
      if (is_named(l, child) && child > at) l.visit(child, Role::kItem);
    }
    l.close();
  }
  l.close();
}

RawId lambda_parameters(const Lowering& l, RawId at) {
  if (const RawId found = l.field(at, Field::kParameters); found != 0 && l.raw(found).named) {
    return found;
  }
  return l.named_child(at, 0);  // after `implicit`, which has the field as well
}

void lambda(Lowering& l, RawId at, Role role) {
  lambda_of(l, at, role, lambda_parameters(l, at), last_child(l, at), 0);
}

// `{ case … }`: a function of what is told apart.
void cases(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLambda, role, at);
  empty(l, Kind::kParameters, Role::kParameters, at);
  l.open(Kind::kBlock, Role::kBody, at);
  l.open(Kind::kSwitch, Role::kItem, at);
  l.node(Kind::kBlock, at, Role::kBody);
  l.close();
  l.close();
  l.close();
}

// What stands in the place of arguments in parentheses: a block or a function.
void braced_argument(Lowering& l, RawId at) {
  const RawId first = l.named_child(at, 0);
  if (l.type(at) == kBlockType && first != 0 && l.type(first) == kLambdaType) {
    lambda_of(l, first, Role::kItem, lambda_parameters(l, first), last_child(l, first), at);
  } else {
    l.visit(at, Role::kItem);
  }
}

// `f: x =>` with an indented body.
void colon_argument(Lowering& l, RawId at, Role role) {
  const RawId first = l.named_child(at, 0);
  const RawId last = last_child(l, at);
  if (first == last) return l.visit(first, role);
  lambda_of(l, at, role, first, last, 0);
}

// Expressions.

void visit_arguments(Lowering& l, RawId arguments) {
  if (l.type(arguments) == kArgumentsType) return l.visit(arguments, Role::kArguments);
  l.open(Kind::kArguments, Role::kArguments, arguments);
  braced_argument(l, arguments);
  l.close();
}

// `A.apply`, by which an object of a case class is made.
bool is_apply(const Lowering& l, RawId callee) {
  if (l.type(callee) != kFieldType) return false;
  const std::string_view object = l.concrete().text_of(l.named_child(callee, 0));
  const RawId method = l.named_child(callee, 1);
  const auto is_word = [](char c) { return base::is_alphanumeric(c) || c == '_'; };
  return method != 0 && l.concrete().text_of(method) == "apply" && base::is_upper(object[0]) &&
         std::ranges::all_of(object, is_word);
}

void call(Lowering& l, RawId at, Role role) {
  const RawId callee = l.field(at, Field::kFunction);
  const RawId arguments = l.field(at, Field::kArguments);
  const bool makes = l.type(arguments) == kArgumentsType && is_apply(l, callee);
  l.open(makes ? Kind::kNew : Kind::kCall, role, at);
  l.visit(makes ? l.named_child(callee, 0) : callee, Role::kCallee);
  visit_arguments(l, arguments);
  l.close();
}

void arguments(Lowering& l, RawId at, Role role) {
  l.open(Kind::kArguments, role, at);
  for (const RawId child : l.children(at)) {
    if (!is_named(l, child)) continue;
    const RawId name = l.named_child(child, 0);
    const bool keyword = l.type(child) == kAssignmentType && l.raw(name).end == name + 1;
    if (!keyword) {
      l.visit(child, Role::kItem);
      continue;
    }
    l.open(Kind::kKeywordArgument, Role::kItem, child);
    l.visit(name, Role::kName);
    l.visit(l.named_child(child, 1), Role::kValue);
    l.close();
  }
  l.close();
}

bool is_operator(std::string_view sign) {
  constexpr std::string_view kSigns[] = {"+",  "-",  "*",  "/",  "%", "==", "!=", "<",  ">",
                                         "<=", ">=", "&&", "||", "&", "|",  "^",  "<<", ">>"};
  return std::ranges::find(kSigns, sign) != std::end(kSigns);
}

void infix(Lowering& l, RawId at, Role role) {
  const RawId sign = l.field(at, Field::kOperator);
  const std::string_view text = l.concrete().text_of(sign);
  const RawId left = l.named_child(at, 0);
  const RawId right = last_child(l, at);
  const bool augments = text.size() > 1 && text.ends_with('=') && !base::is_alphanumeric(text[0]) &&
                        std::string_view("=!<>").find(text[0]) == std::string_view::npos;
  if (augments || is_operator(text)) {
    l.open(augments ? Kind::kAugmentedAssignment : Kind::kBinary, role, at, l.intern(text));
    l.visit(left, Role::kLeft);
    l.visit(right, Role::kRight);
    return l.close();
  }
  l.open(Kind::kCall, role, at);
  l.open_until(Kind::kMember, Role::kCallee, at, sign);
  l.visit(left, Role::kObject);
  l.visit(sign, Role::kProperty);
  l.close();
  l.open(Kind::kArguments, Role::kArguments, right);
  braced_argument(l, right);
  l.close();
  l.close();
}

// `new A(b) with C { … }`.
void instance(Lowering& l, RawId at, Role role) {
  const RawId arguments = l.field(at, Field::kArguments);
  const RawId body = l.child_of_type(at, kBlockType);
  l.open(Kind::kNew, role, at);
  Role part = Role::kCallee;
  for (const RawId type : types_in(l, at)) {
    l.visit(type, part);
    part = Role::kInterface;
  }
  if (arguments != 0) {
    l.visit(arguments, Role::kArguments);
  } else {
    empty(l, Kind::kArguments, Role::kArguments, at);
  }
  l.visit(body, Role::kBody);
  l.close();
}

// `a: T`, `a: _*`, and `a: @b`, which is a.
void ascription(Lowering& l, RawId at, Role role) {
  const RawId operand = l.named_child(at, 0);
  const RawId type = last_child(l, at);
  if (l.type(type) == kAnnotationType) return l.visit(operand, role);
  const bool splat = l.concrete().text_of(type) == "_*";
  l.open(splat ? Kind::kSplat : Kind::kCast, role, at, splat ? l.intern("*") : 0);
  if (!splat) l.visit(type, Role::kType);
  l.visit(operand, splat ? Role::kItem : Role::kOperand);
  l.close();
}

Adapter make() {
  Adapter adapter =
      make_adapter(tree_sitter_scala(),
                   {
                       drop_row("comment"),
                       drop_row("block_comment"),
                       drop_row("self_type"),
                       drop_row("access_qualifier"),
                       node_row("block", Kind::kBlock).typed(kBlockType),
                       node_row("indented_block", Kind::kBlock).typed(kBlockType),
                       node_row("template_body", Kind::kBlock).typed(kBlockType),
                       node_row("with_template_body", Kind::kBlock).typed(kBlockType),
                       node_row("enum_body", Kind::kBlock).typed(kBlockType),
                       inline_row("parenthesized_expression"),
                       // Names and literals.
                       leaf_row("identifier", Kind::kIdentifier),
                       leaf_row("operator_identifier", Kind::kIdentifier),
                       leaf_row("type_identifier", Kind::kIdentifier),
                       leaf_row("wildcard", Kind::kIdentifier).typed(kWildcardType),
                       leaf_row("namespace_wildcard", Kind::kIdentifier).typed(kWildcardType),
                       rule_row("integer_literal", number),
                       rule_row("floating_point_literal", number),
                       leaf_row("boolean_literal", Kind::kBoolean),
                       leaf_row("null_literal", Kind::kNull),
                       leaf_row("character_literal", Kind::kOther),
                       rule_row("string", c_like::string),
                       rule_row("interpolated_string_expression", interpolated),
                       type_row("interpolated_string").typed(kContentType),
                       rule_row("interpolation", interpolation),
                       type_row("escape_sequence").typed(kEscapeType),
                       leaf_row("unit", Kind::kTuple),
                       // Types.
                       rule_row("generic_type", generic),
                       rule_row("infix_type", infix_type),
                       rule_row("stable_type_identifier", path),
                       rule_row("stable_identifier", path),
                       rule_row("tuple_type", named<Kind::kType, "()">),
                       rule_row("function_type", named<Kind::kType, "=>">),
                       inline_row("parameter_types"),
                       rule_row("lazy_parameter_type", named<Kind::kType, "by name">),
                       rule_row("repeated_parameter_type", named<Kind::kType, "*">),
                       rule_row("compound_type", named<Kind::kType, "with">).typed(kCompoundType),
                       rule_row("projected_type", named<Kind::kType, "#">),
                       rule_row("singleton_type", named<Kind::kType, "type">),
                       inline_row("annotated_type"),
                       inline_row("literal_type"),
                       node_row("type_parameters", Kind::kTypeArguments).typed(kTypeParametersType),
                       // Patterns.
                       node_row("tuple_pattern", Kind::kTuple),
                       node_row("identifiers", Kind::kTuple),
                       rule_row("case_class_pattern", extractor),
                       type_row("typed_pattern").typed(kTypedPatternType),
                       // Expressions.
                       rule_row("call_expression", call),
                       rule_row("arguments", arguments).typed(kArgumentsType),
                       rule_row("colon_argument", colon_argument),
                       rule_row("generic_function", generic),
                       rule_row("field_expression", path).typed(kFieldType),
                       rule_row("infix_expression", infix),
                       rule_row("postfix_expression", path),
                       rule_row("prefix_expression", unary),
                       rule_row("assignment_expression", c_like::assignment).typed(kAssignmentType),
                       rule_row("instance_expression", instance),
                       rule_row("ascription_expression", ascription),
                       node_row("tuple_expression", Kind::kTuple),
                       rule_row("lambda_expression", lambda).typed(kLambdaType),
                       rule_row("case_block", cases).typed(kCasesType),
                       rule_row("indented_cases", cases).typed(kCasesType),
                       inline_row("macro_body"),
                       // Definitions.
                       rule_row("annotation", annotation).typed(kAnnotationType),
                       rule_row("modifiers", c_like::modifiers).typed(kModifiersType),
                       rule_row("access_modifier", soft_modifier).typed(kModifiersType),
                       rule_row("inline_modifier", soft_modifier).typed(kModifiersType),
                       rule_row("infix_modifier", soft_modifier).typed(kModifiersType),
                       rule_row("open_modifier", soft_modifier).typed(kModifiersType),
                       rule_row("opaque_modifier", soft_modifier).typed(kModifiersType),
                       rule_row("transparent_modifier", soft_modifier).typed(kModifiersType),
                       rule_row("class_definition", class_like<"class">),
                       rule_row("enum_definition", class_like<"class">),
                       rule_row("trait_definition", class_like<"trait">),
                       rule_row("object_definition", class_like<"object">),
                       rule_row("package_object", class_like<"object">),
                       type_row("class_parameters").typed(kParametersType),
                       rule_row("class_parameter", parameter),
                       rule_row("extends_clause", parents),
                       inline_row("enum_case_definitions"),
                       node_row("simple_enum_case", Kind::kField),
                       rule_row("full_enum_case", class_like<"class">),
                       rule_row("function_definition", function),
                       rule_row("function_declaration", function),
                       type_row("parameters").typed(kParametersType),
                       rule_row("parameter", parameter),
                       type_row("bindings").typed(kParametersType),
                       rule_row("binding", parameter),
                       rule_row("val_definition", variable),
                       rule_row("val_declaration", variable),
                       rule_row("var_definition", variable),
                       rule_row("var_declaration", variable),
                       rule_row("given_definition", given),
                       // Statements.
                       rule_row("if_expression", c_like::if_statement<kIfType>).typed(kIfType),
                       rule_row("match_expression", match),
                       rule_row("case_clause", case_clause).typed(kCaseType),
                       type_row("guard").typed(kGuardType),
                       rule_row("try_expression", try_expression),
                       type_row("catch_clause").typed(kCatchType),
                       type_row("finally_clause").typed(kFinallyType),
                       rule_row("for_expression", for_expression),
                       inline_row("enumerators"),
                       rule_row("enumerator", enumerator),
                       rule_row("while_expression", c_like::conditional_loop<Kind::kWhile>),
                       rule_row("do_while_expression", c_like::conditional_loop<Kind::kDoWhile>),
                       rule_row("return_expression", operand<Kind::kReturn>),
                       rule_row("throw_expression", operand<Kind::kThrow>),
                       rule_row("import_declaration", import_declaration),
                       type_row("namespace_selectors").typed(kSelectorsType),
                       type_row("arrow_renamed_identifier").typed(kRenamedType),
                       type_row("as_renamed_identifier").typed(kRenamedType),
                       rule_row("package_clause", package),
                       rule_row("package_identifier", package_name),
                   },
                   {
                       {"left", Role::kLeft},
                       {"right", Role::kRight},
                       {"type", Role::kType},
                       {"name", Role::kName},
                       {"body", Role::kBody},
                       {"return_type", Role::kType},
                   },
                   scala_patterns());
  adapter.ends_before_blanks = true;
  adapter.respell = respell_scala;
  return adapter;
}

}  // namespace
}  // namespace scala

const Adapter& scala_adapter() {
  static const Adapter kAdapter = scala::make();
  return kAdapter;
}

}  // namespace scan::syntax
