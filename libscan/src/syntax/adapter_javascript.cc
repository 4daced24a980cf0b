// JavaScript with JSX: from the types of tree-sitter-javascript to the common Tree.
//
// What is levelled here: a declaration of several names is several variables; the body of an `if`
// or a loop is a block, also where it is a single statement; `x => e` returns e; `{a}` is `{a: a}`
// and a quoted key is a name; an exported declaration is the declaration; a template without
// substitutions is a string.
#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_javascript();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kStringType,
  kTemplateStringType,
  kTemplateSubstitutionType,
  kVariableDeclaratorType,
  kIfStatementType,
  kStatementBlockType,
  kAssignmentPatternType,
  kRestPatternType,
  kNamespaceImportType,
  kNamedImportsType,
  kImportSpecifierType,
  kImportClauseType,
  kIdentifierType,
  kObjectAssignmentPatternType,
  kClassBodyType,
};

// The text between the quotes, as written.
std::string_view content(const Lowering& l, RawId string) {
  std::string_view text = l.concrete().text_of(string);
  if (text.size() < 2) return {};
  return text.substr(1, text.size() - 2);
}

void string(Lowering& l, RawId at, Role role) {
  l.leaf(Kind::kString, role, at, l.intern(content(l, at)));
}

void template_string(Lowering& l, RawId at, Role role) {
  bool plain = true;
  for (const RawId child : l.children(at)) {
    plain = plain && l.type(child) != kTemplateSubstitutionType;
  }
  if (plain) return string(l, at, role);
  l.open(Kind::kInterpolated, role, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kTemplateSubstitutionType) {
      l.node(Kind::kInterpolation, child, Role::kItem);
    } else if (l.raw(child).named) {
      l.leaf(Kind::kString, Role::kItem, child, l.text(child));
    }
  }
  l.close();
}

// A template after a name calls it; that is another call than one with a template for its argument.
void call(Lowering& l, RawId at, Role role) {
  const RawId arguments = l.field(at, Field::kArguments);
  const bool tagged = arguments != 0 && l.type(arguments) == kTemplateStringType;
  l.open(Kind::kCall, role, at, tagged ? l.intern("`") : 0);
  l.visit(l.named_child(at, 0), Role::kCallee);
  if (tagged) {
    l.open(Kind::kArguments, Role::kArguments, arguments);
    l.visit(arguments, Role::kItem);
    l.close();
  } else {
    l.visit(arguments, Role::kArguments);
  }
  l.close();
}

// Objects.

void key(Lowering& l, RawId at) {
  if (l.type(at) == kStringType) {
    l.leaf(Kind::kIdentifier, Role::kKey, at, l.intern(content(l, at)));
  } else {
    l.visit(at, Role::kKey);
  }
}

void pair(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPair, role, at);
  key(l, l.named_child(at, 0));
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

void shorthand(Lowering& l, RawId at, Role role) {
  const Symbol name = l.text(at);
  l.open(Kind::kPair, role, at);
  l.leaf(Kind::kIdentifier, Role::kKey, at, name);
  l.leaf(Kind::kIdentifier, Role::kValue, at, name);
  l.close();
}

// Functions.

void parameter(Lowering& l, RawId at) {
  RawId named = at;
  RawId value = 0;
  Symbol stars = 0;
  if (l.type(at) == kAssignmentPatternType) {
    named = l.field(at, Field::kLeft);
    value = l.field(at, Field::kRight);
  } else if (l.type(at) == kRestPatternType) {
    named = l.named_child(at, 0);
    stars = l.intern("*");
  }
  l.open(Kind::kParameter, Role::kItem, at, stars);
  l.visit(named, Role::kName);
  l.visit(value, Role::kDefault);
  l.close();
}

