// Swift: from the types of tree-sitter-swift to the common Tree.
//
// What is levelled here: classes, structures, extensions, actors and enumerations are classes;
// `guard c else` is an `if` of the contrary; what `if let`, `if case` and `while let` bind is an
// item of a `with`, and conditions with a comma between them are joined by `&&`; `a?.b` is `a.b`,
// `.b` a member of what is left out; closures behind the arguments are the last of them; `(a)` is
// `a`; `do` is a try; `x!` has an operator of its own. The grammar nests operators otherwise than
// Swift does (`a == b && c` as `a == (b && c)`), so they are nested anew.
#include <algorithm>
#include <iterator>
#include <string_view>
#include <vector>

#include "syntax/adapter.h"
#include "syntax/c_like.h"
#include "syntax/operator_chain.h"
#include "syntax/swift_definitions.h"
#include "syntax/swift_nodes.h"
#include "syntax/swift_patterns.h"
#include "syntax/swift_statements.h"

extern "C" const TSLanguage* tree_sitter_swift();

namespace scan::syntax {
namespace {

using namespace swift;  // NOLINT: the parts of this adapter

// Types.

void user_type(Lowering& l, RawId at, Role role) {
  Nodes names;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kTypeNameType) names.push_back(child);
  }
  const RawId arguments = l.child_of_type(at, kTypeArgumentsType);
  if (!names.empty()) c_like::generic_type(l, names, arguments, at, role);
}

void type_parameter(Lowering& l, RawId at, Role role) {
  l.open(Kind::kParameter, role, at);
  l.visit(l.child_of_type(at, kTypeNameType), Role::kName);
  l.visit(l.child_of_type(at, kTypeType), Role::kType);
  l.close();
}

void type_annotation(Lowering& l, RawId at, Role) {
  l.visit(l.child_of_type(at, kTypeType), Role::kType);
}

// Literals.

// `"a\(b)"` has parts; an escape is no part of its own.
void string(Lowering& l, RawId at, Role role) {
  if (l.child_of_type(at, kInterpolatedType) == 0) return c_like::string(l, at, role);
  l.open(Kind::kInterpolated, role, at);
  RawId first = 0;
  RawId last = 0;
  const auto literal = [&] {
    if (first == 0) return;
    const std::uint32_t begin = l.raw(first).span.begin;
    const std::uint32_t end = l.raw(last).span.end;
    l.open_from(first, Kind::kString, Role::kItem, last,
                l.intern(l.concrete().text.substr(begin, end - begin)));
    l.close();
    first = 0;
  };
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kTextType) {
      first = first == 0 ? child : first;
      last = child;
    } else if (l.type(child) == kInterpolatedType) {
      literal();
      l.node(Kind::kInterpolation, child, Role::kItem);
    }
  }
  literal();
  l.close();
}

// `#"a"#`: the content is between the quotes.
void raw_string(Lowering& l, RawId at, Role role) {
  if (l.child_of_type(at, kInterpolatedType) != 0) return string(l, at, role);
  std::string_view text = l.concrete().text_of(at);
  while (text.size() > 1 && text.front() == '#' && text.back() == '#') {
    text = text.substr(1, text.size() - 2);
  }
  l.leaf(Kind::kString, role, at, l.intern(c_like::quoted(text)));
}

// Keys and values take turns.
void dictionary(Lowering& l, RawId at, Role role) {
  l.open(Kind::kDictionary, role, at);
  RawId key = 0;
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kKey)) key = child;
    if (!l.in_field(child, Field::kValue) || key == 0) continue;
    l.open_from(key, Kind::kPair, Role::kItem, child);
    l.visit(key, Role::kKey);
    l.visit(child, Role::kValue);
    l.close();
    key = 0;
  }
  l.close();
}

