// Scala: from the types of tree-sitter-scala to the common Tree.
//
// What is levelled here: `val` and `var` are modifiers of a variable; lists of parameters are one
// list; `a f b` is `a.f(b)` unless f is an operator of most languages, `a f` is `a.f`; a block in
// the place of arguments is the only one of them, and `{ x => … }` and `{ case … }` are functions;
// `A.apply(b)` is `new A(b)`; indented blocks are blocks; objects and traits are classes of that
// name; type arguments wrap what they are given to, so that a pattern without them finds it.
#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "syntax/adapter.h"
#include "syntax/c_like.h"
#include "syntax/pattern_text.h"
#include "syntax/scala_spelling.h"
#include "syntax/string_parts.h"

extern "C" const TSLanguage* tree_sitter_scala();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kAnnotationType,
  kArgumentsType,
  kAssignmentType,
  kBlockType,
  kCasesType,
  kCaseType,
  kCatchType,
  kCompoundType,
  kContentType,
  kEscapeType,
  kFieldType,
  kFinallyType,
  kGuardType,
  kIfType,
  kLambdaType,
  kModifiersType,
  kParametersType,
  kRenamedType,
  kSelectorsType,
  kTypedPatternType,
  kTypeParametersType,
  kWildcardType,
};

bool is_named(const Lowering& l, RawId node) { return l.raw(node).named && !l.dropped(node); }

RawId last_child(const Lowering& l, RawId at) {
  RawId last = 0;
  for (const RawId child : l.children(at)) {
    if (is_named(l, child)) last = child;
  }
  return last;
}

void empty(Lowering& l, Kind kind, Role role, RawId at) {
  l.open(kind, role, at);
  l.close();
}

// The word that begins a declaration (`val`, `def`, `object`) or stands in it (`case`).
RawId token(const Lowering& l, RawId at, std::string_view word) {
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named && l.concrete().text_of(child) == word) return child;
  }
  return 0;
}

void modifier_token(Lowering& l, RawId at, std::string_view word) {
  if (const RawId found = token(l, at, word); found != 0) {
    l.leaf(Kind::kIdentifier, Role::kModifier, found, l.intern(word));
  }
}

// Annotations and modifiers, wherever they stand in a declaration.
void visit_modifiers(Lowering& l, RawId at) {
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kAnnotationType) l.visit(child, Role::kDecorator);
    if (l.type(child) == kModifiersType) l.visit(child, Role::kModifier);
  }
}

// `private[a]` is private.
void soft_modifier(Lowering& l, RawId at, Role) {
  if (l.raw(at).span.size() == 0) return;  // put there by respell_scala()
  const RawId word = l.first_token(at);
  l.leaf(Kind::kIdentifier, Role::kModifier, at, l.text(word == 0 ? at : word));
}

void annotation(Lowering& l, RawId at, Role) {
  const RawId arguments = l.field(at, Field::kArguments);
  l.open(Kind::kDecorator, Role::kDecorator, at);
  if (arguments != 0) l.open(Kind::kCall, Role::kOperand, at);
  l.visit(l.field(at, Field::kName), arguments == 0 ? Role::kOperand : Role::kCallee);
  l.visit(arguments, Role::kArguments);
  if (arguments != 0) l.close();
  l.close();
}

// Types and patterns.

// `A.B` by its two named children.
constexpr auto path = two_children<Kind::kMember, Role::kObject, Role::kProperty>;

// `A[B, C]`, as a type and as an expression: the arguments are a list of their own.
void generic(Lowering& l, RawId at, Role role) {
  l.open(Kind::kType, role, at, l.intern("<>"));
  l.visit(l.named_child(at, 0), Role::kItem);
  l.visit_children(l.field(at, Field::kTypeArguments), Role::kItem);
  l.close();
}