template <Kind kind>
void function(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kDecorator)) l.visit(child, Role::kDecorator);
  }
  if (const RawId word = l.first_token(at); word != 0 && l.concrete().text_of(word) == "async") {
    l.leaf(Kind::kIdentifier, Role::kModifier, word, l.text(word));
  }
  l.visit(l.field(at, Field::kName), Role::kName);
  if (const RawId single = l.field(at, Field::kParameter); single != 0) {
    l.open(Kind::kParameters, Role::kParameters, single);
    parameter(l, single);
    l.close();
  }
  l.visit(l.field(at, Field::kParameters), Role::kParameters);
  const RawId body = l.field(at, Field::kBody);
  if (body == 0 || l.type(body) == kStatementBlockType) {
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

void class_heritage(Lowering& l, RawId at, Role) {
  l.open(Kind::kArguments, Role::kBases, at);
  l.visit_children(at, Role::kItem);
  l.close();
}

void field_definition(Lowering& l, RawId at, Role role) {
  l.open(Kind::kField, role, at);
  l.visit(l.field(at, Field::kProperty), Role::kName);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

// Statements.

void declaration(Lowering& l, RawId at, Role role) {
  std::uint32_t count = 0;
  for (const RawId child : l.children(at)) {
    count += l.type(child) == kVariableDeclaratorType;
  }
  const RawId word = l.first_token(at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kVariableDeclaratorType) continue;
    l.open(Kind::kVariable, role, count == 1 ? at : child, word == 0 ? 0 : l.text(word));
    l.visit(l.field(child, Field::kName), Role::kLeft);
    l.visit(l.field(child, Field::kValue), Role::kRight);
    l.close();
  }
}

void if_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIf, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit_as_block(l.field(at, Field::kConsequence), Role::kBody);
  l.visit(l.field(at, Field::kAlternative), Role::kAlternative);
  l.close();
}

void else_clause(Lowering& l, RawId at, Role) {
  const RawId inner = l.named_child(at, 0);
  if (inner != 0 && l.type(inner) == kIfStatementType) {
    l.visit(inner, Role::kAlternative);
  } else {
    l.visit_as_block(inner, Role::kAlternative);
  }
}

// A loop: everything by field, its body as a block.
template <Kind kind>
void loop(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at, kind == Kind::kForEach ? operator_of(l, at) : 0);
  l.visit(l.field(at, Field::kInitializer), Role::kInitializer);
  l.visit(l.field(at, Field::kLeft), Role::kLeft);
  l.visit(l.field(at, Field::kRight), Role::kRight);
  if (const RawId condition = l.field(at, Field::kCondition);
      condition != 0 && l.raw(condition).named) {
    l.visit(condition, Role::kCondition);
  }
  l.visit(l.field(at, Field::kIncrement), Role::kUpdate);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void switch_case(Lowering& l, RawId at, Role role) {
  const RawId value = l.field(at, Field::kValue);
  l.open(Kind::kCase, role, at);
  l.visit(value, Role::kValue);
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != value) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

void catch_clause(Lowering& l, RawId at, Role) {
  l.open(Kind::kCatch, Role::kHandler, at);
  l.visit(l.field(at, Field::kParameter), Role::kName);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void labeled_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLabeled, role, at);
  l.visit(l.field(at, Field::kLabel), Role::kName);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// Imports and exports.

// `name` taken from a module, or what `word` says ("default", "*"), under the name `alias`.
void import_item(Lowering& l, RawId at, RawId name, std::string_view word, RawId alias) {
  l.open(Kind::kImportItem, Role::kItem, at);
  l.leaf(Kind::kIdentifier, Role::kName, name != 0 ? name : at,
         name != 0 ? l.text(name) : l.intern(word));
  l.visit(alias, Role::kAlias);
  l.close();
}

