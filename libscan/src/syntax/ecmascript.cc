// One table for JavaScript and TypeScript: their grammars share their types' names, and what only
// some of them have is a table of its own.
//
// What is levelled here: a declaration of several names is several variables; the body of an `if`
// or a loop is a block, also where it is a single statement; `x => e` returns e; `{a}` is `{a: a}`
// and a quoted key is a name; an exported declaration is the declaration with a modifier; a
// template without substitutions is a string; a function's name in an expression is none; `x!` is
// x, and a type is what it says, without what says that it is one.
#include "syntax/ecmascript.h"

#include <algorithm>
#include <string>
#include <vector>

#include "syntax/c_like.h"
#include "syntax/recipes.h"

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
  kDecoratorType,
  kRequiredParameterType,
  kOptionalParameterType,
  kModifierType,
  kMethodType,
  kFunctionType,
  kClassType,
  kDeclarationType,
  kExtendsType,
  kImplementsType,
  kImportRequireType,
  kOptionalChainType,
};

// The text between the quotes, as written.
std::string_view content(const Lowering& l, RawId string) {
  std::string_view text = l.concrete().text_of(string);
  if (text.size() < 2) return {};
  if (l.concrete().is_pattern && text[0] == '$') return text;  // that was spelled as a string
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

// "a?.b" is "a.b" of another name.
void member(Lowering& l, RawId at, Role role) {
  const bool optional = l.child_of_type(at, kOptionalChainType) != 0;
  l.node(Kind::kMember, at, role, optional ? l.intern("?.") : 0);
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

void modifier(Lowering& l, RawId at) { l.leaf(Kind::kIdentifier, Role::kModifier, at, l.text(at)); }

// "async", "static", "private": what stands before the parameters or the body of `at`.
void modifiers(Lowering& l, RawId at) {
  constexpr std::string_view kWords[] = {"async", "static", "abstract", "readonly", "get",
                                         "set",   "*",      "declare",  "const",    "accessor"};
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kModifierType) modifier(l, child);
    if (l.raw(child).named) continue;
    const std::string_view word = l.concrete().text_of(child);
    if (std::ranges::find(kWords, word) != std::end(kWords)) modifier(l, child);
  }
}

void parameter(Lowering& l, RawId at) {
  const std::uint8_t type = l.type(at);
  RawId named = at;
  RawId value = 0;
  Symbol stars = 0;
  if (type == kAssignmentPatternType) {
    named = l.field(at, Field::kLeft);
    value = l.field(at, Field::kRight);
  } else if (type == kRequiredParameterType || type == kOptionalParameterType) {
    named = l.field(at, Field::kPattern);
    if (named == 0) named = l.field(at, Field::kName);
    value = l.field(at, Field::kValue);
  }
  if (named != 0 && l.type(named) == kRestPatternType) {
    named = l.named_child(named, 0);
    stars = l.intern("*");
  }
  l.open(Kind::kParameter, Role::kItem, at, stars);
  if (type == kRequiredParameterType || type == kOptionalParameterType) {
    for (const RawId child : l.children(at)) {
      if (l.in_field(child, Field::kDecorator)) l.visit(child, Role::kDecorator);
    }
    modifiers(l, at);
    l.visit(l.field(at, Field::kType), Role::kType);
  }
  l.visit(named, Role::kName);
  l.visit(value, Role::kDefault);
  l.close();
}

// What stands before a definition and is no part of it in the grammar's eyes.
struct Prefix {
  RawId exported = 0;             // the export statement around it
  std::vector<RawId> decorators;  // before it
};

void prefix(Lowering& l, const Prefix& before, RawId at) {
  for (const RawId decorator : before.decorators) l.visit(decorator, Role::kDecorator);
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kDecorator)) l.visit(child, Role::kDecorator);
  }
  if (before.exported == 0) return;
  for (const RawId child : l.children(before.exported)) {
    if (l.in_field(child, Field::kDecorator)) l.visit(child, Role::kDecorator);
    if (!l.raw(child).named && l.concrete().text_of(child) != ";") modifier(l, child);
  }
}

void function_body(Lowering& l, RawId body) {
  if (body == 0 || l.type(body) == kStatementBlockType) return l.visit(body, Role::kBody);
  l.open(Kind::kBlock, Role::kBody, body);
  l.open(Kind::kReturn, Role::kItem, body);
  l.visit(body, Role::kOperand);
  l.close();
  l.close();
}

