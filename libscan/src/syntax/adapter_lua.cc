// Lua: from the types of tree-sitter-lua to the common Tree.
//
// What is levelled here: `local x = 1` and `x = 1` of several names are one each where there are as
// many values; `a:f()` is a call of the member a.f; `f "x"` and `f {}` are calls with one argument;
// a table is a record; `repeat` is a loop that ends with its condition.
#include <algorithm>
#include <vector>

#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_lua();

namespace scan::syntax {
namespace {

enum Type : std::uint8_t {
  kNoType,
  kNamesType,
  kValuesType,
  kAssignmentType,
  kNumericType,
  kGenericType,
  kElseIfType,
  kElseType,
  kStringContentType,
  kAttributeType,
};

void string(Lowering& l, RawId at, Role role) {
  const RawId content = l.field(at, Field::kContent);
  l.leaf(Kind::kString, role, at, content == 0 ? 0 : l.text(content));
}

// Expressions.

template <Field property>
void member(Lowering& l, RawId at, Role role) {
  l.open(Kind::kMember, role, at);
  l.visit(l.field(at, Field::kTable), Role::kObject);
  l.visit(l.field(at, property), Role::kProperty);
  l.close();
}

void index(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIndex, role, at);
  l.visit(l.field(at, Field::kTable), Role::kObject);
  l.visit(l.field(at, Field::kField), Role::kIndex);
  l.close();
}

void call(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at);
  l.visit(l.field(at, Field::kName), Role::kCallee);
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.close();
}

void unary_operation(Lowering& l, RawId at, Role role) {
  l.open(Kind::kUnary, role, at, operator_of(l, at));
  l.visit(l.field(at, Field::kOperand), Role::kOperand);
  l.close();
}

// An entry of a table, or a value without a key.
void entry(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kName);
  if (name == 0) return l.visit(l.field(at, Field::kValue), role);
  l.open(Kind::kPair, role, at);
  l.visit(name, Role::kKey);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

// Assignments.

std::vector<RawId> named_children(const Lowering& l, RawId list) {
  std::vector<RawId> out;
  if (list == 0) return out;
  for (const RawId child : l.children(list)) {
    if (l.raw(child).named && !l.dropped(child) && l.type(child) != kAttributeType) {
      out.push_back(child);
    }
  }
  return out;
}

void one_side(Lowering& l, const std::vector<RawId>& items, RawId list, Role role) {
  if (items.size() == 1) return l.visit(items.front(), role);
  if (items.empty()) return;
  l.open(Kind::kTuple, role, list);
  for (const RawId item : items) l.visit(item, Role::kItem);
  l.close();
}

void assign(Lowering& l, RawId names, RawId values, RawId at, Role role, Kind kind, Symbol word) {
  const std::vector<RawId> left = named_children(l, names);
  const std::vector<RawId> right = named_children(l, values);
  if (left.size() == right.size() && left.size() > 1) {
    for (std::size_t i = 0; i < left.size(); ++i) {
      l.open(kind, role, at, word);
      l.visit(left[i], Role::kLeft);
      l.visit(right[i], Role::kRight);
      l.close();
    }
    return;
  }
  l.open(kind, role, at, word);
  one_side(l, left, names, Role::kLeft);
  one_side(l, right, values, Role::kRight);
  l.close();
}

void assignment(Lowering& l, RawId at, Role role) {
  assign(l, l.child_of_type(at, kNamesType), l.child_of_type(at, kValuesType), at, role,
         Kind::kAssignment, 0);
}

void declaration(Lowering& l, RawId at, Role role) {
  const RawId inner = l.child_of_type(at, kAssignmentType);
  const RawId from = inner == 0 ? at : inner;
  assign(l, l.child_of_type(from, kNamesType), l.child_of_type(from, kValuesType), at, role,
         Kind::kVariable, l.intern("local"));
}

// Definitions and statements.

template <Kind kind>
void function(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  if (l.has_token(at, "local")) {
    l.leaf(Kind::kIdentifier, Role::kModifier, l.first_token(at), l.intern("local"));
  }
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kParameters), Role::kParameters);
  block_of(l, at, Role::kBody);
  l.close();
}

void parameter(Lowering& l, RawId at) {
  l.open(Kind::kParameter, Role::kItem, at);
  l.visit(at, Role::kName);
  l.close();
}

void if_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIf, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  block_of<Field::kConsequence>(l, at, Role::kBody);
  std::uint32_t open = 1;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kElseIfType) {
      l.open(Kind::kIf, Role::kAlternative, child);
      l.visit(l.field(child, Field::kCondition), Role::kCondition);
      block_of<Field::kConsequence>(l, child, Role::kBody);
      ++open;
    } else if (l.type(child) == kElseType) {
      block_of(l, child, Role::kAlternative);
    }
  }
  for (; open > 0; --open) l.close();
}

