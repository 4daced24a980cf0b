// Python: from the types of tree-sitter-python to the common Tree.
//
// What is levelled here: a decorated definition is the definition with decorators; `elif` is an
// `if` in the alternative; an import of several names is several imports; adjacent string literals
// are one; `print x` of Python 2 is a call.
#include <algorithm>
#include <string>

#include "syntax/adapter.h"
#include "syntax/literal_text.h"

extern "C" const TSLanguage* tree_sitter_python();

namespace scan::syntax {
namespace {

struct Fields {
  std::uint8_t alias, alternative, argument, arguments, body, condition, consequence, definition,
      left, module_name, name, operators, right, subscript, superclasses, type, value;
};

const Fields& fields() {
  static const Fields kFields = [] {
    const auto number = [](std::string_view name) {
      return field_number(tree_sitter_python(), name);
    };
    return Fields{number("alias"),       number("alternative"), number("argument"),
                  number("arguments"),   number("body"),        number("condition"),
                  number("consequence"), number("definition"),  number("left"),
                  number("module_name"), number("name"),        number("operators"),
                  number("right"),       number("subscript"),   number("superclasses"),
                  number("type"),        number("value")};
  }();
  return kFields;
}

// Types that rules ask for by name, as numbers.
std::uint16_t type_number(std::string_view type);
bool is(const Lowering& l, RawId node, std::uint16_t type) { return l.raw(node).symbol == type; }

struct Types {
  std::uint16_t string, interpolation, string_start, string_end, aliased_import, wildcard_import,
      identifier, elif_clause, as_pattern, block, default_parameter, typed_parameter,
      typed_default_parameter, list_splat_pattern, dictionary_splat_pattern, function_definition,
      generator_expression, case_pattern;
};

const Types& types() {
  static const Types kTypes = {type_number("string"),
                               type_number("interpolation"),
                               type_number("string_start"),
                               type_number("string_end"),
                               type_number("aliased_import"),
                               type_number("wildcard_import"),
                               type_number("identifier"),
                               type_number("elif_clause"),
                               type_number("as_pattern"),
                               type_number("block"),
                               type_number("default_parameter"),
                               type_number("typed_parameter"),
                               type_number("typed_default_parameter"),
                               type_number("list_splat_pattern"),
                               type_number("dictionary_splat_pattern"),
                               type_number("function_definition"),
                               type_number("generator_expression"),
                               type_number("case_pattern")};
  return kTypes;
}

std::uint16_t type_number(std::string_view type) {
  return grammar_type_number(tree_sitter_python(), type);
}

void expression_statement(Lowering& l, RawId at, Role role) {
  // "1, 2" is a tuple although nothing in the grammar says so.
  if (l.named_child(at, 1) == 0) return l.visit_children(at, role);
  l.node(Kind::kTuple, at, role);
}

void number(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  l.leaf(Kind::kNumber, role, at,
         is_canonical_number(text) ? l.intern(text) : l.make(canonical_number(text)));
}

bool has_interpolation(const Lowering& l, RawId string) {
  for (RawId child = string + 1; child < l.raw(string).end; child = l.raw(child).end) {
    if (is(l, child, types().interpolation)) return true;
  }
  return false;
}

// The text between the quotes, as written.
std::string_view content(const Lowering& l, RawId string) {
  Span inner = l.raw(string).span;
  for (RawId child = string + 1; child < l.raw(string).end; child = l.raw(child).end) {
    if (is(l, child, types().string_start)) inner.begin = l.raw(child).span.end;
    if (is(l, child, types().string_end)) inner.end = l.raw(child).span.begin;
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
  for (RawId child = string + 1; child < l.raw(string).end; child = l.raw(child).end) {
    if (is(l, child, types().interpolation)) {
      l.node(Kind::kInterpolation, child, Role::kItem);
    } else if (!is(l, child, types().string_start) && !is(l, child, types().string_end)) {
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
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (!is(l, child, types().string)) continue;
    plain = plain && !has_interpolation(l, child);
    joined += content(l, child);
  }
  if (plain) return l.leaf(Kind::kString, role, at, l.make(std::move(joined)));
  l.open(Kind::kInterpolated, role, at);
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (is(l, child, types().string)) string_parts(l, child);
  }
  l.close();
}

void call(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.visit(l.named_child(at, 0), Role::kCallee);
  const RawId arguments = l.field(at, fields().arguments);
  if (arguments != 0 && is(l, arguments, types().generator_expression)) {
    l.open(Kind::kArguments, Role::kArguments, arguments);
    l.visit(arguments, Role::kItem);
    l.close();
  } else {
    l.visit(arguments, Role::kArguments);
  }
  l.close();
}

void print_statement(Lowering& l, RawId at, Role role) {
  const RawId keyword = l.first_token(at);
  l.open(Kind::kCall, role, at);
  if (keyword != 0) l.leaf(Kind::kIdentifier, Role::kCallee, keyword, l.text(keyword));
  l.open(Kind::kArguments, Role::kArguments, at);
  l.visit_children(at, Role::kItem);
  l.close();
  l.close();
}

void subscript(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIndex, role, at);
  l.visit(l.field(at, fields().value), Role::kObject);
  std::uint32_t count = 0;
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    count += l.raw(child).field == fields().subscript && l.raw(child).named;
  }
  const bool tuple = count > 1;
  if (tuple) l.open(Kind::kTuple, Role::kIndex, at);
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (l.raw(child).field == fields().subscript && l.raw(child).named) {
      l.visit(child, tuple ? Role::kItem : Role::kIndex);
    }
  }
  if (tuple) l.close();
  l.close();
}

