// Python: from the types of tree-sitter-python to the common Tree.
//
// What is levelled here: a decorated definition is the definition with decorators; `elif` is an
// `if` in the alternative; an import of several names is several imports; adjacent string literals
// are one; `print x` of Python 2 is a call.
#include <algorithm>
#include <string>

#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_python();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kStringType,
  kInterpolationType,
  kStringStartType,
  kStringEndType,
  kAliasedImportType,
  kWildcardImportType,
  kIdentifierType,
  kElifClauseType,
  kAsPatternType,
  kBlockType,
  kDefaultParameterType,
  kTypedParameterType,
  kTypedDefaultParameterType,
  kListSplatPatternType,
  kDictionarySplatPatternType,
  kFunctionDefinitionType,
  kGeneratorExpressionType,
  kCasePatternType,
  kWithItemType,
};

void expression_statement(Lowering& l, RawId at, Role role) {
  // "1, 2" is a tuple although nothing in the grammar says so.
  if (l.named_child(at, 1) == 0) return l.visit_children(at, role);
  l.node(Kind::kTuple, at, role);
}

bool has_interpolation(const Lowering& l, RawId string) {
  for (const RawId child : l.children(string)) {
    if (l.type(child) == kInterpolationType) return true;
  }
  return false;
}

// The text between the quotes, as written.
std::string_view content(const Lowering& l, RawId string) {
  Span inner = l.raw(string).span;
  for (const RawId child : l.children(string)) {
    if (l.type(child) == kStringStartType) inner.begin = l.raw(child).span.end;
    if (l.type(child) == kStringEndType) inner.end = l.raw(child).span.begin;
  }
  if (inner.end < inner.begin) return {};
  return l.concrete().text.substr(inner.begin, inner.size());
}

// The parts of one literal: strings and interpolations by turns.
void string_parts(Lowering& l, RawId string) {
  if (!has_interpolation(l, string)) {
    const std::string_view text = content(l, string);
    if (!text.empty()) l.leaf(Kind::kString, Role::kItem, string, l.intern(text));
    return;
  }
  for (const RawId child : l.children(string)) {
    if (l.type(child) == kInterpolationType) {
      l.node(Kind::kInterpolation, child, Role::kItem);
    } else if (l.type(child) != kStringStartType && l.type(child) != kStringEndType) {
      l.leaf(Kind::kString, Role::kItem, child, l.text(child));
    }
  }
}

// An f-string is one also where nothing is put into it.
bool is_formatted(const Lowering& l, RawId string) {
  const std::string_view text = l.concrete().text_of(string);
  const std::string_view prefix = text.substr(0, std::min(text.find_first_of("\"'"), text.size()));
  return prefix.find_first_of("fFtT") != std::string_view::npos;
}

void string(Lowering& l, RawId at, Role role) {
  if (!has_interpolation(l, at) && !is_formatted(l, at))
    return l.leaf(Kind::kString, role, at, l.intern(content(l, at)));
  l.open(Kind::kInterpolated, role, at);
  string_parts(l, at);
  l.close();
}

void concatenated_string(Lowering& l, RawId at, Role role) {
  bool plain = true;
  std::string joined;
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kStringType) continue;
    plain = plain && !has_interpolation(l, child);
    joined += content(l, child);
  }
  if (plain) return l.leaf(Kind::kString, role, at, l.make(std::move(joined)));
  l.open(Kind::kInterpolated, role, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kStringType) string_parts(l, child);
  }
  l.close();
}

void call(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.visit(l.named_child(at, 0), Role::kCallee);
  const RawId arguments = l.field(at, Field::kArguments);
  if (arguments != 0 && l.type(arguments) == kGeneratorExpressionType) {
    l.open(Kind::kArguments, Role::kArguments, arguments);
    l.visit(arguments, Role::kItem);
    l.close();
  } else {
    l.visit(arguments, Role::kArguments);
  }
  l.close();
}

void subscript(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIndex, role, at);
  l.visit(l.field(at, Field::kValue), Role::kObject);
  std::uint32_t count = 0;
  for (const RawId child : l.children(at)) {
    count += l.in_field(child, Field::kSubscript) && l.raw(child).named;
  }
  const bool tuple = count > 1;
  if (tuple) l.open(Kind::kTuple, Role::kIndex, at);
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kSubscript) && l.raw(child).named) {
      l.visit(child, tuple ? Role::kItem : Role::kIndex);
    }
  }
  if (tuple) l.close();
  l.close();
}