template <Kind kind>
void loop(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  block_of(l, at, Role::kBody);
  l.close();
}

void for_statement(Lowering& l, RawId at, Role role) {
  const RawId clause = l.field(at, Field::kClause);
  const bool generic = clause != 0 && l.type(clause) == kGenericType;
  l.open(generic ? Kind::kForEach : Kind::kFor, role, at);
  if (generic) {
    const RawId names = l.child_of_type(clause, kNamesType);
    const RawId values = l.child_of_type(clause, kValuesType);
    one_side(l, named_children(l, names), names, Role::kLeft);
    one_side(l, named_children(l, values), values, Role::kRight);
  } else if (clause != 0) {
    l.visit(clause, Role::kInitializer);
  }
  block_of(l, at, Role::kBody);
  l.close();
}

// How patterns are spelled.

std::span<const Frame> frames(std::string_view) {
  static constexpr Frame kFrames[] = {
      {"", ""}, {"return ", ""}, {"", " end"}, {"x = {", "}"}, {"f(", ")"}};
  return kFrames;
}

constexpr Spelling kEllipses[] = {{"", ""}, {"", "()"}, {"", " = 0"}};

// A statement where the line has nothing else.
std::size_t first_ellipsis(const SpellingContext& context) {
  if (context.bracket != '\0') return 0;
  const std::string_view pattern = context.pattern;
  const std::size_t before = context.begin == 0
                                 ? std::string_view::npos
                                 : pattern.find_last_not_of(" \t", context.begin - 1);
  const std::size_t after = pattern.find_first_not_of(" \t\r", context.end);
  const bool alone = (before == std::string_view::npos || pattern[before] == '\n') &&
                     (after == std::string_view::npos || pattern[after] == '\n');
  return alone ? 1 : 0;
}

}  // namespace

const Adapter& lua_adapter() {
  static const Adapter kAdapter = make_adapter(
      tree_sitter_lua(),
      {
          drop_row("comment"),
          drop_row("hash_bang_line"),
          drop_row("empty_statement"),
          drop_row("attribute").typed(kAttributeType),
          node_row("block", Kind::kBlock),
          inline_row("parenthesized_expression"),
          leaf_row("identifier", Kind::kIdentifier),
          leaf_row("vararg_expression", Kind::kIdentifier),
          leaf_row("true", Kind::kBoolean),
          leaf_row("false", Kind::kBoolean),
          leaf_row("nil", Kind::kNull),
          rule_row("number", number),
          rule_row("string", string),
          type_row("string_content").typed(kStringContentType),
          rule_row("dot_index_expression", member<Field::kField>),
          rule_row("method_index_expression", member<Field::kMethod>),
          rule_row("bracket_index_expression", index),
          rule_row("function_call", call),
          node_row("arguments", Kind::kArguments),
          rule_row("binary_expression", operation<Kind::kBinary>),
          rule_row("unary_expression", unary_operation),
          node_row("table_constructor", Kind::kRecord),
          rule_row("field", entry),
          inline_row("expression_list").typed(kValuesType),
          inline_row("variable_list").typed(kNamesType),
          rule_row("assignment_statement", assignment).typed(kAssignmentType),
          rule_row("variable_declaration", declaration),
          rule_row("function_declaration", function<Kind::kFunction>),
          rule_row("function_definition", function<Kind::kLambda>),
          rule_row("parameters", list_of<Kind::kParameters, Role::kParameters, parameter>),
          rule_row("if_statement", if_statement),
          type_row("elseif_statement").typed(kElseIfType),
          type_row("else_statement").typed(kElseType),
          rule_row("while_statement", loop<Kind::kWhile>),
          rule_row("repeat_statement", loop<Kind::kDoWhile>),
          rule_row("for_statement", for_statement),
          type_row("for_numeric_clause").typed(kNumericType),
          type_row("for_generic_clause").typed(kGenericType),
          inline_row("do_statement"),
          rule_row("return_statement", operand<Kind::kReturn>),
          leaf_row("break_statement", Kind::kBreak),
          node_row("label_statement", Kind::kLabeled),
      },
      {{"left", Role::kLeft}, {"right", Role::kRight}},
      {.frames = frames,
       .ellipses = kEllipses,
       .first_ellipsis = first_ellipsis,
       .line_comment = "--"});
  return kAdapter;
}

}  // namespace scan::syntax
