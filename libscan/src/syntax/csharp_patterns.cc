// An ellipsis in C# stands for a statement, a parameter, the head of a loop or a name: c_like tells
// them apart.
#include <cstddef>
#include <span>
#include <string_view>

#include "syntax/c_like.h"
#include "syntax/csharp.h"

namespace scan::syntax::csharp {
namespace {

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kFrames[] = {
      {"", ""},
      {"", ";"},
      {"", " {}", true},
      {"class A {", "}"},
      {"class A {", " {}}"},
      {"", " class A {}"},
      {"class A {", ";}"},
      {"try {}", ""},
      {"", " catch (A a) {}", true},
      {"switch (a) {", "}"},
      {"class A ", " {}"},
      {"var a = ", ";"},
      {"var a = new A(){", "};"},
      {"class A { void a() {", "}}"},
      {"f(", ");"},
      {"if (a) {} ", ""},
  };
  // A condition alone has a body, not an empty statement.
  static constexpr Frame kHead[] = {
      {"", ""}, {"", " {}", true}, {"", " catch (A a) {}", true}, {"", ";"}};
  if (c_like::begins_with(pattern, {"if", "for", "foreach", "while", "switch", "try", "using"})) {
    return kHead;
  }
  return kFrames;
}

// The indices of kEllipses.
enum Ellipsis : std::size_t { kName, kDeclaration, kTypedName, kForHeader };
constexpr Spelling kEllipses[] = {{"", ""},          {"int ", ";"}, {"int ", ""},  {"", ";;"},
                                  {"int ", " in a"}, {"", ";"},     {"case ", ":"}};
constexpr Spelling kMetavariables[] = {{"_", ""}, {"_", "()"}, {"int _", ""}, {"int _", ";"}};

std::size_t first_ellipsis(const SpellingContext& context) {
  switch (c_like::place_of(context, c_like::AfterNew::kValues)) {
    case c_like::Place::kStatement:
      return kDeclaration;
    case c_like::Place::kParameter:
      return kTypedName;
    case c_like::Place::kLoopHeader:
      return kForHeader;
    default:
      return kName;
  }
}

std::string_view interpolation(std::string_view pattern, std::size_t quote) {
  const bool marked =
      quote > 0 && (pattern[quote - 1] == '$' ||
                    (quote > 1 && pattern[quote - 1] == '@' && pattern[quote - 2] == '$'));
  return marked ? "{" : "";
}

}  // namespace

PatternSyntax patterns() {
  return {.frames = frames,
          .metavariables = kMetavariables,
          .ellipses = kEllipses,
          .first_ellipsis = first_ellipsis,
          .typed = {.type_first = true, .before = "((", .between = ")", .after = ")[0]"},
          .line_comment = "//",
          .quotes = "\"'",
          .triple_quotes = true,
          .interpolation = interpolation};
}

}  // namespace scan::syntax::csharp