// `A -| B` is `-|[A, B]`.
void infix_type(Lowering& l, RawId at, Role role) {
  l.open(Kind::kType, role, at, l.intern("<>"));
  for (const Field field : {Field::kOperator, Field::kLeft, Field::kRight}) {
    l.visit(l.field(at, field), Role::kItem);
  }
  l.close();
}

// `A(b, c)` as a pattern: what is taken apart is no call.
void extractor(Lowering& l, RawId at, Role role) {
  const RawId type = l.named_child(at, 0);
  l.open(Kind::kOther, role, at);
  l.visit(type, Role::kCallee);
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && child != type) l.visit(child, Role::kItem);
  }
  l.close();
}

// Literals.

bool is_escape(const Lowering& l, RawId node) { return l.type(node) == kEscapeType; }

// `s"a$b"` is named by its prefix, with which it is more than a string even where nothing is put
// into it.
void interpolated(Lowering& l, RawId at, Role role) {
  const RawId prefix = l.named_child(at, 0);
  const RawId content = l.child_of_type(at, kContentType);
  if (content == 0) return l.node(Kind::kOther, at, role);
  const Span span = l.raw(content).span;
  const std::string_view inner = c_like::quoted(l.concrete().text_of(content));
  const auto quotes = static_cast<std::uint32_t>((span.size() - inner.size()) / 2);
  l.open(Kind::kInterpolated, role, at, l.text(prefix));
  string_items(l, content, {span.begin + quotes, span.end - quotes}, is_escape);
  l.close();
}

// `$a`, `${a}`, and `${a; b}`, which is a block. In a pattern `$A` is a metavariable.
void interpolation(Lowering& l, RawId at, Role role) {
  if (l.concrete().is_pattern && is_metavariable(l.concrete().text_of(at))) {
    l.open(Kind::kInterpolation, role, at);
    l.leaf(Kind::kIdentifier, Role::kItem, at, l.text(at));
    return l.close();
  }
  RawId inner = l.named_child(at, 0);
  if (inner != 0 && l.type(inner) == kBlockType && l.named_child(inner, 1) == 0) {
    inner = l.named_child(inner, 0);
  }
  l.open(Kind::kInterpolation, role, at);
  l.visit(inner, Role::kItem);
  l.close();
}

// Functions.

void parameter(Lowering& l, RawId at, Role) {
  l.open(Kind::kParameter, Role::kItem, at);
  visit_modifiers(l, at);
  for (const std::string_view word : {"val", "var"}) modifier_token(l, at, word);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.visit(l.field(at, Field::kName), Role::kName);
  if (l.field(at, Field::kName) == 0) l.visit(l.child_of_type(at, kWildcardType), Role::kName);
  l.visit(l.field(at, Field::kDefaultValue), Role::kDefault);
  l.close();
}

// All lists of parameters as one.
void visit_parameters(Lowering& l, RawId at) {
  l.open(Kind::kParameters, Role::kParameters, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kParametersType) l.visit_children(child, Role::kItem);
  }
  l.close();
}

// What has no body is a declaration, and a pattern of one is no pattern of others.
void function(Lowering& l, RawId at, Role role) {
  const RawId body = l.field(at, Field::kBody);
  l.open(Kind::kFunction, role, at, body == 0 ? l.intern("declaration") : 0);
  visit_modifiers(l, at);
  l.visit(l.child_of_type(at, kTypeParametersType), Role::kTypeArguments);
  l.visit(l.field(at, Field::kReturnType), Role::kType);
  l.visit(l.field(at, Field::kName), Role::kName);
  visit_parameters(l, at);
  l.visit_as_block(body, Role::kBody);
  l.close();
}

