// Dart: from the types of tree-sitter-dart to the common Tree.
//
// What is levelled here: a signature and its body are one function, what follows `=>` is returned;
// a single statement is a block; `import 'm' as n show a` imports; `new` may be left out, as facts
// of the language say; the sections of a cascade are calls of its object's members.
#include <algorithm>
#include <string_view>
#include <vector>

#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_dart();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNoType,
  kIdentifierType,
  kTextType,
  kSubstitutionType,
  kSignatureType,
  kMethodSignatureType,
  kParametersType,
  kBlockType,
  kTypeType,
  kLabelType,
  kStringType,
  kCombinatorType,
  kCatchType,
  kFinallyType,
  kAnnotationType,
  kParameterType,
  kBodyType,
  kVariablesType,
};

RawId find_below(const Lowering& l, RawId at, std::uint8_t type) {
  for (RawId node = at + 1; node < l.raw(at).end; ++node) {
    if (l.type(node) == type) return node;
  }
  return 0;
}

// A string with its parts; adjacent ones are apart in the grammar.
void string(Lowering& l, RawId at, Role role) {
  if (find_below(l, at, kSubstitutionType) == 0) {
    std::string_view text = l.concrete().text_of(at);
    const std::size_t first = std::min(text.find_first_of("'\""), text.size());
    text.remove_prefix(first);
    const std::size_t quotes = text.starts_with("'''") || text.starts_with("\"\"\"") ? 3 : 1;
    const bool whole = text.size() >= 2 * quotes;
    return l.leaf(Kind::kString, role, at,
                  whole ? l.intern(text.substr(quotes, text.size() - 2 * quotes)) : 0);
  }
  l.open(Kind::kInterpolated, role, at);
  for (RawId node = at + 1; node < l.raw(at).end; ++node) {
    if (l.type(node) == kTextType) {
      l.leaf(Kind::kString, Role::kItem, node, l.text(node));
    } else if (l.type(node) == kSubstitutionType) {
      l.node(Kind::kInterpolation, node, Role::kItem);
      node = l.raw(node).end - 1;
    }
  }
  l.close();
}

// Expressions.

template <Kind kind>
void two_operands(Lowering& l, RawId at, Role role) {
  const RawId sign = l.field(at, Field::kOperator);
  std::vector<RawId> operands;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != sign && !l.dropped(child)) operands.push_back(child);
  }
  if (operands.size() < 2) return l.node(Kind::kOther, at, role);
  l.open(kind, role, at, sign == 0 ? operator_of(l, at) : l.text(sign));
  l.visit(operands[0], Role::kLeft);
  l.visit(operands.back(), Role::kRight);
  l.close();
}

void assignment(Lowering& l, RawId at, Role role) {
  const Symbol sign = operator_of(l, at);
  const bool plain = sign == l.intern("=");
  l.open(plain ? Kind::kAssignment : Kind::kAugmentedAssignment, role, at, plain ? 0 : sign);
  l.visit(l.field(at, Field::kLeft), Role::kLeft);
  l.visit(l.field(at, Field::kRight), Role::kRight);
  l.close();
}

// `a`, `a.b` and `a[i]` as what is assigned to.
void assignable(Lowering& l, RawId at, Role role) {
  if (l.field(at, Field::kObject) == 0) return l.visit_children(at, role);
  l.node(l.field(at, Field::kProperty) != 0 ? Kind::kMember : Kind::kIndex, at, role);
}

void call(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.visit(l.field(at, Field::kFunction), Role::kCallee);
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.close();
}

void new_object(Lowering& l, RawId at, Role role) {
  l.open(Kind::kNew, role, at);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.close();
}

void named_argument(Lowering& l, RawId at, Role role) {
  const RawId label = l.child_of_type(at, kLabelType);
  l.open(Kind::kKeywordArgument, role, at);
  if (label != 0) l.visit(l.named_child(label, 0), Role::kName);
  l.visit(l.named_child(at, 1), Role::kValue);
  l.close();
}

void conditional(Lowering& l, RawId at, Role role) {
  l.open(Kind::kConditional, role, at);
  l.visit(l.named_child(at, 0), Role::kCondition);
  l.visit(l.field(at, Field::kConsequence), Role::kBody);
  l.visit(l.field(at, Field::kAlternative), Role::kAlternative);
  l.close();
}

