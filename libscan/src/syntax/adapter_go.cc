// Go: from the types of tree-sitter-go to the common Tree.
//
// What is levelled here: names that share a type or a declaration are several parameters, fields or
// variables; an `if` or `switch` with a statement before its condition is a block of both; a group
// of imports is several imports, each known by the package's name; a receiver is the first
// parameter; `T{a: 1}` makes a T, with keyword arguments.
#include <algorithm>
#include <string>

#include "syntax/adapter.h"
#include "syntax/go.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_go();

namespace scan::syntax {
namespace go {
namespace {

void string(Lowering& l, RawId at, Role role) {
  l.leaf(Kind::kString, role, at, l.intern(content(l, at)));
}

// Several expressions are a tuple.
void expression_list(Lowering& l, RawId at, Role role) {
  if (l.named_child(at, 1) == 0) return l.visit_children(at, role);
  l.open(Kind::kTuple, role, at);
  l.visit_children(at, Role::kItem);
  l.close();
}

// Statements and expressions.

void assignment(Lowering& l, RawId at, Role role) {
  const RawId sign = l.field(at, Field::kOperator);
  const bool plain = sign == 0 || l.concrete().text_of(sign) == "=";
  if (!plain) return l.node(Kind::kAugmentedAssignment, at, role, l.text(sign));
  if (sign != 0) return l.node(Kind::kAssignment, at, role);
  l.node(Kind::kVariable, at, role, l.intern(":="));
}

// `make(T, n)` and `new(T)` make a T.
void maker(Lowering& l, RawId at, RawId type, std::string_view word, Role role) {
  const RawId arguments = l.field(at, Field::kArguments);
  const bool pointer = word == "new";
  if (pointer) l.open(Kind::kUnary, role, at, l.intern("&"));
  l.open(Kind::kNew, pointer ? Role::kOperand : role, at, pointer ? 0 : l.intern(word));
  l.visit(type, Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, arguments);
  // An ellipsis in the place of the type also stands for what follows it.
  for (const RawId child : l.children(arguments)) {
    if (l.raw(child).named && (child != type || is_any_number(l, child))) {
      l.visit(child, Role::kItem);
    }
  }
  l.close();
  l.close();
  if (pointer) l.close();
}

void call(Lowering& l, RawId at, Role role) {
  const RawId callee = l.field(at, Field::kFunction);
  const RawId arguments = l.field(at, Field::kArguments);
  const std::string_view word = callee == 0 ? "" : l.concrete().text_of(callee);
  if ((word == "make" || word == "new") && arguments != 0) {
    const RawId type = l.named_child(arguments, 0);
    const bool alone = type == 0 || l.named_child(arguments, 1) == 0;
    if (type != 0 && (word == "make" || alone)) return maker(l, at, type, word, role);
  }
  l.open(Kind::kCall, role, at);
  l.visit(callee, Role::kCallee);
  l.visit(arguments, Role::kArguments);
  l.close();
}

void type_test(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTypeTest, role, at);
  l.visit(l.field(at, Field::kOperand), Role::kOperand);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.close();
}

void conversion(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCast, role, at);
  l.visit(l.field(at, Field::kType), Role::kCallee);
  l.visit(l.field(at, Field::kOperand), Role::kOperand);
  l.close();
}

void slice(Lowering& l, RawId at, Role role) {
  constexpr Role kParts[] = {Role::kLeft, Role::kRight, Role::kUpdate};
  std::size_t part = 0;
  l.open(Kind::kSlice, role, at);
  l.visit(l.field(at, Field::kOperand), Role::kObject);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) {
      if (l.concrete().text_of(child) == ":" && part < 2) ++part;
    } else if (!l.in_field(child, Field::kOperand)) {
      l.visit(child, kParts[part]);
    }
  }
  l.close();
}

void composite_literal(Lowering& l, RawId at, Role role) {
  l.open(Kind::kNew, role, at);
  l.visit(l.field(at, Field::kType), Role::kCallee);
  l.visit(l.field(at, Field::kBody), Role::kArguments);
  l.close();
}

// Without a type of its own, in another literal, it makes something all the same.
void literal_value(Lowering& l, RawId at, Role role) {
  const bool inner = role != Role::kArguments;
  if (inner) l.open(Kind::kNew, role, at);
  l.open(Kind::kArguments, Role::kArguments, at);
  l.visit_children(at, Role::kItem);
  l.close();
  if (inner) l.close();
}