// A lambda by its parameters, a list or a name, and its body; `block` is what holds it together
// with further statements of the body, or 0.
void lambda_of(Lowering& l, RawId at, Role role, RawId parameters, RawId body, RawId block) {
  l.open(Kind::kLambda, role, block == 0 ? at : block);
  l.open(Kind::kParameters, Role::kParameters, parameters == 0 ? at : parameters);
  if (parameters != 0 && l.type(parameters) == kParametersType) {
    l.visit_children(parameters, Role::kItem);
  } else if (parameters != 0) {
    l.open(Kind::kParameter, Role::kItem, parameters);
    l.visit(parameters, Role::kName);
    l.close();
  }
  l.close();
  if (block == 0 || l.named_child(block, 1) == 0) {
    l.visit_as_block(body, Role::kBody);
  } else {
    l.open(Kind::kBlock, Role::kBody, block);
    l.visit(body, Role::kItem);
    for (const RawId child : l.children(block)) {
      if (is_named(l, child) && child > at) l.visit(child, Role::kItem);
    }
    l.close();
  }
  l.close();
}

RawId lambda_parameters(const Lowering& l, RawId at) {
  if (const RawId found = l.field(at, Field::kParameters); found != 0 && l.raw(found).named) {
    return found;
  }
  return l.named_child(at, 0);  // after `implicit`, which has the field as well
}

void lambda(Lowering& l, RawId at, Role role) {
  lambda_of(l, at, role, lambda_parameters(l, at), last_child(l, at), 0);
}

// `{ case … }`: a function of what is told apart.
void cases(Lowering& l, RawId at, Role role) {
  l.open(Kind::kLambda, role, at);
  empty(l, Kind::kParameters, Role::kParameters, at);
  l.open(Kind::kBlock, Role::kBody, at);
  l.open(Kind::kSwitch, Role::kItem, at);
  l.node(Kind::kBlock, at, Role::kBody);
  l.close();
  l.close();
  l.close();
}

// What stands in the place of arguments in parentheses: a block or a function.
void braced_argument(Lowering& l, RawId at) {
  const RawId first = l.named_child(at, 0);
  if (l.type(at) == kBlockType && first != 0 && l.type(first) == kLambdaType) {
    lambda_of(l, first, Role::kItem, lambda_parameters(l, first), last_child(l, first), at);
  } else {
    l.visit(at, Role::kItem);
  }
}

// `f: x =>` with an indented body.
void colon_argument(Lowering& l, RawId at, Role role) {
  const RawId first = l.named_child(at, 0);
  const RawId last = last_child(l, at);
  if (first == last) return l.visit(first, role);
  lambda_of(l, at, role, first, last, 0);
}

// Expressions.

void visit_arguments(Lowering& l, RawId arguments) {
  if (l.type(arguments) == kArgumentsType) return l.visit(arguments, Role::kArguments);
  l.open(Kind::kArguments, Role::kArguments, arguments);
  braced_argument(l, arguments);
  l.close();
}

// `A.apply`, by which an object of a case class is made.
bool is_apply(const Lowering& l, RawId callee) {
  if (l.type(callee) != kFieldType) return false;
  const std::string_view object = l.concrete().text_of(l.named_child(callee, 0));
  const RawId method = l.named_child(callee, 1);
  const auto is_word = [](char c) { return base::is_alphanumeric(c) || c == '_'; };
  return method != 0 && l.concrete().text_of(method) == "apply" && base::is_upper(object[0]) &&
         std::ranges::all_of(object, is_word);
}

void call(Lowering& l, RawId at, Role role) {
  const RawId callee = l.field(at, Field::kFunction);
  const RawId arguments = l.field(at, Field::kArguments);
  const bool makes = l.type(arguments) == kArgumentsType && is_apply(l, callee);
  l.open(makes ? Kind::kNew : Kind::kCall, role, at);
  l.visit(makes ? l.named_child(callee, 0) : callee, Role::kCallee);
  visit_arguments(l, arguments);
  l.close();
}

