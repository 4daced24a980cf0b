// OCaml: from the types of tree-sitter-ocaml to the common Tree.
//
// What is levelled here: `let x = a in b; c` is a block of a variable and two statements; `let f x
// = e` is a function; a module that is another's name is an import, as is `open`; an application is
// a call, that of a constructor to a tuple one with several arguments; `match` and `function` are a
// switch; brackets and `begin` vanish; `=` and `<>` are the `==` and `!=` of other languages,
// physical equality their `===` and `!==`.
#include <string_view>
#include <vector>

#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_ocaml();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNoType,
  kNameType,
  kBracketsType,
  kSequenceType,
  kLetType,
  kLetModuleType,
  kLetOpenType,
  kLetExceptionType,
  kParameterType,
  kTypedPatternType,
  kTupleType,
  kConstructorType,
  kModulePathType,
  kContentType,
  kCaseType,
  kGuardType,
  kThenType,
  kElseType,
  kDoType,
  kLabelType,
  kAttributeType,
  kBindingType,
  kExpressionType,
};

// Names.

// `A.B.c`: the names below a path, whose nesting is that of the grammar.
std::vector<RawId> names_of(const Lowering& l, RawId at) {
  std::vector<RawId> names;
  for (RawId node = at; at != 0 && node < l.raw(at).end; ++node) {
    if (l.type(node) == kNameType) names.push_back(node);
  }
  return names;
}

void path(Lowering& l, RawId at, Role role) {
  const std::vector<RawId> names = names_of(l, at);
  if (names.empty()) return l.leaf(Kind::kIdentifier, role, at, l.text(at));
  member_chain(l, names, at, role);
}

void string(Lowering& l, RawId at, Role role) {
  const RawId content = l.child_of_type(at, kContentType);
  l.leaf(Kind::kString, role, at, content == 0 ? 0 : l.text(content));
}

// Blocks.

RawId without_brackets(const Lowering& l, RawId at) {
  while (at != 0 && l.type(at) == kBracketsType) at = l.named_child(at, 0);
  return at;
}

// What is done one after the other: `let` declares for all that follows.
void statements(Lowering& l, RawId at) {
  while (at != 0) {
    switch (l.type(at)) {
      case kSequenceType: {
        RawId last = 0;
        for (const RawId child : l.children(at)) {
          if (!l.raw(child).named || l.dropped(child)) continue;
          l.visit(last, Role::kItem);
          last = child;
        }
        at = last;
        break;
      }
      case kLetType:
      case kLetModuleType:
      case kLetOpenType:
      case kLetExceptionType:
        l.visit(l.named_child(at, 0), Role::kItem);
        at = l.field(at, Field::kBody);
        break;
      default:
        l.visit(at, Role::kItem);
        return;
    }
  }
}

void block(Lowering& l, RawId at, Role role) {
  if (at == 0) return;
  l.open(Kind::kBlock, role, at);
  statements(l, without_brackets(l, at));
  l.close();
}

// A pattern of several statements is no block.
void top_level(Lowering& l, RawId at, Role) {
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) continue;
    if (l.concrete().is_pattern && l.type(child) == kExpressionType) {
      statements(l, l.named_child(child, 0));
    } else {
      l.visit(child, Role::kItem);
    }
  }
}

// Definitions.

void parameters(Lowering& l, RawId at) {
  const RawId first = l.child_of_type(at, kParameterType);
  if (first == 0) return;
  RawId last = first;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kParameterType) last = child;
  }
  l.open_until(Kind::kParameters, Role::kParameters, first, last);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kParameterType) l.visit(child, Role::kItem);
  }
  l.close();
}

void parameter(Lowering& l, RawId at, Role role) {
  RawId name = l.field(at, Field::kPattern);
  RawId type = l.field(at, Field::kType);
  if (name != 0 && l.type(name) == kTypedPatternType) {
    type = l.field(name, Field::kType);
    name = l.field(name, Field::kPattern);
  }
  l.open(Kind::kParameter, role, at);
  l.visit(name, Role::kName);
  l.visit(type, Role::kType);
  l.visit(l.field(at, Field::kDefault), Role::kDefault);
  l.close();
}

