// Julia: from the types of tree-sitter-julia to the common Tree.
//
// What is levelled here: bodies, which the grammar lists among a statement's other children, are
// blocks; `f(x) = e` is a function that returns e; `x::T` as a parameter is one with a type; a `do`
// block is the first argument; a macro is a call of "@name"; `import A: b` and `using A: b` are
// imports.
#include <algorithm>
#include <vector>

#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_julia();

namespace scan::syntax {
namespace {

enum Type : std::uint8_t {
  kNoType,
  kSignatureType,
  kCallType,
  kArgumentsType,
  kTypedType,
  kNamedArgumentType,
  kElseIfType,
  kElseType,
  kCatchType,
  kFinallyType,
  kDoType,
  kBindingType,
  kInterpolationType,
  kContentType,
  kEscapeType,
  kIdentifierType,
  kAliasType,
  kScopedType,
  kSelectedType,
  kImportPathType,
  kTypeHeadType,
  kAssignmentType,
  kWhereType,
  kSplatType,
};

bool is_clause(std::uint8_t type) {
  return type == kElseIfType || type == kElseType || type == kCatchType || type == kFinallyType;
}

// The children after `first` as a block; clauses are not of it.
void rest_as_block(Lowering& l, RawId at, RawId first, Role role) {
  l.open(Kind::kBlock, role, at);
  for (const RawId child : l.children(at)) {
    if (child < first || !l.raw(child).named || is_clause(l.type(child))) continue;
    l.visit(child, Role::kItem);
  }
  l.close();
}

RawId after(const Lowering& l, RawId node) { return l.raw(node).end; }

// Strings.

void string(Lowering& l, RawId at, Role role) {
  std::string_view text = l.concrete().text_of(at);
  const std::size_t quote = std::min(text.find_first_of("\"`"), text.size());
  const std::size_t quotes = text.substr(quote).starts_with("\"\"\"") ? 3 : 1;
  text = text.size() < quote + 2 * quotes
             ? std::string_view()
             : text.substr(quote + quotes, text.size() - quote - 2 * quotes);
  const bool metavariable = l.concrete().is_pattern && text.starts_with('$') &&
                            text.find_first_of("( .") == std::string_view::npos;
  if (metavariable || l.child_of_type(at, kInterpolationType) == 0) {
    return l.leaf(Kind::kString, role, at, l.intern(text));
  }
  l.open(Kind::kInterpolated, role, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kInterpolationType) {
      l.node(Kind::kInterpolation, child, Role::kItem);
    } else if (l.type(child) == kContentType || l.type(child) == kEscapeType) {
      l.leaf(Kind::kString, Role::kItem, child, l.text(child));
    }
  }
  l.close();
}

void command(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCall, role, at, l.intern("`"));
  l.open(Kind::kArguments, Role::kArguments, at);
  string(l, at, Role::kItem);
  l.close();
  l.close();
}

// Expressions.

void two_sides(Lowering& l, RawId at, Role role, Kind kind, Symbol name) {
  l.open(kind, role, at, name);
  l.visit(l.named_child(at, 0), Role::kLeft);
  l.visit(l.named_child(at, 1), Role::kRight);
  l.close();
}

// The text between the two operands: operators are nodes of the grammar, which are dropped.
Symbol sign_between(Lowering& l, RawId at) {
  const RawId left = l.named_child(at, 0);
  const RawId right = l.named_child(at, 1);
  if (left == 0 || right == 0) return 0;
  const std::uint32_t begin = l.raw(left).span.end;
  const std::uint32_t end = l.raw(right).span.begin;
  std::string_view sign = l.concrete().text.substr(begin, end > begin ? end - begin : 0);
  const std::size_t first = std::min(sign.find_first_not_of(" \t\r\n"), sign.size());
  sign = sign.substr(first);
  return l.intern(sign.substr(0, sign.find_last_not_of(" \t\r\n") + 1));
}

void binary(Lowering& l, RawId at, Role role) {
  two_sides(l, at, role, Kind::kBinary, sign_between(l, at));
}