void arguments(Lowering& l, RawId at, Role role) {
  l.open(Kind::kArguments, role, at);
  for (const RawId child : l.children(at)) {
    if (!is_named(l, child)) continue;
    const RawId name = l.named_child(child, 0);
    const bool keyword = l.type(child) == kAssignmentType && l.raw(name).end == name + 1;
    if (!keyword) {
      l.visit(child, Role::kItem);
      continue;
    }
    l.open(Kind::kKeywordArgument, Role::kItem, child);
    l.visit(name, Role::kName);
    l.visit(l.named_child(child, 1), Role::kValue);
    l.close();
  }
  l.close();
}

bool is_operator(std::string_view sign) {
  constexpr std::string_view kSigns[] = {"+",  "-",  "*",  "/",  "%", "==", "!=", "<",  ">",
                                         "<=", ">=", "&&", "||", "&", "|",  "^",  "<<", ">>"};
  return std::ranges::find(kSigns, sign) != std::end(kSigns);
}

void infix(Lowering& l, RawId at, Role role) {
  const RawId sign = l.field(at, Field::kOperator);
  const std::string_view text = l.concrete().text_of(sign);
  const RawId left = l.named_child(at, 0);
  const RawId right = last_child(l, at);
  const bool augments = text.size() > 1 && text.ends_with('=') && !base::is_alphanumeric(text[0]) &&
                        std::string_view("=!<>").find(text[0]) == std::string_view::npos;
  if (augments || is_operator(text)) {
    l.open(augments ? Kind::kAugmentedAssignment : Kind::kBinary, role, at, l.intern(text));
    l.visit(left, Role::kLeft);
    l.visit(right, Role::kRight);
    return l.close();
  }
  l.open(Kind::kCall, role, at);
  l.open_until(Kind::kMember, Role::kCallee, at, sign);
  l.visit(left, Role::kObject);
  l.visit(sign, Role::kProperty);
  l.close();
  l.open(Kind::kArguments, Role::kArguments, right);
  braced_argument(l, right);
  l.close();
  l.close();
}

// The types of `A with B`, each of which the grammar may have put together with the next ones.
std::vector<RawId> types_in(const Lowering& l, RawId at) {
  std::vector<RawId> types;
  for (const RawId child : l.children(at)) {
    if (!is_named(l, child) || l.type(child) == kArgumentsType || l.type(child) == kBlockType) {
      continue;
    }
    if (l.type(child) != kCompoundType) {
      types.push_back(child);
      continue;
    }
    for (const RawId part : l.children(child)) {
      if (is_named(l, part)) types.push_back(part);
    }
  }
  return types;
}

// `new A(b) with C { … }`.
void instance(Lowering& l, RawId at, Role role) {
  const RawId arguments = l.field(at, Field::kArguments);
  const RawId body = l.child_of_type(at, kBlockType);
  l.open(Kind::kNew, role, at);
  Role part = Role::kCallee;
  for (const RawId type : types_in(l, at)) {
    l.visit(type, part);
    part = Role::kInterface;
  }
  if (arguments != 0) {
    l.visit(arguments, Role::kArguments);
  } else {
    empty(l, Kind::kArguments, Role::kArguments, at);
  }
  l.visit(body, Role::kBody);
  l.close();
}

// `a: T`, `a: _*`, and `a: @b`, which is a.
void ascription(Lowering& l, RawId at, Role role) {
  const RawId operand = l.named_child(at, 0);
  const RawId type = last_child(l, at);
  if (l.type(type) == kAnnotationType) return l.visit(operand, role);
  const bool splat = l.concrete().text_of(type) == "_*";
  l.open(splat ? Kind::kSplat : Kind::kCast, role, at, splat ? l.intern("*") : 0);
  if (!splat) l.visit(type, Role::kType);
  l.visit(operand, splat ? Role::kItem : Role::kOperand);
  l.close();
}

// Definitions.

// What is made of a parent's constructor stands beside the type, so that a pattern may leave it
// out.
void visit_parent(Lowering& l, RawId type, RawId arguments, std::string_view word) {
  l.open(Kind::kType, Role::kBases, type, l.intern(word));
  l.visit(type, Role::kItem);
  l.close();
  if (arguments == 0) return;
  l.open(Kind::kCall, Role::kBases, type, l.intern(word));
  l.visit(type, Role::kCallee);
  l.visit(arguments, Role::kArguments);
  l.close();
}