void attributes(Lowering& l, RawId at) {
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kAttributeType) {
      l.open(Kind::kDecorator, Role::kDecorator, child);
      l.visit(l.named_child(child, 0), Role::kOperand);
      l.close();
    }
  }
}

// `let f x = e` is a function, `let x = e` a variable; what is defined begins where `from` does.
void binding(Lowering& l, RawId at, Role role, RawId from) {
  const bool is_function = l.child_of_type(at, kParameterType) != 0;
  const RawId name = l.field(at, Field::kPattern);
  const RawId body = l.field(at, Field::kBody);
  l.open_from(from, is_function ? Kind::kFunction : Kind::kVariable, role, at,
              is_function ? 0 : l.intern("let"));
  attributes(l, at);
  l.visit(name, is_function ? Role::kName : Role::kLeft);
  if (is_function) parameters(l, at);
  l.visit(l.field(at, Field::kType), Role::kType);
  if (is_function) {
    block(l, body, Role::kBody);
  } else {
    l.visit(body, Role::kRight);
  }
  l.close();
}

// The first of several, after `and`, begins with the word `let`.
void definition(Lowering& l, RawId at, Role role) {
  RawId from = at;
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kBindingType) continue;
    binding(l, child, role, from == at ? at : child);
    from = child;
  }
}