void augmented(Lowering& l, RawId at, Role role) {
  two_sides(l, at, role, Kind::kAugmentedAssignment, sign_between(l, at));
}

void call(Lowering& l, RawId at, Role role) {
  const RawId block = l.child_of_type(at, kDoType);
  l.open(Kind::kCall, role, at);
  l.visit(l.named_child(at, 0), Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, at);
  if (block != 0) l.visit(block, Role::kItem);
  if (const RawId arguments = l.child_of_type(at, kArgumentsType); arguments != 0) {
    l.visit_children(arguments, Role::kItem);
  }
  l.close();
  l.close();
}

void macro_call(Lowering& l, RawId at, Role role) {
  const RawId name = l.named_child(at, 0);
  l.open(Kind::kCall, role, at);
  l.leaf(Kind::kIdentifier, Role::kCallee, name, l.text(name));
  l.open(Kind::kArguments, Role::kArguments, at);
  if (const RawId arguments = l.named_child(at, 1); arguments != 0) {
    l.visit_children(arguments, Role::kItem);
  }
  l.close();
  l.close();
}

void keyword_argument(Lowering& l, RawId at, Role role) {
  l.open(Kind::kKeywordArgument, role, at);
  l.visit(l.named_child(at, 0), Role::kName);
  l.visit(l.named_child(at, 1), Role::kValue);
  l.close();
}

void member(Lowering& l, RawId at, Role role) {
  const RawId object = l.named_child(at, 0);
  l.open(Kind::kMember, role, at);
  l.visit(object, Role::kObject);
  l.visit(l.named_child(at, 1), Role::kProperty);
  l.close();
}

void index(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIndex, role, at);
  l.visit(l.named_child(at, 0), Role::kObject);
  if (const RawId list = l.named_child(at, 1); list != 0) l.visit_children(list, Role::kIndex);
  l.close();
}

void conditional(Lowering& l, RawId at, Role role) {
  l.open(Kind::kConditional, role, at);
  l.visit(l.named_child(at, 0), Role::kCondition);
  l.visit(l.named_child(at, 1), Role::kBody);
  l.visit(l.named_child(at, 2), Role::kAlternative);
  l.close();
}

void range(Lowering& l, RawId at, Role role) {
  l.open(Kind::kRange, role, at);
  l.visit_children(at, Role::kItem);
  l.close();
}

void scoped_identifier(Lowering& l, RawId at, Role role) {
  std::vector<RawId> names;
  for (RawId node = at + 1; node < l.raw(at).end; ++node) {
    if (l.type(node) == kIdentifierType) names.push_back(node);
  }
  if (names.empty()) return l.node(Kind::kOther, at, role);
  member_chain(l, names, at, role);
}

// Functions.

// A parameter, as the grammar has it: an expression.
void parameter(Lowering& l, RawId at) {
  RawId named = at;
  RawId value = 0;
  RawId type = 0;
  Symbol stars = 0;
  if (l.type(named) == kNamedArgumentType) {
    value = l.named_child(named, 1);
    named = l.named_child(at, 0);
  }
  if (named != 0 && l.type(named) == kSplatType) {
    stars = l.intern("*");
    named = l.named_child(named, 0);
  }
  if (named != 0 && l.type(named) == kTypedType) {
    type = l.named_child(named, 1);
    named = l.named_child(named, 0);
  }
  l.open(Kind::kParameter, Role::kItem, at, stars);
  l.visit(named, Role::kName);
  l.visit(type, Role::kType);
  l.visit(value, Role::kDefault);
  l.close();
}

void parameters(Lowering& l, RawId list) {
  if (list == 0) return;
  l.open(Kind::kParameters, Role::kParameters, list);
  if (l.type(list) == kArgumentsType) {
    for (const RawId child : l.children(list)) {
      if (l.raw(child).named && !l.dropped(child)) parameter(l, child);
    }
  } else {
    parameter(l, list);
  }
  l.close();
}

