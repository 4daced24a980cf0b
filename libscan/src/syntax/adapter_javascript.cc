// JavaScript with JSX: from the types of tree-sitter-javascript to the common Tree.
//
// What is levelled here: a declaration of several names is several variables; the body of an `if`
// or a loop is a block, also where it is a single statement; `x => e` returns e; `{a}` is `{a: a}`
// and a quoted key is a name; an exported declaration is the declaration; a template without
// substitutions is a string.
#include <algorithm>
#include <string>

#include "syntax/adapter.h"
#include "syntax/literal_text.h"

extern "C" const TSLanguage* tree_sitter_javascript();

namespace scan::syntax {
namespace {

struct Fields {
  std::uint8_t alias, arguments, attribute, body, close_tag, condition, consequence, declaration,
      decorator, increment, initializer, kind, label, left, name, object, open_tag, op, parameter,
      parameters, property, right, source, value;
};

const Fields& fields() {
  static const Fields kFields = [] {
    const auto number = [](std::string_view name) {
      return field_number(tree_sitter_javascript(), name);
    };
    return Fields{
        number("alias"),     number("arguments"), number("attribute"),   number("body"),
        number("close_tag"), number("condition"), number("consequence"), number("declaration"),
        number("decorator"), number("increment"), number("initializer"), number("kind"),
        number("label"),     number("left"),      number("name"),        number("object"),
        number("open_tag"),  number("operator"),  number("parameter"),   number("parameters"),
        number("property"),  number("right"),     number("source"),      number("value")};
  }();
  return kFields;
}

struct Types {
  std::uint16_t string, template_string, template_substitution, variable_declarator, if_statement,
      statement_block, assignment_pattern, rest_pattern, namespace_import, named_imports,
      import_specifier, import_clause, identifier, object_assignment_pattern, class_body;
};

const Types& types() {
  static const Types kTypes = [] {
    const auto number = [](std::string_view name) {
      return grammar_type_number(tree_sitter_javascript(), name);
    };
    return Types{number("string"),
                 number("template_string"),
                 number("template_substitution"),
                 number("variable_declarator"),
                 number("if_statement"),
                 number("statement_block"),
                 number("assignment_pattern"),
                 number("rest_pattern"),
                 number("namespace_import"),
                 number("named_imports"),
                 number("import_specifier"),
                 number("import_clause"),
                 number("identifier"),
                 number("object_assignment_pattern"),
                 number("class_body")};
  }();
  return kTypes;
}

bool is(const Lowering& l, RawId node, std::uint16_t type) { return l.raw(node).symbol == type; }

void number(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  l.leaf(Kind::kNumber, role, at,
         is_canonical_number(text) ? l.intern(text) : l.make(canonical_number(text)));
}

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
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    plain = plain && !is(l, child, types().template_substitution);
  }
  if (plain) return string(l, at, role);
  l.open(Kind::kInterpolated, role, at);
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (is(l, child, types().template_substitution)) {
      l.node(Kind::kInterpolation, child, Role::kItem);
    } else if (l.raw(child).named) {
      l.leaf(Kind::kString, Role::kItem, child, l.text(child));
    }
  }
  l.close();
}