void slice(Lowering& l, RawId at, Role role) {
  constexpr Role kParts[] = {Role::kLeft, Role::kRight, Role::kUpdate};
  std::size_t part = 0;
  l.open(Kind::kSlice, role, at);
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (l.raw(child).named) {
      l.visit(child, kParts[part]);
    } else if (part < 2) {
      ++part;
    }
  }
  l.close();
}

void operation(Lowering& l, RawId at, Role role) {
  const RawId sign = l.first_token(at);
  l.node(Kind::kBinary, at, role, sign == 0 ? 0 : l.text(sign));
}

void unary(Lowering& l, RawId at, Role role) {
  const RawId sign = l.first_token(at);
  l.open(Kind::kUnary, role, at, sign == 0 ? 0 : l.text(sign));
  l.visit_children(at, Role::kOperand);
  l.close();
}

// "a < b" is an operation; "a < b < c" is one with all its operators in the name.
void comparison(Lowering& l, RawId at, Role role) {
  std::string signs;
  std::uint32_t count = 0;
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
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

void augmented_assignment(Lowering& l, RawId at, Role role) {
  const RawId sign = l.first_token(at);
  l.node(Kind::kAugmentedAssignment, at, role, sign == 0 ? 0 : l.text(sign));
}

void named_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kAssignment, role, at, l.intern(":="));
  l.visit(l.field(at, fields().name), Role::kLeft);
  l.visit(l.field(at, fields().value), Role::kRight);
  l.close();
}

template <std::size_t size>
struct Word {
  constexpr Word(const char (&text)[size]) {  // NOLINT: implicit, so that a literal is an argument
    for (std::size_t i = 0; i < size; ++i) characters[i] = text[i];
  }
  char characters[size];
};

// A node of a fixed name: "comprehension" of "list", "splat" of "**".
template <Kind kind, Word word, Role child_role = Role::kItem, bool by_field = false>
void named(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at, l.intern(word.characters));
  if constexpr (by_field) {
    l.visit_children(at);
  } else {
    l.visit_children(at, child_role);
  }
  l.close();
}

template <Kind kind>
void operand(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  l.visit_children(at, Role::kOperand);
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
  l.visit(l.field(at, fields().condition), Role::kCondition);
  l.visit(l.field(at, fields().consequence), Role::kBody);
  std::uint32_t open = 1;
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (l.raw(child).field != fields().alternative) continue;
    if (is(l, child, types().elif_clause)) {
      l.open(Kind::kIf, Role::kAlternative, child);
      l.visit(l.field(child, fields().condition), Role::kCondition);
      l.visit(l.field(child, fields().consequence), Role::kBody);
      ++open;
    } else {
      l.visit(l.field(child, fields().body), Role::kAlternative);
    }
  }
  for (; open > 0; --open) l.close();
}

// "else" of a loop or a try: its block.
void else_clause(Lowering& l, RawId at, Role) { l.visit(l.field(at, fields().body), Role::kElse); }
void finally_clause(Lowering& l, RawId at, Role) { l.visit(l.named_child(at, 0), Role::kFinally); }