// "List[int]" as a type is what it is as an expression.
void generic_type(Lowering& l, RawId at, Role role) {
  const RawId parameters = l.named_child(at, 1);
  if (parameters == 0) return l.visit_children(at, role);
  const bool tuple = l.named_child(parameters, 1) != 0;
  l.open(Kind::kIndex, role, at);
  l.visit(l.named_child(at, 0), Role::kObject);
  if (tuple) l.open(Kind::kTuple, Role::kIndex, parameters);
  l.visit_children(parameters, tuple ? Role::kItem : Role::kIndex);
  if (tuple) l.close();
  l.close();
}

void slice(Lowering& l, RawId at, Role role) {
  constexpr Role kParts[] = {Role::kLeft, Role::kRight, Role::kUpdate};
  std::size_t part = 0;
  l.open(Kind::kSlice, role, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named) {
      l.visit(child, kParts[part]);
    } else if (part < 2) {
      ++part;
    }
  }
  l.close();
}

// "a < b" is an operation; "a < b < c" is one with all its operators in the name.
void comparison(Lowering& l, RawId at, Role role) {
  std::string signs;
  std::uint32_t count = 0;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named) continue;
    if (count++ > 0) signs += ' ';
    signs += l.concrete().text_of(child);
  }
  l.open(Kind::kBinary, role, at, l.make(std::move(signs)));
  if (count == 1) {
    l.visit(l.named_child(at, 0), Role::kLeft);
    l.visit(l.named_child(at, 1), Role::kRight);
  } else {
    l.visit_children(at, Role::kItem);
  }
  l.close();
}

void conditional(Lowering& l, RawId at, Role role) {
  l.open(Kind::kConditional, role, at);
  l.visit(l.named_child(at, 1), Role::kCondition);
  l.visit(l.named_child(at, 0), Role::kBody);
  l.visit(l.named_child(at, 2), Role::kAlternative);
  l.close();
}

// "(x := e)" means what "x = e" does.
void named_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kAssignment, role, at);
  l.visit(l.field(at, Field::kName), Role::kLeft);
  l.visit(l.field(at, Field::kValue), Role::kRight);
  l.close();
}

void throw_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kThrow, role, at);
  l.visit(l.named_child(at, 0), Role::kOperand);
  l.visit(l.named_child(at, 1), Role::kCause);
  l.close();
}

// Statements.

void if_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIf, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit(l.field(at, Field::kConsequence), Role::kBody);
  std::uint32_t open = 1;
  for (const RawId child : l.children(at)) {
    if (!l.in_field(child, Field::kAlternative)) continue;
    if (l.type(child) == kElifClauseType) {
      l.open(Kind::kIf, Role::kAlternative, child);
      l.visit(l.field(child, Field::kCondition), Role::kCondition);
      l.visit(l.field(child, Field::kConsequence), Role::kBody);
      ++open;
    } else {
      l.visit(l.field(child, Field::kBody), Role::kAlternative);
    }
  }
  for (; open > 0; --open) l.close();
}

void finally_clause(Lowering& l, RawId at, Role) { l.visit(l.named_child(at, 0), Role::kFinally); }

void except_clause(Lowering& l, RawId at, Role) {
  l.open(Kind::kCatch, Role::kHandler, at);
  RawId type = l.field(at, Field::kValue);
  const RawId alias = l.field(at, Field::kAlias);
  if (type != 0 && l.type(type) == kAsPatternType) {
    l.visit(l.named_child(type, 0), Role::kType);
    l.visit(l.named_child(type, 1), Role::kName);
  } else {
    l.visit(type, Role::kType);
    l.visit(alias, Role::kName);
  }
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kBlockType) l.visit(child, Role::kBody);
  }
  l.close();
}

void async_modifier(Lowering& l, RawId at) {
  if (const RawId word = l.first_token(at); word != 0 && l.concrete().text_of(word) == "async") {
    l.leaf(Kind::kIdentifier, Role::kModifier, word, l.text(word));
  }
}

void for_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kForEach, role, at);
  async_modifier(l, at);
  l.visit_children(at);
  l.close();
}

