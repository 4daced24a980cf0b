// A declaration in C is written as its name is used: `char *x[3]` says that *x[3] is a char. So a
// declarator is read from its name outwards, and what is nearest to the name is the outermost part
// of its type: x is an array of pointers.
#include "syntax/c_family.h"

#include <algorithm>
#include <string>
#include <vector>

#include "syntax/c_like.h"
#include "syntax/recipes.h"

namespace scan::syntax::c_family {
namespace {

bool is_declarator(std::uint8_t type) {
  return type == kPointer || type == kArray || type == kFunction || type == kParenthesized;
}

// What a declarator is about: its field, or what stands in its brackets.
RawId inner_declarator(const Lowering& l, RawId declarator) {
  if (const RawId inner = l.field(declarator, Field::kDeclarator); inner != 0) return inner;
  for (const RawId child : l.children(declarator)) {
    if (!l.raw(child).named || l.dropped(child) || l.type(child) == kModifier) continue;
    if (l.in_field(child, Field::kParameters) || l.in_field(child, Field::kSize)) continue;
    return child;
  }
  return 0;
}

// The parts of a type from the outermost on, read from the name outwards.
std::vector<RawId> type_parts(const Lowering& l, RawId declarator) {
  std::vector<RawId> parts;
  for (RawId at = declarator; at != 0 && is_declarator(l.type(at)); at = inner_declarator(l, at)) {
    if (l.type(at) != kParenthesized) parts.push_back(at);
  }
  std::ranges::reverse(parts);
  return parts;
}

// The function that a declarator declares; 0: it declares a variable, maybe of a function's type.
RawId declared_function(const Lowering& l, RawId declarator) {
  const std::vector<RawId> parts = type_parts(l, declarator);
  return parts.empty() || l.type(parts.front()) != kFunction ? 0 : parts.front();
}

// The type that is left when the first `skipped` parts are taken away.
void type_of_parts(Lowering& l, RawId specifier, const std::vector<RawId>& parts,
                   std::size_t skipped, Role role) {
  std::size_t open = 0;
  for (std::size_t i = skipped; i < parts.size(); ++i) {
    const RawId part = parts[i];
    const Role part_role = open == 0 ? role : Role::kItem;
    switch (l.type(part)) {
      case kFunction:
        l.open(Kind::kType, part_role, part, l.intern("()"));
        parameters(l, l.field(part, Field::kParameters), Role::kItem);
        break;
      case kArray:
        l.open(Kind::kType, part_role, part, l.intern("[]"));
        break;
      default: {
        const RawId sign = l.first_token(part);
        l.open(Kind::kType, part_role, part, sign == 0 ? l.intern("*") : l.text(sign));
      }
    }
    ++open;
  }
  l.visit(specifier, open == 0 ? role : Role::kItem);
  for (std::size_t i = parts.size(); i-- > skipped;) {
    if (l.type(parts[i]) == kArray) l.visit(l.field(parts[i], Field::kSize), Role::kItem);
    l.close();
  }
}

void function(Lowering& l, RawId at, RawId declarator, RawId part, Role role) {
  l.open(Kind::kFunction, role, at);
  modifiers(l, at);
  l.visit(declared_name(l, declarator), Role::kName);
  parameters(l, l.field(part, Field::kParameters), Role::kParameters);
  if (const RawId specifier = l.field(at, Field::kType); specifier != 0) {
    type_of_parts(l, specifier, type_parts(l, declarator), 1, Role::kType);
  }
}

void variable(Lowering& l, RawId at, RawId declarator, RawId value, RawId span, Role role) {
  l.open(Kind::kVariable, role, span);
  modifiers(l, at);
  l.visit(declared_name(l, declarator), Role::kLeft);
  const RawId specifier = l.field(at, Field::kType);
  type(l, specifier, declarator, Role::kType);
  if (value != 0 && l.type(value) == kArgumentList) {
    // `T x(a)` makes a T.
    l.open(Kind::kNew, Role::kRight, value);
    l.visit(specifier, Role::kCallee);
    l.visit(value, Role::kArguments);
    l.close();
  } else {
    l.visit(value, Role::kRight);
  }
  l.close();
}

void parameter(Lowering& l, RawId at) {
  const RawId specifier = l.field(at, Field::kType);
  const RawId declarator = l.field(at, Field::kDeclarator);
  l.open(Kind::kParameter, Role::kItem, at);
  modifiers(l, at);
  l.visit(declared_name(l, declarator), Role::kName);
  type(l, specifier, declarator, Role::kType);
  l.visit(l.field(at, Field::kDefaultValue), Role::kDefault);
  l.close();
}

bool is_nothing(const Lowering& l, RawId parameter) {
  return l.concrete().text_of(parameter) == "void";
}

void type_descriptor(Lowering& l, RawId at, Role role) {
  type(l, l.field(at, Field::kType), l.field(at, Field::kDeclarator), role);
}

void type_definition(Lowering& l, RawId at, Role role) {
  for (const RawId child : l.children(at)) {
    if (!l.in_field(child, Field::kDeclarator)) continue;
    l.open(Kind::kOther, role, at);
    type(l, l.field(at, Field::kType), child, Role::kItem);
    l.visit(declared_name(l, child), Role::kItem);
    l.close();
  }
}

// Literals.

void string_literal(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  const std::size_t begin = std::min(text.find('"') + 1, text.size());
  const std::string_view content = text.substr(begin);
  l.leaf(Kind::kString, role, at,
         l.intern(content.ends_with('"') ? content.substr(0, content.size() - 1) : content));
}

// Literals that follow each other are one; a macro among them is put in.
void concatenated_string(Lowering& l, RawId at, Role role) {
  std::string joined;
  bool plain = true;
  for (const RawId child : l.children(at)) {
    plain = plain && l.type(child) == kStringLiteral;
    if (plain) joined += c_like::quoted(l.concrete().text_of(child));
  }
  if (plain) return l.leaf(Kind::kString, role, at, l.make(std::move(joined)));
  l.open(Kind::kInterpolated, role, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) continue;
    if (l.type(child) == kStringLiteral) {
      l.visit(child, Role::kItem);
    } else {
      l.open(Kind::kInterpolation, Role::kItem, child);
      l.visit(child, Role::kItem);
      l.close();
    }
  }
  l.close();
}

// Its digits, without what says of which type it is. A sign is no part of it.
void number_literal(Lowering& l, RawId at, Role role) {
  std::string_view text = l.concrete().text_of(at);
  const bool negative = text.starts_with('-');
  if (negative) {
    l.open(Kind::kUnary, role, at, l.intern("-"));
    role = Role::kOperand;
  }
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const bool hexadecimal = text.find_first_of("xX") != std::string_view::npos;
  const std::size_t last = text.find_last_not_of(hexadecimal ? "uUlL" : "uUlLfFwWdD");
  if (last != std::string_view::npos) text = text.substr(0, last + 1);
  l.leaf(Kind::kNumber, role, at,
         is_canonical_number(text) ? l.intern(text) : l.make(canonical_number(text)));
  if (negative) l.close();
}

template <Kind kind, Word word>
void constant(Lowering& l, RawId at, Role role) {
  l.leaf(kind, role, at, l.intern(word.characters));
}

// Expressions.

void sizeof_expression(Lowering& l, RawId at, Role role) {
  const RawId word = l.first_token(at);
  l.open(Kind::kCall, role, at);
  l.leaf(Kind::kIdentifier, Role::kCallee, word, l.text(word));
  l.open(Kind::kArguments, Role::kArguments, at);
  l.visit(l.field(at, Field::kValue), Role::kItem);
  l.visit(l.field(at, Field::kType), Role::kItem);
  l.close();
  l.close();
}

// `a->b` is `(*a).b`.
void field_expression(Lowering& l, RawId at, Role role) {
  const RawId sign = l.field(at, Field::kOperator);
  const RawId object = l.field(at, Field::kArgument);
  const bool arrow = sign != 0 && l.concrete().text_of(sign) == "->";
  l.open(Kind::kMember, role, at);
  if (arrow) {
    l.open(Kind::kUnary, Role::kObject, object, l.intern("*"));
    l.visit(object, Role::kOperand);
    l.close();
  } else {
    l.visit(object, Role::kObject);
  }
  l.visit(l.field(at, Field::kField), Role::kProperty);
  l.close();
}

void operation_by_argument(Lowering& l, RawId at, Role role) {
  l.open(Kind::kUnary, role, at, operator_of(l, at));
  l.visit(l.field(at, Field::kArgument), Role::kOperand);
  l.close();
}

void assignment(Lowering& l, RawId at, Role role) {
  const RawId sign = l.field(at, Field::kOperator);
  const bool plain = sign == 0 || l.concrete().text_of(sign) == "=";
  l.node(plain ? Kind::kAssignment : Kind::kAugmentedAssignment, at, role,
         plain ? 0 : l.text(sign));
}

void comma_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kSequence, role, at);
  RawId rest = at;
  while (rest != 0 && l.type(rest) == kCommaExpression) {
    l.visit(l.field(rest, Field::kLeft), Role::kItem);
    rest = l.field(rest, Field::kRight);
  }
  l.visit(rest, Role::kItem);
  l.close();
}

