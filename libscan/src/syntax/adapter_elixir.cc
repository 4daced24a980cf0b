// Elixir: from the types of tree-sitter-elixir to the common Tree.
//
// Elixir's grammar knows calls only: `def`, `defmodule`, `if`, `case`, `try` and `alias` become
// here the functions, packages, conditions, switches and imports that they are. What stands in `do
// … end` is a block, the same as after `do:`; of any other call it is the keyword argument `do`.
// Keywords without brackets are keyword arguments; `A.B.C`, which is one word of the grammar, is a
// chain of members.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_elixir();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNoType,
  kIdentifierType,
  kAliasType,
  kCallType,
  kDotType,
  kArgumentsType,
  kKeywordsType,
  kPairType,
  kBinaryType,
  kTupleType,
  kDoType,
  kElseType,
  kRescueType,
  kCatchType,
  kAfterType,
  kClauseType,
  kInterpolationType,
  kContentType,
  kEscapeType,
  kStructType,
  kMapContentType,
  kSigilNameType,
};

bool is_clause_block(std::uint8_t type) { return type >= kElseType && type <= kAfterType; }

std::vector<RawId> named_children(const Lowering& l, RawId at) {
  std::vector<RawId> out;
  if (at == 0) return out;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child)) out.push_back(child);
  }
  return out;
}

std::string_view sign(const Lowering& l, RawId at) {
  const RawId node = l.field(at, Field::kOperator);
  return node == 0 ? std::string_view() : l.concrete().text_of(node);
}

bool is_binary(const Lowering& l, RawId at, std::string_view wanted) {
  return at != 0 && l.type(at) == kBinaryType && sign(l, at) == wanted;
}

// Names and literals.

std::vector<std::string_view> parts_of(std::string_view name) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t dot = name.find('.');
    parts.push_back(name.substr(0, dot));
    if (dot == std::string_view::npos || dot + 1 >= name.size()) return parts;
    name.remove_prefix(dot + 1);
  }
}

void alias(Lowering& l, RawId at, Role role) {
  constexpr std::size_t kMaxParts = 200;
  const std::string_view text = l.concrete().text_of(at);
  const std::vector<std::string_view> parts = parts_of(text);
  if (text == "..." || parts.size() > kMaxParts)
    return l.leaf(Kind::kIdentifier, role, at, l.text(at));
  for (std::size_t i = parts.size(); i > 1; --i) {
    l.open(Kind::kMember, i == parts.size() ? role : Role::kObject, at);
  }
  l.leaf(Kind::kIdentifier, parts.size() == 1 ? role : Role::kObject, at, l.intern(parts[0]));
  for (std::size_t i = 1; i < parts.size(); ++i) {
    l.leaf(Kind::kIdentifier, Role::kProperty, at, l.intern(parts[i]));
    l.close();
  }
}

// "name: " without what ends it.
Symbol keyword_name(Lowering& l, RawId at) {
  std::string_view text = l.concrete().text_of(at);
  text = text.substr(0, text.find_last_not_of(": \t\r\n") + 1);
  return l.intern(text);
}

void keyword(Lowering& l, RawId at, Role role) {
  l.leaf(Kind::kIdentifier, role, at, keyword_name(l, at));
}