// "with a, b:" is "with a:" and, in it, "with b:".
void with_statement(Lowering& l, RawId at, Role role) {
  const RawId clause = l.named_child(at, 0);
  std::uint32_t open = 0;
  for (const RawId item : l.children(clause)) {
    if (l.type(item) != kWithItemType) continue;
    if (open > 0) l.open_from(item, Kind::kBlock, Role::kBody, at);
    l.open_from(open > 0 ? item : at, Kind::kWith, open > 0 ? Role::kItem : role, at);
    ++open;
    async_modifier(l, at);
    l.visit(item, Role::kItem);
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  for (std::uint32_t closed = 0; closed + 1 < 2 * open; ++closed) l.close();
}

void with_item(Lowering& l, RawId at, Role role) {
  l.open(Kind::kWithItem, role, at);
  const RawId value = l.field(at, Field::kValue);
  if (value != 0 && l.type(value) == kAsPatternType) {
    l.visit(l.named_child(value, 0), Role::kValue);
    l.visit(l.named_child(value, 1), Role::kAlias);
  } else {
    l.visit(value, Role::kValue);
  }
  l.close();
}

void case_clause(Lowering& l, RawId at, Role) {
  l.open(Kind::kCase, Role::kItem, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kCasePatternType) l.visit(child, Role::kValue);
  }
  l.visit(l.field(at, Field::kConsequence), Role::kBody);
  l.close();
}

// Definitions.

void definition(Lowering& l, RawId at, RawId outer, Role role) {
  const bool function = l.type(at) == kFunctionDefinitionType;
  l.open(function ? Kind::kFunction : Kind::kClass, role, outer);
  if (outer != at) {
    for (const RawId child : l.children(outer)) {
      if (l.raw(child).named && child != at) l.visit(child, Role::kDecorator);
    }
  }
  async_modifier(l, at);
  l.visit_children(at);
  l.close();
}

void plain_definition(Lowering& l, RawId at, Role role) { definition(l, at, at, role); }
void decorated_definition(Lowering& l, RawId at, Role role) {
  const RawId inner = l.field(at, Field::kDefinition);
  if (inner == 0) return l.node(Kind::kOther, at, role);
  definition(l, inner, at, role);
}

void parameter(Lowering& l, RawId at) {
  RawId named = at;
  RawId type = 0;
  RawId value = 0;
  if (l.type(at) == kDefaultParameterType || l.type(at) == kTypedDefaultParameterType) {
    named = l.field(at, Field::kName);
    type = l.field(at, Field::kType);
    value = l.field(at, Field::kValue);
  } else if (l.type(at) == kTypedParameterType) {
    named = l.named_child(at, 0);
    type = l.field(at, Field::kType);
  }
  Symbol stars = 0;
  if (named != 0 && l.type(named) == kListSplatPatternType) stars = l.intern("*");
  if (named != 0 && l.type(named) == kDictionarySplatPatternType) stars = l.intern("**");
  if (stars != 0) named = l.named_child(named, 0);
  l.open(Kind::kParameter, Role::kItem, at, stars);
  l.visit(named, Role::kName);
  l.visit(type, Role::kType);
  l.visit(value, Role::kDefault);
  l.close();
}

// Imports. An import is the parts of its module's name, then an item for each name that is taken
// from the module; `import a, b` is two.

void imported_name(Lowering& l, RawId at) {
  const bool aliased = l.type(at) == kAliasedImportType;
  l.open(Kind::kImportItem, Role::kItem, at);
  l.visit(aliased ? l.field(at, Field::kName) : at, Role::kName);
  if (aliased) l.visit(l.field(at, Field::kAlias), Role::kAlias);
  l.close();
}

void imported_module(Lowering& l, RawId at, RawId statement, Role role) {
  const bool aliased = l.type(at) == kAliasedImportType;
  l.open(Kind::kImport, role, statement);
  l.visit(aliased ? l.field(at, Field::kName) : at, Role::kModule);
  if (aliased) l.visit(l.field(at, Field::kAlias), Role::kAlias);
  l.close();
}

void import_statement(Lowering& l, RawId at, Role role) {
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kName)) imported_module(l, child, at, role);
  }
}

