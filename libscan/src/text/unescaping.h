// Spellings by which source code, data formats and markup write characters inside their strings.
// Each function looks at the begin of a text, appends what the spelling there means to `out`, and
// returns the size of the spelling; where there is none it returns 0 and appends nothing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace scan::text {

/// A backslash and what most languages take it for: "\n", "\"", "\/", "\x2b", "\u002b", "\u{2b}",
/// "\053", and a line break, which means nothing. Bytes and octal numbers beyond ASCII are none, so
/// that UTF-8 stays UTF-8; nor is a letter that not all agree on.
std::size_t read_escape(std::string_view text, std::string& out);

/// "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#43;", "&#x2b;".
std::size_t read_entity(std::string_view text, std::string& out);

/// Where one string literal ends and the next goes on with it: "a" + "b", also over lines, with
/// "+", ".", "&" or nothing but white space between the same quotes. Means nothing.
std::size_t read_joint(std::string_view text, std::string& out);

/// The same in a JSON array of lines, as notebooks have it, where the first one ends with a line
/// break: \n", "
std::size_t read_line_joint(std::string_view text, std::string& out);

/// '' in SQL, which means one.
std::size_t read_doubled_quote(std::string_view text, std::string& out);

}  // namespace scan::text
