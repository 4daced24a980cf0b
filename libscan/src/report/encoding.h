// Bytes of unknown making, made fit for a report: UTF-8 decoding and repair, and percent-encoding.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace scan::report {

/// What an ill-formed sequence is written as.
inline constexpr char32_t kReplacement = 0xFFFD;

/// One step through a text.
struct CodePoint {
  char32_t value = kReplacement;
  /// Bytes that it takes, at least 1. An ill-formed sequence is taken in the steps that Unicode
  /// recommends: each maximal part of a well-formed sequence is one U+FFFD.
  std::size_t size = 1;
  bool valid = true;
};

/// The code point at `offset`, which is smaller than the text's size.
CodePoint decode(std::string_view text, std::size_t offset);

/// Appends the code point as UTF-8.
void append_utf8(std::string& out, char32_t value);

bool is_utf8(std::string_view text);

/// The text with each ill-formed sequence replaced by U+FFFD.
std::string repaired(std::string_view text);

/// The path as a relative reference of RFC 3986: '/' and the characters that may stand in a path
/// stay, every other byte is "%XX". A colon in the first part is encoded, since it would end a
/// scheme; a leading "./" is dropped. An absolute path becomes a file: URI.
std::string uri_of(std::string_view path);

/// Every byte that is no letter, digit or one of "-._~/" as "%XX". Undone by percent_decoded.
std::string percent_encoded(std::string_view bytes);

/// The inverse; a '%' that no two hexadecimal digits follow stays as it is.
std::string percent_decoded(std::string_view text);

}  // namespace scan::report
