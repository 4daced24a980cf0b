// The places of an ellipsis are told apart by the text before it and after its bracket: a pattern
// is short and well-formed, so no grammar is needed, and a wrong guess costs a further spelling.
#include "syntax/c_like.h"

#include <algorithm>

#include "base/ascii.h"

namespace scan::syntax::c_like {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kNone = std::string_view::npos;

bool is_word(char c) {
  return base::is_alphanumeric(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t last_before(std::string_view pattern, std::size_t end) {
  return end == 0 ? kNone : pattern.find_last_not_of(kBlanks, end - 1);
}

bool contains(std::initializer_list<std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// Words after which an expression stands, so that `WORD name(` calls `name`.
bool precedes_expression(std::string_view word) {
  return contains(
      {"return", "new",    "throw", "else", "case", "await", "in",    "is",   "as",     "yield",
       "do",     "assert", "not",   "and",  "or",   "when",  "where", "from", "select", "go",
       "defer",  "delete", "goto",  "emit", "let",  "until", "match", "try"},
      word);
}

// Words whose parentheses hold an expression, a block after them or not.
bool takes_condition(std::string_view word) {
  return contains({"if", "while", "switch", "synchronized", "return", "throw", "try", "using",
                   "lock", "when", "match", "with", "fixed", "sizeof", "typeof", "assert"},
                  word);
}

// The bracket that closes the one at `open`; kNone: none does.
std::size_t closing(std::string_view pattern, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '(' || c == '[' || c == '{') ++depth;
    if ((c == ')' || c == ']' || c == '}') && --depth == 0) return i;
  }
  return kNone;
}

// Whether the parentheses at `open`, after the name at `name`, are those of a declaration.
bool declares(std::string_view pattern, std::size_t open, std::size_t name) {
  const std::size_t close = closing(pattern, open);
  const std::size_t next = close == kNone ? kNone : pattern.find_first_not_of(kBlanks, close + 1);
  const bool has_body =
      next != kNone && (pattern[next] == '{' || pattern.substr(next).starts_with("throws"));
  const std::size_t last = last_before(pattern, name);
  if (last == kNone) return has_body;
  const char before = pattern[last];
  if (is_word(before)) {
    const std::size_t begin = word_before(pattern, last + 1);
    return !precedes_expression(pattern.substr(begin, last + 1 - begin));
  }
  if (before == '>' || before == ']' || before == '?' || before == '*' || before == '&') {
    return has_body;
  }
  return has_body && std::string_view("{};)").find(before) != kNone;
}

// Whether what opens at `brace` holds statements or members, and not values.
bool opens_block(std::string_view pattern, std::size_t brace, AfterNew after_new) {
  const std::size_t last = last_before(pattern, brace);
  if (last == kNone) return true;
  if (pattern[last] == '>') return true;  // "->", "=>", "class A<T>"
  if (std::string_view("=],(:").find(pattern[last]) != kNone) return false;
  const std::size_t from = pattern.find_last_of(";{}", last);
  const std::size_t begin = from == kNone ? 0 : from + 1;
  for (std::size_t at = begin; at < last; ++at) {
    if (at > 0 && is_word(pattern[at - 1])) continue;
    const std::string_view text = pattern.substr(at);
    if (text.starts_with("enum ")) return false;
    if (after_new == AfterNew::kValues && text.starts_with("new ")) return false;
  }
  return true;
}

Place in_parentheses(const SpellingContext& context) {
  const std::string_view pattern = context.pattern;
  std::size_t end = context.bracket_at;
  const std::size_t last = last_before(pattern, end);
  if (last == kNone) return Place::kExpression;
  if (pattern[last] == '>' && last > 0 && pattern[last - 1] != '-' && pattern[last - 1] != '=') {
    // Of `f<T>(`, the name is before the brackets.
    const std::size_t angle = pattern.rfind('<', last);
    if (angle != kNone) end = angle;
  }
  std::size_t name = word_before(pattern, end);
  if (name == end) return Place::kExpression;
  const std::string_view word =
      pattern.substr(name, pattern.find_last_not_of(kBlanks, end - 1) + 1 - name);
  if (word == "for" || word == "foreach") return Place::kLoopHeader;
  if (word == "catch") return Place::kHandler;
  if (takes_condition(word)) return Place::kExpression;
  std::size_t chain = name;
  while (chain > 0 && (is_word(pattern[chain - 1]) || pattern[chain - 1] == '.')) --chain;
  if (chain > 0 && pattern[chain - 1] == '@') return Place::kAnnotation;
  return declares(pattern, context.bracket_at, name) ? Place::kParameter : Place::kExpression;
}

bool at_statement(const SpellingContext& context) {
  const std::string_view pattern = context.pattern;
  const std::size_t next = pattern.find_first_not_of(kBlanks, context.end);
  if (next != kNone && std::string_view(".,)]=+-*/%&|?:").find(pattern[next]) != kNone) {
    return false;
  }
  const std::size_t last = last_before(pattern, context.begin);
  if (last == kNone) return true;
  const std::string_view before = pattern.substr(0, last + 1);
  if (std::string_view("{};)").find(pattern[last]) != kNone) return true;
  if (before.ends_with("...") || before.ends_with("else") || before.ends_with("do")) return true;
  if (pattern[last] == ':') return true;  // after `case 1:`
  // After "$...X" and "$S", which need no semicolon.
  std::size_t word = word_before(pattern, last + 1);
  return word < pattern.size() &&
         (pattern[word] == '$' || before.substr(0, word).ends_with("$..."));
}

}  // namespace

std::string_view quoted(std::string_view text) {
  const std::size_t quotes = text.starts_with("\"\"\"") && text.size() >= 6 ? 3 : 1;
  return text.size() < 2 * quotes ? std::string_view()
                                  : text.substr(quotes, text.size() - 2 * quotes);
}

void switch_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kSwitch, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void case_statement(Lowering& l, RawId at, Role role) {
  const RawId value = l.field(at, Field::kValue);
  l.open(Kind::kCase, role, at);
  l.visit(value, Role::kValue);
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != value) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

void try_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTry, role, at);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && l.raw(child).field == 0) l.visit(child, Role::kHandler);
  }
  l.close();
}