void keyed_element(Lowering& l, RawId at, Role role) {
  const RawId key = l.field(at, Field::kKey);
  const RawId name = key == 0 ? 0 : l.named_child(key, 0);
  const bool keyword = name != 0 && l.type(name) == kIdentifierType;
  l.open(keyword ? Kind::kKeywordArgument : Kind::kPair, role, at);
  l.visit(key, keyword ? Role::kName : Role::kKey);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

// The statements of a body that has no braces of its own.
void statements(Lowering& l, RawId at) {
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kStatementListType) l.visit_children(child, Role::kItem);
  }
  l.close();
}

// The statement before the condition is one of its own, in a block with what follows.
bool open_initialized(Lowering& l, RawId at, Role role) {
  const RawId initializer = l.field(at, Field::kInitializer);
  if (initializer == 0) return false;
  l.open(Kind::kBlock, role, at);
  l.visit(initializer, Role::kItem);
  return true;
}

void if_statement(Lowering& l, RawId at, Role role) {
  const bool block = open_initialized(l, at, role);
  l.open(Kind::kIf, block ? Role::kItem : role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit(l.field(at, Field::kConsequence), Role::kBody);
  l.visit(l.field(at, Field::kAlternative), Role::kAlternative);
  l.close();
  if (block) l.close();
}

void for_statement(Lowering& l, RawId at, Role role) {
  const RawId body = l.field(at, Field::kBody);
  RawId header = 0;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != body && !l.dropped(child)) header = child;
  }
  const bool range = header != 0 && l.type(header) == kRangeClauseType;
  l.open(range ? Kind::kForEach : Kind::kFor, role, at);
  if (range) {
    l.visit(l.field(header, Field::kLeft), Role::kLeft);
    l.visit(l.field(header, Field::kRight), Role::kRight);
  } else if (header != 0 && l.type(header) == kForClauseType) {
    l.visit(l.field(header, Field::kInitializer), Role::kInitializer);
    l.visit(l.field(header, Field::kCondition), Role::kCondition);
    l.visit(l.field(header, Field::kUpdate), Role::kUpdate);
  } else {
    l.visit(header, Role::kCondition);
  }
  l.visit(body, Role::kBody);
  l.close();
}

void switch_cases(Lowering& l, RawId at) {
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && l.raw(child).field == 0) l.visit(child, Role::kItem);
  }
  l.close();
}

void switch_statement(Lowering& l, RawId at, Role role) {
  const bool block = open_initialized(l, at, role);
  l.open(Kind::kSwitch, block ? Role::kItem : role, at);
  l.visit(l.field(at, Field::kValue), Role::kCondition);
  switch_cases(l, at);
  l.close();
  if (block) l.close();
}

// `switch x := y.(type)`: the condition is an assignment of a type test.
void type_switch_statement(Lowering& l, RawId at, Role role) {
  const bool block = open_initialized(l, at, role);
  const RawId alias = l.field(at, Field::kAlias);
  const RawId value = l.field(at, Field::kValue);
  l.open(Kind::kSwitch, block ? Role::kItem : role, at);
  if (alias != 0) {
    l.open(Kind::kAssignment, Role::kCondition, at);
    l.visit(alias, Role::kLeft);
  }
  l.open(Kind::kTypeTest, alias != 0 ? Role::kRight : Role::kCondition, value);
  l.visit(value, Role::kOperand);
  l.close();
  if (alias != 0) l.close();
  switch_cases(l, at);
  l.close();
  if (block) l.close();
}

void switch_case(Lowering& l, RawId at, Role role) {
  std::uint32_t values = 0;
  RawId first = 0;
  RawId last = 0;
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.raw(child).field == 0) continue;
    if (values++ == 0) first = child;
    last = child;
  }
  if (values == 1 && last + 1 < l.raw(at).end && is_any_number(l, first)) {
    bool empty = true;
    for (const RawId child : l.children(at)) empty = empty && l.type(child) != kStatementListType;
    if (empty) return l.leaf(Kind::kEllipsis, role, first, l.intern("..."));
  }
  l.open(Kind::kCase, role, at);
  if (values > 1) l.open(Kind::kTuple, Role::kValue, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && l.raw(child).field != 0) {
      l.visit(child, values > 1 ? Role::kItem : Role::kValue);
    }
  }
  if (values > 1) l.close();
  statements(l, at);
  l.close();
}

