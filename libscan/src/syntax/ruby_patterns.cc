// A metavariable of Ruby is a global variable as it is written, and something else where only names
// or constants may stand.
#include "syntax/ruby_patterns.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "base/ascii.h"

namespace scan::syntax {
namespace {

std::span<const Frame> frames(std::string_view) {
  static constexpr Frame kFrames[] = {{"", "\n"},
                                      {"__scan_frame__(", ")\n"},
                                      {"begin\n", "\nend\n"},
                                      {"case __scan_frame__\n", "\nend\n"}};
  return kFrames;
}

// As it is written, which is a global variable; a name, a constant, where only these may stand.
enum Spelled : std::uint8_t { kAsWritten, kAsName, kAsConstant };
constexpr Spelling kMetavariables[] = {{"$", ""}, {"_", ""}, {"C_", ""}};
constexpr Spelling kEllipses[] = {{"", ""}, {"**", ""}, {":", ""}};

bool ends_with_word(std::string_view text, std::string_view word) {
  const std::size_t last = text.find_last_not_of(" \t");
  text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  if (!text.ends_with(word)) return false;
  return text.size() == word.size() || !base::is_alphanumeric(text[text.size() - word.size() - 1]);
}

// Whether the innermost bracket begins the parameters of a method.
bool in_parameters(const SpellingContext& context) {
  if (context.bracket != '(') return false;
  const std::string_view before = context.pattern.substr(0, context.bracket_at);
  const std::size_t line = before.rfind('\n');
  std::string_view head = before.substr(line == std::string_view::npos ? 0 : line + 1);
  head.remove_prefix(std::min(head.find_first_not_of(" \t"), head.size()));
  return head.starts_with("def ");
}

// Whether an odd number of "|" stands before it in its line: between those of a block.
bool in_bars(const SpellingContext& context) {
  const std::string_view before = context.pattern.substr(0, context.begin);
  const std::size_t line = before.rfind('\n');
  const std::string_view head = before.substr(line == std::string_view::npos ? 0 : line + 1);
  return std::ranges::count(head, '|') % 2 == 1;
}

std::size_t first_metavariable(const SpellingContext& context) {
  const std::string_view before = context.pattern.substr(0, context.begin);
  const std::string_view after = context.pattern.substr(context.end);
  if (before.ends_with("::")) return kAsConstant;
  if (ends_with_word(before, "class") || ends_with_word(before, "module")) return kAsConstant;
  if (after.starts_with("::")) return kAsConstant;
  if (before.ends_with(".") || before.ends_with("@")) return kAsName;
  if (after.starts_with(":")) return kAsName;
  return in_parameters(context) || in_bars(context) ? kAsName : kAsWritten;
}

// Among the pairs of a hash it is one, and before a block what takes none.
std::size_t first_ellipsis(const SpellingContext& context) {
  const std::size_t next = context.pattern.find_first_not_of(" \t", context.end);
  if (next != std::string_view::npos && context.pattern[next] == '{') return 2;
  if (context.bracket != '{') return 0;
  int depth = 0;
  for (const char c : context.pattern.substr(context.bracket_at)) {
    if (c == '{' || c == '(' || c == '[') ++depth;
    if (c == '}' || c == ')' || c == ']') --depth;
    if (depth == 0 || c == '\n' || c == '|') return 0;
    if (depth == 1 && (c == ':' || c == '>')) return 1;
  }
  return 0;
}

// `1...5`.
bool own_ellipsis(const SpellingContext& context) {
  const std::string_view pattern = context.pattern;
  const char before = context.begin > 0 ? pattern[context.begin - 1] : ' ';
  const char after = context.end < pattern.size() ? pattern[context.end] : ' ';
  return base::is_alphanumeric(before) && base::is_alphanumeric(after);
}

std::string_view interpolation(std::string_view pattern, std::size_t quote) {
  return pattern[quote] == '\'' ? "" : "#{";
}

}  // namespace

PatternSyntax ruby_pattern_syntax() {
  return {.frames = frames,
          .metavariables = kMetavariables,
          .ellipses = kEllipses,
          .first_metavariable = first_metavariable,
          .first_ellipsis = first_ellipsis,
          .own_ellipsis = own_ellipsis,
          .line_comment = "#",
          .quotes = "\"'`",
          .interpolation = interpolation};
}

}  // namespace scan::syntax