void function_after(Lowering& l, const Prefix& before, Kind kind, RawId at, Role role) {
  const RawId decorator = before.decorators.empty() ? 0 : before.decorators.front();
  l.open_from(decorator, kind, role, before.exported != 0 ? before.exported : at);
  prefix(l, before, at);
  modifiers(l, at);
  if (kind != Kind::kLambda) l.visit(l.field(at, Field::kName), Role::kName);
  if (const RawId single = l.field(at, Field::kParameter); single != 0) {
    l.open(Kind::kParameters, Role::kParameters, single);
    parameter(l, single);
    l.close();
  }
  l.visit(l.field(at, Field::kParameters), Role::kParameters);
  l.visit(l.field(at, Field::kReturnType), Role::kType);
  function_body(l, l.field(at, Field::kBody));
  l.close();
}

template <Kind kind>
void function(Lowering& l, RawId at, Role role) {
  function_after(l, {}, kind, at, role);
}

void class_after(Lowering& l, const Prefix& before, RawId at, Role role) {
  // The keyword tells an interface from a class; "abstract" comes before it.
  Symbol keyword = 0;
  if (l.has_token(at, "interface")) keyword = l.intern("interface");
  if (l.has_token(at, "enum")) keyword = l.intern("enum");
  l.open(Kind::kClass, role, before.exported != 0 ? before.exported : at, keyword);
  prefix(l, before, at);
  modifiers(l, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && l.raw(child).field == 0 && l.type(child) != kModifierType) {
      l.visit(child, Role::kBases);
    }
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void class_definition(Lowering& l, RawId at, Role role) { class_after(l, {}, at, role); }

// "extends A": a list of bases. "implements B": interfaces, in any order.
void class_heritage(Lowering& l, RawId at, Role) {
  const RawId implements = l.child_of_type(at, kImplementsType);
  const RawId extends = l.child_of_type(at, kExtendsType);
  if (extends != 0) {
    l.visit(extends, Role::kBases);
  } else if (implements == 0) {
    l.open(Kind::kArguments, Role::kBases, at);
    l.visit_children(at, Role::kItem);
    l.close();
  }
  if (implements != 0) l.visit_children(implements, Role::kInterface);
}

void extends_clause(Lowering& l, RawId at, Role) {
  l.open(Kind::kArguments, Role::kBases, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.in_field(child, Field::kTypeArguments)) {
      l.visit(child, Role::kItem);
    }
  }
  l.close();
}

// TypeScript's grammar has a method's decorators before it, not in it.
void class_body(Lowering& l, RawId at, Role role) {
  l.open(Kind::kBlock, role, at);
  Prefix before;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kDecoratorType) {
      before.decorators.push_back(child);
    } else if (l.type(child) == kMethodType) {
      function_after(l, before, Kind::kFunction, child, Role::kItem);
      before.decorators.clear();
    } else if (l.raw(child).named) {
      l.visit(child, Role::kItem);
    }
  }
  l.close();
}

void field_definition(Lowering& l, RawId at, Role role) {
  RawId name = l.field(at, Field::kProperty);
  if (name == 0) name = l.field(at, Field::kName);
  l.open(Kind::kField, role, at);
  prefix(l, {}, at);
  modifiers(l, at);
  l.visit(name, Role::kName);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

// A member of an enumeration: a field, with a value or without.
void enum_body(Lowering& l, RawId at, Role role) {
  l.open(Kind::kBlock, role, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.dropped(child)) continue;
    if (!l.in_field(child, Field::kName)) {
      l.visit(child, Role::kItem);
      continue;
    }
    l.open(Kind::kField, Role::kItem, child);
    l.visit(child, Role::kName);
    l.close();
  }
  l.close();
}

// Statements.

