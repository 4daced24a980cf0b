// Ruby: from the types of tree-sitter-ruby to the common Tree.
//
// What is levelled here: a call with a block is a call of the call, with a function as its
// argument; `unless` is an `if` of the contrary, and so are modifiers; `a: 1` and `:a => 1` are
// one; a body with `rescue` is a `try`; a symbol is an operation on its name; here-documents are
// strings where they are named.
#include <algorithm>

#include "syntax/adapter.h"
#include "syntax/recipes.h"
#include "syntax/ruby_literals.h"
#include "syntax/ruby_nodes.h"
#include "syntax/ruby_patterns.h"

extern "C" const TSLanguage* tree_sitter_ruby();

namespace scan::syntax {
namespace ruby {
namespace {

// Calls.

void callee(Lowering& l, RawId at, RawId last, Role role) {
  const RawId receiver = l.field(at, Field::kReceiver);
  const RawId method = l.field(at, Field::kMethod);
  if (receiver == 0) return l.visit(method, role);
  if (method == 0) return l.visit(receiver, role);  // `f.(x)`
  l.open_until(Kind::kMember, role, at, last);
  l.visit(receiver, Role::kObject);
  l.visit(method, Role::kProperty);
  l.close();
}

void no_arguments(Lowering& l, RawId at) {
  l.open(Kind::kArguments, Role::kArguments, at);
  l.close();
}

void call(Lowering& l, RawId at, Role role) {
  const RawId arguments = l.field(at, Field::kArguments);
  const RawId block = l.field(at, Field::kBlock);
  const RawId method = l.field(at, Field::kMethod);
  const RawId name_end = method != 0 ? method : l.field(at, Field::kReceiver);
  if (block != 0) l.open(Kind::kCall, role, at);
  if (arguments == 0 && block == 0) return callee(l, at, name_end, role);
  l.open_until(Kind::kCall, block != 0 ? Role::kCallee : role, at,
               arguments != 0 ? arguments : name_end);
  callee(l, at, name_end, Role::kCallee);
  if (arguments != 0) {
    l.visit(arguments, Role::kArguments);
  } else {
    no_arguments(l, name_end);
  }
  l.close();
  if (block == 0) return;
  l.open(Kind::kArguments, Role::kArguments, block);
  l.visit(block, Role::kItem);
  l.close();
  l.close();
}

void argument_list(Lowering& l, RawId at, Role role) {
  l.open(Kind::kArguments, role, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.dropped(child)) continue;
    const RawId key = l.type(child) == kPairType ? l.field(child, Field::kKey) : 0;
    if (key == 0 || (l.type(key) != kSymbolType && l.type(key) != kKeyType)) {
      l.visit(child, Role::kItem);
      continue;
    }
    std::string_view name = text_of(l, key);
    if (name.starts_with(":")) name.remove_prefix(1);
    l.open(Kind::kKeywordArgument, Role::kItem, child);
    l.leaf(Kind::kIdentifier, Role::kName, key, l.intern(name));
    l.visit(l.field(child, Field::kValue), Role::kValue);
    l.close();
  }
  l.close();
}

// `a[1]` is a call of the method `[`.
void element_reference(Lowering& l, RawId at, Role role) {
  const RawId object = l.field(at, Field::kObject);
  const RawId bracket = l.first_token(at);
  l.open(Kind::kCall, role, at);
  l.open_until(Kind::kMember, Role::kCallee, at, bracket);
  l.visit(object, Role::kObject);
  l.leaf(Kind::kIdentifier, Role::kProperty, bracket, l.intern("["));
  l.close();
  l.open(Kind::kArguments, Role::kArguments, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != object) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

void scope_resolution(Lowering& l, RawId at, Role role) {
  const RawId scope = l.field(at, Field::kScope);
  l.open(Kind::kMember, role, at);
  if (scope != 0) {
    l.visit(scope, Role::kObject);
  } else {
    l.leaf(Kind::kIdentifier, Role::kObject, l.first_token(at), l.intern("::"));
  }
  l.visit(l.field(at, Field::kName), Role::kProperty);
  l.close();
}

void binary(Lowering& l, RawId at, Role role) {
  const RawId sign = l.field(at, Field::kOperator);
  std::string_view word = sign == 0 ? "" : text_of(l, sign);
  if (word == "and") word = "&&";
  if (word == "or") word = "||";
  l.open(Kind::kBinary, role, at, l.intern(word));
  l.visit(l.field(at, Field::kLeft), Role::kLeft);
  l.visit(l.field(at, Field::kRight), Role::kRight);
  l.close();
}

// A range without an end ends with nil.
void range(Lowering& l, RawId at, Role role) {
  const RawId sign = l.first_token(at);
  l.open(Kind::kRange, role, at, operator_of(l, at));
  for (const auto& [field, side] :
       {std::pair(Field::kBegin, Role::kLeft), {Field::kEnd, Role::kRight}}) {
    if (const RawId value = l.field(at, field); value != 0) {
      l.visit(value, side);
    } else {
      l.leaf(Kind::kNull, side, sign);
    }
  }
  l.close();
}

// `not a` is `!a`.
void unary_operation(Lowering& l, RawId at, Role role) {
  const std::string_view sign = text_of(l, l.first_token(at));
  l.open(Kind::kUnary, role, at, l.intern(sign == "not" ? "!" : sign));
  l.visit_children(at, Role::kOperand);
  l.close();
}

// `a => b` alone asks whether a is b; as a pattern it is the entry of a hash.
void match_pattern(Lowering& l, RawId at, Role role) {
  l.open(l.concrete().is_pattern ? Kind::kPair : Kind::kOther, role, at);
  l.visit(l.field(at, Field::kValue), Role::kKey);
  l.visit(l.field(at, Field::kPattern), Role::kValue);
  l.close();
}

// `return a`, `return a, b`.
template <Kind kind>
void jump(Lowering& l, RawId at, Role role) {
  const RawId list = l.child_of_type(at, kArgumentListType);
  l.open(kind, role, at);
  if (list != 0) {
    const bool several = l.named_child(list, 1) != 0;
    if (several) l.open(Kind::kTuple, Role::kOperand, list);
    l.visit_children(list, several ? Role::kItem : Role::kOperand);
    if (several) l.close();
  }
  l.close();
}

// Statements.

// `require_relative "a"` and `load "a"` are `require "a"`.
bool is_required(const Lowering& l, RawId at) {
  if (l.type(at) != kCallType || l.field(at, Field::kReceiver) != 0) return false;
  const RawId method = l.field(at, Field::kMethod);
  const RawId arguments = l.field(at, Field::kArguments);
  if (method == 0 || arguments == 0 || l.named_child(arguments, 1) != 0) return false;
  const std::string_view name = text_of(l, method);
  const RawId file = l.named_child(arguments, 0);
  return (name == "require_relative" || name == "load") && file != 0 &&
         (l.type(file) == kStringType || l.type(file) == kNameType);
}

void required(Lowering& l, RawId at) {
  l.open(Kind::kCall, Role::kItem, at);
  l.leaf(Kind::kIdentifier, Role::kCallee, l.field(at, Field::kMethod), l.intern("require"));
  l.visit(l.field(at, Field::kArguments), Role::kArguments);
  l.close();
}

// A name that is a statement is called; a pattern's is any use of it.
void statement(Lowering& l, RawId at) {
  if (is_required(l, at)) return required(l, at);
  if (l.type(at) != kNameType || l.concrete().is_pattern) return l.visit(at, Role::kItem);
  l.open(Kind::kCall, Role::kItem, at);
  l.visit(at, Role::kCallee);
  no_arguments(l, at);
  l.close();
}

void statements(Lowering& l, RawId at) {
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named) statement(l, child);
  }
}

void block(Lowering& l, RawId at, Role role) {
  l.open(Kind::kBlock, role, at);
  statements(l, at);
  l.close();
}

void program(Lowering& l, RawId at, Role) { statements(l, at); }

// One statement, as a body.
void visit_as_block(Lowering& l, RawId at, Role role) {
  if (l.type(at) != kNameType) return l.visit_as_block(at, role);
  l.open(Kind::kBlock, role, at);
  statement(l, at);
  l.close();
}

void block_or_empty(Lowering& l, RawId body, RawId at, Role role) {
  if (body != 0) return l.visit(body, role);
  l.open_until(Kind::kBlock, role, l.raw(at).end - 1, l.raw(at).end - 1);
  l.close();
}

// A body whose exceptions are handled is one statement, a `try`.
// That of `begin` is another one than that of a method.
void body_statement(Lowering& l, RawId at, Role role) {
  const auto is_clause = [&](RawId child) {
    const std::uint8_t type = l.type(child);
    return type == kRescueType || type == kElseType || type == kEnsureType;
  };
  bool clauses = false;
  for (const RawId child : l.children(at)) clauses = clauses || is_clause(child);
  if (!clauses) return block(l, at, role);
  const bool wrap = role != Role::kItem;
  if (wrap) l.open(Kind::kBlock, role, at);
  l.open(Kind::kTry, Role::kItem, at, l.intern(l.type(at) == kBeginType ? "begin" : ""));
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !is_clause(child)) statement(l, child);
  }
  l.close();
  for (const RawId child : l.children(at)) {
    if (!is_clause(child)) continue;
    const std::uint8_t type = l.type(child);
    if (type == kRescueType) {
      l.visit(child, Role::kHandler);
    } else {
      block(l, child, type == kElseType ? Role::kElse : Role::kFinally);
    }
  }
  l.close();
  if (wrap) l.close();
}