void parents(Lowering& l, RawId at, Role) {
  std::string_view word = "extends";
  for (const RawId type : types_in(l, at)) {
    // Only the first one can be given arguments, which stand behind it.
    const RawId arguments = word == "extends" ? l.child_of_type(at, kArgumentsType) : 0;
    visit_parent(l, type, arguments, word);
    word = "with";
  }
}

template <Word word>
void class_like(Lowering& l, RawId at, Role role) {
  l.open(Kind::kClass, role, at, l.intern(word.characters));
  visit_modifiers(l, at);
  modifier_token(l, at, "case");
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kTypeParameters), Role::kTypeArguments);
  visit_parameters(l, at);
  l.visit(l.field(at, Field::kExtend), Role::kBases);
  RawId body = 0;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kBlockType) body = child;
  }
  if (body != 0) {
    l.visit(body, Role::kBody);
  } else {
    empty(l, Kind::kBlock, Role::kBody, at);
  }
  l.close();
}

// `val a: T = b`, and what is declared without a value.
void variable(Lowering& l, RawId at, Role role) {
  l.open(Kind::kVariable, role, at);
  visit_modifiers(l, at);
  modifier_token(l, at, "val");
  // As the peer has it, `var` in a pattern is also `val`.
  if (!l.concrete().is_pattern) modifier_token(l, at, "var");
  l.visit(l.field(at, Field::kType), Role::kType);
  const RawId pattern = l.field(at, Field::kPattern);
  l.visit(pattern == 0 ? l.field(at, Field::kName) : pattern, Role::kLeft);
  l.visit(l.field(at, Field::kValue), Role::kRight);
  l.close();
}

// `given a: T = b` is a value; without a name, or with members, it is only what it is.
void given(Lowering& l, RawId at, Role role) {
  const RawId body = l.field(at, Field::kBody);
  const RawId name = l.field(at, Field::kName);
  if (name == 0 || body == 0 || l.type(body) == kBlockType) return l.node(Kind::kOther, at, role);
  l.open(Kind::kVariable, role, at);
  visit_modifiers(l, at);
  modifier_token(l, at, "given");
  l.visit(l.field(at, Field::kReturnType), Role::kType);
  l.visit(name, Role::kLeft);
  l.visit(body, Role::kRight);
  l.close();
}

// Statements.

// `p if c` is one pattern.
void visit_pattern(Lowering& l, RawId at, RawId pattern) {
  const RawId guard = l.child_of_type(at, kGuardType);
  if (guard == 0) return l.visit(pattern, Role::kValue);
  l.open_until(Kind::kBinary, Role::kValue, pattern, guard, l.intern("if"));
  l.visit(pattern, Role::kLeft);
  l.visit(l.field(guard, Field::kCondition), Role::kRight);
  l.close();
}

// The statements behind `=>`, each of which has the field.
void visit_clause_body(Lowering& l, RawId at) {
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && !l.in_field(child, Field::kPattern) && l.type(child) != kGuardType) {
      l.visit(child, Role::kItem);
    }
  }
  l.close();
}

void case_clause(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCase, role, at);
  visit_pattern(l, at, l.field(at, Field::kPattern));
  visit_clause_body(l, at);
  l.close();
}

void match(Lowering& l, RawId at, Role role) {
  l.open(Kind::kSwitch, role, at);
  l.visit(l.field(at, Field::kValue), Role::kCondition);
  if (const RawId body = l.field(at, Field::kBody); body != 0) {
    l.node(Kind::kBlock, body, Role::kBody);
  }
  l.close();
}