// A template after a name calls it; that is another call than one with a template for its argument.
void call(Lowering& l, RawId at, Role role) {
  const RawId arguments = l.field(at, fields().arguments);
  const bool tagged = arguments != 0 && is(l, arguments, types().template_string);
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

Symbol operator_of(Lowering& l, RawId at) {
  const RawId sign = l.field(at, fields().op);
  return sign == 0 ? 0 : l.text(sign);
}

void binary(Lowering& l, RawId at, Role role) {
  l.node(Kind::kBinary, at, role, operator_of(l, at));
}

void augmented_assignment(Lowering& l, RawId at, Role role) {
  l.node(Kind::kAugmentedAssignment, at, role, operator_of(l, at));
}

void unary(Lowering& l, RawId at, Role role) {
  l.open(Kind::kUnary, role, at, operator_of(l, at));
  l.visit_children(at, Role::kOperand);
  l.close();
}

template <Kind kind>
void operand(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  l.visit_children(at, Role::kOperand);
  l.close();
}

void splat(Lowering& l, RawId at, Role role) {
  l.open(Kind::kSplat, role, at, l.intern("*"));
  l.visit_children(at, Role::kItem);
  l.close();
}

// Objects.

void key(Lowering& l, RawId at) {
  if (is(l, at, types().string)) {
    l.leaf(Kind::kIdentifier, Role::kKey, at, l.intern(content(l, at)));
  } else {
    l.visit(at, Role::kKey);
  }
}

void pair(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPair, role, at);
  key(l, l.named_child(at, 0));
  l.visit(l.field(at, fields().value), Role::kValue);
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
  if (is(l, at, types().assignment_pattern)) {
    named = l.field(at, fields().left);
    value = l.field(at, fields().right);
  } else if (is(l, at, types().rest_pattern)) {
    named = l.named_child(at, 0);
    stars = l.intern("*");
  }
  l.open(Kind::kParameter, Role::kItem, at, stars);
  l.visit(named, Role::kName);
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

template <Kind kind>
void function(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (l.raw(child).field == fields().decorator) l.visit(child, Role::kDecorator);
  }
  if (const RawId word = l.first_token(at); word != 0 && l.concrete().text_of(word) == "async") {
    l.leaf(Kind::kIdentifier, Role::kModifier, word, l.text(word));
  }
  l.visit(l.field(at, fields().name), Role::kName);
  if (const RawId single = l.field(at, fields().parameter); single != 0) {
    l.open(Kind::kParameters, Role::kParameters, single);
    parameter(l, single);
    l.close();
  }
  l.visit(l.field(at, fields().parameters), Role::kParameters);
  const RawId body = l.field(at, fields().body);
  if (body == 0 || is(l, body, types().statement_block)) {
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

void class_definition(Lowering& l, RawId at, Role role) {
  l.open(Kind::kClass, role, at);
  l.visit_children(at);
  l.close();
}

void class_heritage(Lowering& l, RawId at, Role) {
  l.open(Kind::kArguments, Role::kBases, at);
  l.visit_children(at, Role::kItem);
  l.close();
}

void field_definition(Lowering& l, RawId at, Role role) {
  l.open(Kind::kField, role, at);
  l.visit(l.field(at, fields().property), Role::kName);
  l.visit(l.field(at, fields().value), Role::kValue);
  l.close();
}

// Statements.

void declaration(Lowering& l, RawId at, Role role) {
  std::uint32_t count = 0;
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    count += is(l, child, types().variable_declarator);
  }
  const RawId word = l.first_token(at);
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (!is(l, child, types().variable_declarator)) continue;
    l.open(Kind::kVariable, role, count == 1 ? at : child, word == 0 ? 0 : l.text(word));
    l.visit(l.field(child, fields().name), Role::kLeft);
    l.visit(l.field(child, fields().value), Role::kRight);
    l.close();
  }
}

void if_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIf, role, at);
  l.visit(l.field(at, fields().condition), Role::kCondition);
  l.visit_as_block(l.field(at, fields().consequence), Role::kBody);
  l.visit(l.field(at, field_number(tree_sitter_javascript(), "alternative")), Role::kAlternative);
  l.close();
}

void else_clause(Lowering& l, RawId at, Role) {
  const RawId inner = l.named_child(at, 0);
  if (inner != 0 && is(l, inner, types().if_statement)) {
    l.visit(inner, Role::kAlternative);
  } else {
    l.visit_as_block(inner, Role::kAlternative);
  }
}

// A loop: everything by field, its body as a block.
template <Kind kind>
void loop(Lowering& l, RawId at, Role role) {
  const Fields& f = fields();
  l.open(kind, role, at, kind == Kind::kForEach ? operator_of(l, at) : 0);
  l.visit(l.field(at, f.initializer), Role::kInitializer);
  l.visit(l.field(at, f.left), Role::kLeft);
  l.visit(l.field(at, f.right), Role::kRight);
  if (const RawId condition = l.field(at, f.condition); condition != 0 && l.raw(condition).named) {
    l.visit(condition, Role::kCondition);
  }
  l.visit(l.field(at, f.increment), Role::kUpdate);
  l.visit_as_block(l.field(at, f.body), Role::kBody);
  l.close();
}

