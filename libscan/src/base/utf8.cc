// The well-formed sequences are those of table 3-7 of the Unicode standard: the second byte's range
// depends on the first, which rules out overlong forms, surrogates and what lies beyond U+10FFFF.
#include "base/utf8.h"

#include <cstdint>
#include <cstring>

namespace scan::base {

CodePoint decode_utf8(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[offset + i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return {first, 1, true};
  std::size_t size = 0;
  std::uint8_t low = 0x80, high = 0xBF;  // of the second byte
  if (first >= 0xC2 && first <= 0xDF) {
    size = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    size = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    size = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return {kReplacement, 1, false};
  }
  char32_t value = first & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if (offset + i >= text.size() || byte(i) < low || byte(i) > high)
      return {kReplacement, i, false};
    value = (value << 6) | (byte(i) & 0x3Fu);
    low = 0x80;
    high = 0xBF;
  }
  return {value, size, true};
}

void append_utf8(char32_t code_point, std::string& out) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  const auto put_tail = [&](int shift) { put(0x80 | ((code_point >> shift) & 0x3F)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put_tail(0);
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put_tail(6), put_tail(0);
  } else {
    put(0xF0 | (code_point >> 18));
    put_tail(12), put_tail(6), put_tail(0);
  }
}

// Most text is ASCII: eight bytes at a time are looked at until one has its high bit set.
std::size_t skip_ascii(std::string_view text, std::size_t from) {
  for (std::uint64_t word; from + sizeof word <= text.size(); from += sizeof word) {
    std::memcpy(&word, text.data() + from, sizeof word);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (from < text.size() && static_cast<unsigned char>(text[from]) < 0x80) ++from;
  return from;
}

std::optional<std::size_t> find_malformed_utf8(std::string_view text) {
  for (std::size_t at = skip_ascii(text); at < text.size(); at = skip_ascii(text, at)) {
    const CodePoint point = decode_utf8(text, at);
    if (!point.valid) return at;
    at += point.size;
  }
  return std::nullopt;
}

std::size_t character_start(std::string_view text, std::size_t offset) {
  if (offset >= text.size()) return text.size();
  while (offset > 0 && is_continuation(text[offset])) --offset;
  return offset;
}

std::size_t utf16_length(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    units += !is_continuation(c);
    units += static_cast<unsigned char>(c) >= 0xF0;  // beyond U+FFFF: two units
  }
  return units;
}

}  // namespace scan::base