void method(Lowering& l, RawId at, Role role) {
  l.open(Kind::kFunction, role, at);
  l.visit(l.child_of_type(at, kNameType), Role::kName);
  parameters(l, at);
  block(l, l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void function(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLambda, role, at);
  parameters(l, at);
  block(l, l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void type_binding(Lowering& l, RawId at, Role role) {
  l.open(Kind::kClass, role, at, l.intern("type"));
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void field_declaration(Lowering& l, RawId at, Role role) {
  l.open(Kind::kField, role, at);
  l.visit(l.child_of_type(at, kNameType), Role::kName);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.close();
}

// Modules.

void modules(Lowering& l, RawId at) {
  for (const RawId name : names_of(l, at)) l.visit(name, Role::kModule);
}

void module_definition(Lowering& l, RawId at, Role role) {
  const RawId binding = l.named_child(at, 0);
  if (binding == 0) return;
  const RawId name = l.child_of_type(binding, kNameType);
  const RawId body = l.field(binding, Field::kBody);
  if (body != 0 && l.type(body) == kModulePathType) {
    l.open(Kind::kImport, role, at);
    modules(l, body);
    l.visit(name, Role::kAlias);
  } else {
    l.open(Kind::kPackage, role, at);
    l.visit(name, Role::kName);
    l.visit(body, Role::kBody);
  }
  l.close();
}

void open_module(Lowering& l, RawId at, Role role) {
  const RawId module = l.field(at, Field::kModule);
  l.open(Kind::kImport, role, at);
  modules(l, module);
  if (module != 0) {
    l.open(Kind::kImportItem, Role::kItem, module);
    l.leaf(Kind::kIdentifier, Role::kName, module, l.intern("*"));
    l.close();
  }
  l.close();
}

// Expressions.

// `C (a, b)` has two arguments, `f (a, b)` one.
void argument(Lowering& l, RawId callee, RawId at) {
  const RawId inner = without_brackets(l, at);
  if (inner != 0 && l.type(callee) == kConstructorType && l.type(inner) == kTupleType) {
    return l.visit_children(inner, Role::kItem);
  }
  l.visit(at, Role::kItem);
}

void application(Lowering& l, RawId at, Role role) {
  const RawId callee = l.named_child(at, 0);
  RawId first = 0;
  RawId last = 0;
  for (const RawId child : l.children(at)) {
    if (child == callee || !l.raw(child).named || l.dropped(child)) continue;
    if (first == 0) first = child;
    last = child;
  }
  l.open(Kind::kCall, role, at);
  l.visit(callee, Role::kCallee);
  l.open_until(Kind::kArguments, Role::kArguments, first == 0 ? at : first, last == 0 ? at : last);
  for (const RawId child : l.children(at)) {
    if (child != callee && l.raw(child).named && !l.dropped(child)) argument(l, callee, child);
  }
  l.close();
  l.close();
}

// `~name:e`, and `~name` for a variable of that name.
void labeled_argument(Lowering& l, RawId at, Role role) {
  const RawId name = l.child_of_type(at, kLabelType);
  const RawId value = l.field(at, Field::kExpression);
  if (name == 0) return l.visit_children(at, role);
  l.open(Kind::kKeywordArgument, role, at);
  l.leaf(Kind::kIdentifier, Role::kName, name, l.text(name));
  if (value != 0) {
    l.visit(value, Role::kValue);
  } else {
    l.leaf(Kind::kIdentifier, Role::kValue, name, l.text(name));
  }
  l.close();
}

template <Kind kind, Role first, Role second>
void two_parts(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  l.visit(l.named_child(at, 0), first);
  l.visit(l.named_child(at, 1), second);
  l.close();
}

Symbol sign_of(Lowering& l, RawId sign) {
  const std::string_view text = l.concrete().text_of(sign);
  if (text == "=") return l.intern("==");
  if (text == "<>") return l.intern("!=");
  if (text == "==") return l.intern("===");
  if (text == "!=") return l.intern("!==");
  if (text == "^") return l.intern(".");  // joins strings
  return l.intern(text);
}

void infix(Lowering& l, RawId at, Role role) {
  const RawId sign = l.field(at, Field::kOperator);
  const bool assigns = sign != 0 && l.concrete().text_of(sign) == ":=";
  l.open(assigns ? Kind::kAssignment : Kind::kBinary, role, at,
         sign == 0 || assigns ? 0 : sign_of(l, sign));
  l.visit(l.field(at, Field::kLeft), Role::kLeft);
  l.visit(l.field(at, Field::kRight), Role::kRight);
  l.close();
}

// `!x` is what a reference holds.
void prefix(Lowering& l, RawId at, Role role) {
  const RawId sign = l.field(at, Field::kOperator);
  const Symbol name = sign == 0 ? 0 : l.text(sign);
  l.open(Kind::kUnary, role, at, name == l.intern("!") ? l.intern("contents") : name);
  l.visit(l.field(at, Field::kExpression), Role::kOperand);
  l.close();
}

void cons(Lowering& l, RawId at, Role role) { l.node(Kind::kBinary, at, role, l.intern("::")); }

void field_value(Lowering& l, RawId at, Role role) {
  const RawId key = l.named_child(at, 0);
  const RawId value = l.named_child(at, 1);
  const std::vector<RawId> names = names_of(l, key);
  l.open(Kind::kPair, role, at);
  l.visit(key, Role::kKey);
  l.visit(value == 0 && !names.empty() ? names.back() : value, Role::kValue);
  l.close();
}

void member(Lowering& l, RawId at, Role role) {
  const std::vector<RawId> names = names_of(l, l.named_child(at, 1));
  l.open(Kind::kMember, role, at);
  l.visit(l.named_child(at, 0), Role::kObject);
  if (!names.empty()) l.visit(names.back(), Role::kProperty);
  l.close();
}

void typed(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCast, role, at);
  l.visit(l.named_child(at, 1), Role::kType);
  l.visit(l.named_child(at, 0), Role::kOperand);
  l.close();
}

void local_open(Lowering& l, RawId at, Role role) {
  l.visit(l.field(at, Field::kExpression), role);
}

// Control flow.

void if_expression(Lowering& l, RawId at, Role role) {
  const RawId then = l.child_of_type(at, kThenType);
  const RawId otherwise = l.child_of_type(at, kElseType);
  l.open(Kind::kIf, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  if (then != 0) l.visit(l.named_child(then, 0), Role::kBody);
  if (otherwise != 0) l.visit(l.named_child(otherwise, 0), Role::kAlternative);
  l.close();
}

void while_expression(Lowering& l, RawId at, Role role) {
  const RawId body = l.child_of_type(at, kDoType);
  l.open(Kind::kWhile, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  if (body != 0) block(l, l.named_child(body, 0), Role::kBody);
  l.close();
}

void for_expression(Lowering& l, RawId at, Role role) {
  const RawId body = l.child_of_type(at, kDoType);
  l.open(Kind::kForEach, role, at);
  l.visit(l.named_child(at, 0), Role::kLeft);
  l.open(Kind::kRange, Role::kRight, at);
  l.visit(l.named_child(at, 1), Role::kItem);
  l.visit(l.named_child(at, 2), Role::kItem);
  l.close();
  if (body != 0) block(l, l.named_child(body, 0), Role::kBody);
  l.close();
}

// `... -> ...` stands for any number of cases.
bool is_any(const Lowering& l, RawId at) {
  const RawId body = l.field(at, Field::kBody);
  const RawId value = l.field(at, Field::kPattern);
  return l.concrete().is_pattern && body != 0 && value != 0 &&
         l.concrete().text_of(body) == "..." && l.concrete().text_of(value) == "...";
}

void one_case(Lowering& l, RawId at, Role role) {
  if (is_any(l, at)) return l.leaf(Kind::kEllipsis, role, at);
  const RawId guard = l.child_of_type(at, kGuardType);
  l.open(role == Role::kHandler ? Kind::kCatch : Kind::kCase, role, at);
  l.visit(l.field(at, Field::kPattern), Role::kValue);
  if (guard != 0) l.visit(l.named_child(guard, 0), Role::kGuard);
  block(l, l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void cases(Lowering& l, RawId at) {
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kCaseType) l.visit(child, Role::kItem);
  }
  l.close();
}

void match_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kSwitch, role, at);
  l.visit(l.field(at, Field::kExpression), Role::kCondition);
  cases(l, at);
  l.close();
}

void function_of_cases(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLambda, role, at);
  l.open(Kind::kBlock, Role::kBody, at);
  l.open(Kind::kSwitch, Role::kItem, at);
  cases(l, at);
  l.close();
  l.close();
  l.close();
}

void try_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTry, role, at);
  block(l, l.field(at, Field::kExpression), Role::kBody);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kCaseType) l.visit(child, Role::kHandler);
  }
  l.close();
}