void rescue(Lowering& l, RawId at, Role role) {
  const RawId types = l.child_of_type(at, kExceptionsType);
  const RawId variable = l.child_of_type(at, kExceptionVariableType);
  l.open(Kind::kCatch, role, at);
  if (types != 0) {
    const bool several = l.named_child(types, 1) != 0;
    if (several) l.open(Kind::kTuple, Role::kType, types);
    l.visit_children(types, several ? Role::kItem : Role::kType);
    if (several) l.close();
  }
  if (variable != 0) l.visit_children(variable, Role::kName);
  block_or_empty(l, l.field(at, Field::kBody), at, Role::kBody);
  l.close();
}

void rescue_modifier(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTry, role, at);
  visit_as_block(l, l.field(at, Field::kBody), Role::kBody);
  l.open(Kind::kCatch, Role::kHandler, at);
  visit_as_block(l, l.field(at, Field::kHandler), Role::kBody);
  l.close();
  l.close();
}

template <bool contrary>
void condition(Lowering& l, RawId at) {
  const RawId value = l.field(at, Field::kCondition);
  if (contrary) l.open(Kind::kUnary, Role::kCondition, value, l.intern("!"));
  l.visit(value, contrary ? Role::kOperand : Role::kCondition);
  if (contrary) l.close();
}