void string(Lowering& l, RawId at, Role role) {
  const RawId begin = l.field(at, Field::kQuotedStart);
  const RawId end = l.field(at, Field::kQuotedEnd);
  if (begin == 0 || end == 0) return l.leaf(Kind::kString, role, at, 0);
  if (l.child_of_type(at, kInterpolationType) == 0) {
    const std::uint32_t from = l.raw(begin).span.end;
    const std::uint32_t size = l.raw(end).span.begin - from;
    return l.leaf(Kind::kString, role, at, l.intern(l.concrete().text.substr(from, size)));
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

// `~s(a)` as a call of "~s".
void sigil(Lowering& l, RawId at, Role role) {
  const RawId name = l.child_of_type(at, kSigilNameType);
  l.open(Kind::kCall, role, at);
  if (name != 0) {
    l.leaf(Kind::kIdentifier, Role::kCallee, name,
           l.make("~" + std::string(l.concrete().text_of(name))));
  }
  l.open(Kind::kArguments, Role::kArguments, at);
  string(l, at, Role::kItem);
  l.close();
  l.close();
}

// Blocks.

void do_block(Lowering& l, RawId at, Role role) {
  l.open(Kind::kBlock, role, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !is_clause_block(l.type(child))) l.visit(child, Role::kItem);
  }
  l.close();
}

// The value of the keyword `name` among the arguments of a call; 0: it has none.
RawId keyword_value(const Lowering& l, RawId call, std::string_view name) {
  const RawId arguments = l.child_of_type(call, kArgumentsType);
  const RawId keywords = arguments == 0 ? 0 : l.child_of_type(arguments, kKeywordsType);
  if (keywords == 0) return 0;
  for (const RawId pair : l.children(keywords)) {
    if (l.type(pair) != kPairType) continue;
    const RawId key = l.field(pair, Field::kKey);
    if (key == 0) continue;
    const std::string_view text = l.concrete().text_of(key);
    if (text.substr(0, text.find(':')) == name) return l.field(pair, Field::kValue);
  }
  return 0;
}

// `do … end` or `do: …`.
void body(Lowering& l, RawId call, Role role) {
  if (const RawId block = l.child_of_type(call, kDoType); block != 0) {
    do_block(l, block, role);
  } else {
    l.visit_as_block(keyword_value(l, call, "do"), role);
  }
}

void handlers(Lowering& l, RawId block) {
  for (const RawId child : l.children(block)) {
    switch (l.type(child)) {
      case kRescueType:
      case kCatchType:
        for (const RawId clause : l.children(child)) {
          if (l.type(clause) == kClauseType) l.visit(clause, Role::kHandler);
        }
        break;
      case kElseType:
        do_block(l, child, Role::kElse);
        break;
      case kAfterType:
        do_block(l, child, Role::kFinally);
        break;
      default:
        break;
    }
  }
}

// A function's body may have handlers of its own.
void guarded_body(Lowering& l, RawId call, Role role) {
  const RawId block = l.child_of_type(call, kDoType);
  const bool plain = block == 0 || std::ranges::none_of(named_children(l, block), [&](RawId child) {
                       return is_clause_block(l.type(child));
                     });
  if (plain) return body(l, call, role);
  l.open(Kind::kBlock, role, block);
  l.open(Kind::kTry, Role::kItem, block);
  do_block(l, block, Role::kBody);
  handlers(l, block);
  l.close();
  l.close();
}

// Calls.

void keyword_arguments(Lowering& l, RawId keywords) {
  for (const RawId pair : named_children(l, keywords)) {
    if (l.type(pair) != kPairType) {
      l.visit(pair, Role::kItem);
      continue;
    }
    const RawId key = l.field(pair, Field::kKey);
    l.open(Kind::kKeywordArgument, Role::kItem, pair);
    l.visit(key, Role::kName);
    if (key != 0 && keyword_name(l, key) == l.intern("do")) {
      l.visit_as_block(l.field(pair, Field::kValue), Role::kValue);
    } else {
      l.visit(l.field(pair, Field::kValue), Role::kValue);
    }
    l.close();
  }
}

void argument_items(Lowering& l, RawId arguments) {
  for (const RawId child : named_children(l, arguments)) {
    if (l.type(child) == kKeywordsType) {
      keyword_arguments(l, child);
    } else {
      l.visit(child, Role::kItem);
    }
  }
}

void block_argument(Lowering& l, RawId block) {
  l.open(Kind::kKeywordArgument, Role::kItem, block);
  l.leaf(Kind::kIdentifier, Role::kName, block, l.intern("do"));
  do_block(l, block, Role::kValue);
  l.close();
  for (const RawId child : l.children(block)) {
    if (is_clause_block(l.type(child))) l.visit(child, Role::kItem);
  }
}

void plain_call(Lowering& l, RawId at, Role role) {
  const RawId target = l.field(at, Field::kTarget);
  const RawId arguments = l.child_of_type(at, kArgumentsType);
  const RawId block = l.child_of_type(at, kDoType);
  if (arguments == 0 && block == 0) return l.visit(target, role);  // `a.b`
  l.open(Kind::kCall, role, at);
  l.visit(target, Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, arguments == 0 ? at : arguments);
  argument_items(l, arguments);
  if (block != 0) block_argument(l, block);
  l.close();
  l.close();
}

// `f.(x)` calls what f holds.
void dot(Lowering& l, RawId at, Role role) {
  const RawId right = l.field(at, Field::kRight);
  if (right == 0) return l.visit(l.field(at, Field::kLeft), role);
  l.open(Kind::kMember, role, at);
  l.visit(l.field(at, Field::kLeft), Role::kObject);
  l.visit(right, Role::kProperty);
  l.close();
}

// Definitions.

void parameter(Lowering& l, RawId at) {
  const bool has_default = is_binary(l, at, "\\\\");
  l.open(Kind::kParameter, Role::kItem, at);
  l.visit(has_default ? l.field(at, Field::kLeft) : at, Role::kName);
  if (has_default) l.visit(l.field(at, Field::kRight), Role::kDefault);
  l.close();
}

void parameters(Lowering& l, RawId arguments) {
  if (arguments == 0) return;
  l.open(Kind::kParameters, Role::kParameters, arguments);
  for (const RawId child : named_children(l, arguments)) parameter(l, child);
  l.close();
}

void function(Lowering& l, RawId at, Role role, std::string_view word) {
  RawId head = l.named_child(l.child_of_type(at, kArgumentsType), 0);
  l.open(Kind::kFunction, role, at, word == "def" ? 0 : l.intern(word));
  RawId guard = 0;
  if (is_binary(l, head, "when")) {
    guard = l.field(head, Field::kRight);
    head = l.field(head, Field::kLeft);
  }
  if (head != 0 && l.type(head) == kCallType) {
    l.visit(l.field(head, Field::kTarget), Role::kName);
    parameters(l, l.child_of_type(head, kArgumentsType));
  } else if (head != 0) {
    l.visit(head, Role::kName);
    l.open_until(Kind::kParameters, Role::kParameters, head, head);
    l.close();
  }
  l.visit(guard, Role::kGuard);
  guarded_body(l, at, Role::kBody);
  l.close();
}

void module_definition(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPackage, role, at);
  l.visit(l.named_child(l.child_of_type(at, kArgumentsType), 0), Role::kName);
  body(l, at, Role::kBody);
  l.close();
}