void except_clause(Lowering& l, RawId at, Role) {
  l.open(Kind::kCatch, Role::kHandler, at);
  RawId type = l.field(at, fields().value);
  const RawId alias = l.field(at, fields().alias);
  if (type != 0 && is(l, type, types().as_pattern)) {
    l.visit(l.named_child(type, 0), Role::kType);
    l.visit(l.named_child(type, 1), Role::kName);
  } else {
    l.visit(type, Role::kType);
    l.visit(alias, Role::kName);
  }
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (is(l, child, types().block)) l.visit(child, Role::kBody);
  }
  l.close();
}

void with_item(Lowering& l, RawId at, Role role) {
  l.open(Kind::kWithItem, role, at);
  const RawId value = l.field(at, fields().value);
  if (value != 0 && is(l, value, types().as_pattern)) {
    l.visit(l.named_child(value, 0), Role::kValue);
    l.visit(l.named_child(value, 1), Role::kAlias);
  } else {
    l.visit(value, Role::kValue);
  }
  l.close();
}

void case_clause(Lowering& l, RawId at, Role) {
  l.open(Kind::kCase, Role::kItem, at);
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (is(l, child, types().case_pattern)) l.visit(child, Role::kValue);
  }
  l.visit(l.field(at, fields().consequence), Role::kBody);
  l.close();
}

// Definitions.

void definition(Lowering& l, RawId at, RawId outer, Role role) {
  const bool function = is(l, at, types().function_definition);
  l.open(function ? Kind::kFunction : Kind::kClass, role, outer);
  if (outer != at) {
    for (RawId child = outer + 1; child < l.raw(outer).end; child = l.raw(child).end) {
      if (l.raw(child).named && child != at) l.visit(child, Role::kDecorator);
    }
  }
  if (const RawId word = l.first_token(at); word != 0 && l.concrete().text_of(word) == "async") {
    l.leaf(Kind::kIdentifier, Role::kModifier, word, l.text(word));
  }
  l.visit_children(at);
  l.close();
}

void plain_definition(Lowering& l, RawId at, Role role) { definition(l, at, at, role); }
void decorated_definition(Lowering& l, RawId at, Role role) {
  const RawId inner = l.field(at, fields().definition);
  if (inner == 0) return l.node(Kind::kOther, at, role);
  definition(l, inner, at, role);
}

void parameter(Lowering& l, RawId at) {
  const Types& t = types();
  RawId named = at;
  RawId type = 0;
  RawId value = 0;
  if (is(l, at, t.default_parameter) || is(l, at, t.typed_default_parameter)) {
    named = l.field(at, fields().name);
    type = l.field(at, fields().type);
    value = l.field(at, fields().value);
  } else if (is(l, at, t.typed_parameter)) {
    named = l.named_child(at, 0);
    type = l.field(at, fields().type);
  }
  Symbol stars = 0;
  if (named != 0 && is(l, named, t.list_splat_pattern)) stars = l.intern("*");
  if (named != 0 && is(l, named, t.dictionary_splat_pattern)) stars = l.intern("**");
  if (stars != 0) named = l.named_child(named, 0);
  l.open(Kind::kParameter, Role::kItem, at, stars);
  l.visit(named, Role::kName);
  l.visit(type, Role::kType);
  l.visit(value, Role::kDefault);
  l.close();
}

void parameters(Lowering& l, RawId at, Role) {
  l.open(Kind::kParameters, Role::kParameters, at);
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (l.raw(child).named && !l.dropped(child)) parameter(l, child);
  }
  l.close();
}

// Imports. An import is the parts of its module's name, then an item for each name that is taken
// from the module; `import a, b` is two.

void imported_name(Lowering& l, RawId at) {
  const bool aliased = is(l, at, types().aliased_import);
  l.open(Kind::kImportItem, Role::kItem, at);
  l.visit(aliased ? l.field(at, fields().name) : at, Role::kName);
  if (aliased) l.visit(l.field(at, fields().alias), Role::kAlias);
  l.close();
}

void imported_module(Lowering& l, RawId at, RawId statement, Role role) {
  const bool aliased = is(l, at, types().aliased_import);
  l.open(Kind::kImport, role, statement);
  l.visit(aliased ? l.field(at, fields().name) : at, Role::kModule);
  if (aliased) l.visit(l.field(at, fields().alias), Role::kAlias);
  l.close();
}

void import_statement(Lowering& l, RawId at, Role role) {
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (l.raw(child).field == fields().name) imported_module(l, child, at, role);
  }
}

