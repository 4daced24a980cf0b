// A pattern of Go may be an entry of a literal or a branch of a switch, and three dots are also the
// language's own.
#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "base/ascii.h"
#include "syntax/go.h"

namespace scan::syntax::go {
namespace {

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

PatternSyntax patterns() {
  return {.frames = frames,
          .ellipses = kEllipses,
          .first_ellipsis = first_ellipsis,
          .own_ellipsis = own_ellipsis,
          .typed = {.type_first = false, .before = "", .between = ".(", .after = ")"},
          .line_comment = "//",
          .quotes = "\"`'"};
}

}  // namespace scan::syntax::go