template <bool contrary>
void if_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIf, role, at);
  condition<contrary>(l, at);
  block_or_empty(l, l.field(at, Field::kConsequence), at, Role::kBody);
  l.visit(l.field(at, Field::kAlternative), Role::kAlternative);
  l.close();
}

template <Kind kind, bool contrary>
void modifier(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  condition<contrary>(l, at);
  visit_as_block(l, l.field(at, Field::kBody), Role::kBody);
  l.close();
}

template <bool contrary>
void while_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kWhile, role, at);
  condition<contrary>(l, at);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void for_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kForEach, role, at);
  l.visit(l.field(at, Field::kPattern), Role::kLeft);
  if (const RawId value = l.field(at, Field::kValue); value != 0) {
    l.visit_children(value, Role::kRight);
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void case_statement(Lowering& l, RawId at, Role role) {
  const RawId value = l.field(at, Field::kValue);
  l.open(Kind::kSwitch, role, at);
  l.visit(value, Role::kCondition);
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || child == value || l.dropped(child)) continue;
    if (l.type(child) != kElseType) {
      l.visit(child, Role::kItem);
      continue;
    }
    l.open(Kind::kCase, Role::kItem, child);
    block(l, child, Role::kBody);
    l.close();
  }
  l.close();
  l.close();
}

void when(Lowering& l, RawId at, Role role) {
  std::uint32_t values = 0;
  for (const RawId child : l.children(at)) {
    values += l.in_field(child, Field::kPattern) && l.raw(child).named ? 1 : 0;
  }
  l.open(Kind::kCase, role, at);
  if (values > 1) l.open(Kind::kTuple, Role::kValue, at);
  for (const RawId child : l.children(at)) {
    if (l.in_field(child, Field::kPattern) && l.raw(child).named) {
      l.visit(child, values > 1 ? Role::kItem : Role::kValue);
    }
  }
  if (values > 1) l.close();
  block_or_empty(l, l.field(at, Field::kBody), at, Role::kBody);
  l.close();
}

// Definitions.

