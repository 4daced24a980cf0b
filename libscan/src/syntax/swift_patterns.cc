// An ellipsis in Swift's braces stands for entries of a `switch` or an `enum`, for members, or for
// statements: the words before the brace tell which.
#include "syntax/swift_patterns.h"

#include <span>
#include <string_view>

#include "syntax/c_like.h"

namespace scan::syntax {
namespace {

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kFrames[] = {
      {"", "\n"},
      {"func f() {\n", "\n}\n"},
      {"", " {}\n", true},
      {"class A {\n", "\n}\n"},
      {"class A {\n", " {}\n}\n", true},
      {"switch a {\n", "\n}\n"},
      {"", "\nclass A {}\n"},
      {"do {} ", "\n"},
      {"f(", ")\n"},
      {"if a {} ", "\n"},
      {"protocol A {\n", "\n}\n"},
      {"enum A {\n", "\n}\n"},
      {"let a: ", "\n"},
  };
  static constexpr Frame kCase[] = {{"switch a {\n", "\n}\n"}, {"enum A {\n", "\n}\n"}};
  return c_like::begins_with(pattern, {"case", "default"}) ? kCase
                                                           : std::span<const Frame>(kFrames);
}

enum Ellipsis : std::size_t {
  kBare,
  kTyped,
  kLoop,
  kStatement,
  kMember,
  kCaseEntry,
  kEnumEntry,
  kEntry
};
constexpr Spelling kEllipses[] = {{"", ""},        {"", ": A"},      {"", " in a"},
                                  {"", ";"},       {"\nvar ", "\n"}, {"case ", ": break"},
                                  {"case ", "\n"}, {"", ": a"}};

// The words before the brace that opens at `brace`.
std::string_view head_of(std::string_view pattern, std::size_t brace) {
  if (brace == 0) return {};
  const std::size_t from = pattern.find_last_of("{};\n", brace - 1);
  return pattern.substr(from == std::string_view::npos ? 0 : from + 1,
                        brace - (from == std::string_view::npos ? 0 : from + 1));
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    if ((at == 0 || text[at - 1] == ' ') && text.substr(at + word.size()).starts_with(" ")) {
      return true;
    }
  }
  return false;
}

std::size_t first_ellipsis(const SpellingContext& context) {
  if (context.bracket == '{') {
    const std::string_view head = head_of(context.pattern, context.bracket_at);
    if (has_word(head, "switch")) {
      // Among the entries, or among the statements of one.
      const std::string_view before =
          context.pattern.substr(context.bracket_at + 1, context.begin - context.bracket_at - 1);
      return before.find("case ") == std::string_view::npos ? kCaseEntry : kBare;
    }
    if (has_word(head, "enum")) return kEnumEntry;
    for (const std::string_view word : {"class", "struct", "extension", "protocol", "actor"}) {
      if (has_word(head, word)) return kMember;
    }
    return kBare;
  }
  if (context.bracket != '(') return kBare;
  const std::string_view before = context.pattern.substr(0, context.bracket_at);
  const std::size_t line = before.find_last_of("\n{};");
  const std::string_view head = line == std::string_view::npos ? before : before.substr(line + 1);
  const bool declares = has_word(head, "func") || has_word(head, "subscript") ||
                        head.ends_with("init") || head.ends_with("init?");
  return declares && head.find('(') == std::string_view::npos ? kTyped : kBare;
}

// `1...9`, `a...`, `T...`: Swift's own where nothing is between it and what is before.
bool own_ellipsis(const SpellingContext& context) {
  if (context.begin == 0) return false;
  const char before = context.pattern[context.begin - 1];
  return before == ')' || before == ']' || before == '"' || before == '_' ||
         (before >= '0' && before <= '9') || (before >= 'a' && before <= 'z') ||
         (before >= 'A' && before <= 'Z');
}

std::string_view interpolation(std::string_view, std::size_t) { return "\\("; }

}  // namespace

PatternSyntax swift_pattern_syntax() {
  return {.frames = frames,
          .ellipses = kEllipses,
          .first_ellipsis = first_ellipsis,
          .own_ellipsis = own_ellipsis,
          .typed = {.type_first = false, .before = "(", .between = " as ", .after = ")"},
          .line_comment = "//",
          .quotes = "\"",
          .triple_quotes = true,
          .interpolation = interpolation};
}

}  // namespace scan::syntax
