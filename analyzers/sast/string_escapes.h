// What the characters between the quotes of a string literal mean, in any language: for code that
// is written inside of strings.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace scan::sast {

/// An escape sequence at the begin of a text.
struct Escape {
  std::string text;      ///< what it means, as UTF-8; empty for a line break that is escaped
  std::size_t size = 1;  ///< the bytes that it takes
};

/// The escape sequence that `text`, which begins with a backslash, begins with. One that is in no
/// language means itself; so does one of a zero byte or of half a surrogate pair.
Escape read_escape(std::string_view text);

/// A string literal without its quotes.
struct QuotedText {
  std::string_view content;
  std::size_t begin = 0;  ///< where the content begins in the literal
  bool is_raw = false;    ///< its backslashes are backslashes
};

/// Takes the quotes (', ", `, ''' or """) off, with a prefix as r or f. A text without quotes is
/// all content.
QuotedText unquoted(std::string_view literal);

}  // namespace scan::sast
