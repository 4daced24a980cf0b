// What an ellipsis stands for in braces of Rust, the word at the head of them tells: a field, an
// arm, a member or a statement.
#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "syntax/c_like.h"
#include "syntax/rust.h"

namespace scan::syntax::rust {
namespace {

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kAny[] = {{"fn f() {\n", ";\n}"},
                                   {"fn f() {\n", "\n}"},
                                   {"", "\n"},
                                   {"", "\nfn f() {}"},
                                   {"fn f() { match a {\n", "\n} }"},
                                   {"struct A {\n", "\n}"},
                                   {"impl A {\n", "\n}"}};
  static constexpr Frame kAttribute[] = {{"fn f() {\n", "\n}"}, {"", "\nfn f() {}"}};
  pattern.remove_prefix(std::min(pattern.find_first_not_of(" \t\r\n"), pattern.size()));
  return pattern.starts_with("#[") ? std::span<const Frame>(kAttribute)
                                   : std::span<const Frame>(kAny);
}

constexpr Spelling kEllipses[] = {
    {"", ""}, {"", ";"}, {"", ": ___"}, {"", " => (),"}, {"", "!();"}};
constexpr Spelling kMetavariables[] = {{"_", ""}, {"_", ";"}};

// What stands in braces depends on the word that their header begins with.
std::size_t first_ellipsis(const SpellingContext& context) {
  if (context.bracket == '{') {
    const std::string_view before = context.pattern.substr(0, context.bracket_at);
    const std::size_t from = before.find_last_of(";{}");
    const std::string_view header = from == std::string_view::npos ? before : before.substr(from);
    const auto has = [&](std::string_view word) {
      return header.find(word) != std::string_view::npos;
    };
    if (has("struct ")) return 2;
    if (has("match ")) return 3;
    if (!has("fn ") && (has("impl ") || has("trait ") || has("mod "))) return 4;
  }
  return c_like::place_of(context) == c_like::Place::kStatement ? 1 : 0;
}

}  // namespace

PatternSyntax patterns() {
  return {.frames = frames,
          .metavariables = kMetavariables,
          .ellipses = kEllipses,
          .first_ellipsis = first_ellipsis,
          .typed = {.type_first = false, .before = "(", .between = " as ", .after = ")"},
          .line_comment = "//",
          .quotes = "\""};
}

}  // namespace scan::syntax::rust
