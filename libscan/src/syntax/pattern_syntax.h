// How the patterns of a language are spelled so that its grammar accepts them: what a language
// tells pattern_text.h.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace scan::syntax {

/// What may stand around a pattern so that it parses.
struct Frame {
  std::string_view before, after;
  /// Whether `after` ends what the pattern begins, and stands for anything there: the body of a
  /// class of which the pattern has the head, the handlers of a `try`.
  bool completes = false;
};

/// What is put around a name that stands for an ellipsis or a metavariable: {"int ", ";"} makes a
/// field of a class. For a metavariable `before` is in place of the dollar sign.
struct Spelling {
  std::string_view before, after;
};

inline constexpr Spelling kUnderscore[] = {{"_", ""}};
inline constexpr Spelling kBareName[] = {{"", ""}};

/// Where in a pattern something is to be spelled.
struct SpellingContext {
  std::string_view pattern;
  std::size_t begin, end;  ///< what is spelled, as a range of `pattern`
  char bracket;            ///< the innermost open bracket before it; '\0': none
  std::size_t bracket_at;  ///< its place
};

/// How `(T $X)` or `($X: T)` is spelled, as an expression that has both: a cast, an assertion.
struct TypedSpelling {
  bool type_first = true;
  /// Before the first part, between the two, and after the second; empty `between`: the language
  /// has no typed metavariables.
  std::string_view before, between, after;
  /// Whether `$X: T` as an argument needs no brackets of its own.
  bool bare_argument = false;
};

/// What is put into a pattern, and where, so that it parses: the slash of a tag without its end.
struct Insertion {
  std::size_t at = 0;
  std::string_view text;  ///< empty: nothing is
};

/// All defaults together: a language in which "$" is no part of a name and strings are in single or
/// double quotes.
struct PatternSyntax {
  /// Tried in turn around the whole pattern; the first with which it parses wins.
  std::span<const Frame> (*frames)(std::string_view pattern) = nullptr;
  /// The spellings of a metavariable's dollar sign, likeliest first.
  std::span<const Spelling> metavariables = kUnderscore;
  /// The spellings of an ellipsis, likeliest first, each around a name.
  std::span<const Spelling> ellipses = kBareName;
  /// Which of them to try first at a place; nullptr: the first.
  std::size_t (*first_metavariable)(const SpellingContext&) = nullptr;
  std::size_t (*first_ellipsis)(const SpellingContext&) = nullptr;
  /// Whether "..." at a place is the language's own token; nullptr: it never is.
  bool (*own_ellipsis)(const SpellingContext&) = nullptr;
  /// nullptr: nothing is put in anywhere.
  Insertion (*insertion)(std::string_view pattern) = nullptr;
  /// What `<...` and `...>` become: the begin and end of a call.
  std::string_view deep_begin = "___(", deep_end = ")";
  TypedSpelling typed = {};

  /// Whether a list or dictionary of one entry, as a whole pattern, stands for that entry.
  bool one_item_stands_alone = false;
  /// Whether a name may be written in any case: nodes have names in lower case, texts do not.
  bool names_in_any_case = false;

  /// What begins a comment that ends with the line; empty: nothing does.
  std::string_view line_comment = {};
  /// The characters that begin and end a string.
  std::string_view quotes = "\"'";
  bool triple_quotes = false;
  /// Whether a backslash in a string takes the next character with it.
  bool backslash_escapes = true;
  /// What opens an expression in the string whose first quote is at `quote` ("${", "{"); empty: the
  /// string has none. nullptr: no string has. The expression ends at the bracket that closes it.
  std::string_view (*interpolation)(std::string_view pattern, std::size_t quote) = nullptr;
};

}  // namespace scan::syntax
