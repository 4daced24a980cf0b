// UTF-8 (RFC 3629: no surrogates, no overlong forms, nothing beyond U+10FFFF).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace scan::base {

/// What an ill-formed sequence is written as.
inline constexpr char32_t kReplacement = 0xFFFD;

/// Whether a byte goes on with a character that an earlier one began.
constexpr bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// One step through a text.
struct CodePoint {
  char32_t value = kReplacement;
  /// Bytes that it takes, at least 1. An ill-formed sequence is taken in the steps that Unicode
  /// recommends: each maximal part of a well-formed sequence is one U+FFFD.
  std::size_t size = 1;
  bool valid = true;
};

/// The code point at `offset`, which is smaller than the text's size.
CodePoint decode_utf8(std::string_view text, std::size_t offset);

/// Appends a code point, which is no surrogate.
void append_utf8(char32_t code_point, std::string& out);

/// The offset of the first byte at or after `from` that is not ASCII; the text's size if there is
/// none.
std::size_t skip_ascii(std::string_view text, std::size_t from = 0);

/// The offset of the first byte that is no part of well-formed UTF-8; nullopt when all is.
std::optional<std::size_t> find_malformed_utf8(std::string_view text);

/// The greatest offset up to `offset` at which a character begins, so that a text can be cut there.
std::size_t character_start(std::string_view text, std::size_t offset);

/// The UTF-16 code units that the text would have. A malformed or cut sequence counts by its lead
/// byte.
std::size_t utf16_length(std::string_view text);

}  // namespace scan::base