void cast_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCast, role, at);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.visit(l.field(at, Field::kValue), Role::kOperand);
  l.close();
}

// `(T){a, b}` makes a T.
void compound_literal(Lowering& l, RawId at, Role role) {
  l.open(Kind::kNew, role, at);
  l.visit(l.field(at, Field::kType), Role::kCallee);
  const RawId list = l.field(at, Field::kValue);
  l.open(Kind::kArguments, Role::kArguments, list);
  if (list != 0) l.visit_children(list, Role::kItem);
  l.close();
  l.close();
}

void initializer_pair(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPair, role, at);
  l.visit(l.field(at, Field::kDesignator), Role::kKey);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

// Statements.

// `if (int x = f(); x)` is a block of a declaration and an `if`.
void if_statement(Lowering& l, RawId at, Role role) {
  const RawId condition = l.field(at, Field::kCondition);
  const RawId initializer = condition == 0 ? 0 : l.field(condition, Field::kInitializer);
  if (initializer != 0) {
    l.open(Kind::kBlock, role, at);
    l.visit(initializer, Role::kItem);
  }
  l.open(Kind::kIf, initializer != 0 ? Role::kItem : role, at);
  l.visit(condition, Role::kCondition);
  l.visit_as_block(l.field(at, Field::kConsequence), Role::kBody);
  l.visit(l.field(at, Field::kAlternative), Role::kAlternative);
  l.close();
  if (initializer != 0) l.close();
}