void switch_case(Lowering& l, RawId at, Role role) {
  const RawId value = l.field(at, fields().value);
  l.open(Kind::kCase, role, at);
  l.visit(value, Role::kValue);
  l.open(Kind::kBlock, Role::kBody, at);
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (l.raw(child).named && child != value) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

void catch_clause(Lowering& l, RawId at, Role) {
  l.open(Kind::kCatch, Role::kHandler, at);
  l.visit(l.field(at, fields().parameter), Role::kName);
  l.visit(l.field(at, fields().body), Role::kBody);
  l.close();
}

void finally_clause(Lowering& l, RawId at, Role) {
  l.visit(l.field(at, fields().body), Role::kFinally);
}

void labeled_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLabeled, role, at);
  l.visit(l.field(at, fields().label), Role::kName);
  l.visit(l.field(at, fields().body), Role::kBody);
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
  l.visit(l.field(at, fields().source), Role::kModule);
  RawId clause = 0;
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (is(l, child, types().import_clause)) clause = child;
  }
  for (RawId part = clause + 1; clause != 0 && part < l.raw(clause).end; part = l.raw(part).end) {
    if (is(l, part, types().identifier)) import_item(l, part, 0, "default", part);
    if (is(l, part, types().namespace_import)) import_item(l, part, 0, "*", l.named_child(part, 0));
    if (!is(l, part, types().named_imports)) continue;
    for (RawId item = part + 1; item < l.raw(part).end; item = l.raw(item).end) {
      if (!is(l, item, types().import_specifier)) continue;
      import_item(l, item, l.field(item, fields().name), "", l.field(item, fields().alias));
    }
  }
  l.close();
}

void export_statement(Lowering& l, RawId at, Role role) {
  const RawId inner = l.field(at, fields().declaration);
  if (inner != 0) return l.visit(inner, role);
  if (const RawId value = l.field(at, fields().value); value != 0) return l.visit(value, role);
  l.node(Kind::kExport, at, role);
}

// JSX. An element is its name, its attributes, and its children.

void jsx_tag(Lowering& l, RawId tag) {
  l.visit(l.field(tag, fields().name), Role::kName);
  for (RawId child = tag + 1; child < l.raw(tag).end; child = l.raw(child).end) {
    if (l.raw(child).field == fields().attribute) l.visit(child, Role::kProperty);
  }
}

void jsx_element(Lowering& l, RawId at, Role role) {
  l.open(Kind::kElement, role, at);
  if (const RawId tag = l.field(at, fields().open_tag); tag != 0) jsx_tag(l, tag);
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
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

}  // namespace

const Adapter& javascript_adapter() {
  static const Adapter kAdapter =
      make_adapter(tree_sitter_javascript(),
                   {
                       drop_row("comment"),
                       drop_row("html_comment"),
                       drop_row("hash_bang_line"),
                       drop_row("empty_statement"),
                       drop_row("optional_chain"),
                       node_row("statement_block", Kind::kBlock),
                       inline_row("expression_statement"),
                       inline_row("parenthesized_expression"),
                       // Names and literals.
                       leaf_row("identifier", Kind::kIdentifier),
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
                       rule_row("string", string),
                       rule_row("template_string", template_string),
                       // Expressions.
                       rule_row("call_expression", call),
                       node_row("new_expression", Kind::kNew),
                       node_row("arguments", Kind::kArguments),
                       rule_row("spread_element", splat),
                       rule_row("rest_pattern", splat),
                       node_row("member_expression", Kind::kMember),
                       node_row("subscript_expression", Kind::kIndex),
                       node_row("assignment_expression", Kind::kAssignment),
                       rule_row("augmented_assignment_expression", augmented_assignment),
                       rule_row("binary_expression", binary),
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
                       rule_row("formal_parameters", parameters),
                       rule_row("class_declaration", class_definition),
                       rule_row("class", class_definition),
                       rule_row("class_heritage", class_heritage),
                       node_row("class_body", Kind::kBlock),
                       rule_row("field_definition", field_definition),
                       rule_row("decorator", operand<Kind::kDecorator>),
                       // Statements.
                       rule_row("variable_declaration", declaration),
                       rule_row("lexical_declaration", declaration),
                       rule_row("using_declaration", declaration),
                       rule_row("if_statement", if_statement),
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
                       rule_row("finally_clause", finally_clause),
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
                   });
  return kAdapter;
}

}  // namespace scan::syntax