// The name and the parameters of `f(x)::T where S`.
void signature(Lowering& l, RawId at) {
  RawId type = 0;
  while (at != 0 &&
         (l.type(at) == kSignatureType || l.type(at) == kTypedType || l.type(at) == kWhereType)) {
    if (l.type(at) == kTypedType) type = l.named_child(at, 1);
    at = l.named_child(at, 0);
  }
  if (at == 0) return;
  if (l.type(at) == kCallType) {
    l.visit(l.named_child(at, 0), Role::kName);
    parameters(l, l.child_of_type(at, kArgumentsType));
  } else if (l.type(at) == kArgumentsType) {
    parameters(l, at);
  } else {
    l.visit(at, Role::kName);
  }
  l.visit(type, Role::kType);
}

void function_definition(Lowering& l, RawId at, Role role) {
  const RawId head = l.child_of_type(at, kSignatureType);
  l.open(Kind::kFunction, role, at);
  signature(l, head);
  rest_as_block(l, at, head == 0 ? at + 1 : after(l, head), Role::kBody);
  l.close();
}

void returned(Lowering& l, RawId value) {
  l.open(Kind::kBlock, Role::kBody, value);
  l.visit(value, Role::kItem);
  l.close();
}

bool is_signature(const Lowering& l, RawId at) {
  while (at != 0 && (l.type(at) == kTypedType || l.type(at) == kWhereType)) {
    at = l.named_child(at, 0);
  }
  return at != 0 && l.type(at) == kCallType;
}

void assignment(Lowering& l, RawId at, Role role) {
  const RawId left = l.named_child(at, 0);
  const RawId right = l.named_child(at, 1);
  if (left == 0 || right == 0 || !is_signature(l, left)) {
    return two_sides(l, at, role, Kind::kAssignment, 0);
  }
  l.open(Kind::kFunction, role, at);
  signature(l, left);
  returned(l, right);
  l.close();
}

void arrow_function(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLambda, role, at);
  parameters(l, l.named_child(at, 0));
  if (const RawId body = l.named_child(at, 1); body != 0) returned(l, body);
  l.close();
}

void do_clause(Lowering& l, RawId at, Role role) {
  const RawId arguments = l.child_of_type(at, kArgumentsType);
  l.open(Kind::kLambda, role, at);
  parameters(l, arguments);
  rest_as_block(l, at, arguments == 0 ? at + 1 : after(l, arguments), Role::kBody);
  l.close();
}

// Statements.

void branch(Lowering& l, RawId at) {
  const RawId condition = l.field(at, Field::kCondition);
  l.visit(condition, Role::kCondition);
  rest_as_block(l, at, condition == 0 ? at + 1 : after(l, condition), Role::kBody);
}

void if_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIf, role, at);
  branch(l, at);
  std::uint32_t open = 1;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kElseIfType) {
      l.open(Kind::kIf, Role::kAlternative, child);
      branch(l, child);
      ++open;
    } else if (l.type(child) == kElseType) {
      rest_as_block(l, child, child + 1, Role::kAlternative);
    }
  }
  for (; open > 0; --open) l.close();
}

void while_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kWhile, role, at);
  branch(l, at);
  l.close();
}

void for_statement(Lowering& l, RawId at, Role role) {
  const RawId binding = l.child_of_type(at, kBindingType);
  l.open(Kind::kForEach, role, at);
  RawId first = at + 1;
  if (binding != 0) {
    l.visit(l.named_child(binding, 0), Role::kLeft);
    l.visit(l.named_child(binding, 1), Role::kRight);
    first = after(l, binding);
  }
  rest_as_block(l, at, first, Role::kBody);
  l.close();
}

void comprehension_binding(Lowering& l, RawId at, Role role) {
  const RawId binding = l.child_of_type(at, kBindingType);
  if (binding == 0) return l.node(Kind::kComprehensionFor, at, role);
  two_sides(l, binding, role, Kind::kComprehensionFor, 0);
}

void try_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTry, role, at);
  rest_as_block(l, at, at + 1, Role::kBody);
  for (const RawId child : l.children(at)) {
    if (is_clause(l.type(child))) l.visit(child, Role::kHandler);
  }
  l.close();
}

