// How patterns in Solidity are spelled.
#include "base/ascii.h"
#include "syntax/c_like.h"
#include "syntax/solidity.h"

namespace scan::syntax::solidity {
namespace {

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kFrames[] = {
      {"", ""},
      {"", " {}", true},
      {"", ";"},
      {"contract A {", "}"},
      {"contract A { function a() {", "}}"},
      {"contract A { function a() {", ";}}"},
      {"contract A {", ";}"},
      {"contract A {", " {}}", true},
      {"contract A { function a() { try a() {} ", "}}"},
      {"contract A { function a() { assembly {", "}}}"},
      {"contract A { function a() ", " {}}"},
  };
  static constexpr Frame kStatement[] = {
      {"contract A { function a() {", "}}"},
      {"contract A { function a() {", ";}}"},
      {"contract A { function a() {", " {} }}", true},
      {"contract A { function a() {", " catch {} }}", true},
      {"contract A { function a() { assembly {", "}}}"},
  };
  if (c_like::begins_with(pattern, {"if", "for", "while", "do", "try", "return", "revert", "emit",
                                    "delete", "assembly", "unchecked"})) {
    return kStatement;
  }
  return kFrames;
}

// The indices of kEllipses.
enum Ellipsis : std::size_t { kName, kDeclaration, kForHeader, kEntry, kVersion, kAlone };
constexpr Spelling kEllipses[] = {{"", ""},    {"uint ", ";"}, {"", ";;"},
                                  {"", ": 1"}, {"0/*", "*/"},  {"", ";"}};
constexpr Spelling kMetavariables[] = {{"_", ""}, {"_", ";"}, {"0/*", "*/"}};

constexpr std::string_view kBlanks = " \t\r\n";

char last_before(std::string_view pattern, std::size_t end) {
  const std::size_t last =
      end == 0 ? std::string_view::npos : pattern.find_last_not_of(kBlanks, end - 1);
  return last == std::string_view::npos ? '\0' : pattern[last];
}

std::size_t first_metavariable(const SpellingContext& context) {
  const std::size_t line = context.pattern.find_last_of(";{}\n", context.begin);
  const std::string_view statement =
      context.pattern.substr(line == std::string_view::npos ? 0 : line + 1);
  return context.bracket == '\0' && base::trimmed(statement).starts_with("pragma ") ? 2 : 0;
}

std::size_t first_ellipsis(const SpellingContext& context) {
  const std::size_t next = context.pattern.find_first_not_of(kBlanks, context.end);
  const char before = last_before(context.pattern, context.begin);
  // The modifiers of a function; a value.
  if (next != std::string_view::npos && context.pattern[next] == '{') return kName;
  if (before == ':') return kName;
  if (context.bracket == '{' && context.bracket_at > 0) {
    const char opened = context.pattern[context.bracket_at - 1];
    if (opened == '(' || base::is_alphanumeric(opened)) return kEntry;
  }
  switch (c_like::place_of(context)) {
    case c_like::Place::kStatement:
      return kDeclaration;
    case c_like::Place::kLoopHeader:
      return next != std::string_view::npos && context.pattern[next] == ')' && before == '('
                 ? kForHeader
                 : kName;
    default:
      return kName;
  }
}

}  // namespace

PatternSyntax patterns() {
  return {.frames = frames,
          .metavariables = kMetavariables,
          .ellipses = kEllipses,
          .first_metavariable = first_metavariable,
          .first_ellipsis = first_ellipsis,
          .typed = {.type_first = true, .before = "type(", .between = ")[", .after = "]"},
          .line_comment = "//",
          .quotes = "\"'"};
}

}  // namespace scan::syntax::solidity