// How patterns are spelled.

std::span<const Frame> frames(std::string_view) {
  static constexpr Frame kFrames[] = {{"", ""},
                                      {"", " ___", true},
                                      {"", " with ___ -> ___", true},
                                      {"", " then ___", true},
                                      {"function ", ""},
                                      {"let ___ = object ", " end"},
                                      {"type t = ", ""}};
  return kFrames;
}

// Names of modules and constructors begin with a capital letter.
constexpr Spelling kMetavariables[] = {{"_", ""}, {"M_", ""}};

std::size_t first_metavariable(const SpellingContext& context) {
  const std::string_view before = context.pattern.substr(0, context.begin);
  return before.ends_with("module ") || before.ends_with("open ") ? 1 : 0;
}

}  // namespace

const Adapter& ocaml_adapter() {
  static const Adapter kAdapter = make_adapter(
      tree_sitter_ocaml(),
      {
          rule_row("compilation_unit", top_level),
          drop_row("comment"),
          drop_row("attribute"),
          drop_row("floating_attribute"),
          drop_row("item_attribute").typed(kAttributeType),
          leaf_row("attribute_id", Kind::kIdentifier),
          drop_row("line_number_directive"),
          inline_row("expression_item").typed(kExpressionType),
          // Names and literals.
          leaf_row("value_name", Kind::kIdentifier).typed(kNameType),
          leaf_row("value_pattern", Kind::kIdentifier),
          leaf_row("module_name", Kind::kIdentifier).typed(kNameType),
          leaf_row("module_type_name", Kind::kIdentifier).typed(kNameType),
          leaf_row("constructor_name", Kind::kIdentifier).typed(kNameType),
          leaf_row("type_constructor", Kind::kIdentifier).typed(kNameType),
          leaf_row("field_name", Kind::kIdentifier).typed(kNameType),
          leaf_row("method_name", Kind::kIdentifier).typed(kNameType),
          leaf_row("class_name", Kind::kIdentifier).typed(kNameType),
          leaf_row("label_name", Kind::kIdentifier).typed(kLabelType),
          leaf_row("parenthesized_operator", Kind::kIdentifier),
          leaf_row("tag", Kind::kIdentifier),
          rule_row("value_path", path),
          rule_row("module_path", path).typed(kModulePathType),
          rule_row("constructor_path", path).typed(kConstructorType),
          rule_row("type_constructor_path", path),
          rule_row("class_path", path),
          rule_row("field_path", path),
          leaf_row("boolean", Kind::kBoolean),
          leaf_row("unit", Kind::kNull),
          leaf_row("character", Kind::kOther),
          rule_row("number", number),
          rule_row("string", string),
          rule_row("quoted_string", string),
          type_row("string_content").typed(kContentType),
          type_row("quoted_string_content").typed(kContentType),
          // Definitions.
          rule_row("value_definition", definition),
          type_row("let_binding").typed(kBindingType),
          rule_row("parameter", parameter).typed(kParameterType),
          type_row("typed_pattern").typed(kTypedPatternType),
          rule_row("method_definition", method),
          rule_row("fun_expression", function),
          inline_row("type_definition"),
          rule_row("type_binding", type_binding),
          node_row("record_declaration", Kind::kBlock),
          rule_row("field_declaration", field_declaration),
          rule_row("module_definition", module_definition),
          node_row("structure", Kind::kBlock),
          rule_row("open_module", open_module),
          // Expressions.
          group_row("parenthesized_expression").typed(kBracketsType),
          inline_row("parenthesized_pattern").typed(kBracketsType),
          rule_row("sequence_expression", block).typed(kSequenceType),
          rule_row("let_expression", block).typed(kLetType),
          rule_row("let_module_expression", block).typed(kLetModuleType),
          rule_row("let_open_expression", block).typed(kLetOpenType),
          rule_row("let_exception_expression", block).typed(kLetExceptionType),
          rule_row("local_open_expression", local_open),
          rule_row("application_expression", application),
          rule_row("constructor_pattern", application),
          rule_row("labeled_argument", labeled_argument),
          rule_row("infix_expression", infix),
          rule_row("prefix_expression", prefix),
          rule_row("sign_expression", prefix),
          rule_row("cons_expression", cons),
          rule_row("cons_pattern", cons),
          rule_row("set_expression", two_parts<Kind::kAssignment, Role::kLeft, Role::kRight>),
          rule_row("field_get_expression", member),
          rule_row("method_invocation", two_parts<Kind::kMember, Role::kObject, Role::kProperty>),
          rule_row("array_get_expression", two_parts<Kind::kIndex, Role::kObject, Role::kIndex>),
          rule_row("string_get_expression", two_parts<Kind::kIndex, Role::kObject, Role::kIndex>),
          node_row("tuple_expression", Kind::kTuple).typed(kTupleType),
          node_row("tuple_pattern", Kind::kTuple).typed(kTupleType),
          node_row("list_expression", Kind::kList),
          node_row("list_pattern", Kind::kList),
          node_row("array_expression", Kind::kList),
          node_row("array_pattern", Kind::kList),
          node_row("record_expression", Kind::kRecord),
          node_row("record_pattern", Kind::kRecord),
          rule_row("field_expression", field_value),
          rule_row("field_pattern", field_value),
          rule_row("typed_expression", typed),
          rule_row("new_expression", named<Kind::kNew, "", Role::kType>),
          rule_row("lazy_expression", named<Kind::kUnary, "lazy", Role::kOperand>),
          rule_row("assert_expression", operand<Kind::kAssert>),
          // Control flow.
          rule_row("if_expression", if_expression),
          type_row("then_clause").typed(kThenType),
          type_row("else_clause").typed(kElseType),
          rule_row("while_expression", while_expression),
          rule_row("for_expression", for_expression),
          type_row("do_clause").typed(kDoType),
          rule_row("match_expression", match_expression),
          rule_row("function_expression", function_of_cases),
          rule_row("try_expression", try_expression),
          rule_row("match_case", one_case).typed(kCaseType),
          type_row("guard").typed(kGuardType),
      },
      {{"left", Role::kLeft}, {"right", Role::kRight}, {"body", Role::kBody}},
      {.frames = frames,
       .metavariables = kMetavariables,
       .first_metavariable = first_metavariable,
       .deep_begin = "(___ (",
       .deep_end = "))",
       .typed = {.type_first = false, .before = "(", .between = " : ", .after = ")"},
       .quotes = "\""});
  return kAdapter;
}

}  // namespace scan::syntax