void unary_operation(Lowering& l, RawId at, Role role) {
  const RawId sign = l.field(at, Field::kOperator);
  if (sign == 0) return l.visit_children(at, role);
  l.open(Kind::kUnary, role, at, l.text(sign));
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != sign) l.visit(child, Role::kOperand);
  }
  l.close();
}

void entry(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPair, role, at);
  l.visit(l.field(at, Field::kKey), Role::kKey);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

// Definitions.

void variable(Lowering& l, RawId at, Role role) {
  l.open(Kind::kVariable, role, at);
  l.visit(l.child_of_type(at, kTypeType), Role::kType);
  l.visit(l.field(at, Field::kName), Role::kLeft);
  l.visit(l.field(at, Field::kValue), Role::kRight);
  l.close();
}

// Fields: `final T a = 1, b;`
void declaration(Lowering& l, RawId at, Role role) {
  const RawId list = l.child_of_type(at, kVariablesType);
  if (list == 0) return l.node(Kind::kOther, at, role);
  for (const RawId each : l.children(list)) {
    if (!l.raw(each).named) continue;
    l.open_from(each == list + 1 ? at : each, Kind::kVariable, role, each);
    l.visit(l.child_of_type(at, kTypeType), Role::kType);
    l.visit(l.field(each, Field::kName), Role::kLeft);
    l.visit(l.field(each, Field::kValue), Role::kRight);
    l.close();
  }
}

// A type without its arguments.
void type(Lowering& l, RawId at, Role role) { l.visit(l.named_child(at, 0), role); }

void optional_parameters(Lowering& l, RawId at, Role role) {
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kParameterType) l.visit(child, role);
  }
}

void parameter(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kName);
  l.open(Kind::kParameter, role, at);
  l.visit(name != 0 ? name : l.named_child(at, 0), Role::kName);
  if (name != 0) l.visit(l.child_of_type(at, kTypeType), Role::kType);
  l.close();
}

void body(Lowering& l, RawId at, Role role) {
  if (const RawId block = l.child_of_type(at, kBlockType); block != 0) return l.visit(block, role);
  l.open(Kind::kBlock, role, at);
  l.open(Kind::kReturn, Role::kItem, at);
  l.visit_children(at, Role::kOperand);
  l.close();
  l.close();
}

// Of the function itself, not of one in its body.
RawId signature_of(const Lowering& l, RawId at) {
  const RawId method = l.child_of_type(at, kMethodSignatureType);
  return l.child_of_type(method != 0 ? method : at, kSignatureType);
}

template <Kind kind>
void function(Lowering& l, RawId at, Role role) {
  const RawId signature = signature_of(l, at);
  const RawId from = signature == 0 ? at : signature;
  l.open(kind, role, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kAnnotationType) l.visit(child, Role::kDecorator);
  }
  l.visit(l.field(from, Field::kName), Role::kName);
  l.visit(l.field(from, Field::kParameters), Role::kParameters);
  l.visit(l.field(from, Field::kReturnType), Role::kType);
  const RawId inner = l.child_of_type(at, kBodyType);  // a local function's, which has no field
  l.visit(inner != 0 ? inner : l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void class_declaration(Lowering& l, RawId at, Role role) {
  const RawId base = l.field(at, Field::kSuperclass);
  l.open(Kind::kClass, role, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kAnnotationType) l.visit(child, Role::kDecorator);
  }
  l.visit(l.field(at, Field::kName), Role::kName);
  if (base != 0) l.visit(l.field(base, Field::kType), Role::kBases);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void annotation(Lowering& l, RawId at, Role role) {
  const RawId arguments = l.field(at, Field::kArguments);
  l.open(Kind::kDecorator, role, at);
  if (arguments == 0) {
    l.visit(l.field(at, Field::kName), Role::kItem);
  } else {
    l.open(Kind::kCall, Role::kItem, at);
    l.visit(l.field(at, Field::kName), Role::kCallee);
    l.visit(arguments, Role::kArguments);
    l.close();
  }
  l.close();
}

// `import 'm' as n show a, b;`
void import(Lowering& l, RawId at, Role role) {
  const RawId module = find_below(l, at, kStringType);
  l.open(Kind::kImport, role, at);
  if (module != 0) string(l, module, Role::kModule);
  l.visit(l.field(at, Field::kAlias), Role::kAlias);
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kCombinatorType || !l.has_token(child, "show")) continue;
    for (const RawId name : l.children(child)) {
      if (!l.raw(name).named) continue;
      l.open(Kind::kImportItem, Role::kItem, name);
      l.visit(name, Role::kName);
      l.close();
    }
  }
  l.close();
}

