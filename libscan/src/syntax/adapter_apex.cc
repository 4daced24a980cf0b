// Apex: from the types of tree-sitter-sfapex to the common Tree; the grammar is Java's with
// queries.
//
// What is levelled here: names and words are in lower case, in whatever case they are written; a
// statement of data (`insert x`) is a call; accessors are the body of their field; a query is a
// record of its clauses, so that a pattern needs only some of them, and `:x` in it an operand; the
// conditions in it are those of the language.
#include "base/ascii.h"
#include "syntax/adapter.h"
#include "syntax/java_family.h"

extern "C" const TSLanguage* tree_sitter_apex();

namespace scan::syntax {
namespace {

using namespace java_family;  // NOLINT: what Apex shares with Java

// Types that only Apex has, behind those that it shares.
enum ApexType : std::uint8_t {
  kAccessorsType = kTypeArgumentsType + 1,
  kTypeOfDataType,
  kParameterType,
};

Symbol lower_case(Lowering& l, RawId at) {
  const std::string_view text = l.concrete().text_of(at);
  return l.concrete().is_pattern && text.starts_with("$") ? l.intern(text)
                                                          : l.make(base::lowered(text));
}

// A name, a word.
template <Kind kind>
void word(Lowering& l, RawId at, Role role) {
  l.leaf(kind, role, at, lower_case(l, at));
}

void modifier(Lowering& l, RawId at, Role) { word<Kind::kIdentifier>(l, at, Role::kModifier); }

// Expressions.

// `insert x`, `upsert x y`, `merge a b`, `delete as user x`.
void data_statement(Lowering& l, RawId at, Role role) {
  const RawId type = l.child_of_type(at, kTypeOfDataType);
  l.open(Kind::kCall, role, at);
  const RawId mode = l.field(at, Field::kSecurityMode);
  l.visit(mode, Role::kModifier);
  l.visit(type, Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || child == type || child == mode || l.dropped(child)) continue;
    l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

// `new Map<A, B>{ k => v }` and `new List<A>{ v }`.
void collection(Lowering& l, RawId at, Role role) {
  if (l.field(at, Field::kDimensions) != 0) return array_creation(l, at, role);
  const RawId value = l.field(at, Field::kValue);
  l.open(Kind::kNew, role, at);
  l.visit(l.field(at, Field::kType), Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, value == 0 ? at : value);
  l.visit(value, Role::kItem);
  l.close();
  l.close();
}

// Queries.

// One entry for each clause: `where: a = :b`.
void query(Lowering& l, RawId at, Role role) {
  l.open(Kind::kRecord, role, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.dropped(child)) continue;
    const RawId keyword = l.first_token(child);
    l.open(Kind::kPair, Role::kItem, child);
    l.leaf(Kind::kIdentifier, Role::kKey, keyword == 0 ? child : keyword,
           lower_case(l, keyword == 0 ? child : keyword));
    l.visit(child, Role::kValue);
    l.close();
  }
  l.close();
}

// `a AND b AND c`.
template <Word sign>
void joined(Lowering& l, RawId at, Role role) {
  std::vector<RawId> parts;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child)) parts.push_back(child);
  }
  if (parts.empty()) return;
  for (std::size_t i = parts.size(); i > 1; --i) {
    l.open_until(Kind::kBinary, i == parts.size() ? role : Role::kLeft, at, parts[i - 1],
                 l.intern(sign.characters));
  }
  l.visit(parts.front(), parts.size() == 1 ? role : Role::kLeft);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    l.visit(parts[i], Role::kRight);
    l.close();
  }
}

// `a = :b`, `a IN :b`: left, operator, right.
void comparison(Lowering& l, RawId at, Role role) {
  const RawId sign = l.named_child(at, 1);
  l.open(Kind::kBinary, role, at, sign == 0 ? 0 : lower_case(l, sign));
  l.visit(l.named_child(at, 0), Role::kLeft);
  l.visit(l.named_child(at, 2), Role::kRight);
  l.close();
}

void aggregate(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kFunctionName);
  l.open(Kind::kCall, role, at);
  l.visit(name, Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != name && !l.dropped(child)) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

void dotted(Lowering& l, RawId at, Role role) {
  std::vector<RawId> names;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child)) names.push_back(child);
  }
  if (!names.empty()) member_chain(l, names, at, role);
}

// Definitions and statements.

// A field with accessors has these for a body.
void field(Lowering& l, RawId at, Role role) {
  const RawId accessors = l.child_of_type(at, kAccessorsType);
  if (accessors == 0) return declaration(l, at, role);
  l.open(Kind::kVariable, role, at);
  visit_modifiers(l, at);
  visit_type(l, l.field(at, Field::kType));
  const RawId declarator = l.child_of_type(at, kDeclaratorType);
  if (declarator != 0) l.visit(l.field(declarator, Field::kName), Role::kLeft);
  l.visit(accessors, Role::kBody);
  l.close();
}