void import_from_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kImport, role, at);
  const RawId module = l.field(at, fields().module_name);
  if (module != 0) {
    l.visit(module, Role::kModule);
  } else {
    l.leaf(Kind::kIdentifier, Role::kModule, at, l.intern("__future__"));
  }
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (l.raw(child).field == fields().name) imported_name(l, child);
    if (!is(l, child, types().wildcard_import)) continue;
    l.open(Kind::kImportItem, Role::kItem, child);
    l.leaf(Kind::kIdentifier, Role::kName, child, l.intern("*"));
    l.close();
  }
  l.close();
}

}  // namespace

const Adapter& python_adapter() {
  static const Adapter kAdapter = make_adapter(
      tree_sitter_python(),
      {
          drop_row("comment"),
          drop_row("line_continuation"),
          drop_row("type_conversion"),
          drop_row("format_specifier"),
          node_row("block", Kind::kBlock),
          rule_row("expression_statement", expression_statement),
          inline_row("parenthesized_expression"),
          // Names and literals.
          leaf_row("identifier", Kind::kIdentifier),
          leaf_row("true", Kind::kBoolean),
          leaf_row("false", Kind::kBoolean),
          leaf_row("none", Kind::kNull),
          leaf_row("ellipsis", Kind::kEllipsis),
          rule_row("integer", number),
          rule_row("float", number),
          rule_row("string", string),
          rule_row("concatenated_string", concatenated_string),
          // Expressions.
          rule_row("call", call),
          node_row("argument_list", Kind::kArguments),
          node_row("keyword_argument", Kind::kKeywordArgument),
          rule_row("list_splat", named<Kind::kSplat, "*">),
          rule_row("dictionary_splat", named<Kind::kSplat, "**">),
          rule_row("list_splat_pattern", named<Kind::kSplat, "*">),
          rule_row("dictionary_splat_pattern", named<Kind::kSplat, "**">),
          node_row("attribute", Kind::kMember),
          rule_row("subscript", subscript),
          rule_row("slice", slice),
          node_row("assignment", Kind::kAssignment),
          rule_row("augmented_assignment", augmented_assignment),
          rule_row("named_expression", named_expression),
          rule_row("binary_operator", operation),
          rule_row("boolean_operator", operation),
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
          rule_row("list_comprehension", named<Kind::kComprehension, "list", Role::kItem, true>),
          rule_row("set_comprehension", named<Kind::kComprehension, "set", Role::kItem, true>),
          rule_row("dictionary_comprehension",
                   named<Kind::kComprehension, "dictionary", Role::kItem, true>),
          rule_row("generator_expression",
                   named<Kind::kComprehension, "generator", Role::kItem, true>),
          node_row("for_in_clause", Kind::kComprehensionFor),
          rule_row("if_clause", operand<Kind::kComprehensionIf>),
          node_row("lambda", Kind::kLambda),
          rule_row("await", operand<Kind::kAwait>),
          rule_row("yield", operand<Kind::kYield>),
          // Statements.
          rule_row("if_statement", if_statement),
          node_row("while_statement", Kind::kWhile),
          node_row("for_statement", Kind::kForEach),
          node_row("try_statement", Kind::kTry),
          rule_row("except_clause", except_clause),
          rule_row("else_clause", else_clause),
          rule_row("finally_clause", finally_clause),
          node_row("with_statement", Kind::kWith),
          inline_row("with_clause"),
          rule_row("with_item", with_item),
          inline_row("as_pattern_target"),
          node_row("match_statement", Kind::kSwitch),
          rule_row("case_clause", case_clause),
          inline_row("case_pattern"),
          rule_row("return_statement", operand<Kind::kReturn>),
          rule_row("raise_statement", throw_statement),
          node_row("assert_statement", Kind::kAssert),
          node_row("delete_statement", Kind::kDelete),
          leaf_row("pass_statement", Kind::kEmpty),
          leaf_row("break_statement", Kind::kBreak),
          leaf_row("continue_statement", Kind::kContinue),
          rule_row("print_statement", print_statement),
          rule_row("exec_statement", print_statement),
          // Definitions and imports.
          rule_row("function_definition", plain_definition),
          rule_row("class_definition", plain_definition),
          rule_row("decorated_definition", decorated_definition),
          rule_row("decorator", operand<Kind::kDecorator>),
          rule_row("parameters", parameters),
          rule_row("lambda_parameters", parameters),
          node_row("type", Kind::kType),
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
      });
  return kAdapter;
}

}  // namespace scan::syntax