void receive_statement(Lowering& l, RawId at, Role role) {
  const RawId left = l.field(at, Field::kLeft);
  if (left == 0) return l.visit(l.field(at, Field::kRight), role);
  const bool declares = l.has_token(at, ":=");
  l.node(declares ? Kind::kVariable : Kind::kAssignment, at, role, declares ? l.intern(":=") : 0);
}

void labeled_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLabeled, role, at);
  l.visit(l.field(at, Field::kLabel), Role::kName);
  l.visit(l.named_child(at, 1), Role::kBody);
  l.close();
}

// Declarations.

// `a, b T = 1, 2`: each name with its value; with one value for all, a tuple.
void declared(Lowering& l, RawId spec, RawId statement, Role role, Symbol keyword) {
  const RawId values = l.field(spec, Field::kValue);
  const RawId type = l.field(spec, Field::kType);
  std::uint32_t names = 0;
  for (const RawId child : l.children(spec)) {
    names += l.in_field(child, Field::kName) && l.raw(child).named;
  }
  const bool one_each = values == 0 || l.named_child(values, names - 1) != 0;
  const bool single = names > 1 && !one_each;
  if (single) {
    l.open(Kind::kVariable, role, statement, keyword);
    l.open(Kind::kTuple, Role::kLeft, spec);
  }
  std::uint32_t index = 0;
  for (const RawId child : l.children(spec)) {
    if (!l.in_field(child, Field::kName) || !l.raw(child).named) continue;
    if (single) {
      l.visit(child, Role::kItem);
      continue;
    }
    l.open(Kind::kVariable, role, names == 1 ? statement : child, keyword);
    l.visit(child, Role::kLeft);
    l.visit(type, Role::kType);
    if (values != 0) l.visit(l.named_child(values, index++), Role::kRight);
    l.close();
  }
  if (!single) return;
  l.close();
  l.visit(type, Role::kType);
  l.visit(values, Role::kRight);
  l.close();
}

void declaration(Lowering& l, RawId at, Role role) {
  const Symbol keyword = l.text(l.first_token(at));
  const bool group = l.has_token(at, "(");
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kVarSpecType) declared(l, child, group ? child : at, role, keyword);
    if (l.type(child) != kVarSpecListType) continue;
    for (const RawId spec : l.children(child)) {
      if (l.type(spec) == kVarSpecType) declared(l, spec, spec, role, keyword);
    }
  }
}

// `A, B int` in a signature, a structure: a node of `kind` for each name.
void each_name(Lowering& l, RawId at, Kind kind, Symbol mark) {
  const RawId type = l.field(at, Field::kType);
  const RawId tag = l.field(at, Field::kTag);
  std::uint32_t names = 0;
  for (const RawId child : l.children(at)) {
    if (!l.in_field(child, Field::kName) || !l.raw(child).named) continue;
    ++names;
    // In a pattern, an ellipsis before a parameter is not one of its names.
    if (is_any_number(l, child)) {
      l.leaf(Kind::kIdentifier, Role::kItem, child, l.text(child));
      continue;
    }
    l.open(kind, Role::kItem, at, mark);
    l.visit(child, Role::kName);
    l.visit(type, Role::kType);
    l.visit(tag, Role::kDecorator);
    l.close();
  }
  if (names > 0) return;
  l.open(kind, Role::kItem, at, mark);
  l.visit(type, Role::kType);
  l.visit(tag, Role::kDecorator);
  l.close();
}

void parameters(Lowering& l, RawId list, std::string_view mark) {
  for (const RawId child : l.children(list)) {
    if (!l.raw(child).named || l.dropped(child)) continue;
    const bool variadic = l.type(child) == kVariadicType;
    each_name(l, child, Kind::kParameter,
              variadic ? l.intern("*") : (mark.empty() ? 0 : l.intern(mark)));
  }
}