// `catch e` on one line names the error; what follows on the next is the body.
void catch_clause(Lowering& l, RawId at, Role) {
  RawId name = l.named_child(at, 0);
  if (name != 0) {
    const std::string_view gap = l.concrete().text.substr(
        l.raw(at).span.begin, l.raw(name).span.begin - l.raw(at).span.begin);
    const bool names = l.type(name) == kIdentifierType && gap.find('\n') == gap.npos;
    if (!names) name = 0;
  }
  l.open(Kind::kCatch, Role::kHandler, at);
  if (name != 0) {
    l.visit(name, Role::kName);
  } else {
    l.leaf(Kind::kEmpty, Role::kName, at);  // a pattern without a name is no handler that has one
  }
  rest_as_block(l, at, name == 0 ? at + 1 : after(l, name), Role::kBody);
  l.close();
}

template <Role as>
void clause(Lowering& l, RawId at, Role) {
  rest_as_block(l, at, at + 1, as);
}

void let_statement(Lowering& l, RawId at, Role role) { rest_as_block(l, at, at + 1, role); }

void let_binding(Lowering& l, RawId at, Role role) {
  two_sides(l, at, role, Kind::kVariable, l.intern("let"));
}

template <Word word>
void declaration(Lowering& l, RawId at, Role role) {
  const RawId inner = l.child_of_type(at, kAssignmentType);
  if (inner == 0) return l.node(Kind::kOther, at, role);
  l.open(Kind::kVariable, role, at, l.intern(word.characters));
  l.visit(l.named_child(inner, 0), Role::kLeft);
  l.visit(l.named_child(inner, 1), Role::kRight);
  l.close();
}

template <Word word>
void type_definition(Lowering& l, RawId at, Role role) {
  const RawId head = l.child_of_type(at, kTypeHeadType);
  l.open(Kind::kClass, role, at, l.intern(word.characters));
  if (head != 0) l.visit_children(head, Role::kName);
  rest_as_block(l, at, head == 0 ? at + 1 : after(l, head), Role::kBody);
  l.close();
}

void module_definition(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kName);
  l.open(Kind::kPackage, role, at);
  l.visit(name, Role::kName);
  rest_as_block(l, at, name == 0 ? at + 1 : after(l, name), Role::kBody);
  l.close();
}

// Imports.

void module_parts(Lowering& l, RawId at) {
  for (RawId node = at; node < l.raw(at).end; ++node) {
    if (l.type(node) == kIdentifierType) l.visit(node, Role::kModule);
  }
}

void import_statement(Lowering& l, RawId at, Role role) {
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.dropped(child)) continue;
    const bool aliased = l.type(child) == kAliasType;
    const bool selected = l.type(child) == kSelectedType;
    // `using` brings all that a module exports, unless it says what.
    const bool brings = l.has_token(at, "using");
    const bool all = brings && !selected && !aliased;
    const std::string_view word = !brings    ? ""
                                  : selected ? "using:"
                                  : aliased  ? "using as"
                                             : "using";
    l.open(Kind::kImport, role, at, l.intern(word));
    module_parts(l, aliased || selected ? l.named_child(child, 0) : child);
    if (aliased) l.visit(l.named_child(child, 1), Role::kAlias);
    if (all) {
      l.open(Kind::kImportItem, Role::kItem, at);
      l.leaf(Kind::kIdentifier, Role::kName, at, l.intern("*"));
      l.close();
    }
    for (std::uint32_t i = 1; selected; ++i) {
      const RawId item = l.named_child(child, i);
      if (item == 0) break;
      const bool renamed = l.type(item) == kAliasType;
      l.open(Kind::kImportItem, Role::kItem, item);
      l.visit(renamed ? l.named_child(item, 0) : item, Role::kName);
      if (renamed) l.visit(l.named_child(item, 1), Role::kAlias);
      l.close();
    }
    l.close();
  }
}

// How patterns are spelled.

std::span<const Frame> frames(std::string_view) {
  static constexpr Frame kFrames[] = {{"", ""}, {"", "\nend"}};
  return kFrames;
}

}  // namespace

