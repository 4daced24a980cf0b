// R: from the types of tree-sitter-r to the common Tree.
//
// What is levelled here: `x <- e`, `x = e` and `e -> x` are assignments; `f <- function(…) …` is a
// variable that holds a function; `a$b` and `a@b` are members, `p::f` the member f of p;
// `library(p)` makes the names of p known.
#include <string_view>

#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_r();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNoType,
  kArgumentType,
  kIdentifierType,
  kStringType,
};

void string(Lowering& l, RawId at, Role role) {
  const RawId content = l.field(at, Field::kContent);
  l.leaf(Kind::kString, role, at, content == 0 ? 0 : l.text(content));
}

// `10L` is 10.
void integer(Lowering& l, RawId at, Role role) {
  std::string_view text = l.concrete().text_of(at);
  if (text.ends_with('L')) text.remove_suffix(1);
  l.leaf(Kind::kNumber, role, at, l.make(canonical_number(text)));
}

std::string_view sign(const Lowering& l, RawId at) {
  const RawId node = l.field(at, Field::kOperator);
  return node == 0 ? std::string_view() : l.concrete().text_of(node);
}

template <Kind kind>
void sides(Lowering& l, RawId at, Role role, RawId left, RawId right, Symbol name) {
  l.open(kind, role, at, name);
  l.visit(left, Role::kLeft);
  l.visit(right, Role::kRight);
  l.close();
}

void binary(Lowering& l, RawId at, Role role) {
  const RawId left = l.field(at, Field::kLhs);
  const RawId right = l.field(at, Field::kRhs);
  const std::string_view text = sign(l, at);
  if (text == "<-" || text == "=" || text == "<<-" || text == ":=") {
    return sides<Kind::kAssignment>(l, at, role, left, right, 0);
  }
  if (text == "->" || text == "->>") {
    return sides<Kind::kAssignment>(l, at, role, right, left, 0);
  }
  sides<Kind::kBinary>(l, at, role, left, right, l.intern(text));
}

void unary_operation(Lowering& l, RawId at, Role role) {
  l.open(Kind::kUnary, role, at, operator_of(l, at));
  l.visit(l.field(at, Field::kRhs), Role::kOperand);
  l.close();
}

void member(Lowering& l, RawId at, Role role) {
  l.open(Kind::kMember, role, at);
  l.visit(l.field(at, Field::kLhs), Role::kObject);
  l.visit(l.field(at, Field::kRhs), Role::kProperty);
  l.close();
}

// Calls.

void argument(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kName);
  const RawId value = l.field(at, Field::kValue);
  if (name == 0) return l.visit(value, role);
  l.open(Kind::kKeywordArgument, role, at);
  l.visit(name, Role::kName);
  l.visit(value, Role::kValue);
  l.close();
}

// `library(p)` and `library("p")`.
RawId loaded_package(const Lowering& l, RawId callee, RawId arguments) {
  if (callee == 0 || arguments == 0 || l.type(callee) != kIdentifierType) return 0;
  const std::string_view name = l.concrete().text_of(callee);
  const RawId first = l.child_of_type(arguments, kArgumentType);
  if (name != "library" || first == 0 || l.concrete().is_pattern) return 0;
  const RawId value = l.field(first, Field::kValue);
  if (value == 0 || l.field(first, Field::kName) != 0) return 0;
  const std::uint8_t type = l.type(value);
  return type == kIdentifierType || type == kStringType ? value : 0;
}

void call(Lowering& l, RawId at, Role role) {
  const RawId callee = l.field(at, Field::kFunction);
  const RawId arguments = l.field(at, Field::kArguments);
  l.open(Kind::kCall, role, at);
  l.visit(callee, Role::kCallee);
  l.visit(arguments, Role::kArguments);
  l.close();
  const RawId package = role == Role::kItem ? loaded_package(l, callee, arguments) : 0;
  if (package != 0) {
    const RawId content = l.field(package, Field::kContent);
    l.open_until(Kind::kImport, Role::kItem, package, package);
    l.leaf(Kind::kIdentifier, Role::kModule, package, l.text(content == 0 ? package : content));
    l.open(Kind::kImportItem, Role::kItem, package);
    l.leaf(Kind::kIdentifier, Role::kName, package, l.intern("*"));
    l.close();
    l.close();
  }
}