void handler(Lowering& l, RawId at) {
  const RawId pattern = l.field(at, Field::kPattern);
  l.open(Kind::kCatch, Role::kHandler, at);
  if (pattern != 0 && l.type(pattern) == kTypedPatternType) {
    l.visit(l.field(pattern, Field::kType), Role::kType);
    l.visit(l.field(pattern, Field::kPattern), Role::kName);
  } else if (pattern != 0) {
    const bool is_name = l.raw(pattern).end == pattern + 1 || l.type(pattern) == kWildcardType;
    l.visit(pattern, is_name ? Role::kName : Role::kType);
  }
  if (const RawId guard = l.child_of_type(at, kGuardType); guard != 0) {
    l.visit(l.field(guard, Field::kCondition), Role::kGuard);
  }
  visit_clause_body(l, at);
  l.close();
}

// `catch { case … }`, `catch case …`, `catch f`.
void visit_handlers(Lowering& l, RawId at) {
  if (l.field(at, Field::kPattern) != 0) return handler(l, at);
  const RawId inner = l.named_child(at, 0);
  if (inner == 0) return;
  if (l.type(inner) == kCasesType) {
    for (const RawId child : l.children(inner)) {
      if (l.type(child) == kCaseType) handler(l, child);
    }
    return;
  }
  l.open(Kind::kCatch, Role::kHandler, at);
  l.visit_as_block(inner, Role::kBody);
  l.close();
}

void try_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTry, role, at);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  if (const RawId clause = l.child_of_type(at, kCatchType); clause != 0) visit_handlers(l, clause);
  if (const RawId clause = l.child_of_type(at, kFinallyType); clause != 0) {
    l.visit_as_block(l.named_child(clause, 0), Role::kFinally);
  }
  l.close();
}

// `for (a <- b if c; d = e)`: what is gone through, tested and named, in order; named "yield" where
// it makes something.
void for_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kForEach, role, at, l.has_token(at, "yield") ? l.intern("yield") : 0);
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && !l.in_field(child, Field::kBody)) l.visit(child, Role::kItem);
  }
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void enumerator(Lowering& l, RawId at, Role role) {
  const RawId left = l.named_child(at, 0);
  if (left != 0 && l.type(left) != kGuardType) {
    const RawId guard = l.child_of_type(at, kGuardType);
    const RawId right = l.named_child(at, 1);
    l.open_until(Kind::kComprehensionFor, role, at, right == 0 || guard == 0 ? at : right,
                 l.has_token(at, "=") ? l.intern("=") : 0);
    l.visit(left, Role::kLeft);
    l.visit(right, Role::kRight);
    l.close();
  }
  for (const RawId child : l.children(at)) {
    if (l.type(child) != kGuardType) continue;
    l.open(Kind::kComprehensionIf, role, child);
    l.visit(l.field(child, Field::kCondition), Role::kCondition);
    l.close();
  }
}

// `import a.b` by its path, with what is imported last.
void import_one(Lowering& l, RawId at, Role role, std::span<const RawId> path, RawId item) {
  l.open(Kind::kImport, role, at);
  for (const RawId part : path) l.visit(part, Role::kModule);
  const bool renamed = l.type(item) == kRenamedType;
  l.open(Kind::kImportItem, Role::kItem, item);
  if (l.type(item) == kWildcardType) {
    l.leaf(Kind::kIdentifier, Role::kName, item, l.intern("*"));
  } else {
    l.visit(renamed ? l.field(item, Field::kName) : item, Role::kName);
    if (renamed) l.visit(l.field(item, Field::kAlias), Role::kAlias);
  }
  l.close();
  l.close();
}

// Each of `import a.b, c.{d, e => f}, g._` is an import of its own, and so are d and f.
void import_of(Lowering& l, RawId at, Role role, std::span<const RawId> parts) {
  if (parts.empty()) return;
  const std::span<const RawId> path = parts.first(parts.size() - 1);
  if (l.type(parts.back()) != kSelectorsType) return import_one(l, at, role, path, parts.back());
  for (const RawId child : l.children(parts.back())) {
    if (is_named(l, child)) import_one(l, at, role, path, child);
  }
}