void accessor(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kAccessor);
  l.open(Kind::kOther, role, at, name == 0 ? 0 : lower_case(l, name));
  visit_modifiers(l, at);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// `trigger T on A (before insert) { }` as a function with the object for its type and the events
// for modifiers.
void trigger(Lowering& l, RawId at, Role role) {
  l.open(Kind::kFunction, role, at, l.intern("trigger"));
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kEvents) && l.raw(child).named) modifier(l, child, role);
  }
  l.visit(l.field(at, Field::kObject), Role::kType);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.open(Kind::kParameters, Role::kParameters, at);
  l.close();
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void catch_clause(Lowering& l, RawId at, Role) {
  const RawId caught = l.child_of_type(at, kParameterType);
  l.open(Kind::kCatch, Role::kHandler, at);
  if (caught != 0) {
    visit_type(l, l.field(caught, Field::kType));
    l.visit(l.field(caught, Field::kName), Role::kName);
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// `when 1, 2 { }`, `when A a { }`, `when else { }`.
void when_rule(Lowering& l, RawId at, Role role) {
  const RawId label = l.child_of_type(at, kLabelType);
  const bool otherwise = label != 0 && l.named_child(label, 0) == 0;
  l.open(Kind::kCase, role, at, otherwise ? l.intern("default") : 0);
  if (label != 0) l.visit_children(label, Role::kValue);
  l.visit(l.child_of_type(at, kBlockType), Role::kBody);
  l.close();
}

// How patterns are spelled.

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kQuery[] = {{"a = ", ";"}, {"a = [", "];"}};
  if (c_like::begins_with(pattern, {"SELECT", "select", "FIND", "find"}) ||
      pattern.starts_with("[")) {
    return kQuery;
  }
  return pattern_syntax().frames(pattern);
}

constexpr Spelling kEllipses[] = {{"", ""},   {"Integer ", ";"}, {"Integer ", ""},
                                  {"", ";;"}, {"", " = 1"},      {"when ", " {}"}};

// Within a query a condition stands after WHERE, in all else Java's way.
std::size_t first_ellipsis(const SpellingContext& context) {
  constexpr std::size_t kCondition = 4;
  const std::size_t before = c_like::word_before(context.pattern, context.begin);
  const std::string_view word = context.pattern.substr(before, context.begin - before);
  for (const std::string_view keyword : {"WHERE ", "where ", "AND ", "and ", "OR ", "or "}) {
    if (context.bracket == '[' && word.starts_with(keyword)) return kCondition;
  }
  return pattern_syntax().first_ellipsis(context);
}

PatternSyntax apex_patterns() {
  PatternSyntax syntax = pattern_syntax();
  syntax.frames = frames;
  syntax.ellipses = kEllipses;
  syntax.first_ellipsis = first_ellipsis;
  syntax.quotes = "'";
  syntax.names_in_any_case = true;
  return syntax;
}

}  // namespace