// Statements.

void if_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIf, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit_as_block(l.field(at, Field::kConsequence), Role::kBody);
  l.visit_as_block(l.field(at, Field::kAlternative), Role::kAlternative);
  l.close();
}

template <Kind kind>
void loop(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void for_statement(Lowering& l, RawId at, Role role) {
  const bool each = l.has_token(at, "in");
  l.open(each ? Kind::kForEach : Kind::kFor, role, at);
  l.visit(l.field(at, Field::kName), Role::kLeft);
  l.visit(l.field(at, Field::kValue), Role::kRight);
  l.visit(l.field(at, Field::kInit), Role::kInitializer);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit(l.field(at, Field::kUpdate), Role::kUpdate);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// `on T catch (e) {…}`: the grammar has the parts of all handlers side by side.
void try_statement(Lowering& l, RawId at, Role role) {
  const RawId guarded = l.field(at, Field::kBody);
  RawId type = 0;
  RawId caught = 0;
  l.open(Kind::kTry, role, at);
  l.visit(guarded, Role::kBody);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kTypeType) type = child;
    if (l.type(child) == kCatchType) caught = child;
    if (l.type(child) == kFinallyType) {
      if (const RawId block = l.child_of_type(child, kBlockType); block != 0) {
        l.visit(block, Role::kFinally);
      }
    }
    if (l.type(child) != kBlockType || child == guarded) continue;
    l.open_from(type != 0     ? type
                : caught != 0 ? caught
                              : child,
                Kind::kCatch, Role::kHandler, child);
    l.visit(type, Role::kType);
    if (caught != 0) l.visit(l.field(caught, Field::kException), Role::kName);
    l.visit(child, Role::kBody);
    l.close();
    type = 0;
    caught = 0;
  }
  l.close();
}

// How patterns are spelled.

std::span<const Frame> frames(std::string_view) {
  static constexpr Frame kFrames[] = {
      {"", ""},
      {"f() { ", " }"},
      {"f() { ", "; }"},
      {"class C { ", " }"},
      {"class C { ", " {} }", true},
      {"f() { ", " {} }", true},
  };
  return kFrames;
}

constexpr Spelling kEllipses[] = {{"", ""}, {"", ";"}, {"int ", ";"}, {"", ": 0"}};

std::size_t first_ellipsis(const SpellingContext& context) {
  return context.bracket == '(' || context.bracket == '[' ? 0 : 1;
}

std::string_view interpolation(std::string_view, std::size_t) { return "${"; }

}  // namespace

