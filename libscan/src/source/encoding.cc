// Most files are UTF-8, and for those nothing is decoded: the text is the bytes. That they are
// valid is checked at several GB/s (simdjson), so it costs less than reading the file did.
// Everything else is decoded by a plain loop.
//
// Latin-1 is what is left when nothing else fits: it gives every byte a character, so no file of
// text is lost, and all ASCII in it, which is what rules look at, stays as it is.
#include "source/encoding.h"

#include <simdjson.h>

#include <algorithm>
#include <cstdint>

#include "base/utf8.h"

namespace scan::source {
namespace {

using base::append_utf8;
using base::kReplacement;

char16_t utf16_unit(std::string_view bytes, std::size_t at, Encoding order) {
  const auto first = static_cast<unsigned char>(bytes[at]);
  const auto second = static_cast<unsigned char>(bytes[at + 1]);
  return static_cast<char16_t>(order == Encoding::kUtf16Le ? first | second << 8
                                                           : first << 8 | second);
}

bool is_high_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDBFF; }
bool is_low_surrogate(char32_t c) { return c >= 0xDC00 && c <= 0xDFFF; }

// A surrogate without its partner, and half a unit at the end, become U+FFFD.
std::string utf16_to_utf8(std::string_view bytes, Encoding order) {
  std::string out;
  out.reserve(bytes.size() / 2 + bytes.size() / 8);
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    char32_t c = utf16_unit(bytes, at, order);
    if (is_high_surrogate(c) && at + 3 < bytes.size() &&
        is_low_surrogate(utf16_unit(bytes, at + 2, order))) {
      c = 0x10000 + ((c - 0xD800) << 10) + (utf16_unit(bytes, at + 2, order) - 0xDC00u);
      at += 2;
    } else if (is_high_surrogate(c) || is_low_surrogate(c)) {
      c = kReplacement;
    }
    append_utf8(c, out);
  }
  if (at < bytes.size()) append_utf8(kReplacement, out);
  return out;
}

std::string latin1_to_utf8(std::string_view bytes) {
  const auto high = std::count_if(bytes.begin(), bytes.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  std::string out;
  out.reserve(bytes.size() + static_cast<std::size_t>(high));
  for (const char c : bytes) append_utf8(static_cast<unsigned char>(c), out);
  return out;
}

// Whether the units of the probe read as text in this byte order: no NUL, no control character but
// white space, and mostly ASCII, as source code is. Without a byte order mark the bar is high on
// purpose: a table of 16-bit numbers must not become text.
bool reads_as_utf16(std::string_view probe, Encoding order) {
  const std::size_t units = probe.size() / 2;
  std::size_t ascii = 0;
  for (std::size_t at = 0; at + 1 < probe.size(); at += 2) {
    const char16_t c = utf16_unit(probe, at, order);
    if ((c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c >= 0xFFFE) return false;
    if (c < 0x7F) ++ascii;
  }
  return units >= 2 && ascii * 2 > units;
}

Decoded utf16(std::string_view bytes, Encoding order) {
  return {order, 0, utf16_to_utf8(bytes, order)};
}

Decoded utf8_or_latin1(std::string_view bytes, std::size_t bom) {
  const std::string_view text = bytes.substr(bom);
  if (simdjson::validate_utf8(text.data(), text.size())) return {Encoding::kUtf8, bom, {}};
  return {Encoding::kLatin1, bom, latin1_to_utf8(text)};
}

}  // namespace

Decoded decode(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF"sv) return utf8_or_latin1(bytes, 3);
  // UTF-32 begins like UTF-16 followed by a NUL. Nobody writes source in it: it is left as binary.
  if (bytes.substr(0, 4) == "\xFF\xFE\0\0"sv) return {Encoding::kBinary, 0, {}};
  if (bytes.substr(0, 2) == "\xFF\xFE"sv) return utf16(bytes.substr(2), Encoding::kUtf16Le);
  if (bytes.substr(0, 2) == "\xFE\xFF"sv) return utf16(bytes.substr(2), Encoding::kUtf16Be);

  const std::string_view probe = bytes.substr(0, kProbeBytes);
  if (probe.find('\0') == std::string_view::npos) return utf8_or_latin1(bytes, 0);
  for (const Encoding order : {Encoding::kUtf16Le, Encoding::kUtf16Be})
    if (reads_as_utf16(probe, order)) return utf16(bytes, order);
  return {Encoding::kBinary, 0, {}};
}

}  // namespace scan::source