void import_from_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kImport, role, at);
  const RawId module = l.field(at, Field::kModuleName);
  if (module != 0) {
    l.visit(module, Role::kModule);
  } else {
    l.leaf(Kind::kIdentifier, Role::kModule, at, l.intern("__future__"));
  }
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kName)) imported_name(l, child);
    if (l.type(child) != kWildcardImportType) continue;
    l.open(Kind::kImportItem, Role::kItem, child);
    l.leaf(Kind::kIdentifier, Role::kName, child, l.intern("*"));
    l.close();
  }
  l.close();
}

// How patterns are spelled.

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kFrames[] = {{"", ""}, {"", "\ndef __scan_frame__(): pass"}};
  const std::size_t begin = pattern.find_first_not_of(" \t\r\n");
  const bool decorator = begin != std::string_view::npos && pattern[begin] == '@';
  return std::span(kFrames).first(decorator ? 2 : 1);
}

constexpr Spelling kEllipses[] = {{"", ""}, {"**", ""}};

// Among the entries of a dictionary an ellipsis is another dictionary put into it: there is a ":"
// directly in the innermost bracket, a brace.
std::size_t first_ellipsis(const SpellingContext& context) {
  if (context.bracket != '{') return 0;
  int depth = 0;
  for (const char c : context.pattern.substr(context.bracket_at)) {
    if (c == '{' || c == '(' || c == '[') ++depth;
    if (c == '}' || c == ')' || c == ']') --depth;
    if (depth == 0) return 0;
    if (c == ':' && depth == 1) return 1;
  }
  return 0;
}

std::string_view interpolation(std::string_view pattern, std::size_t quote) {
  const bool formatted = quote > 0 && (pattern[quote - 1] == 'f' || pattern[quote - 1] == 'F');
  return formatted ? "{" : "";
}

}  // namespace

