// How patterns in JavaScript and TypeScript are spelled.
#include <algorithm>

#include "base/ascii.h"
#include "syntax/ecmascript.h"

namespace scan::syntax {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

bool is_word(char c) {
  return base::is_alphanumeric(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kAny[] = {{"", ""},
                                   {"(", ")"},
                                   {"({", "})"},
                                   {"class A {", "}"},
                                   {.before = "", .after = " {}", .completes = true}};
  static constexpr Frame kEntry[] = {{"({", "})"}, {"", ""}};
  static constexpr Frame kExpression[] = {{"(", ")"}, {"", ""}};
  static constexpr Frame kBranch[] = {{"switch (a) {", "}"}};
  static constexpr Frame kHandler[] = {{"try {}", ""}};
  pattern.remove_prefix(std::min(pattern.find_first_not_of(kBlanks), pattern.size()));
  // An object is not a block, and a function without a name not a declaration.
  if (pattern.starts_with("{") || pattern.starts_with("function(") ||
      pattern.starts_with("function (")) {
    return kExpression;
  }
  if (pattern.starts_with("catch") || pattern.starts_with("finally")) return kHandler;
  if (pattern.starts_with("case ") || pattern.starts_with("default:")) return kBranch;
  // "a: b" is an entry of an object, and not a statement with a label.
  const std::size_t word = std::min(pattern.find_first_of(" :(\n"), pattern.size());
  if (pattern.substr(word).starts_with(":")) return kEntry;
  return kAny;
}

// As itself; as an attribute's value; as the module of an import.
constexpr Spelling kMetavariables[] = {{"$", ""}, {"{$", "}"}, {"'$", "'"}};
// As a name, a statement, an attribute's value, the head of a loop.
constexpr Spelling kEllipses[] = {{"", ""}, {"", ";"}, {"{", "}"}, {"", ";;"}};
constexpr std::size_t kLoopHead = 3;

// "...x" spreads x.
bool own_ellipsis(const SpellingContext& context) {
  if (context.end >= context.pattern.size()) return false;
  const std::string_view before = context.pattern.substr(0, context.begin);
  if (before.ends_with("function ")) return false;
  const char next = context.pattern[context.end];
  return is_word(next) || next == '[' || next == '{' || next == '(';
}

// With a semicolon where an ellipsis ends a line and the next one begins a statement: without it,
// what follows could be taken for its arguments or operand.
std::size_t first_ellipsis(const SpellingContext& context) {
  const std::string_view pattern = context.pattern;
  if (context.bracket == '(') {
    const std::string_view head = base::trimmed(pattern.substr(0, context.bracket_at));
    const bool loop = head == "for" || (head.ends_with("for") && !is_word(head[head.size() - 4]));
    return loop && pattern.substr(context.end).starts_with(")") ? kLoopHead : 0;
  }
  if (context.bracket != '\0' && context.bracket != '{') return 0;
  const std::size_t before = context.begin == 0
                                 ? std::string_view::npos
                                 : pattern.find_last_not_of(kBlanks, context.begin - 1);
  if (before != std::string_view::npos && pattern[before] == '.') return 0;
  const std::size_t next = pattern.find_first_not_of(kBlanks, context.end);
  if (next == std::string_view::npos) return 0;
  const std::string_view gap = pattern.substr(context.end, next - context.end);
  const bool same_line = gap.find('\n') == std::string_view::npos;
  return !same_line && std::string_view(",.)}]").find(pattern[next]) == std::string_view::npos;
}

std::string_view interpolation(std::string_view pattern, std::size_t quote) {
  return pattern[quote] == '`' ? "${" : "";
}

}  // namespace

PatternSyntax ecmascript_patterns(EcmaScript dialect) {
  PatternSyntax pattern{.frames = frames,
                        .metavariables = kMetavariables,
                        .ellipses = kEllipses,
                        .first_ellipsis = first_ellipsis,
                        .own_ellipsis = own_ellipsis,
                        .line_comment = "//",
                        .quotes = "\"'`",
                        .interpolation = interpolation};
  pattern.typed = {.type_first = false,
                   .before = "(",
                   .between = dialect == EcmaScript::kJavaScript ? ", " : " as ",
                   .after = ")"};
  return pattern;
}

}  // namespace scan::syntax