void import_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kImport, role, at);
  l.visit(l.field(at, Field::kSource), Role::kModule);
  RawId clause = 0;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kImportClauseType) clause = child;
  }
  for (RawId part = clause + 1; clause != 0 && part < l.raw(clause).end; part = l.raw(part).end) {
    if (l.type(part) == kIdentifierType) import_item(l, part, 0, "default", part);
    if (l.type(part) == kNamespaceImportType) import_item(l, part, 0, "*", l.named_child(part, 0));
    if (l.type(part) != kNamedImportsType) continue;
    for (const RawId item : l.children(part)) {
      if (l.type(item) != kImportSpecifierType) continue;
      import_item(l, item, l.field(item, Field::kName), "", l.field(item, Field::kAlias));
    }
  }
  l.close();
}

void export_statement(Lowering& l, RawId at, Role role) {
  const RawId inner = l.field(at, Field::kDeclaration);
  if (inner != 0) return l.visit(inner, role);
  if (const RawId value = l.field(at, Field::kValue); value != 0) return l.visit(value, role);
  l.node(Kind::kExport, at, role);
}

// JSX. An element is its name, its attributes, and its children.

void jsx_tag(Lowering& l, RawId tag) {
  l.visit(l.field(tag, Field::kName), Role::kName);
  for (const RawId child : l.children(tag)) {
    if (l.in_field(child, Field::kAttribute)) l.visit(child, Role::kProperty);
  }
}

void jsx_element(Lowering& l, RawId at, Role role) {
  l.open(Kind::kElement, role, at);
  if (const RawId tag = l.field(at, Field::kOpenTag); tag != 0) jsx_tag(l, tag);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && l.raw(child).field == 0) l.visit(child, Role::kItem);
  }
  l.close();
}

void jsx_self_closing_element(Lowering& l, RawId at, Role role) {
  l.open(Kind::kElement, role, at);
  jsx_tag(l, at);
  l.close();
}

void jsx_attribute(Lowering& l, RawId at, Role role) {
  l.open(Kind::kAttribute, role, at);
  l.visit(l.named_child(at, 0), Role::kName);
  l.visit(l.named_child(at, 1), Role::kValue);
  l.close();
}

void jsx_text(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return;
  l.leaf(Kind::kText, role, at, l.intern(text));
}

// How patterns are spelled.

constexpr std::string_view kBlanks = " \t\r\n";

bool is_word(char c) {
  return base::is_alphanumeric(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kAny[] = {{"", ""}, {"(", ")"}, {"({", "})"}, {"class A {", "}"}};
  static constexpr Frame kEntry[] = {{"({", "})"}, {"", ""}};
  static constexpr Frame kExpression[] = {{"(", ")"}, {"", ""}};
  static constexpr Frame kBranch[] = {{"switch (a) {", "}"}};
  static constexpr Frame kHandler[] = {{"try {}", ""}};
  pattern.remove_prefix(std::min(pattern.find_first_not_of(kBlanks), pattern.size()));
  // An object is not a block, and a function without a name not a declaration.
  if (pattern.starts_with("{") || pattern.starts_with("function(") ||
      pattern.starts_with("function (")) {
    return kExpression;
  }
  if (pattern.starts_with("catch")) return kHandler;
  if (pattern.starts_with("case ") || pattern.starts_with("default:")) return kBranch;
  // "a: b" is an entry of an object, and not a statement with a label.
  const std::size_t word = std::min(pattern.find_first_of(" :(\n"), pattern.size());
  if (pattern.substr(word).starts_with(":")) return kEntry;
  return kAny;
}

constexpr Spelling kMetavariables[] = {{"$", ""}};
constexpr Spelling kEllipses[] = {{"", ""}, {"", ";"}};

// "...x" spreads x.
bool own_ellipsis(const SpellingContext& context) {
  if (context.end >= context.pattern.size()) return false;
  const char next = context.pattern[context.end];
  return is_word(next) || next == '[' || next == '{' || next == '(';
}

// With a semicolon where an ellipsis ends a line and the next one begins a statement: without it,
// what follows could be taken for its arguments or operand.
std::size_t first_ellipsis(const SpellingContext& context) {
  if (context.bracket != '\0' && context.bracket != '{') return 0;
  const std::string_view pattern = context.pattern;
  const std::size_t before = context.begin == 0
                                 ? std::string_view::npos
                                 : pattern.find_last_not_of(kBlanks, context.begin - 1);
  if (before != std::string_view::npos && pattern[before] == '.') return 0;
  const std::size_t next = pattern.find_first_not_of(kBlanks, context.end);
  if (next == std::string_view::npos) return 0;
  const std::string_view gap = pattern.substr(context.end, next - context.end);
  const bool same_line = gap.find('\n') == std::string_view::npos;
  return !same_line && std::string_view(",.)}]").find(pattern[next]) == std::string_view::npos;
}

std::string_view interpolation(std::string_view pattern, std::size_t quote) {
  return pattern[quote] == '`' ? "${" : "";
}

}  // namespace