// `(a)` is a; otherwise names may stand before the values.
void tuple(Lowering& l, RawId at, Role role) {
  if (l.named_child(at, 1) == 0) return l.visit_children(at, role);
  l.open(Kind::kTuple, role, at);
  RawId name = 0;
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kName)) name = child;
    if (!l.in_field(child, Field::kValue)) continue;
    if (name == 0) {
      l.visit(child, Role::kItem);
      continue;
    }
    l.open_from(name, Kind::kKeywordArgument, Role::kItem, child);
    l.visit(name, Role::kName);
    l.visit(child, Role::kValue);
    l.close();
    name = 0;
  }
  l.close();
}

// Expressions.

int level_of(std::string_view sign) {
  static constexpr std::string_view kLevels[] = {
      " || ",         " && ",           " < > <= >= == != ~= === !== ", " ?? ", " + - | ^ &+ &- ",
      " * / % & &* ", " << >> &<< &>> "};
  for (std::size_t level = 0; level < std::size(kLevels); ++level) {
    const std::size_t found = kLevels[level].find(sign);
    if (found == std::string_view::npos || found == 0) continue;
    if (kLevels[level][found - 1] == ' ' && kLevels[level][found + sign.size()] == ' ') {
      return static_cast<int>(level) + 1;
    }
  }
  return 0;
}

// A chain of operations without brackets, whatever their nesting.
void operations(Lowering& l, RawId at, Role role) {
  OperatorChain chain;
  Nodes pending = {at};
  while (!pending.empty()) {
    const RawId node = pending.back();
    pending.pop_back();
    if (l.type(node) == kBinaryType) {
      const auto first = static_cast<std::ptrdiff_t>(pending.size());
      for (const RawId child : l.children(node)) {
        if (!l.dropped(child)) pending.push_back(child);
      }
      std::reverse(pending.begin() + first, pending.end());
    } else if (!l.raw(node).named || l.in_field(node, Field::kOp)) {
      chain.signs.push_back(node);
    } else {
      chain.operands.push_back(node);
    }
  }
  lower_chain(l, chain, {.level = level_of, .from_right = 4}, role);
}

void navigation(Lowering& l, RawId at, Role role) {
  const RawId suffix = l.child_of_type(at, kSuffixType);
  l.open(Kind::kMember, role, at);
  l.visit(l.field(at, Field::kTarget), Role::kObject);
  if (suffix != 0) {
    const RawId name = l.field(suffix, Field::kSuffix);
    if (name != 0) l.leaf(Kind::kIdentifier, Role::kProperty, name, l.text(name));
  }
  l.close();
}

void prefix(Lowering& l, RawId at, Role role) {
  const RawId sign = l.field(at, Field::kOperation);
  const RawId operand = l.field(at, Field::kTarget);
  if (sign == 0 || operand == 0) return;
  if (is_token(l, sign, ".")) return implicit_member(l, sign, operand, role);
  l.open(Kind::kUnary, role, at, l.text(sign));
  l.visit(operand, Role::kOperand);
  l.close();
}

void postfix(Lowering& l, RawId at, Role role) {
  l.open(Kind::kUnary, role, at, l.intern("postfix !"));
  l.visit(l.field(at, Field::kTarget), Role::kOperand);
  l.close();
}

// `\A.b`: the grammar has the path without its names, which are members of it.
void key_path(Lowering& l, RawId at, Role role) {
  l.open(Kind::kOther, role, at, l.intern("\\"));
  const RawId first = l.named_child(at, 0);
  if (first == 0) {
    l.leaf(Kind::kOther, Role::kItem, at, l.intern(""));
  } else {
    l.visit_children(at, Role::kItem);
  }
  l.close();
}

// The closures behind the arguments, some with a label.
void closures(Lowering& l, RawId suffix) {
  RawId label = 0;
  for (const RawId child : l.children(suffix)) {
    if (l.in_field(child, Field::kName)) label = child;
    if (l.type(child) != kLambdaType) continue;
    if (label == 0) {
      l.visit(child, Role::kItem);
      continue;
    }
    l.open_from(label, Kind::kKeywordArgument, Role::kItem, child);
    l.visit(label, Role::kName);
    l.visit(child, Role::kValue);
    l.close();
    label = 0;
  }
}