// What a function gives back: a type, or several.
void result(Lowering& l, RawId at, Role role) {
  if (at == 0) return;
  if (l.type(at) != kParameterListType) return l.visit(at, role);
  const RawId only = l.named_child(at, 0);
  std::uint32_t count = 0;
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.dropped(child)) continue;
    std::uint32_t names = 0;
    for (const RawId part : l.children(child)) names += l.in_field(part, Field::kName);
    count += std::max(names, 1u);
  }
  if (count == 0) return;
  if (count == 1) return l.visit(l.field(only, Field::kType), role);
  l.open(Kind::kTuple, role, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.dropped(child)) continue;
    const RawId type = l.field(child, Field::kType);
    std::uint32_t names = 0;
    for (const RawId part : l.children(child)) {
      if (l.in_field(part, Field::kName) && l.raw(part).named) {
        ++names;
        l.visit(is_any_number(l, part) ? part : type, Role::kItem);
      }
    }
    if (names == 0) l.visit(type, Role::kItem);
  }
  l.close();
}

template <Kind kind>
void function(Lowering& l, RawId at, Role role) {
  const RawId receiver = l.field(at, Field::kReceiver);
  const RawId list = l.field(at, Field::kParameters);
  l.open(kind, role, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.open(Kind::kParameters, Role::kParameters, list);
  if (receiver != 0) parameters(l, receiver, "receiver");
  parameters(l, list, "");
  l.close();
  result(l, l.field(at, Field::kResult), Role::kType);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// Types.

void function_type(Lowering& l, RawId at, Role role) {
  l.open(Kind::kType, role, at, l.intern("func"));
  l.open(Kind::kParameters, Role::kItem, at);
  parameters(l, l.field(at, Field::kParameters), "");
  l.close();
  // One that gives nothing back has a result for patterns, too.
  const RawId given = l.field(at, Field::kResult);
  result(l, given, Role::kItem);
  if (given == 0) l.leaf(Kind::kIdentifier, Role::kItem, at, l.intern("void"));
  l.close();
}

void channel_type(Lowering& l, RawId at, Role role) {
  std::string words;
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) words += l.concrete().text_of(child);
  }
  l.open(Kind::kType, role, at, l.make(std::move(words)));
  l.visit(l.field(at, Field::kValue), Role::kItem);
  l.close();
}

// What stands in the braces of a structure or an interface is unordered, as in a class.
template <Word word>
void structure(Lowering& l, RawId at, Role role) {
  l.open(Kind::kClass, role, at, l.intern(word.characters));
  l.open(Kind::kBlock, Role::kBody, at);
  l.visit_children(at, Role::kItem);
  l.close();
  l.close();
}

void field_declaration(Lowering& l, RawId at, Role) { each_name(l, at, Kind::kField, 0); }

void type_declaration(Lowering& l, RawId at, Role role) {
  const bool group = l.has_token(at, "(");
  for (const RawId spec : l.children(at)) {
    if (!l.raw(spec).named || l.dropped(spec)) continue;
    l.open(Kind::kOther, role, group ? spec : at);
    l.visit(l.field(spec, Field::kName), Role::kItem);
    l.visit(l.field(spec, Field::kType), Role::kItem);
    l.close();
  }
}