void declaration_after(Lowering& l, const Prefix& before, RawId at, Role role) {
  std::uint32_t count = 0;
  for (const RawId child : l.children(at)) {
    count += l.type(child) == kVariableDeclaratorType;
  }
  const RawId word = l.first_token(at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kVariableDeclaratorType) continue;
    const RawId whole = before.exported != 0 ? before.exported : at;
    l.open(Kind::kVariable, role, count == 1 ? whole : child, word == 0 ? 0 : l.text(word));
    prefix(l, before, at);
    l.visit(l.field(child, Field::kName), Role::kLeft);
    l.visit(l.field(child, Field::kType), Role::kType);
    l.visit(l.field(child, Field::kValue), Role::kRight);
    l.close();
  }
}

void declaration(Lowering& l, RawId at, Role role) { declaration_after(l, {}, at, role); }

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
  // "import a = require("m")".
  const RawId require = l.child_of_type(at, kImportRequireType);
  l.visit(l.field(require != 0 ? require : at, Field::kSource), Role::kModule);
  if (require != 0) import_item(l, require, 0, "*", l.named_child(require, 0));
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
  const Prefix before{.exported = at, .decorators = {}};
  const RawId inner = l.field(at, Field::kDeclaration);
  switch (l.type(inner)) {
    case kFunctionType:
      return function_after(l, before, Kind::kFunction, inner, role);
    case kClassType:
      return class_after(l, before, inner, role);
    case kDeclarationType:
      return declaration_after(l, before, inner, role);
    default:
      break;
  }
  if (inner != 0) return l.visit(inner, role);
  if (const RawId value = l.field(at, Field::kValue); value != 0) {
    l.open(Kind::kExport, role, at, l.intern("default"));
    l.visit(value, Role::kItem);
    return l.close();
  }
  l.node(Kind::kExport, at, role);
}

// TypeScript: "x as T", "x satisfies T"; "<T>x" has the type first.
void cast(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCast, role, at);
  l.visit(l.named_child(at, 0), Role::kOperand);
  l.visit(l.named_child(at, 1), Role::kType);
  l.close();
}

void type_assertion(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCast, role, at);
  l.visit(l.named_child(at, 1), Role::kOperand);
  if (const RawId arguments = l.named_child(at, 0); arguments != 0) {
    l.visit(l.named_child(arguments, 0), Role::kType);
  }
  l.close();
}

void generic_type(Lowering& l, RawId at, Role role) {
  l.open(Kind::kType, role, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kTypeArguments), Role::kTypeArguments);
  l.close();
}