void argument(Lowering& l, RawId at, Role role) {
  const RawId name = l.field(at, Field::kName);
  if (name == 0) return l.visit_children(at, role);
  l.open(Kind::kKeywordArgument, role, at);
  l.visit(name, Role::kName);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != name) l.visit(child, Role::kValue);
  }
  l.close();
}

void assignment(Lowering& l, RawId at, Role role) {
  const Symbol sign = operator_of(l, at);
  const bool plain = sign == l.intern("=");
  l.node(plain ? Kind::kAssignment : Kind::kAugmentedAssignment, at, role, plain ? 0 : sign);
}

void returned(Lowering& l, RawId expression, std::string_view word) {
  if (expression == 0) return;
  l.open(Kind::kBlock, Role::kBody, expression);
  l.open(Kind::kReturn, Role::kItem, expression, l.intern(word));
  l.visit(expression, Role::kOperand);
  l.close();
  l.close();
}

void generic_type(Lowering& l, std::span<const RawId> names, RawId arguments, RawId at, Role role) {
  const bool generic = arguments != 0;
  if (generic) {
    l.open(Kind::kType, role, at, l.intern("<>"));
    role = Role::kItem;
  }
  for (std::size_t i = names.size(); i-- > 1;) {
    l.open_until(Kind::kMember, i + 1 == names.size() ? role : Role::kObject, at, names[i]);
  }
  l.visit(names[0], names.size() > 1 ? Role::kObject : role);
  for (const RawId name : names.subspan(1)) {
    l.visit(name, Role::kProperty);
    l.close();
  }
  if (!generic) return;
  l.visit_children(arguments, Role::kItem);
  l.close();
}

void modifiers(Lowering& l, RawId at, Role) {
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named) {
      l.visit(child, Role::kDecorator);
    } else {
      l.leaf(Kind::kIdentifier, Role::kModifier, child, l.text(child));
    }
  }
}

std::size_t word_before(std::string_view pattern, std::size_t end) {
  const std::size_t last = last_before(pattern, end);
  if (last == kNone || !is_word(pattern[last])) return end;
  std::size_t begin = last;
  while (begin > 0 && is_word(pattern[begin - 1])) --begin;
  return begin;
}

Place place_of(const SpellingContext& context, AfterNew after_new) {
  if (context.bracket == '(') return in_parentheses(context);
  if (context.bracket == '[') return Place::kExpression;
  if (context.bracket == '{' && !opens_block(context.pattern, context.bracket_at, after_new)) {
    return Place::kExpression;
  }
  return at_statement(context) ? Place::kStatement : Place::kExpression;
}

bool begins_with(std::string_view pattern, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) {
    return pattern.starts_with(word) &&
           (pattern.size() == word.size() || !is_word(pattern[word.size()]));
  });
}

}  // namespace scan::syntax::c_like