const Adapter& dart_adapter() {
  static const Adapter kAdapter =
      make_adapter(tree_sitter_dart(),
                   {
                       drop_row("comment"),
                       drop_row("block_comment"),
                       drop_row("documentation_comment"),
                       drop_row("documentation_block_comment"),
                       // Names and literals.
                       leaf_row("identifier", Kind::kIdentifier).typed(kIdentifierType),
                       leaf_row("identifier_dollar_escaped", Kind::kIdentifier),
                       leaf_row("type_identifier", Kind::kIdentifier),
                       leaf_row("void_type", Kind::kIdentifier),
                       rule_row("type", type).typed(kTypeType),
                       leaf_row("null_literal", Kind::kNull),
                       leaf_row("true", Kind::kBoolean),
                       leaf_row("false", Kind::kBoolean),
                       rule_row("decimal_integer_literal", number),
                       rule_row("hex_integer_literal", number),
                       rule_row("decimal_floating_point_literal", number),
                       rule_row("string_literal", string).typed(kStringType),
                       type_row("template_chars_single_single").typed(kTextType),
                       type_row("template_chars_double_single").typed(kTextType),
                       type_row("template_chars_single").typed(kTextType),
                       type_row("template_chars_double").typed(kTextType),
                       type_row("template_substitution").typed(kSubstitutionType),
                       // Expressions.
                       group_row("parenthesized_expression"),
                       rule_row("call_expression", call),
                       node_row("arguments", Kind::kArguments),
                       rule_row("named_argument", named_argument),
                       type_row("label").typed(kLabelType),
                       node_row("member_expression", Kind::kMember),
                       node_row("null_aware_member_expression", Kind::kMember),
                       node_row("index_expression", Kind::kIndex),
                       rule_row("assignable_expression", assignable),
                       rule_row("assignment_expression", assignment),
                       rule_row("new_expression", new_object),
                       rule_row("const_object_expression", new_object),
                       rule_row("additive_expression", two_operands<Kind::kBinary>),
                       rule_row("multiplicative_expression", two_operands<Kind::kBinary>),
                       rule_row("relational_expression", two_operands<Kind::kBinary>),
                       rule_row("equality_expression", two_operands<Kind::kBinary>),
                       rule_row("logical_and_expression", two_operands<Kind::kBinary>),
                       rule_row("logical_or_expression", two_operands<Kind::kBinary>),
                       rule_row("bitwise_and_expression", two_operands<Kind::kBinary>),
                       rule_row("bitwise_or_expression", two_operands<Kind::kBinary>),
                       rule_row("bitwise_xor_expression", two_operands<Kind::kBinary>),
                       rule_row("shift_expression", two_operands<Kind::kBinary>),
                       rule_row("if_null_expression", two_operands<Kind::kBinary>),
                       rule_row("unary_expression", unary_operation),
                       rule_row("postfix_expression", unary_operation),
                       rule_row("conditional_expression", conditional),
                       rule_row("await_expression", operand<Kind::kAwait>),
                       rule_row("throw_expression", operand<Kind::kThrow>),
                       node_row("list_literal", Kind::kList),
                       node_row("set_or_map_literal", Kind::kDictionary),
                       rule_row("map_element", entry),
                       rule_row("function_expression", function<Kind::kLambda>),
                       rule_row("function_expression_body", body),
                       // Definitions.
                       node_row("class_body", Kind::kBlock),
                       inline_row("member_declaration"),
                       rule_row("class_declaration", class_declaration),
                       rule_row("function_declaration", function<Kind::kFunction>),
                       rule_row("local_function_declaration", function<Kind::kFunction>),
                       inline_row("top_level_variable_declaration"),
                       rule_row("method_declaration", function<Kind::kFunction>),
                       type_row("method_signature").typed(kMethodSignatureType),
                       type_row("function_signature").typed(kSignatureType),
                       rule_row("function_body", body).typed(kBodyType),
                       node_row("formal_parameter_list", Kind::kParameters).typed(kParametersType),
                       rule_row("optional_formal_parameters", optional_parameters),
                       rule_row("formal_parameter", parameter).typed(kParameterType),
                       rule_row("annotation", annotation).typed(kAnnotationType),
                       inline_row("local_variable_declaration"),
                       rule_row("initialized_variable_declaration", variable),
                       rule_row("initialized_identifier", variable),
                       inline_row("initialized_identifier_list").typed(kVariablesType),
                       rule_row("declaration", declaration),
                       // Statements.
                       inline_row("import_or_export"),
                       inline_row("library_import"),
                       rule_row("import_specification", import),
                       type_row("combinator").typed(kCombinatorType),
                       node_row("block", Kind::kBlock).typed(kBlockType),
                       inline_row("expression_statement"),
                       rule_row("if_statement", if_statement),
                       rule_row("while_statement", loop<Kind::kWhile>),
                       rule_row("do_statement", loop<Kind::kDoWhile>),
                       rule_row("for_statement", for_statement),
                       rule_row("try_statement", try_statement),
                       type_row("catch_clause").typed(kCatchType),
                       type_row("finally_clause").typed(kFinallyType),
                       node_row("switch_statement", Kind::kSwitch),
                       node_row("switch_block", Kind::kBlock),
                       node_row("switch_statement_case", Kind::kCase),
                       node_row("switch_statement_default", Kind::kCase),
                       rule_row("return_statement", operand<Kind::kReturn>),
                       leaf_row("break_statement", Kind::kBreak),
                       leaf_row("continue_statement", Kind::kContinue),
                   },
                   {{"object", Role::kObject},
                    {"property", Role::kProperty},
                    {"index", Role::kIndex},
                    {"condition", Role::kCondition},
                    {"body", Role::kBody}},
                   {.frames = frames,
                    .ellipses = kEllipses,
                    .first_ellipsis = first_ellipsis,
                    .line_comment = "//",
                    .triple_quotes = true,
                    .interpolation = interpolation});
  return kAdapter;
}

}  // namespace scan::syntax