// "A.B" as a type.
void nested_type(Lowering& l, RawId at, Role role) {
  l.open(Kind::kMember, role, at);
  l.visit(l.named_child(at, 0), Role::kObject);
  l.visit(l.named_child(at, 1), Role::kProperty);
  l.close();
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

constexpr AdapterRow kCommonRows[] = {
    type_row("template_substitution").typed(kTemplateSubstitutionType),
    type_row("variable_declarator").typed(kVariableDeclaratorType),
    type_row("assignment_pattern").typed(kAssignmentPatternType),
    type_row("namespace_import").typed(kNamespaceImportType),
    type_row("named_imports").typed(kNamedImportsType),
    type_row("import_specifier").typed(kImportSpecifierType),
    type_row("import_clause").typed(kImportClauseType),
    type_row("object_assignment_pattern").typed(kObjectAssignmentPatternType),
    drop_row("comment"),
    drop_row("hash_bang_line"),
    drop_row("empty_statement"),
    drop_row("optional_chain").typed(kOptionalChainType),
    node_row("statement_block", Kind::kBlock).typed(kStatementBlockType),
    inline_row("expression_statement"),
    group_row("parenthesized_expression"),
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
    rule_row("member_expression", member),
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
    rule_row("function_declaration", function<Kind::kFunction>).typed(kFunctionType),
    rule_row("generator_function_declaration", function<Kind::kFunction>).typed(kFunctionType),
    rule_row("method_definition", function<Kind::kFunction>).typed(kMethodType),
    rule_row("formal_parameters", list_of<Kind::kParameters, Role::kParameters, parameter>),
    rule_row("class_declaration", class_definition).typed(kClassType),
    rule_row("class", class_definition),
    rule_row("class_heritage", class_heritage),
    rule_row("class_body", class_body).typed(kClassBodyType),
    rule_row("decorator", operand<Kind::kDecorator>).typed(kDecoratorType),
    // Statements.
    rule_row("variable_declaration", declaration).typed(kDeclarationType),
    rule_row("lexical_declaration", declaration).typed(kDeclarationType),
    rule_row("if_statement", if_statement).typed(kIfStatementType),
    rule_row("else_clause", else_clause),
    rule_row("for_statement", loop<Kind::kFor>),
    rule_row("for_in_statement", loop<Kind::kForEach>),
    rule_row("while_statement", loop<Kind::kWhile>),
    rule_row("do_statement", loop<Kind::kDoWhile>),
    node_row("switch_statement", Kind::kSwitch),
    node_row("switch_body", Kind::kBlock),
    rule_row("switch_case", c_like::case_statement),
    rule_row("switch_default", c_like::case_statement),
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
};

constexpr AdapterRow kJavaScriptRows[] = {
    drop_row("html_comment"),
    rule_row("field_definition", field_definition),
    rule_row("using_declaration", declaration),
};

constexpr AdapterRow kJsxRows[] = {
    rule_row("jsx_element", jsx_element),
    rule_row("jsx_self_closing_element", jsx_self_closing_element),
    rule_row("jsx_attribute", jsx_attribute),
    rule_row("jsx_text", jsx_text),
    inline_row("jsx_expression"),
    drop_row("html_character_reference"),
};

constexpr AdapterRow kTypeScriptRows[] = {
    drop_row("html_comment"),
    // Types.
    leaf_row("type_identifier", Kind::kIdentifier),
    leaf_row("predefined_type", Kind::kIdentifier),
    leaf_row("this_type", Kind::kIdentifier),
    rule_row("nested_type_identifier", nested_type),
    rule_row("nested_identifier", nested_type),
    rule_row("generic_type", generic_type),
    node_row("type_arguments", Kind::kTypeArguments),
    inline_row("type_annotation"),
    inline_row("parenthesized_type"),
    inline_row("literal_type"),
    drop_row("type_parameters"),
    // Expressions.
    rule_row("as_expression", cast),
    rule_row("satisfies_expression", cast),
    inline_row("non_null_expression"),
    // Definitions.
    type_row("required_parameter").typed(kRequiredParameterType),
    type_row("optional_parameter").typed(kOptionalParameterType),
    leaf_row("accessibility_modifier", Kind::kIdentifier).typed(kModifierType),
    leaf_row("override_modifier", Kind::kIdentifier).typed(kModifierType),
    rule_row("public_field_definition", field_definition),
    rule_row("property_signature", field_definition),
    rule_row("function_signature", function<Kind::kFunction>).typed(kFunctionType),
    rule_row("method_signature", function<Kind::kFunction>).typed(kMethodType),
    rule_row("abstract_method_signature", function<Kind::kFunction>).typed(kMethodType),
    rule_row("abstract_class_declaration", class_definition).typed(kClassType),
    rule_row("interface_declaration", class_definition).typed(kClassType),
    rule_row("enum_declaration", class_definition).typed(kClassType),
    rule_row("enum_body", enum_body),
    rule_row("enum_assignment", field_definition),
    rule_row("interface_body", class_body),
    rule_row("extends_clause", extends_clause).typed(kExtendsType),
    rule_row("extends_type_clause", extends_clause),
    type_row("implements_clause").typed(kImplementsType),
    inline_row("ambient_declaration"),
    type_row("import_require_clause").typed(kImportRequireType),
};

constexpr AdapterRow kTypeAssertionRows[] = {
    rule_row("type_assertion", type_assertion),
};

constexpr FieldRow kFields[] = {
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
};

}  // namespace

Adapter ecmascript_adapter(const TSLanguage* grammar, EcmaScript dialect) {
  std::vector<AdapterRow> rows(std::begin(kCommonRows), std::end(kCommonRows));
  const auto add = [&](std::span<const AdapterRow> more) {
    rows.insert(rows.end(), more.begin(), more.end());
  };
  const bool javascript = dialect == EcmaScript::kJavaScript;
  add(javascript ? std::span<const AdapterRow>(kJavaScriptRows) : kTypeScriptRows);
  add(dialect == EcmaScript::kTypeScript ? std::span<const AdapterRow>(kTypeAssertionRows)
                                         : kJsxRows);
  return make_adapter(grammar, rows, {std::begin(kFields), std::end(kFields)},
                      ecmascript_patterns(dialect));
}

}  // namespace scan::syntax
