// An ellipsis in Kotlin stands for a parameter, the head of a loop, an entry of `when`, a member or
// a statement: c_like tells most of them apart.
#include "syntax/kotlin_patterns.h"

#include <span>
#include <string_view>

#include "syntax/c_like.h"

namespace scan::syntax {
namespace {

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kFrames[] = {
      {"", "\n"},
      {"", " {}\n", true},
      {"class A {\n", "\n}\n"},
      {"class A {\n", " {}\n}\n"},
      {"", "\nclass A {}\n"},
      {"try {} ", "\n"},
      {"", " catch (a: A) {}\n", true},
      {"when (a) {\n", "\n}\n"},
      {"f(", ")\n"},
      {"if (a) {} ", "\n"},
  };
  static constexpr Frame kHead[] = {
      {"", "\n"}, {"", " {}\n", true}, {"", " catch (a: A) {}\n", true}};
  if (c_like::begins_with(pattern, {"if", "for", "while", "when", "try"})) return kHead;
  return kFrames;
}

enum Ellipsis : std::size_t { kName, kTypedName, kLoopHeader, kSemicolon, kPropertyName, kEntry };
constexpr Spelling kEllipses[] = {{"", ""},  {"", ": A"},    {"", " in a"},
                                  {"", ";"}, {"var ", "\n"}, {"", " -> {}"}};
constexpr Spelling kMetavariables[] = {{"_", ""}, {"_", ": A"}};

std::size_t first_ellipsis(const SpellingContext& context) {
  const std::string_view pattern = context.pattern;
  switch (c_like::place_of(context)) {
    case c_like::Place::kLoopHeader:
      return kLoopHeader;
    case c_like::Place::kHandler:
    case c_like::Place::kParameter:
      return kTypedName;
    case c_like::Place::kStatement: {
      if (context.bracket != '{') return kSemicolon;
      // Directly in the braces of a class.
      const std::size_t from = pattern.find_last_of("{};", context.bracket_at - 1);
      const std::string_view head =
          pattern.substr(from == std::string_view::npos || context.bracket_at == 0 ? 0 : from);
      const std::string_view before = head.substr(0, head.find('{'));
      for (const std::string_view word : {"class ", "interface ", "object "}) {
        if (context.bracket_at > 0 && before.find(word) != std::string_view::npos) {
          return kPropertyName;
        }
      }
      return kSemicolon;
    }
    default:
      return kName;
  }
}

std::string_view interpolation(std::string_view, std::size_t) { return "${"; }

}  // namespace

PatternSyntax kotlin_pattern_syntax() {
  return {.frames = frames,
          .metavariables = kMetavariables,
          .ellipses = kEllipses,
          .first_ellipsis = first_ellipsis,
          .typed = {.type_first = false, .before = "(", .between = " as ", .after = ")"},
          .line_comment = "//",
          .quotes = "\"'",
          .triple_quotes = true,
          .interpolation = interpolation};
}

}  // namespace scan::syntax