void import_declaration(Lowering& l, RawId at, Role role) {
  std::vector<RawId> parts;
  for (const RawId child : l.children(at)) {
    if (is_named(l, child)) {
      parts.push_back(child);
    } else if (l.concrete().text_of(child) == ",") {
      import_of(l, at, role, parts);
      parts.clear();
    }
  }
  import_of(l, at, role, parts);
}

// What a package clause holds in braces is of the file, as what follows it is.
void package(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kName);
  const RawId body = l.field(at, Field::kBody);
  l.open_until(Kind::kPackage, role, at, name);
  l.visit(name, Role::kName);
  l.close();
  if (body != 0) l.visit_children(body, role);
}

void package_name(Lowering& l, RawId at, Role role) {
  std::vector<RawId> names;
  for (const RawId child : l.children(at)) {
    if (is_named(l, child)) names.push_back(child);
  }
  if (!names.empty()) member_chain(l, names, at, role);
}

}  // namespace

const Adapter& scala_adapter() {
  static const Adapter kAdapter = [] {
    Adapter adapter = make_adapter(
        tree_sitter_scala(),
        {
            drop_row("comment"),
            drop_row("block_comment"),
            drop_row("self_type"),
            drop_row("access_qualifier"),
            node_row("block", Kind::kBlock).typed(kBlockType),
            node_row("indented_block", Kind::kBlock).typed(kBlockType),
            node_row("template_body", Kind::kBlock).typed(kBlockType),
            node_row("with_template_body", Kind::kBlock).typed(kBlockType),
            node_row("enum_body", Kind::kBlock).typed(kBlockType),
            inline_row("parenthesized_expression"),
            // Names and literals.
            leaf_row("identifier", Kind::kIdentifier),
            leaf_row("operator_identifier", Kind::kIdentifier),
            leaf_row("type_identifier", Kind::kIdentifier),
            leaf_row("wildcard", Kind::kIdentifier).typed(kWildcardType),
            leaf_row("namespace_wildcard", Kind::kIdentifier).typed(kWildcardType),
            rule_row("integer_literal", number),
            rule_row("floating_point_literal", number),
            leaf_row("boolean_literal", Kind::kBoolean),
            leaf_row("null_literal", Kind::kNull),
            leaf_row("character_literal", Kind::kOther),
            rule_row("string", c_like::string),
            rule_row("interpolated_string_expression", interpolated),
            type_row("interpolated_string").typed(kContentType),
            rule_row("interpolation", interpolation),
            type_row("escape_sequence").typed(kEscapeType),
            leaf_row("unit", Kind::kTuple),
            // Types.
            rule_row("generic_type", generic),
            rule_row("infix_type", infix_type),
            rule_row("stable_type_identifier", path),
            rule_row("stable_identifier", path),
            rule_row("tuple_type", named<Kind::kType, "()">),
            rule_row("function_type", named<Kind::kType, "=>">),
            inline_row("parameter_types"),
            rule_row("lazy_parameter_type", named<Kind::kType, "by name">),
            rule_row("repeated_parameter_type", named<Kind::kType, "*">),
            rule_row("compound_type", named<Kind::kType, "with">).typed(kCompoundType),
            rule_row("projected_type", named<Kind::kType, "#">),
            rule_row("singleton_type", named<Kind::kType, "type">),
            inline_row("annotated_type"),
            inline_row("literal_type"),
            node_row("type_parameters", Kind::kTypeArguments).typed(kTypeParametersType),
            // Patterns.
            node_row("tuple_pattern", Kind::kTuple),
            node_row("identifiers", Kind::kTuple),
            rule_row("case_class_pattern", extractor),
            type_row("typed_pattern").typed(kTypedPatternType),
            // Expressions.
            rule_row("call_expression", call),
            rule_row("arguments", arguments).typed(kArgumentsType),
            rule_row("colon_argument", colon_argument),
            rule_row("generic_function", generic),
            rule_row("field_expression", path).typed(kFieldType),
            rule_row("infix_expression", infix),
            rule_row("postfix_expression", path),
            rule_row("prefix_expression", unary),
            rule_row("assignment_expression", c_like::assignment).typed(kAssignmentType),
            rule_row("instance_expression", instance),
            rule_row("ascription_expression", ascription),
            node_row("tuple_expression", Kind::kTuple),
            rule_row("lambda_expression", lambda).typed(kLambdaType),
            rule_row("case_block", cases).typed(kCasesType),
            rule_row("indented_cases", cases).typed(kCasesType),
            inline_row("macro_body"),
            // Definitions.
            rule_row("annotation", annotation).typed(kAnnotationType),
            rule_row("modifiers", c_like::modifiers).typed(kModifiersType),
            rule_row("access_modifier", soft_modifier).typed(kModifiersType),
            rule_row("inline_modifier", soft_modifier).typed(kModifiersType),
            rule_row("infix_modifier", soft_modifier).typed(kModifiersType),
            rule_row("open_modifier", soft_modifier).typed(kModifiersType),
            rule_row("opaque_modifier", soft_modifier).typed(kModifiersType),
            rule_row("transparent_modifier", soft_modifier).typed(kModifiersType),
            rule_row("class_definition", class_like<"class">),
            rule_row("enum_definition", class_like<"class">),
            rule_row("trait_definition", class_like<"trait">),
            rule_row("object_definition", class_like<"object">),
            rule_row("package_object", class_like<"object">),
            type_row("class_parameters").typed(kParametersType),
            rule_row("class_parameter", parameter),
            rule_row("extends_clause", parents),
            inline_row("enum_case_definitions"),
            node_row("simple_enum_case", Kind::kField),
            rule_row("full_enum_case", class_like<"class">),
            rule_row("function_definition", function),
            rule_row("function_declaration", function),
            type_row("parameters").typed(kParametersType),
            rule_row("parameter", parameter),
            type_row("bindings").typed(kParametersType),
            rule_row("binding", parameter),
            rule_row("val_definition", variable),
            rule_row("val_declaration", variable),
            rule_row("var_definition", variable),
            rule_row("var_declaration", variable),
            rule_row("given_definition", given),
            // Statements.
            rule_row("if_expression", c_like::if_statement<kIfType>).typed(kIfType),
            rule_row("match_expression", match),
            rule_row("case_clause", case_clause).typed(kCaseType),
            type_row("guard").typed(kGuardType),
            rule_row("try_expression", try_expression),
            type_row("catch_clause").typed(kCatchType),
            type_row("finally_clause").typed(kFinallyType),
            rule_row("for_expression", for_expression),
            inline_row("enumerators"),
            rule_row("enumerator", enumerator),
            rule_row("while_expression", c_like::conditional_loop<Kind::kWhile>),
            rule_row("do_while_expression", c_like::conditional_loop<Kind::kDoWhile>),
            rule_row("return_expression", operand<Kind::kReturn>),
            rule_row("throw_expression", operand<Kind::kThrow>),
            rule_row("import_declaration", import_declaration),
            type_row("namespace_selectors").typed(kSelectorsType),
            type_row("arrow_renamed_identifier").typed(kRenamedType),
            type_row("as_renamed_identifier").typed(kRenamedType),
            rule_row("package_clause", package),
            rule_row("package_identifier", package_name),
        },
        {
            {"left", Role::kLeft},
            {"right", Role::kRight},
            {"type", Role::kType},
            {"name", Role::kName},
            {"body", Role::kBody},
            {"return_type", Role::kType},
        },
        scala_patterns());
    adapter.ends_before_blanks = true;
    adapter.respell = respell_scala;
    return adapter;
  }();
  return kAdapter;
}

}  // namespace scan::syntax