// Imports.

void import_parts(Lowering& l, RawId at, std::vector<std::string_view> parts, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    l.leaf(Kind::kIdentifier, Role::kModule, at, l.intern(parts[i]));
  }
}

void import_item(Lowering& l, RawId at, std::string_view name) {
  l.open(Kind::kImportItem, Role::kItem, at);
  l.leaf(Kind::kIdentifier, Role::kName, at, l.intern(name));
  l.close();
}

// `alias A.{B, C}`.
void alias_of_several(Lowering& l, RawId at, Role role, RawId several) {
  const std::vector<std::string_view> parts =
      parts_of(l.concrete().text_of(l.field(several, Field::kLeft)));
  l.open(Kind::kImport, role, at);
  import_parts(l, several, parts, parts.size());
  for (const RawId each : named_children(l, l.field(several, Field::kRight))) {
    import_item(l, each, l.concrete().text_of(each));
  }
  l.close();
}

// `alias A.B` makes B mean A.B, `import A.B` its names those of A.B.
void import(Lowering& l, RawId at, Role role, std::string_view word) {
  const RawId module = l.named_child(l.child_of_type(at, kArgumentsType), 0);
  if (module != 0 && l.type(module) == kDotType && word == "alias") {
    const RawId list = l.field(module, Field::kRight);
    if (list != 0 && l.type(list) == kTupleType) return alias_of_several(l, at, role, module);
  }
  if (module == 0 || l.type(module) != kAliasType) return plain_call(l, at, role);
  const std::vector<std::string_view> parts = parts_of(l.concrete().text_of(module));
  const RawId renamed = keyword_value(l, at, "as");
  const bool all = word == "import";
  l.open(Kind::kImport, role, at);
  if (all || renamed != 0 || parts.size() == 1) {
    import_parts(l, module, parts, parts.size());
    if (all) import_item(l, module, "*");
    if (renamed != 0) l.leaf(Kind::kIdentifier, Role::kAlias, renamed, l.text(renamed));
  } else {
    import_parts(l, module, parts, parts.size() - 1);
    import_item(l, module, parts.back());
  }
  l.close();
}

// Control flow.

void if_call(Lowering& l, RawId at, Role role, std::string_view word) {
  const RawId block = l.child_of_type(at, kDoType);
  const RawId otherwise =
      block != 0 ? l.child_of_type(block, kElseType) : keyword_value(l, at, "else");
  const RawId condition = l.named_child(l.child_of_type(at, kArgumentsType), 0);
  l.open(Kind::kIf, role, at);
  if (word == "unless" && condition != 0) {
    l.open(Kind::kUnary, Role::kCondition, condition, l.intern("!"));
    l.visit(condition, Role::kOperand);
    l.close();
  } else {
    l.visit(condition, Role::kCondition);
  }
  body(l, at, Role::kBody);
  if (otherwise != 0 && block != 0) do_block(l, otherwise, Role::kAlternative);
  if (otherwise != 0 && block == 0) l.visit_as_block(otherwise, Role::kAlternative);
  l.close();
}

