// Most text is ASCII: eight bytes at a time are looked at until one has its high bit set.
#include "document/utf8.h"

#include <algorithm>
#include <cstring>

namespace scan::document {
namespace {

constexpr std::size_t kStep = 64;

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The first offset at or after `from` whose byte is not ASCII, or the size.
std::size_t skip_ascii(std::string_view text, std::size_t from) {
  for (std::uint64_t word; from + sizeof word <= text.size(); from += sizeof word) {
    std::memcpy(&word, text.data() + from, sizeof word);
    if ((word & 0x8080808080808080u) != 0) break;
  }
  while (from < text.size() && static_cast<unsigned char>(text[from]) < 0x80) ++from;
  return from;
}

// The length of the well-formed sequence at `at`, whose first byte is not ASCII; 0 for none.
// Table 3-7 of the Unicode Standard: only the second byte's range depends on the first byte.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned lead = byte(0);
  const std::size_t length = lead < 0xC2   ? 0
                             : lead < 0xE0 ? 2
                             : lead < 0xF0 ? 3
                             : lead < 0xF5 ? 4
                                           : 0;
  if (length == 0 || text.size() - at < length) return 0;
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i)
    if (!is_continuation(text[at + i])) return 0;
  return length;
}

}  // namespace

std::optional<std::uint32_t> find_malformed_utf8(std::string_view text) {
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const std::size_t length = sequence_length(text, at);
    if (length == 0) return static_cast<std::uint32_t>(at);
    at += length;
  }
  return std::nullopt;
}

void append_utf8(char32_t code_point, std::string& text) {
  const auto put = [&](char32_t byte) { text.push_back(static_cast<char>(byte)); };
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

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  if (skip_ascii(text, 0) == text.size()) return;
  std::size_t code_points = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (!is_continuation(text[at]) && code_points++ % kStep == 0)
      every_64th_.push_back(static_cast<std::uint32_t>(at));
}

std::uint32_t CodePointIndex::offset_of(std::size_t code_point) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  if (every_64th_.empty())
    return static_cast<std::uint32_t>(std::min<std::size_t>(code_point, size));
  if (code_point / kStep >= every_64th_.size()) return size;
  std::uint32_t at = every_64th_[code_point / kStep];
  for (std::size_t left = code_point % kStep; left > 0 && at < size; --left) do
      ++at;
    while (at < size && is_continuation(text_[at]));
  return at;
}

std::size_t CodePointIndex::code_point_at(std::uint32_t offset) const {
  if (every_64th_.empty() || offset >= text_.size()) return offset;
  const auto after = std::ranges::upper_bound(every_64th_, offset);
  const auto block = static_cast<std::size_t>(after - every_64th_.begin()) - 1;
  std::size_t code_point = block * kStep;
  for (std::uint32_t at = every_64th_[block] + 1; at <= offset; ++at)
    if (!is_continuation(text_[at])) ++code_point;
  return code_point;
}

}  // namespace scan::document