const Adapter& python_adapter() {
  static const Adapter kAdapter = make_adapter(
      tree_sitter_python(),
      {
          type_row("interpolation").typed(kInterpolationType),
          type_row("string_start").typed(kStringStartType),
          type_row("string_end").typed(kStringEndType),
          type_row("aliased_import").typed(kAliasedImportType),
          type_row("wildcard_import").typed(kWildcardImportType),
          type_row("elif_clause").typed(kElifClauseType),
          type_row("as_pattern").typed(kAsPatternType),
          type_row("default_parameter").typed(kDefaultParameterType),
          type_row("typed_parameter").typed(kTypedParameterType),
          type_row("typed_default_parameter").typed(kTypedDefaultParameterType),
          drop_row("comment"),
          drop_row("line_continuation"),
          drop_row("type_conversion"),
          drop_row("format_specifier"),
          node_row("block", Kind::kBlock).typed(kBlockType),
          rule_row("expression_statement", expression_statement),
          group_row("parenthesized_expression"),
          // Names and literals.
          leaf_row("identifier", Kind::kIdentifier).typed(kIdentifierType),
          leaf_row("true", Kind::kBoolean),
          leaf_row("false", Kind::kBoolean),
          leaf_row("none", Kind::kNull),
          leaf_row("ellipsis", Kind::kEllipsis),
          rule_row("integer", number),
          rule_row("float", number),
          rule_row("string", string).typed(kStringType),
          rule_row("concatenated_string", concatenated_string),
          // Expressions.
          rule_row("call", call),
          node_row("argument_list", Kind::kArguments),
          node_row("keyword_argument", Kind::kKeywordArgument),
          rule_row("list_splat", named<Kind::kSplat, "*">),
          rule_row("dictionary_splat", named<Kind::kSplat, "**">),
          rule_row("list_splat_pattern", named<Kind::kSplat, "*">).typed(kListSplatPatternType),
          rule_row("dictionary_splat_pattern", named<Kind::kSplat, "**">)
              .typed(kDictionarySplatPatternType),
          node_row("attribute", Kind::kMember),
          rule_row("subscript", subscript),
          rule_row("slice", slice),
          node_row("assignment", Kind::kAssignment),
          rule_row("augmented_assignment", operation<Kind::kAugmentedAssignment>),
          rule_row("named_expression", named_expression),
          rule_row("binary_operator", operation<Kind::kBinary>),
          rule_row("boolean_operator", operation<Kind::kBinary>),
          rule_row("comparison_operator", comparison),
          rule_row("not_operator", unary),
          rule_row("unary_operator", unary),
          rule_row("conditional_expression", conditional),
          node_row("list", Kind::kList),
          node_row("list_pattern", Kind::kList),
          node_row("tuple", Kind::kTuple),
          node_row("tuple_pattern", Kind::kTuple),
          node_row("expression_list", Kind::kTuple),
          node_row("pattern_list", Kind::kTuple),
          node_row("set", Kind::kSet),
          node_row("dictionary", Kind::kDictionary),
          node_row("pair", Kind::kPair),
          rule_row("list_comprehension", named_by_field<Kind::kComprehension, "list">),
          rule_row("set_comprehension", named_by_field<Kind::kComprehension, "set">),
          rule_row("dictionary_comprehension", named_by_field<Kind::kComprehension, "dictionary">),
          rule_row("generator_expression", named_by_field<Kind::kComprehension, "generator">)
              .typed(kGeneratorExpressionType),
          node_row("for_in_clause", Kind::kComprehensionFor),
          rule_row("if_clause", operand<Kind::kComprehensionIf>),
          node_row("lambda", Kind::kLambda),
          rule_row("await", operand<Kind::kAwait>),
          rule_row("yield", operand<Kind::kYield>),
          // Statements.
          rule_row("if_statement", if_statement),
          node_row("while_statement", Kind::kWhile),
          rule_row("for_statement", for_statement),
          node_row("try_statement", Kind::kTry),
          rule_row("except_clause", except_clause),
          // "else" of a loop or a try: its block.
          rule_row("else_clause", only_field<Field::kBody, Role::kElse>),
          rule_row("finally_clause", finally_clause),
          rule_row("with_statement", with_statement),
          inline_row("with_clause"),
          rule_row("with_item", with_item).typed(kWithItemType),
          inline_row("as_pattern_target"),
          node_row("match_statement", Kind::kSwitch),
          rule_row("case_clause", case_clause),
          inline_row("case_pattern").typed(kCasePatternType),
          rule_row("return_statement", operand<Kind::kReturn>),
          rule_row("raise_statement", throw_statement),
          node_row("assert_statement", Kind::kAssert),
          node_row("delete_statement", Kind::kDelete),
          rule_row("global_statement", named<Kind::kOuterNames, "global">),
          rule_row("nonlocal_statement", named<Kind::kOuterNames, "nonlocal">),
          leaf_row("pass_statement", Kind::kEmpty),
          leaf_row("break_statement", Kind::kBreak),
          leaf_row("continue_statement", Kind::kContinue),
          rule_row("print_statement", keyword_call),
          rule_row("exec_statement", keyword_call),
          // Definitions and imports.
          rule_row("function_definition", plain_definition).typed(kFunctionDefinitionType),
          rule_row("class_definition", plain_definition),
          rule_row("decorated_definition", decorated_definition),
          rule_row("decorator", operand<Kind::kDecorator>),
          rule_row("parameters", list_of<Kind::kParameters, Role::kParameters, parameter>),
          rule_row("lambda_parameters", list_of<Kind::kParameters, Role::kParameters, parameter>),
          inline_row("type"),
          rule_row("generic_type", generic_type),
          rule_row("import_statement", import_statement),
          rule_row("import_from_statement", import_from_statement),
          rule_row("future_import_statement", import_from_statement),
          inline_row("dotted_name"),
          inline_row("relative_import"),
          leaf_row("import_prefix", Kind::kIdentifier),
      },
      {
          {"alias", Role::kAlias},
          {"alternative", Role::kElse},
          {"arguments", Role::kArguments},
          {"attribute", Role::kProperty},
          {"body", Role::kBody},
          {"condition", Role::kCondition},
          {"consequence", Role::kBody},
          {"key", Role::kKey},
          {"left", Role::kLeft},
          {"name", Role::kName},
          {"object", Role::kObject},
          {"parameters", Role::kParameters},
          {"return_type", Role::kType},
          {"right", Role::kRight},
          {"subject", Role::kCondition},
          {"superclasses", Role::kBases},
          {"type", Role::kType},
          {"value", Role::kValue},
      },
      {.frames = frames,
       .ellipses = kEllipses,
       .first_ellipsis = first_ellipsis,
       .typed = {.type_first = false,
                 .before = "___(",
                 .between = ", ",
                 .after = ")",
                 .bare_argument = true},
       .line_comment = "#",
       .triple_quotes = true,
       .interpolation = interpolation});
  return kAdapter;
}

}  // namespace scan::syntax