const Adapter& javascript_adapter() {
  static const Adapter kAdapter = make_adapter(
      tree_sitter_javascript(),
      {
          type_row("template_substitution").typed(kTemplateSubstitutionType),
          type_row("variable_declarator").typed(kVariableDeclaratorType),
          type_row("assignment_pattern").typed(kAssignmentPatternType),
          type_row("namespace_import").typed(kNamespaceImportType),
          type_row("named_imports").typed(kNamedImportsType),
          type_row("import_specifier").typed(kImportSpecifierType),
          type_row("import_clause").typed(kImportClauseType),
          type_row("object_assignment_pattern").typed(kObjectAssignmentPatternType),
          drop_row("comment"),
          drop_row("html_comment"),
          drop_row("hash_bang_line"),
          drop_row("empty_statement"),
          drop_row("optional_chain"),
          node_row("statement_block", Kind::kBlock).typed(kStatementBlockType),
          inline_row("expression_statement"),
          inline_row("parenthesized_expression"),
          // Names and literals.
          leaf_row("identifier", Kind::kIdentifier).typed(kIdentifierType),
          leaf_row("property_identifier", Kind::kIdentifier),
          leaf_row("private_property_identifier", Kind::kIdentifier),
          leaf_row("statement_identifier", Kind::kIdentifier),
          leaf_row("import", Kind::kIdentifier),
          leaf_row("this", Kind::kIdentifier),
          leaf_row("super", Kind::kIdentifier),
          leaf_row("undefined", Kind::kIdentifier),
          leaf_row("true", Kind::kBoolean),
          leaf_row("false", Kind::kBoolean),
          leaf_row("null", Kind::kNull),
          leaf_row("regex", Kind::kRegex),
          rule_row("number", number),
          rule_row("string", string).typed(kStringType),
          rule_row("template_string", template_string).typed(kTemplateStringType),
          // Expressions.
          rule_row("call_expression", call),
          node_row("new_expression", Kind::kNew),
          node_row("arguments", Kind::kArguments),
          rule_row("spread_element", named<Kind::kSplat, "*">),
          rule_row("rest_pattern", named<Kind::kSplat, "*">).typed(kRestPatternType),
          node_row("member_expression", Kind::kMember),
          node_row("subscript_expression", Kind::kIndex),
          node_row("assignment_expression", Kind::kAssignment),
          rule_row("augmented_assignment_expression", operation<Kind::kAugmentedAssignment>),
          rule_row("binary_expression", operation<Kind::kBinary>),
          rule_row("unary_expression", unary),
          rule_row("update_expression", unary),
          node_row("ternary_expression", Kind::kConditional),
          node_row("array", Kind::kList),
          node_row("array_pattern", Kind::kList),
          node_row("object", Kind::kRecord),
          node_row("object_pattern", Kind::kRecord),
          rule_row("pair", pair),
          rule_row("pair_pattern", pair),
          rule_row("shorthand_property_identifier", shorthand),
          rule_row("shorthand_property_identifier_pattern", shorthand),
          inline_row("computed_property_name"),
          node_row("sequence_expression", Kind::kSequence),
          rule_row("await_expression", operand<Kind::kAwait>),
          rule_row("yield_expression", operand<Kind::kYield>),
          rule_row("function_expression", function<Kind::kLambda>),
          rule_row("generator_function", function<Kind::kLambda>),
          rule_row("arrow_function", function<Kind::kLambda>),
          // Definitions.
          rule_row("function_declaration", function<Kind::kFunction>),
          rule_row("generator_function_declaration", function<Kind::kFunction>),
          rule_row("method_definition", function<Kind::kFunction>),
          rule_row("formal_parameters", list_of<Kind::kParameters, Role::kParameters, parameter>),
          node_row("class_declaration", Kind::kClass),
          node_row("class", Kind::kClass),
          rule_row("class_heritage", class_heritage),
          node_row("class_body", Kind::kBlock).typed(kClassBodyType),
          rule_row("field_definition", field_definition),
          rule_row("decorator", operand<Kind::kDecorator>),
          // Statements.
          rule_row("variable_declaration", declaration),
          rule_row("lexical_declaration", declaration),
          rule_row("using_declaration", declaration),
          rule_row("if_statement", if_statement).typed(kIfStatementType),
          rule_row("else_clause", else_clause),
          rule_row("for_statement", loop<Kind::kFor>),
          rule_row("for_in_statement", loop<Kind::kForEach>),
          rule_row("while_statement", loop<Kind::kWhile>),
          rule_row("do_statement", loop<Kind::kDoWhile>),
          node_row("switch_statement", Kind::kSwitch),
          node_row("switch_body", Kind::kBlock),
          rule_row("switch_case", switch_case),
          rule_row("switch_default", switch_case),
          node_row("try_statement", Kind::kTry),
          rule_row("catch_clause", catch_clause),
          rule_row("finally_clause", only_field<Field::kBody, Role::kFinally>),
          rule_row("return_statement", operand<Kind::kReturn>),
          rule_row("throw_statement", operand<Kind::kThrow>),
          node_row("break_statement", Kind::kBreak),
          node_row("continue_statement", Kind::kContinue),
          rule_row("labeled_statement", labeled_statement),
          node_row("with_statement", Kind::kWith),
          rule_row("import_statement", import_statement),
          rule_row("export_statement", export_statement),
          // JSX.
          rule_row("jsx_element", jsx_element),
          rule_row("jsx_self_closing_element", jsx_self_closing_element),
          rule_row("jsx_attribute", jsx_attribute),
          rule_row("jsx_text", jsx_text),
          inline_row("jsx_expression"),
          drop_row("html_character_reference"),
      },
      {
          {"alias", Role::kAlias},         {"alternative", Role::kAlternative},
          {"arguments", Role::kArguments}, {"body", Role::kBody},
          {"condition", Role::kCondition}, {"consequence", Role::kBody},
          {"constructor", Role::kCallee},  {"decorator", Role::kDecorator},
          {"finalizer", Role::kFinally},   {"handler", Role::kHandler},
          {"index", Role::kIndex},         {"key", Role::kKey},
          {"label", Role::kName},          {"left", Role::kLeft},
          {"name", Role::kName},           {"object", Role::kObject},
          {"property", Role::kProperty},   {"right", Role::kRight},
          {"source", Role::kModule},       {"value", Role::kValue},
      },
      {.frames = frames,
       .metavariables = kMetavariables,
       .ellipses = kEllipses,
       .first_ellipsis = first_ellipsis,
       .own_ellipsis = own_ellipsis,
       .typed = {.type_first = false, .before = "(", .between = ", ", .after = ")"},
       .line_comment = "//",
       .quotes = "\"'`",
       .interpolation = interpolation});
  return kAdapter;
}

}  // namespace scan::syntax