Adapter make() {
  return make_adapter(
      tree_sitter_go(),
      {
          type_row("import_spec").typed(kImportSpecType),
          type_row("import_spec_list").typed(kImportSpecListType),
          type_row("var_spec").typed(kVarSpecType),
          type_row("const_spec").typed(kVarSpecType),
          type_row("var_spec_list").typed(kVarSpecListType),
          type_row("for_clause").typed(kForClauseType),
          type_row("range_clause").typed(kRangeClauseType),
          type_row("parameter_list").typed(kParameterListType),
          type_row("variadic_parameter_declaration").typed(kVariadicType),
          inline_row("statement_list").typed(kStatementListType),
          drop_row("comment"),
          drop_row("empty_statement"),
          drop_row("type_parameter_list"),
          node_row("block", Kind::kBlock).typed(kBlockType),
          inline_row("expression_statement"),
          inline_row("parenthesized_expression"),
          inline_row("parenthesized_type"),
          node_row("package_clause", Kind::kPackage),
          // Names and literals.
          leaf_row("identifier", Kind::kIdentifier).typed(kIdentifierType),
          leaf_row("field_identifier", Kind::kIdentifier).typed(kFieldIdentifierType),
          leaf_row("type_identifier", Kind::kIdentifier).typed(kTypeIdentifierType),
          leaf_row("package_identifier", Kind::kIdentifier),
          leaf_row("blank_identifier", Kind::kIdentifier),
          leaf_row("label_name", Kind::kIdentifier),
          leaf_row("dot", Kind::kIdentifier).typed(kDotType),
          leaf_row("iota", Kind::kIdentifier),
          leaf_row("true", Kind::kBoolean),
          leaf_row("false", Kind::kBoolean),
          leaf_row("nil", Kind::kNull),
          rule_row("int_literal", number),
          rule_row("float_literal", number),
          leaf_row("imaginary_literal", Kind::kNumber),
          rule_row("interpreted_string_literal", string),
          rule_row("raw_string_literal", string),
          // Expressions.
          rule_row("call_expression", call),
          node_row("argument_list", Kind::kArguments),
          rule_row("variadic_argument", named<Kind::kSplat, "*">),
          node_row("selector_expression", Kind::kMember),
          node_row("index_expression", Kind::kIndex),
          rule_row("slice_expression", slice),
          rule_row("unary_expression", unary),
          rule_row("binary_expression", operation<Kind::kBinary>),
          rule_row("type_assertion_expression", type_test),
          rule_row("type_conversion_expression", conversion),
          rule_row("composite_literal", composite_literal),
          rule_row("literal_value", literal_value).typed(kLiteralValueType),
          inline_row("literal_element"),
          rule_row("keyed_element", keyed_element).typed(kKeyedElementType),
          rule_row("func_literal", function<Kind::kLambda>),
          rule_row("expression_list", expression_list).typed(kExpressionListType),
          // Types.
          node_row("qualified_type", Kind::kMember),
          rule_row("pointer_type", unary),
          rule_row("negated_type", unary),
          rule_row("array_type", named<Kind::kType, "[]">),
          rule_row("slice_type", named<Kind::kType, "[]">),
          rule_row("implicit_length_array_type", named<Kind::kType, "[]">),
          rule_row("map_type", named<Kind::kType, "map">),
          rule_row("channel_type", channel_type),
          rule_row("function_type", function_type),
          rule_row("struct_type", structure<"struct">),
          rule_row("interface_type", structure<"interface">),
          inline_row("field_declaration_list"),
          rule_row("field_declaration", field_declaration),
          rule_row("method_elem", function<Kind::kFunction>),
          inline_row("type_elem"),
          // Statements.
          rule_row("assignment_statement", assignment),
          rule_row("short_var_declaration", assignment),
          rule_row("inc_statement", unary),
          rule_row("dec_statement", unary),
          rule_row("send_statement", named_by_field<Kind::kBinary, "<-">),
          rule_row("receive_statement", receive_statement),
          rule_row("if_statement", if_statement).typed(kIfStatementType),
          rule_row("for_statement", for_statement),
          rule_row("expression_switch_statement", switch_statement),
          rule_row("type_switch_statement", type_switch_statement),
          rule_row("select_statement", switch_statement),
          rule_row("expression_case", switch_case),
          rule_row("type_case", switch_case),
          rule_row("communication_case", switch_case),
          rule_row("default_case", switch_case),
          rule_row("return_statement", operand<Kind::kReturn>),
          node_row("break_statement", Kind::kBreak),
          node_row("continue_statement", Kind::kContinue),
          rule_row("labeled_statement", labeled_statement),
          // Definitions.
          rule_row("function_declaration", function<Kind::kFunction>),
          rule_row("method_declaration", function<Kind::kFunction>),
          rule_row("const_declaration", declaration),
          rule_row("var_declaration", declaration),
          rule_row("type_declaration", type_declaration),
          rule_row("import_declaration", import_declaration),
      },
      {
          {"body", Role::kBody},
          {"channel", Role::kLeft},
          {"field", Role::kProperty},
          {"index", Role::kIndex},
          {"left", Role::kLeft},
          {"name", Role::kProperty},
          {"operand", Role::kObject},
          {"package", Role::kObject},
          {"right", Role::kRight},
          {"value", Role::kRight},
      },
      patterns());
}

}  // namespace
}  // namespace go

const Adapter& go_adapter() {
  static const Adapter kAdapter = go::make();
  return kAdapter;
}

}  // namespace scan::syntax