void else_clause(Lowering& l, RawId at, Role role) {
  const RawId inner = l.named_child(at, 0);
  if (inner != 0 && l.type(inner) == kIfStatement) {
    l.visit(inner, role);
  } else {
    l.visit_as_block(inner, role);
  }
}

void labeled_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLabeled, role, at);
  l.visit(l.field(at, Field::kLabel), Role::kName);
  l.visit(l.named_child(at, 1), Role::kBody);
  l.close();
}

void enumerator(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPair, role, at);
  l.visit(l.field(at, Field::kName), Role::kKey);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

// The preprocessor.

// Without the end of its line, which a pattern has not.
void include(Lowering& l, RawId at, Role role) {
  const RawId path = l.field(at, Field::kPath);
  l.open_until(Kind::kImport, role, at, path);
  l.visit(path, Role::kModule);
  l.close();
}

void system_path(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  l.open(Kind::kType, role, at, l.intern("<>"));
  l.leaf(Kind::kString, Role::kItem, at,
         l.intern(text.size() < 2 ? text : text.substr(1, text.size() - 2)));
  l.close();
}

// What is compiled or not counts as compiled, in all branches.
void conditional_part(Lowering& l, RawId at, Role role) {
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.in_field(child, Field::kCondition) ||
        l.in_field(child, Field::kName)) {
      continue;
    }
    l.visit(child, role);
  }
}