void switch_call(Lowering& l, RawId at, Role role) {
  const RawId arguments = l.child_of_type(at, kArgumentsType);
  l.open(Kind::kSwitch, role, at);
  if (arguments != 0) l.visit(l.named_child(arguments, 0), Role::kCondition);
  body(l, at, Role::kBody);
  l.close();
}

void try_call(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTry, role, at);
  body(l, at, Role::kBody);
  if (const RawId block = l.child_of_type(at, kDoType); block != 0) handlers(l, block);
  l.close();
}

// `a, b when c -> d`: a case, a handler.
void clause(Lowering& l, RawId at, Role role) {
  RawId left = l.field(at, Field::kLeft);
  RawId guard = 0;
  if (is_binary(l, left, "when")) {
    guard = l.field(left, Field::kRight);
    left = l.field(left, Field::kLeft);
  }
  l.open(role == Role::kHandler ? Kind::kCatch : Kind::kCase, role, at);
  if (left != 0) l.visit_children(left, Role::kValue);
  l.visit(guard, Role::kGuard);
  l.visit(l.field(at, Field::kRight), Role::kBody);
  l.close();
}

void anonymous_function(Lowering& l, RawId at, Role role) {
  const std::vector<RawId> clauses = named_children(l, at);
  l.open(Kind::kLambda, role, at);
  if (clauses.size() == 1 && l.type(clauses[0]) == kClauseType) {
    const RawId left = l.field(clauses[0], Field::kLeft);
    parameters(l, is_binary(l, left, "when") ? l.field(left, Field::kLeft) : left);
    l.visit(l.field(clauses[0], Field::kRight), Role::kBody);
  } else {
    l.open(Kind::kBlock, Role::kBody, at);
    l.open(Kind::kSwitch, Role::kItem, at);
    l.node(Kind::kBlock, at, Role::kBody);
    l.close();
    l.close();
  }
  l.close();
}

struct Keyword {
  std::string_view word;
  void (*rule)(Lowering&, RawId, Role, std::string_view);
};

constexpr Keyword kWords[] = {
    {"def", function},
    {"defp", function},
    {"defmacro", function},
    {"defmacrop", function},
    {"if", if_call},
    {"unless", if_call},
    {"alias", import},
    {"import", import},
    {"defmodule",
     [](Lowering& l, RawId at, Role role, std::string_view) { module_definition(l, at, role); }},
    {"case", [](Lowering& l, RawId at, Role role, std::string_view) { switch_call(l, at, role); }},
    {"cond", [](Lowering& l, RawId at, Role role, std::string_view) { switch_call(l, at, role); }},
    {"try", [](Lowering& l, RawId at, Role role, std::string_view) { try_call(l, at, role); }},
};

void call(Lowering& l, RawId at, Role role) {
  const RawId target = l.field(at, Field::kTarget);
  const bool has_more =
      l.child_of_type(at, kArgumentsType) != 0 || l.child_of_type(at, kDoType) != 0;
  if (target != 0 && l.type(target) == kIdentifierType && has_more) {
    const std::string_view text = l.concrete().text_of(target);
    const auto* found = std::ranges::find(kWords, text, &Keyword::word);
    const bool needs_arguments = text != "cond" && text != "try";
    if (found != std::end(kWords) &&
        (!needs_arguments || l.child_of_type(at, kArgumentsType) != 0)) {
      return found->rule(l, at, role, text);
    }
  }
  plain_call(l, at, role);
}

// Operators and collections.

void binary(Lowering& l, RawId at, Role role) {
  const std::string_view text = sign(l, at);
  const bool assigns = text == "=";
  if (text == "=>") {
    l.open(Kind::kPair, role, at);
    l.visit(l.field(at, Field::kLeft), Role::kKey);
    l.visit(l.field(at, Field::kRight), Role::kValue);
    return l.close();
  }
  l.open(assigns ? Kind::kAssignment : Kind::kBinary, role, at,
         assigns ? 0 : l.intern(text == "<>" ? "." : text));
  l.visit(l.field(at, Field::kLeft), Role::kLeft);
  l.visit(l.field(at, Field::kRight), Role::kRight);
  l.close();
}

void pair(Lowering& l, RawId at, Role role) {
  l.open(Kind::kPair, role, at);
  l.visit(l.field(at, Field::kKey), Role::kKey);
  l.visit(l.field(at, Field::kValue), Role::kValue);
  l.close();
}