void index(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIndex, role, at);
  l.visit(l.field(at, Field::kFunction), Role::kObject);
  if (const RawId list = l.field(at, Field::kArguments); list != 0) {
    l.visit_children(list, Role::kIndex);
  }
  l.close();
}

// Definitions and statements.

void parameter(Lowering& l, RawId at) {
  l.open(Kind::kParameter, Role::kItem, at);
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kDefault), Role::kDefault);
  l.close();
}

void function(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLambda, role, at);
  l.visit(l.field(at, Field::kParameters), Role::kParameters);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void if_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIf, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit_as_block(l.field(at, Field::kConsequence), Role::kBody);
  if (const RawId other = l.field(at, Field::kAlternative); other != 0) {
    l.visit_as_block(other, Role::kAlternative);
  }
  l.close();
}

void for_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kForEach, role, at);
  l.visit(l.field(at, Field::kVariable), Role::kLeft);
  l.visit(l.field(at, Field::kSequence), Role::kRight);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void while_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kWhile, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

// How patterns are spelled.

std::span<const Frame> frames(std::string_view) {
  static constexpr Frame kFrames[] = {{"", ""}, {"f(", ")"}, {"", " {}", true}, {"", "\n}"}};
  return kFrames;
}

// A name of R's begins with a letter or a dot.
constexpr Spelling kMetavariables[] = {{"M_", ""}};
constexpr Spelling kEllipses[] = {{"M", ""}};

}  // namespace

const Adapter& r_adapter() {
  static const Adapter kAdapter = make_adapter(
      tree_sitter_r(),
      {
          drop_row("comment"),
          drop_row("comma"),
          inline_row("parenthesized_expression"),
          node_row("braced_expression", Kind::kBlock),
          // Names and literals.
          leaf_row("identifier", Kind::kIdentifier).typed(kIdentifierType),
          leaf_row("dots", Kind::kIdentifier),
          leaf_row("dot_dot_i", Kind::kIdentifier),
          leaf_row("return", Kind::kIdentifier),
          leaf_row("true", Kind::kBoolean),
          leaf_row("false", Kind::kBoolean),
          leaf_row("null", Kind::kNull),
          leaf_row("na", Kind::kIdentifier),
          leaf_row("nan", Kind::kIdentifier),
          leaf_row("inf", Kind::kIdentifier),
          rule_row("integer", integer),
          rule_row("float", number),
          rule_row("complex", number),
          rule_row("string", string).typed(kStringType),
          // Expressions.
          rule_row("binary_operator", binary),
          rule_row("unary_operator", unary_operation),
          rule_row("extract_operator", member),
          rule_row("namespace_operator", member),
          rule_row("call", call),
          node_row("arguments", Kind::kArguments),
          rule_row("argument", argument).typed(kArgumentType),
          rule_row("subset", index),
          rule_row("subset2", index),
          // Definitions and statements.
          rule_row("function_definition", function),
          rule_row("parameters", list_of<Kind::kParameters, Role::kParameters, parameter>),
          rule_row("if_statement", if_statement),
          rule_row("for_statement", for_statement),
          rule_row("while_statement", while_statement),
          rule_row("repeat_statement", while_statement),
          leaf_row("break", Kind::kBreak),
          leaf_row("next", Kind::kContinue),
      },
      {},
      {.frames = frames,
       .metavariables = kMetavariables,
       .ellipses = kEllipses,
       .deep_begin = "deep___(",
       .line_comment = "#",
       .triple_quotes = false});
  return kAdapter;
}

}  // namespace scan::syntax