// `extern "C" {…}`: what is in it.
void linkage_specification(Lowering& l, RawId at, Role role) {
  const RawId body = l.field(at, Field::kBody);
  if (body != 0 && l.type(body) == kDeclarationList) {
    l.visit_children(body, role);
  } else {
    l.visit(body, role);
  }
}

// How patterns are spelled.

constexpr std::string_view kBlanks = " \t\r\n";
constexpr Spelling kMetavariables[] = {{"_", ""}, {"_", ";"}};
constexpr Spelling kEllipses[] = {{"", ""}, {"", ";"}, {"", ";;"}, {"int ", ";"}};

std::size_t first_ellipsis(const SpellingContext& context) {
  switch (c_like::place_of(context)) {
    case c_like::Place::kStatement:
      return 1;
    case c_like::Place::kLoopHeader:
      return 2;
    default:
      return 0;
  }
}

}  // namespace

void defined_type(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kName);
  const RawId body = l.field(at, Field::kBody);
  if (body == 0) {
    // `struct A` is a type; a name alone may be that of any.
    l.open(Kind::kType, role, at, l.text(l.first_token(at)));
    l.visit(name, Role::kItem);
    return l.close();
  }
  l.open(Kind::kClass, role, at, l.text(l.first_token(at)));
  l.visit(name, Role::kName);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kBaseClause) l.visit(child, Role::kBases);
  }
  l.visit(body, Role::kBody);
  l.close();
}

RawId declared_name(const Lowering& l, RawId declarator) {
  while (declarator != 0 && is_declarator(l.type(declarator))) {
    declarator = inner_declarator(l, declarator);
  }
  return declarator;
}

void type(Lowering& l, RawId specifier, RawId declarator, Role role) {
  if (specifier == 0) return;
  type_of_parts(l, specifier, type_parts(l, declarator), 0, role);
}

void modifiers(Lowering& l, RawId at) {
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kModifier ||
        (!l.raw(child).named && l.concrete().text_of(child) == "virtual")) {
      l.leaf(Kind::kIdentifier, Role::kModifier, child, l.text(child));
    }
  }
}

void parameters(Lowering& l, RawId list, Role role) {
  l.open(Kind::kParameters, role, list);
  const bool nothing = l.named_child(list, 0) != 0 && l.named_child(list, 1) == 0 &&
                       is_nothing(l, l.named_child(list, 0));
  for (const RawId child : l.children(list)) {
    if (l.raw(child).named && !l.dropped(child) && !nothing) parameter(l, child);
  }
  l.close();
}

void declaration(Lowering& l, RawId at, Role role) {
  std::uint32_t count = 0;
  for (const RawId child : l.children(at)) count += l.in_field(child, Field::kDeclarator);
  if (count == 0) return l.visit(l.field(at, Field::kType), role);
  // The structure that a declaration defines beside its variables is defined all the same.
  for (RawId child = at + 1; child < l.raw(at).end; child = l.raw(child).end) {
    if (!l.in_field(child, Field::kDeclarator)) continue;
    const bool initialized = l.type(child) == kInitDeclarator;
    const RawId declarator = initialized ? l.field(child, Field::kDeclarator) : child;
    RawId value = l.field(initialized ? child : at, Field::kValue);
    const RawId next = l.raw(child).end;
    for (RawId after = next; value == 0 && after < l.raw(at).end; after = l.raw(after).end) {
      if (l.in_field(after, Field::kDeclarator)) break;
      if (l.in_field(after, Field::kDefaultValue)) value = after;
    }
    const RawId part = declared_function(l, declarator);
    if (part != 0) {
      function(l, at, declarator, part, role);
      l.close();
    } else {
      variable(l, at, declarator, value, count == 1 ? at : child, role);
    }
  }
}

