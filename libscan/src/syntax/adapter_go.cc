// Go: from the types of tree-sitter-go to the common Tree.
//
// What is levelled here: names that share a type or a declaration are several parameters, fields or
// variables; an `if` or `switch` with a statement before its condition is a block of both; a group
// of imports is several imports, each known by the package's name; a receiver is the first
// parameter; `T{a: 1}` makes a T, with keyword arguments.
#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "syntax/adapter.h"
#include "syntax/recipes.h"

extern "C" const TSLanguage* tree_sitter_go();

namespace scan::syntax {
namespace {

// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kIdentifierType,
  kFieldIdentifierType,
  kTypeIdentifierType,
  kDotType,
  kImportSpecType,
  kImportSpecListType,
  kVarSpecType,
  kVarSpecListType,
  kForClauseType,
  kRangeClauseType,
  kBlockType,
  kIfStatementType,
  kParameterListType,
  kVariadicType,
  kLiteralValueType,
  kKeyedElementType,
  kStatementListType,
  kExpressionListType,
};

std::string_view content(const Lowering& l, RawId string) {
  const std::string_view text = l.concrete().text_of(string);
  return text.size() < 2 ? std::string_view() : text.substr(1, text.size() - 2);
}

void string(Lowering& l, RawId at, Role role) {
  l.leaf(Kind::kString, role, at, l.intern(content(l, at)));
}

// An ellipsis of a pattern.
bool is_any_number(const Lowering& l, RawId at) {
  const std::string_view text = l.concrete().text_of(at);
  return text == "..." || text.starts_with("$...");
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

// Imports.

bool is_version(std::string_view text) {
  return text.size() > 1 && text[0] == 'v' &&
         text.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

// The name by which code knows a package: the last part of its path, without a version ("x/v2",
// "x.v2") and without what marks it as written in Go.
std::string_view package_name(std::string_view path) {
  const auto last = [](std::string_view text) { return text.substr(text.rfind('/') + 1); };
  std::string_view name = last(path);
  if (is_version(name) && name.size() < path.size()) {
    name = last(path.substr(0, path.size() - name.size() - 1));
  }
  if (const std::size_t dot = name.rfind('.');
      dot != std::string_view::npos && is_version(name.substr(dot + 1))) {
    name = name.substr(0, dot);
  }
  if (name.size() > 3 && name.ends_with("-go")) name.remove_suffix(3);
  return name;
}

void import_spec(Lowering& l, RawId spec, RawId declaration, Role role) {
  if (is_any_number(l, spec)) return;
  const RawId path = l.field(spec, Field::kPath);
  const RawId name = l.field(spec, Field::kName);
  if (path == 0) return;
  l.open(Kind::kImport, role, declaration, l.intern(package_name(content(l, path))));
  l.visit(path, Role::kModule);
  if (name != 0 && l.type(name) == kDotType) {
    l.open(Kind::kImportItem, Role::kItem, name);
    l.leaf(Kind::kIdentifier, Role::kName, name, l.intern("*"));
    l.close();
  } else if (name != 0) {
    l.leaf(Kind::kIdentifier, Role::kAlias, name, l.text(name));
  }
  l.close();
}

void import_declaration(Lowering& l, RawId at, Role role) {
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kImportSpecType) import_spec(l, child, at, role);
    if (l.type(child) != kImportSpecListType) continue;
    for (const RawId spec : l.children(child)) {
      if (l.type(spec) == kImportSpecType) import_spec(l, spec, at, role);
    }
  }
}

// How patterns are spelled.

constexpr std::string_view kBlanks = " \t\r\n";

bool is_word(char c) {
  return base::is_alphanumeric(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

// Of "{a, b}": whether a comma stands directly in the braces.
bool has_elements(std::string_view pattern) {
  int depth = 0;
  for (const char c : pattern) {
    if (c == '{' || c == '(' || c == '[') ++depth;
    if (c == '}' || c == ')' || c == ']') --depth;
    if (c == ',' && depth == 1) return true;
    if (depth == 0) return false;
  }
  return false;
}

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kAny[] = {{"", "\n"},
                                   {"type A interface {\n", "\n}\n"},
                                   {"type A struct {\n", "\n}\n"},
                                   {"var _ ", "\n"}};
  static constexpr Frame kEntry[] = {{"var _ = A{", "}\n"}, {"", "\n"}};
  static constexpr Frame kBranch[] = {{"switch {\n", "\n}\n"}, {"select {\n", "\n}\n"}};
  for (;;) {
    pattern.remove_prefix(std::min(pattern.find_first_not_of(kBlanks), pattern.size()));
    if (!pattern.starts_with("//")) break;
    pattern.remove_prefix(std::min(pattern.find('\n'), pattern.size()));
  }
  if (pattern.starts_with("{") && has_elements(pattern)) return kEntry;
  if (pattern.starts_with("case ") || pattern.starts_with("default:")) return kBranch;
  // "A: b" is an entry of a literal, and not a statement with a label.
  std::size_t word = 0;
  while (word < pattern.size() && is_word(pattern[word])) ++word;
  const std::size_t next = std::min(pattern.find_first_not_of(" \t", word), pattern.size());
  const std::string_view rest = pattern.substr(next);
  if (word > 0 && rest.starts_with(":") && !rest.starts_with(":=")) return kEntry;
  return kAny;
}

// An expression, a type or a parameter; a branch of a switch whose colon was left out; an import.
constexpr Spelling kEllipses[] = {{"", ""}, {"", ":"}, {"case ", ":"}, {"", " \"\""}};

std::size_t first_ellipsis(const SpellingContext& context) {
  const std::string_view before = context.pattern.substr(0, context.begin);
  const std::size_t last = before.find_last_not_of(kBlanks);
  const std::string_view trimmed = before.substr(0, last == std::string_view::npos ? 0 : last + 1);
  const std::size_t next = context.pattern.find_first_not_of(" \t", context.end);
  if (trimmed.ends_with("case") &&
      (next == std::string_view::npos || context.pattern[next] == '\n')) {
    return 1;
  }
  if (context.bracket != '(') return 0;
  const std::string_view outer = context.pattern.substr(0, context.bracket_at);
  const std::size_t word = outer.find_last_not_of(kBlanks);
  return word != std::string_view::npos && outer.substr(0, word + 1).ends_with("import") ? 3 : 0;
}

// "...T" and "x..." in a list, "[...]T".
bool own_ellipsis(const SpellingContext& context) {
  const std::string_view pattern = context.pattern;
  const char before = context.begin > 0 ? pattern[context.begin - 1] : '\0';
  const char after = context.end < pattern.size() ? pattern[context.end] : '\0';
  if (context.bracket == '[') {
    const char outer = context.bracket_at > 0 ? pattern[context.bracket_at - 1] : '\0';
    return after == ']' && !is_word(outer) && outer != ')' && outer != ']';
  }
  if (context.bracket != '(') return false;
  if (is_word(after) || after == '*' || after == '[') return true;
  return is_word(before) || before == ')' || before == ']';
}

}  // namespace

const Adapter& go_adapter() {
  static const Adapter kAdapter =
      make_adapter(tree_sitter_go(),
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
                   {.frames = frames,
                    .ellipses = kEllipses,
                    .first_ellipsis = first_ellipsis,
                    .own_ellipsis = own_ellipsis,
                    .typed = {.type_first = false, .before = "", .between = ".(", .after = ")"},
                    .line_comment = "//",
                    .quotes = "\"`'"});
  return kAdapter;
}

}  // namespace scan::syntax