const Adapter& julia_adapter() {
  static const Adapter kAdapter = make_adapter(
      tree_sitter_julia(),
      {
          drop_row("line_comment"),
          drop_row("block_comment"),
          drop_row("operator"),
          group_row("parenthesized_expression"),
          node_row("compound_statement", Kind::kBlock),
          // Names and literals.
          leaf_row("identifier", Kind::kIdentifier).typed(kIdentifierType),
          leaf_row("macro_identifier", Kind::kIdentifier),
          rule_row("scoped_identifier", scoped_identifier).typed(kScopedType),
          leaf_row("boolean_literal", Kind::kBoolean),
          leaf_row("character_literal", Kind::kString),
          rule_row("integer_literal", number),
          rule_row("float_literal", number),
          rule_row("string_literal", string),
          rule_row("prefixed_string_literal", string),
          rule_row("command_literal", command),
          type_row("string_interpolation").typed(kInterpolationType),
          type_row("content").typed(kContentType),
          type_row("escape_sequence").typed(kEscapeType),
          // Expressions.
          rule_row("call_expression", call).typed(kCallType),
          rule_row("broadcast_call_expression", call),
          node_row("argument_list", Kind::kArguments).typed(kArgumentsType),
          rule_row("named_argument", keyword_argument).typed(kNamedArgumentType),
          rule_row("macrocall_expression", macro_call),
          rule_row("field_expression", member),
          rule_row("index_expression", index),
          rule_row("binary_expression", binary),
          rule_row("unary_expression", operand<Kind::kUnary>),
          rule_row("ternary_expression", conditional),
          rule_row("range_expression", range),
          rule_row("assignment", assignment).typed(kAssignmentType),
          rule_row("compound_assignment_expression", augmented),
          rule_row("splat_expression", named<Kind::kSplat, "*">).typed(kSplatType),
          node_row("vector_expression", Kind::kList),
          node_row("matrix_expression", Kind::kList),
          node_row("matrix_row", Kind::kList),
          node_row("tuple_expression", Kind::kTuple),
          node_row("open_tuple", Kind::kTuple),
          rule_row("comprehension_expression", named<Kind::kComprehension, "list">),
          rule_row("for_clause", comprehension_binding),
          rule_row("if_clause", operand<Kind::kComprehensionIf>),
          type_row("for_binding").typed(kBindingType),
          rule_row("arrow_function_expression", arrow_function),
          rule_row("do_clause", do_clause).typed(kDoType),
          type_row("typed_expression").typed(kTypedType),
          type_row("where_expression").typed(kWhereType),
          // Definitions.
          rule_row("function_definition", function_definition),
          rule_row("macro_definition", function_definition),
          type_row("signature").typed(kSignatureType),
          rule_row("struct_definition", type_definition<"struct">),
          rule_row("abstract_definition", type_definition<"abstract">),
          type_row("type_head").typed(kTypeHeadType),
          rule_row("module_definition", module_definition),
          // Statements.
          rule_row("if_statement", if_statement),
          type_row("elseif_clause").typed(kElseIfType),
          rule_row("else_clause", clause<Role::kElse>).typed(kElseType),
          rule_row("while_statement", while_statement),
          rule_row("for_statement", for_statement),
          rule_row("try_statement", try_statement),
          rule_row("catch_clause", catch_clause).typed(kCatchType),
          rule_row("finally_clause", clause<Role::kFinally>).typed(kFinallyType),
          rule_row("let_statement", let_statement),
          rule_row("let_binding", let_binding),
          rule_row("const_statement", declaration<"const">),
          rule_row("local_statement", declaration<"local">),
          rule_row("global_statement", declaration<"global">),
          rule_row("return_statement", operand<Kind::kReturn>),
          leaf_row("break_statement", Kind::kBreak),
          leaf_row("continue_statement", Kind::kContinue),
          rule_row("import_statement", import_statement),
          rule_row("using_statement", import_statement),
          type_row("import_alias").typed(kAliasType),
          type_row("import_path").typed(kImportPathType),
          type_row("selected_import").typed(kSelectedType),
      },
      {}, {.frames = frames, .line_comment = "#", .quotes = "\"", .triple_quotes = true});
  return kAdapter;
}

}  // namespace scan::syntax