void function_definition(Lowering& l, RawId at, Role role) {
  const RawId declarator = l.field(at, Field::kDeclarator);
  const RawId part = declared_function(l, declarator);
  const RawId body = l.field(at, Field::kBody);
  const RawId initializers = l.child_of_type(at, kFieldInitializers);
  if (part == 0) return l.node(Kind::kOther, at, role);
  function(l, at, declarator, part, role);
  if (initializers == 0 && (body == 0 || l.type(body) == kCompoundStatement)) {
    l.visit(body, Role::kBody);
  } else {
    l.open(Kind::kBlock, Role::kBody, body != 0 ? body : at);
    if (initializers != 0) l.visit_children(initializers, Role::kItem);
    if (body != 0 && l.type(body) == kCompoundStatement) {
      l.visit_children(body, Role::kItem);
    } else {
      l.visit(body, Role::kItem);
    }
    l.close();
  }
  l.close();
}

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kStatement[] = {{"void f() {\n", ";\n}"},
                                         {"void f() {\n", "\n}"},
                                         {"", "\n"},
                                         {"struct A {\n", "\n};"},
                                         {"struct A {\n", ";\n};"}};
  static constexpr Frame kWhole[] = {
      {"void f() {\n", "\n}"}, {"", "\n"}, {"struct A {\n", "\n};"}, {"void f() {\n", ";\n}"}};
  static constexpr Frame kDirective[] = {{"", "\n"}};
  static constexpr Frame kBranch[] = {{"void f() { switch (a) {\n", "\n} }"},
                                      {"void f() { switch (a) {\n", ";\n} }"}};
  pattern.remove_prefix(std::min(pattern.find_first_not_of(kBlanks), pattern.size()));
  if (pattern.starts_with("#")) return kDirective;
  if (pattern.starts_with("case ") || pattern.starts_with("default:")) return kBranch;
  const std::size_t last = pattern.find_last_not_of(kBlanks);
  const bool ends =
      last != std::string_view::npos && (pattern[last] == ';' || pattern[last] == '}');
  return ends ? std::span<const Frame>(kWhole) : std::span<const Frame>(kStatement);
}

PatternSyntax pattern_syntax(std::span<const Frame> (*frames)(std::string_view)) {
  return {.frames = frames,
          .metavariables = kMetavariables,
          .ellipses = kEllipses,
          .first_ellipsis = first_ellipsis,
          .typed = {.type_first = true, .before = "((", .between = ") ", .after = ")"},
          .line_comment = "//"};
}