void parameter(Lowering& l, RawId at) {
  const RawId name = l.field(at, Field::kName);
  const RawId sign = l.first_token(at);
  const std::string_view word = sign == 0 ? "" : text_of(l, sign);
  const bool marked = word == "*" || word == "**" || word == "&";
  l.open(Kind::kParameter, Role::kItem, at, marked ? l.intern(word) : 0);
  if (name != 0) {
    l.visit(name, Role::kName);
  } else if (l.raw(at).end == at + 1) {
    l.visit(at, Role::kName);
  }
  l.visit(l.field(at, Field::kValue), Role::kDefault);
  l.close();
}

template <Kind kind>
void function(Lowering& l, RawId at, Role role) {
  const RawId list = l.field(at, Field::kParameters);
  const RawId object = l.field(at, Field::kObject);
  const RawId body = l.field(at, Field::kBody);
  l.open(kind, role, at);
  if (object != 0) l.visit(object, Role::kModifier);
  l.visit(l.field(at, Field::kName), Role::kName);
  if (list != 0) {
    l.visit(list, Role::kParameters);
  } else {
    l.open_until(Kind::kParameters, Role::kParameters, l.raw(at).end - 1, l.raw(at).end - 1);
    l.close();
  }
  if (body == 0) {
    block_or_empty(l, 0, at, Role::kBody);
  } else if (l.type(body) == kBodyType || l.type(body) == kBlockBodyType) {
    l.visit(body, Role::kBody);
  } else {
    visit_as_block(l, body, Role::kBody);
  }
  l.close();
}

void lambda(Lowering& l, RawId at, Role role) {
  const RawId body = l.field(at, Field::kBody);
  l.open(Kind::kLambda, role, at);
  if (const RawId list = l.field(at, Field::kParameters); list != 0) {
    l.visit(list, Role::kParameters);
  } else {
    l.open_until(Kind::kParameters, Role::kParameters, at + 1, at + 1);
    l.close();
  }
  block_or_empty(l, body == 0 ? 0 : l.field(body, Field::kBody), at, Role::kBody);
  l.close();
}

template <Word word>
void class_definition(Lowering& l, RawId at, Role role) {
  const RawId base = l.field(at, Field::kSuperclass);
  l.open(Kind::kClass, role, at, l.intern(word.characters));
  l.visit(l.field(at, Field::kName), Role::kName);
  if (base != 0) {
    l.open(Kind::kArguments, Role::kBases, base);
    l.visit_children(base, Role::kItem);
    l.close();
  }
  block_or_empty(l, l.field(at, Field::kBody), at, Role::kBody);
  l.close();
}

}  // namespace
}  // namespace ruby