// `f(a) { b }` and `a[b]`.
void call(Lowering& l, RawId at, Role role) {
  const RawId callee = l.named_child(at, 0);
  RawId suffix = 0;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kSuffixType) suffix = child;
  }
  const RawId arguments = suffix == 0 ? 0 : l.child_of_type(suffix, kArgumentsType);
  if (arguments != 0 && l.has_token(arguments, "[")) {
    l.open(Kind::kIndex, role, at);
    l.visit(callee, Role::kObject);
    l.visit_children(arguments, Role::kIndex);
    return l.close();
  }
  l.open(Kind::kCall, role, at);
  l.visit(callee, Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, arguments != 0 ? arguments : suffix);
  if (arguments != 0) l.visit_children(arguments, Role::kItem);
  if (suffix != 0) closures(l, suffix);
  l.close();
  l.close();
}

// A label may be any word, and alone (`f(_:)`) stands for an argument.
void argument(Lowering& l, RawId at, Role role) {
  const RawId label = l.field(at, Field::kName);
  const RawId value = l.field(at, Field::kValue);
  const RawId reference = l.field(at, Field::kReferenceSpecifier);
  if (reference != 0) return l.leaf(Kind::kIdentifier, role, reference, l.text(reference));
  if (label == 0) return l.visit(value, role);
  l.open(Kind::kKeywordArgument, role, at);
  l.leaf(Kind::kIdentifier, Role::kName, label, l.text(label));
  l.visit(value, Role::kValue);
  l.close();
}

void lambda(Lowering& l, RawId at, Role role) {
  const RawId type = l.field(at, Field::kType);
  const RawId list = type == 0 ? 0 : l.child_of_type(type, kLambdaParametersType);
  l.open(Kind::kLambda, role, at);
  if (type != 0) l.visit(l.child_of_type(type, kTypeType), Role::kType);
  l.open(Kind::kParameters, Role::kParameters, list == 0 ? at : list);
  if (list != 0) l.visit_children(list, Role::kItem);
  l.close();
  l.open(Kind::kBlock, Role::kBody, at);
  l.visit(l.child_of_type(at, kStatementsType), Role::kItem);
  l.close();
  l.close();
}

void conditional(Lowering& l, RawId at, Role role) {
  l.open(Kind::kConditional, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit(l.field(at, Field::kIfTrue), Role::kBody);
  l.visit(l.field(at, Field::kIfFalse), Role::kAlternative);
  l.close();
}

void cast(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCast, role, at);
  l.visit(l.child_of_type(at, kTypeType), Role::kType);
  l.visit(l.field(at, Field::kExpr), Role::kOperand);
  l.close();
}

void type_test(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTypeTest, role, at);
  l.visit(l.field(at, Field::kTarget), Role::kLeft);
  l.visit(l.child_of_type(at, kTypeType), Role::kType);
  l.close();
}

// `get`, `set` and `didSet` are no functions by name.
template <Word word>
void accessor(Lowering& l, RawId at, Role role) {
  l.open(Kind::kOther, role, at, l.intern(word.characters));
  braces(l, at, Role::kBody);
  l.close();
}

// What has no name of its own is called `word`.
template <Word word>
void function(Lowering& l, RawId at, Role role) {
  swift::function(l, at, role, word.characters);
}

}  // namespace