std::vector<AdapterRow> rows_with(const std::vector<AdapterRow>& own) {
  std::vector<AdapterRow> rows = {
      type_row("parameter_list").typed(kParameterList),
      type_row("init_declarator").typed(kInitDeclarator),
      type_row("pointer_declarator").typed(kPointer),
      type_row("abstract_pointer_declarator").typed(kPointer),
      type_row("array_declarator").typed(kArray),
      type_row("abstract_array_declarator").typed(kArray),
      type_row("function_declarator").typed(kFunction),
      type_row("abstract_function_declarator").typed(kFunction),
      type_row("parenthesized_declarator").typed(kParenthesized),
      type_row("abstract_parenthesized_declarator").typed(kParenthesized),
      type_row("attributed_declarator").typed(kParenthesized),
      leaf_row("storage_class_specifier", Kind::kIdentifier).typed(kModifier),
      leaf_row("type_qualifier", Kind::kIdentifier).typed(kModifier),
      drop_row("comment"),
      drop_row("attribute_specifier"),
      drop_row("attribute_declaration"),
      drop_row("ms_declspec_modifier"),
      drop_row("ms_call_modifier"),
      drop_row("ms_based_modifier"),
      drop_row("ms_pointer_modifier"),
      inline_row("expression_statement"),
      inline_row("parenthesized_expression"),
      inline_row("attributed_statement"),
      inline_row("extension_expression"),
      node_row("compound_statement", Kind::kBlock).typed(kCompoundStatement),
      // Names and literals.
      leaf_row("identifier", Kind::kIdentifier),
      leaf_row("field_identifier", Kind::kIdentifier),
      leaf_row("type_identifier", Kind::kIdentifier),
      leaf_row("statement_identifier", Kind::kIdentifier),
      leaf_row("primitive_type", Kind::kIdentifier).typed(kPrimitiveType),
      leaf_row("sized_type_specifier", Kind::kIdentifier),
      leaf_row("char_literal", Kind::kOther),
      rule_row("true", constant<Kind::kBoolean, "true">),
      rule_row("false", constant<Kind::kBoolean, "false">),
      rule_row("null", constant<Kind::kNull, "NULL">),
      rule_row("number_literal", number_literal),
      rule_row("string_literal", string_literal).typed(kStringLiteral),
      rule_row("concatenated_string", concatenated_string),
      // Expressions.
      node_row("call_expression", Kind::kCall),
      node_row("argument_list", Kind::kArguments).typed(kArgumentList),
      rule_row("field_expression", field_expression),
      rule_row("assignment_expression", assignment),
      rule_row("binary_expression", operation<Kind::kBinary>),
      rule_row("unary_expression", operation_by_argument),
      rule_row("pointer_expression", operation_by_argument),
      rule_row("update_expression", operation_by_argument),
      rule_row("sizeof_expression", sizeof_expression),
      rule_row("cast_expression", cast_expression),
      rule_row("comma_expression", comma_expression).typed(kCommaExpression),
      rule_row("compound_literal_expression", compound_literal),
      node_row("conditional_expression", Kind::kConditional),
      node_row("initializer_list", Kind::kList),
      rule_row("initializer_pair", initializer_pair),
      inline_row("field_designator"),
      // Types.
      rule_row("type_descriptor", type_descriptor).typed(kTypeDescriptor),
      rule_row("struct_specifier", defined_type),
      rule_row("union_specifier", defined_type),
      rule_row("enum_specifier", defined_type),
      node_row("field_declaration_list", Kind::kBlock),
      node_row("enumerator_list", Kind::kBlock),
      rule_row("enumerator", enumerator),
      rule_row("type_definition", type_definition),
      // Statements and declarations.
      rule_row("declaration", declaration),
      rule_row("field_declaration", declaration),
      rule_row("function_definition", function_definition),
      rule_row("linkage_specification", linkage_specification),
      rule_row("if_statement", if_statement).typed(kIfStatement),
      rule_row("else_clause", else_clause),
      rule_row("while_statement", c_like::conditional_loop<Kind::kWhile>),
      rule_row("do_statement", c_like::conditional_loop<Kind::kDoWhile>),
      rule_row("for_statement", c_like::for_statement<Field::kInitializer, Field::kUpdate>),
      rule_row("switch_statement", c_like::switch_statement),
      rule_row("case_statement", c_like::case_statement),
      rule_row("labeled_statement", labeled_statement),
      rule_row("return_statement", operand<Kind::kReturn>),
      leaf_row("break_statement", Kind::kBreak),
      leaf_row("continue_statement", Kind::kContinue),
      // The preprocessor.
      rule_row("preproc_include", include),
      rule_row("system_lib_string", system_path),
      rule_row("preproc_if", conditional_part),
      rule_row("preproc_ifdef", conditional_part),
      rule_row("preproc_else", conditional_part),
      rule_row("preproc_elif", conditional_part),
      rule_row("preproc_elifdef", conditional_part),
  };
  rows.insert(rows.end(), own.begin(), own.end());
  return rows;
}

}  // namespace scan::syntax::c_family