const Adapter& apex_adapter() {
  static const Adapter kAdapter = make_adapter(
      tree_sitter_apex(),
      {
          drop_row("line_comment"),
          drop_row("block_comment"),
          drop_row("assignment_operator"),
          drop_row("update_operator"),
          drop_row("safe_navigation_operator"),
          node_row("block", Kind::kBlock).typed(kBlockType),
          inline_row("expression_statement"),
          inline_row("parenthesized_expression"),
          // Names and literals.
          rule_row("identifier", word<Kind::kIdentifier>).typed(kNameType),
          rule_row("this", word<Kind::kIdentifier>),
          rule_row("super", word<Kind::kIdentifier>),
          rule_row("boolean", word<Kind::kBoolean>),
          rule_row("null_literal", word<Kind::kNull>),
          rule_row("int", number),
          rule_row("decimal", number),
          rule_row("decimal_floating_point_literal", number),
          rule_row("string_literal", c_like::string),
          rule_row("multi_line_string_literal", c_like::string),
          // Types.
          rule_row("type_identifier", word<Kind::kIdentifier>),
          rule_row("boolean_type", word<Kind::kIdentifier>),
          rule_row("void_type", word<Kind::kIdentifier>),
          rule_row("scoped_type_identifier", scoped_type),
          inline_row("java_type"),
          rule_row("generic_type", generic_type),
          rule_row("array_type", array_type),
          inline_row("type_arguments").typed(kTypeArgumentsType),
          node_row("type_parameters", Kind::kTypeArguments),
          rule_row("type_parameter", type_parameter),
          inline_row("type_bound"),
          inline_row("type_list"),
          // Expressions.
          rule_row("method_invocation", method_invocation),
          rule_row("explicit_constructor_invocation", constructor_invocation),
          rule_row("object_creation_expression", object_creation),
          rule_row("array_creation_expression", collection),
          rule_row("map_creation_expression", collection),
          node_row("map_initializer", Kind::kDictionary),
          rule_row("map_key_initializer", two_children<Kind::kPair, Role::kKey, Role::kValue>),
          node_row("argument_list", Kind::kArguments),
          node_row("field_access", Kind::kMember),
          inline_row("java_field_access"),
          node_row("array_access", Kind::kIndex),
          rule_row("class_literal", class_literal),
          node_row("scoped_identifier", Kind::kMember),
          rule_row("assignment_expression", c_like::assignment),
          rule_row("binary_expression", operation<Kind::kBinary>),
          rule_row("unary_expression", unary),
          rule_row("update_expression", unary),
          node_row("ternary_expression", Kind::kConditional),
          node_row("cast_expression", Kind::kCast),
          rule_row("instanceof_expression", instance_of),
          node_row("array_initializer", Kind::kList),
          rule_row("dml_expression", data_statement),
          rule_row("dml_type", word<Kind::kIdentifier>).typed(kTypeOfDataType),
          rule_row("dml_security_mode", word<Kind::kIdentifier>),
          // Queries.
          inline_row("query_expression"),
          inline_row("subquery"),
          rule_row("soql_query_body", query),
          rule_row("sosl_query_body", query),
          node_row("select_clause", Kind::kList),
          node_row("group_by_clause", Kind::kList),
          node_row("order_by_clause", Kind::kList),
          inline_row("from_clause"),
          inline_row("where_clause"),
          inline_row("having_clause"),
          inline_row("limit_clause"),
          inline_row("offset_clause"),
          inline_row("with_clause"),
          rule_row("with_type", word<Kind::kIdentifier>),
          inline_row("find_clause"),
          inline_row("field_identifier"),
          inline_row("storage_identifier"),
          rule_row("dotted_identifier", dotted),
          rule_row("function_expression", aggregate),
          rule_row("count_expression", aggregate),
          rule_row("comparison_expression", comparison),
          rule_row("and_expression", joined<"&&">),
          rule_row("or_expression", joined<"||">),
          rule_row("not_expression", named<Kind::kUnary, "!", Role::kOperand>),
          rule_row("bound_apex_expression", named<Kind::kUnary, ":", Role::kOperand>),
          // Annotations.
          rule_row("annotation", annotation),
          node_row("annotation_argument_list", Kind::kArguments),
          rule_row("annotation_key_value", annotation_pair),
          node_row("element_value_array_initializer", Kind::kList),
          // Definitions.
          rule_row("modifiers", c_like::modifiers).typed(kModifiersType),
          rule_row("modifier", modifier),
          rule_row("class_declaration", class_like<"class", "">),
          rule_row("interface_declaration", class_like<"interface", "">),
          rule_row("enum_declaration", class_like<"class", "enum">),
          node_row("class_body", Kind::kBlock).typed(kClassBodyType),
          node_row("interface_body", Kind::kBlock),
          node_row("enum_body", Kind::kBlock),
          rule_row("enum_constant", enum_constant),
          rule_row("superclass", c_like::each_named<Kind::kType, Role::kBases, "extends">)
              .typed(kSuperType),
          rule_row("interfaces", parents<"implements">).typed(kParentsType),
          rule_row("extends_interfaces", parents<"extends">).typed(kParentsType),
          rule_row("method_declaration", method),
          rule_row("constructor_declaration", method),
          node_row("constructor_body", Kind::kBlock).typed(kBlockType),
          rule_row("formal_parameters", parameters),
          type_row("formal_parameter").typed(kParameterType),
          rule_row("field_declaration", field),
          rule_row("constant_declaration", declaration),
          rule_row("local_variable_declaration", declaration),
          type_row("variable_declarator").typed(kDeclaratorType),
          node_row("accessor_list", Kind::kBlock).typed(kAccessorsType),
          rule_row("accessor_declaration", accessor),
          inline_row("static_initializer"),
          rule_row("trigger_declaration", trigger),
          inline_row("trigger_body"),
          // Statements.
          rule_row("if_statement", c_like::if_statement<kIfType>).typed(kIfType),
          rule_row("while_statement", c_like::conditional_loop<Kind::kWhile>),
          rule_row("do_statement", c_like::conditional_loop<Kind::kDoWhile>),
          rule_row("for_statement", c_like::for_statement<Field::kInit, Field::kUpdate>),
          rule_row("enhanced_for_statement", for_each),
          node_row("switch_expression", Kind::kSwitch),
          node_row("switch_block", Kind::kBlock),
          rule_row("switch_rule", when_rule),
          type_row("switch_label").typed(kLabelType),
          rule_row("try_statement", try_statement),
          rule_row("catch_clause", catch_clause),
          rule_row("finally_clause", finally_clause),
          rule_row("return_statement", operand<Kind::kReturn>),
          rule_row("throw_statement", operand<Kind::kThrow>),
          node_row("break_statement", Kind::kBreak),
          node_row("continue_statement", Kind::kContinue),
      },
      java_family::field_roles(), apex_patterns());
  return kAdapter;
}

}  // namespace scan::syntax
