// A name in a pattern of PHP is a variable unless a word before it says otherwise; an ellipsis that
// is alone between statements is one of them.
#include "syntax/php_patterns.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "base/ascii.h"
#include "syntax/c_like.h"

namespace scan::syntax::php {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

std::span<const Frame> frames(std::string_view pattern) {
  static constexpr Frame kAny[] = {{"<?php ", ";"},
                                   {"<?php ", ""},
                                   {"<?php ", " {}", true},
                                   {"<?php class A { ", " }"},
                                   {"<?php class A { ", "; }"},
                                   {"<?php class A { ", " {} }", true},
                                   {"<?php f(", ");"},
                                   {"<?php try {} ", ""},
                                   {"<?php switch (1) { ", " }"}};
  static constexpr Frame kWhole[] = {{"", ""}};
  // A condition alone has a body, not an empty statement.
  static constexpr Frame kHead[] = {{"<?php ", " {}", true}, {"<?php ", ""}, {"<?php ", ";"}};
  static constexpr Frame kStatement[] = {{"<?php ", ""},
                                         {"<?php class A { ", " }"},
                                         {"<?php ", ";"},
                                         {"<?php class A { ", "; }"},
                                         {"<?php try {} ", ""},
                                         {"<?php ", " finally {}", true},
                                         {"<?php switch (1) { ", " }"}};
  pattern.remove_prefix(std::min(pattern.find_first_not_of(kBlanks), pattern.size()));
  if (pattern.starts_with("<?")) return kWhole;
  const std::size_t last = pattern.find_last_not_of(kBlanks);
  const bool whole =
      last != std::string_view::npos && (pattern[last] == ';' || pattern[last] == '}');
  if (whole) return kStatement;
  const bool head = c_like::begins_with(pattern, {"if", "for", "foreach", "while", "switch"});
  return head ? std::span<const Frame>(kHead) : std::span<const Frame>(kAny);
}

constexpr Spelling kMetavariables[] = {{"$", ""}, {"_", ""}};
constexpr Spelling kEllipses[] = {{"", ""}, {"", ";"}, {"const ", " = 0;"}, {"$", ""}};

// The word before a place.
std::string_view word_before(const SpellingContext& context) {
  std::size_t end = context.begin;
  while (end > 0 && kBlanks.find(context.pattern[end - 1]) != kBlanks.npos) --end;
  std::size_t begin = end;
  while (begin > 0 &&
         (base::is_alphanumeric(context.pattern[begin - 1]) || context.pattern[begin - 1] == '_')) {
    --begin;
  }
  return context.pattern.substr(begin, end - begin);
}

// A name, and not a variable, after these words.
std::size_t first_metavariable(const SpellingContext& context) {
  constexpr std::string_view kWords[] = {"function", "class",      "interface", "trait",
                                         "extends",  "implements", "use",       "namespace",
                                         "const",    "goto",       "enum"};
  return std::ranges::find(kWords, word_before(context)) != std::end(kWords) ? 1 : 0;
}

// A statement of its own where the line has nothing else.
std::size_t first_ellipsis(const SpellingContext& context) {
  if (context.bracket != '\0' && context.bracket != '{') return 0;
  const std::string_view pattern = context.pattern;
  const std::size_t before = context.begin == 0
                                 ? std::string_view::npos
                                 : pattern.find_last_not_of(kBlanks, context.begin - 1);
  const bool begins = before == std::string_view::npos || pattern[before] == ';' ||
                      pattern[before] == '{' || pattern[before] == '}';
  const std::size_t next = pattern.find_first_not_of(" \t\r", context.end);
  const bool ends = next == std::string_view::npos || pattern[next] == '\n' || pattern[next] == '}';
  return begins && ends ? 1 : 0;
}

// "...$x" spreads x.
bool own_ellipsis(const SpellingContext& context) {
  return context.end < context.pattern.size() && context.pattern[context.end] == '$';
}

}  // namespace

PatternSyntax patterns() {
  return {.frames = frames,
          .metavariables = kMetavariables,
          .ellipses = kEllipses,
          .first_metavariable = first_metavariable,
          .first_ellipsis = first_ellipsis,
          .own_ellipsis = own_ellipsis,
          .typed = {.type_first = true, .before = "(fn(", .between = " ", .after = ")=>0)"},
          .names_in_any_case = true,
          .line_comment = "//",
          .quotes = "\"'"};
}

}  // namespace scan::syntax::php