const Adapter& swift_adapter() {
  static const Adapter kAdapter = make_adapter(
      tree_sitter_swift(),
      {
          drop_row("comment"),
          drop_row("multiline_comment"),
          drop_row("shebang_line"),
          drop_row("directive"),
          drop_row("diagnostic"),
          drop_row("statement_label"),
          drop_row("capture_list"),
          drop_row("type_constraints"),
          drop_row("type_modifiers"),
          drop_row("try_operator"),
          drop_row("as_operator"),
          drop_row("throw_keyword"),
          drop_row("where_keyword"),
          drop_row("catch_keyword"),
          inline_row("statements").typed(kStatementsType),
          node_row("function_body", Kind::kBlock).typed(kBodyType),
          // Names and literals.
          leaf_row("simple_identifier", Kind::kIdentifier).typed(kNameType),
          leaf_row("type_identifier", Kind::kIdentifier).typed(kTypeNameType),
          leaf_row("self_expression", Kind::kIdentifier),
          leaf_row("super_expression", Kind::kIdentifier),
          leaf_row("wildcard_pattern", Kind::kIdentifier),
          leaf_row("boolean_literal", Kind::kBoolean),
          token_row("nil", Kind::kNull),
          rule_row("integer_literal", number),
          rule_row("hex_literal", number),
          rule_row("oct_literal", number),
          rule_row("bin_literal", number),
          rule_row("real_literal", number),
          rule_row("line_string_literal", string),
          rule_row("multi_line_string_literal", string),
          rule_row("raw_string_literal", raw_string),
          type_row("line_str_text").typed(kTextType),
          type_row("multi_line_str_text").typed(kTextType),
          type_row("str_escaped_char").typed(kTextType),
          type_row("raw_str_part").typed(kTextType),
          type_row("raw_str_end_part").typed(kTextType),
          type_row("interpolated_expression").typed(kInterpolatedType),
          type_row("raw_str_interpolation").typed(kInterpolatedType),
          drop_row("raw_str_interpolation_start"),
          leaf_row("regex_literal", Kind::kRegex),
          node_row("array_literal", Kind::kList),
          rule_row("dictionary_literal", dictionary),
          rule_row("tuple_expression", tuple),
          // Types.
          rule_row("user_type", user_type).typed(kTypeType),
          rule_row("array_type", named<Kind::kType, "[]">).typed(kTypeType),
          rule_row("dictionary_type", named<Kind::kType, "[:]">).typed(kTypeType),
          rule_row("optional_type", named<Kind::kType, "?">).typed(kTypeType),
          rule_row("tuple_type", named<Kind::kType, "()">).typed(kTypeType),
          inline_row("tuple_type_item"),
          rule_row("function_type", named<Kind::kType, "->">).typed(kTypeType),
          rule_row("metatype", named<Kind::kType, ".Type">).typed(kTypeType),
          rule_row("protocol_composition_type", named<Kind::kType, "&">).typed(kTypeType),
          inline_row("existential_type").typed(kTypeType),
          inline_row("opaque_type").typed(kTypeType),
          type_row("type_arguments").typed(kTypeArgumentsType),
          node_row("type_parameters", Kind::kTypeArguments).typed(kTypeParametersType),
          rule_row("type_parameter", type_parameter),
          rule_row("type_annotation", type_annotation).typed(kTypeAnnotationType),
          // Expressions.
          rule_row("additive_expression", operations).typed(kBinaryType),
          rule_row("multiplicative_expression", operations).typed(kBinaryType),
          rule_row("comparison_expression", operations).typed(kBinaryType),
          rule_row("equality_expression", operations).typed(kBinaryType),
          rule_row("conjunction_expression", operations).typed(kBinaryType),
          rule_row("disjunction_expression", operations).typed(kBinaryType),
          rule_row("bitwise_operation", operations).typed(kBinaryType),
          rule_row("nil_coalescing_expression", operations).typed(kBinaryType),
          rule_row("infix_expression", operations).typed(kBinaryType),
          rule_row("range_expression", operand<Kind::kRange>),
          rule_row("open_end_range_expression", operand<Kind::kRange>),
          rule_row("open_start_range_expression", operand<Kind::kRange>),
          rule_row("call_expression", call),
          rule_row("constructor_expression", call),
          type_row("call_suffix").typed(kSuffixType),
          type_row("constructor_suffix").typed(kSuffixType),
          type_row("value_arguments").typed(kArgumentsType),
          rule_row("value_argument", argument),
          rule_row("navigation_expression", navigation),
          type_row("navigation_suffix").typed(kSuffixType),
          rule_row("prefix_expression", prefix),
          rule_row("postfix_expression", postfix),
          rule_row("key_path_expression", key_path),
          rule_row("lambda_literal", lambda).typed(kLambdaType),
          type_row("lambda_function_type_parameters").typed(kLambdaParametersType),
          rule_row("lambda_parameter", lambda_parameter),
          rule_row("ternary_expression", conditional),
          rule_row("as_expression", cast),
          rule_row("check_expression", type_test),
          rule_row("await_expression", operand<Kind::kAwait>),
          rule_row("assignment", c_like::assignment),
          inline_row("directly_assignable_expression"),
          // Definitions.
          type_row("modifiers").typed(kModifiersType),
          type_row("parameter_modifiers").typed(kModifiersType),
          type_row("visibility_modifier").typed(kModifierType),
          type_row("function_modifier").typed(kModifierType),
          type_row("member_modifier").typed(kModifierType),
          type_row("mutation_modifier").typed(kModifierType),
          type_row("ownership_modifier").typed(kModifierType),
          type_row("parameter_modifier").typed(kModifierType),
          type_row("property_modifier").typed(kModifierType),
          type_row("inheritance_modifier").typed(kModifierType),
          type_row("property_behavior_modifier").typed(kModifierType),
          type_row("throws").typed(kModifierType),
          rule_row("attribute", attribute).typed(kAttributeType),
          rule_row("class_declaration", class_like),
          rule_row("protocol_declaration", class_like),
          type_row("inheritance_specifier").typed(kInheritanceType),
          node_row("class_body", Kind::kBlock),
          node_row("enum_class_body", Kind::kBlock),
          node_row("protocol_body", Kind::kBlock),
          rule_row("enum_entry", enum_entry),
          rule_row("function_declaration", function<"">),
          rule_row("protocol_function_declaration", function<"">),
          rule_row("init_declaration", function<"init">),
          rule_row("deinit_declaration", function<"deinit">),
          rule_row("subscript_declaration", function<"subscript">),
          type_row("parameter").typed(kParameterType),
          rule_row("property_declaration", property),
          rule_row("protocol_property_declaration", property),
          type_row("value_binding_pattern").typed(kBindingWordType),
          rule_row("pattern", pattern).typed(kPatternType),
          node_row("computed_property", Kind::kBlock).typed(kBodyType),
          node_row("willset_didset_block", Kind::kBlock).typed(kBodyType),
          drop_row("protocol_property_requirements"),
          drop_row("getter_specifier"),
          drop_row("setter_specifier"),
          drop_row("modify_specifier"),
          rule_row("computed_getter", accessor<"get">),
          rule_row("computed_setter", accessor<"set">),
          rule_row("computed_modify", accessor<"_modify">),
          rule_row("willset_clause", accessor<"willSet">),
          rule_row("didset_clause", accessor<"didSet">),
          rule_row("import_declaration", import_declaration),
          type_row("identifier").typed(kPathType),
          // Statements.
          rule_row("if_statement", if_statement).typed(kIfType),
          type_row("else").typed(kElseType),
          rule_row("guard_statement", guard_statement),
          rule_row("while_statement", while_statement),
          rule_row("repeat_while_statement", repeat_statement),
          rule_row("for_statement", for_statement),
          inline_row("where_clause").typed(kWhereType),
          rule_row("switch_statement", switch_statement),
          rule_row("switch_entry", switch_entry).typed(kEntryType),
          type_row("switch_pattern").typed(kEntryPatternType),
          type_row("default_keyword").typed(kDefaultType),
          rule_row("do_statement", do_statement),
          rule_row("catch_block", catch_block).typed(kCatchType),
          rule_row("control_transfer_statement", control_transfer),
      },
      {
          {"target", Role::kLeft},
          {"result", Role::kRight},
      },
      swift_pattern_syntax());
  return kAdapter;
}

}  // namespace scan::syntax