const Adapter& ruby_adapter() {
  using namespace ruby;  // NOLINT: the table names its rules
  static const Adapter kAdapter = make_adapter(
      tree_sitter_ruby(),
      {
          rule_row("program", program),
          drop_row("comment"),
          drop_row("empty_statement"),
          drop_row("uninterpreted"),
          drop_row("heredoc_body").typed(kHeredocBodyType),
          type_row("heredoc_end").typed(kHeredocEndType),
          type_row("heredoc_content").typed(kLiteralPartType),
          type_row("string_content").typed(kLiteralPartType),
          type_row("escape_sequence").typed(kLiteralPartType),
          type_row("exceptions").typed(kExceptionsType),
          type_row("exception_variable").typed(kExceptionVariableType),
          type_row("ensure").typed(kEnsureType),
          // Names and literals.
          leaf_row("identifier", Kind::kIdentifier).typed(kNameType),
          leaf_row("constant", Kind::kIdentifier).typed(kNameType),
          leaf_row("instance_variable", Kind::kIdentifier).typed(kNameType),
          leaf_row("class_variable", Kind::kIdentifier).typed(kNameType),
          leaf_row("global_variable", Kind::kIdentifier).typed(kNameType),
          leaf_row("setter", Kind::kIdentifier),
          leaf_row("operator", Kind::kIdentifier),
          leaf_row("self", Kind::kIdentifier),
          leaf_row("super", Kind::kIdentifier),
          leaf_row("forward_argument", Kind::kEllipsis),
          leaf_row("nil", Kind::kNull),
          leaf_row("true", Kind::kBoolean),
          leaf_row("false", Kind::kBoolean),
          rule_row("integer", number),
          rule_row("float", number),
          leaf_row("character", Kind::kOther),
          rule_row("string", string).typed(kStringType),
          rule_row("bare_string", bare_string),
          rule_row("chained_string", named<Kind::kInterpolated, "">),
          rule_row("heredoc_beginning", heredoc),
          node_row("interpolation", Kind::kInterpolation).typed(kInterpolationType),
          rule_row("subshell", subshell),
          rule_row("regex", regex),
          rule_row("simple_symbol", simple_symbol).typed(kSymbolType),
          rule_row("bare_symbol", simple_symbol),
          rule_row("hash_key_symbol", simple_symbol).typed(kKeyType),
          rule_row("delimited_symbol", delimited_symbol),
          node_row("array", Kind::kList),
          rule_row("string_array", words),
          rule_row("symbol_array", words),
          node_row("hash", Kind::kDictionary),
          node_row("pair", Kind::kPair).typed(kPairType),
          // Expressions.
          inline_row("parenthesized_statements"),
          rule_row("call", call).typed(kCallType),
          rule_row("argument_list", argument_list).typed(kArgumentListType),
          rule_row("splat_argument", named<Kind::kSplat, "*">),
          rule_row("hash_splat_argument", named<Kind::kSplat, "**">),
          rule_row("block_argument", named<Kind::kSplat, "&">),
          rule_row("element_reference", element_reference),
          rule_row("scope_resolution", scope_resolution),
          node_row("assignment", Kind::kAssignment),
          rule_row("operator_assignment", operation<Kind::kAugmentedAssignment>),
          node_row("left_assignment_list", Kind::kTuple),
          node_row("right_assignment_list", Kind::kTuple),
          node_row("destructured_left_assignment", Kind::kTuple),
          rule_row("rest_assignment", named<Kind::kSplat, "*">),
          rule_row("binary", binary),
          rule_row("unary", unary_operation),
          rule_row("match_pattern", match_pattern),
          node_row("conditional", Kind::kConditional),
          rule_row("range", range),
          rule_row("lambda", lambda),
          rule_row("block", function<Kind::kLambda>),
          rule_row("do_block", function<Kind::kLambda>),
          // Statements.
          rule_row("body_statement", body_statement).typed(kBodyType),
          rule_row("block_body", block).typed(kBlockBodyType),
          rule_row("begin", body_statement).typed(kBeginType),
          rule_row("begin_block", block),
          rule_row("end_block", block),
          rule_row("then", block),
          rule_row("else", block).typed(kElseType),
          rule_row("do", block),
          rule_row("rescue", rescue).typed(kRescueType),
          rule_row("rescue_modifier", rescue_modifier),
          rule_row("if", if_statement<false>),
          rule_row("unless", if_statement<true>),
          rule_row("elsif", if_statement<false>).typed(kElsifType),
          rule_row("if_modifier", modifier<Kind::kIf, false>),
          rule_row("unless_modifier", modifier<Kind::kIf, true>),
          rule_row("while_modifier", modifier<Kind::kWhile, false>),
          rule_row("until_modifier", modifier<Kind::kWhile, true>),
          rule_row("while", while_statement<false>),
          rule_row("until", while_statement<true>),
          rule_row("for", for_statement),
          rule_row("case", case_statement),
          rule_row("when", when).typed(kWhenType),
          inline_row("pattern"),
          rule_row("return", jump<Kind::kReturn>),
          rule_row("yield", jump<Kind::kYield>),
          rule_row("break", jump<Kind::kBreak>),
          rule_row("next", jump<Kind::kContinue>),
          // Definitions.
          rule_row("method", function<Kind::kFunction>),
          rule_row("singleton_method", function<Kind::kFunction>),
          rule_row("method_parameters", list_of<Kind::kParameters, Role::kParameters, parameter>),
          rule_row("lambda_parameters", list_of<Kind::kParameters, Role::kParameters, parameter>),
          rule_row("block_parameters", list_of<Kind::kParameters, Role::kParameters, parameter>),
          rule_row("class", class_definition<"">),
          rule_row("module", class_definition<"module">),
          rule_row("singleton_class", class_definition<"singleton">),
      },
      {
          {"alternative", Role::kAlternative},
          {"begin", Role::kLeft},
          {"condition", Role::kCondition},
          {"consequence", Role::kBody},
          {"end", Role::kRight},
          {"key", Role::kKey},
          {"left", Role::kLeft},
          {"right", Role::kRight},
          {"value", Role::kValue},
      },
      ruby_pattern_syntax());
  return kAdapter;
}

}  // namespace scan::syntax