// `%{…}` is a dictionary, `%T{…}` a new T.
void map(Lowering& l, RawId at, Role role) {
  const RawId type = l.child_of_type(at, kStructType);
  const RawId content = l.child_of_type(at, kMapContentType);
  if (type == 0) {
    l.open(Kind::kDictionary, role, at);
    l.visit(content, Role::kItem);
    return l.close();
  }
  l.open(Kind::kNew, role, at);
  l.visit(l.named_child(type, 0), Role::kType);
  l.open(Kind::kArguments, Role::kArguments, content == 0 ? at : content);
  argument_items(l, content);
  l.close();
  l.close();
}

void access(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIndex, role, at);
  l.visit(l.field(at, Field::kTarget), Role::kObject);
  l.visit(l.field(at, Field::kKey), Role::kIndex);
  l.close();
}

void brackets(Lowering& l, RawId at, Role role) {
  if (named_children(l, at).size() == 1) return l.visit_children(at, role);
  l.node(Kind::kBlock, at, role);
}

// How patterns are spelled.

std::span<const Frame> frames(std::string_view) {
  static constexpr Frame kFrames[] = {{"", ""}, {"fn ", " end"}, {"f(", ")"}, {"", "\nend"}};
  return kFrames;
}

// A module's name begins with a capital letter; behind keywords only keywords may stand.
constexpr Spelling kMetavariables[] = {{"_", ""}, {"M_", ""}};
constexpr Spelling kEllipses[] = {{"", ""}, {"", ": 0"}};

std::size_t first_metavariable(const SpellingContext& context) {
  const std::string_view before = context.pattern.substr(0, context.begin);
  for (const std::string_view word : {"defmodule ", "alias ", "import ", "%"}) {
    if (before.ends_with(word)) return 1;
  }
  return 0;
}

std::string_view interpolation(std::string_view, std::size_t) { return "#{"; }

}  // namespace

const Adapter& elixir_adapter() {
  static const Adapter kAdapter =
      make_adapter(tree_sitter_elixir(),
                   {
                       drop_row("comment"),
                       // Names and literals.
                       leaf_row("identifier", Kind::kIdentifier).typed(kIdentifierType),
                       leaf_row("operator_identifier", Kind::kIdentifier),
                       leaf_row("atom", Kind::kIdentifier),
                       rule_row("alias", alias).typed(kAliasType),
                       rule_row("keyword", keyword),
                       leaf_row("boolean", Kind::kBoolean),
                       leaf_row("nil", Kind::kNull),
                       leaf_row("char", Kind::kOther),
                       rule_row("integer", number),
                       rule_row("float", number),
                       rule_row("string", string),
                       rule_row("charlist", string),
                       rule_row("sigil", sigil),
                       type_row("sigil_name").typed(kSigilNameType),
                       type_row("quoted_content").typed(kContentType),
                       type_row("escape_sequence").typed(kEscapeType),
                       type_row("interpolation").typed(kInterpolationType),
                       // Calls and what they stand for.
                       rule_row("call", call).typed(kCallType),
                       rule_row("dot", dot).typed(kDotType),
                       node_row("arguments", Kind::kArguments).typed(kArgumentsType),
                       inline_row("keywords").typed(kKeywordsType),
                       rule_row("pair", pair).typed(kPairType),
                       rule_row("do_block", do_block).typed(kDoType),
                       node_row("else_block", Kind::kBlock).typed(kElseType),
                       node_row("rescue_block", Kind::kBlock).typed(kRescueType),
                       node_row("catch_block", Kind::kBlock).typed(kCatchType),
                       node_row("after_block", Kind::kBlock).typed(kAfterType),
                       rule_row("stab_clause", clause).typed(kClauseType),
                       node_row("body", Kind::kBlock),
                       rule_row("anonymous_function", anonymous_function),
                       // Operators and collections.
                       rule_row("binary_operator", binary).typed(kBinaryType),
                       rule_row("unary_operator", unary),
                       rule_row("access_call", access),
                       rule_row("block", brackets),
                       node_row("list", Kind::kList),
                       node_row("tuple", Kind::kTuple).typed(kTupleType),
                       rule_row("map", map),
                       inline_row("map_content").typed(kMapContentType),
                       type_row("struct").typed(kStructType),
                   },
                   {},
                   {.frames = frames,
                    .metavariables = kMetavariables,
                    .ellipses = kEllipses,
                    .first_metavariable = first_metavariable,
                    .line_comment = "#",
                    .triple_quotes = true,
                    .interpolation = interpolation});
  return kAdapter;
}

}  // namespace scan::syntax
