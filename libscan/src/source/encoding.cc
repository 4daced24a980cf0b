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
  out.reserve(bytes.size() / 2 *
              3);  // the most that it can be; memory that is not written to is none
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

// As UTF-8.
std::size_t size_of_latin1(std::string_view bytes) {
  const auto high = std::count_if(bytes.begin(), bytes.end(),
                                  [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  return bytes.size() + static_cast<std::size_t>(high);
}

std::string latin1_to_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(size_of_latin1(bytes));
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

struct Found {
  Encoding encoding;
  std::size_t text_offset;
};

Found utf8_or_latin1(std::string_view bytes, std::size_t bom) {
  const std::string_view text = bytes.substr(bom);
  const bool valid = simdjson::validate_utf8(text.data(), text.size());
  return {valid ? Encoding::kUtf8 : Encoding::kLatin1, bom};
}

Found find_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF"sv) return utf8_or_latin1(bytes, 3);
  // UTF-32 begins like UTF-16 followed by a NUL. Nobody writes source in it: it is left as binary.
  if (bytes.substr(0, 4) == "\xFF\xFE\0\0"sv) return {Encoding::kBinary, 0};
  if (bytes.substr(0, 2) == "\xFF\xFE"sv) return {Encoding::kUtf16Le, 2};
  if (bytes.substr(0, 2) == "\xFE\xFF"sv) return {Encoding::kUtf16Be, 2};

  const std::string_view probe = bytes.substr(0, kProbeBytes);
  if (probe.find('\0') == std::string_view::npos) return utf8_or_latin1(bytes, 0);
  for (const Encoding order : {Encoding::kUtf16Le, Encoding::kUtf16Be})
    if (reads_as_utf16(probe, order)) return {order, 0};
  return {Encoding::kBinary, 0};
}

// The character at `at` of valid UTF-8; moves on behind it.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&] { return static_cast<unsigned char>(text[at]); };
  const unsigned char first = byte();
  ++at;
  if (first < 0x80) return first;
  char32_t c = first >= 0xF0 ? first & 0x07u : first >= 0xE0 ? first & 0x0Fu : first & 0x1Fu;
  for (; at < text.size() && (byte() & 0xC0) == 0x80; ++at) c = c << 6 | (byte() & 0x3Fu);
  return c;
}

void append_utf16(char16_t unit, Encoding order, std::string& out) {
  const char low = static_cast<char>(unit & 0xFF);
  const char high = static_cast<char>(unit >> 8);
  out += order == Encoding::kUtf16Le ? low : high;
  out += order == Encoding::kUtf16Le ? high : low;
}

// Appends `text` in the encoding. False: it has a character that the encoding has not.
bool append_encoded(std::string_view text, Encoding encoding, std::string& out) {
  if (encoding == Encoding::kUtf8) {
    out += text;
    return true;
  }
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (encoding == Encoding::kLatin1) {
      if (c > 0xFF) return false;
      out += static_cast<char>(c);
    } else if (c > 0xFFFF) {
      append_utf16(static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)), encoding, out);
      append_utf16(static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)), encoding, out);
    } else {
      append_utf16(static_cast<char16_t>(c), encoding, out);
    }
  }
  return true;
}

// Bytes of the byte order mark.
std::size_t mark_size(std::string_view bytes, Encoding encoding) {
  using namespace std::string_view_literals;
  if (encoding == Encoding::kUtf16Le) return bytes.starts_with("\xFF\xFE"sv) ? 2 : 0;
  if (encoding == Encoding::kUtf16Be) return bytes.starts_with("\xFE\xFF"sv) ? 2 : 0;
  return bytes.starts_with("\xEF\xBB\xBF"sv) ? 3 : 0;
}

}  // namespace

std::optional<std::string> encode_like(std::string_view bytes, std::string_view text) {
  const Decoded decoded = decode(bytes);
  if (decoded.encoding == Encoding::kBinary) return std::nullopt;
  const std::string_view mark = bytes.substr(0, mark_size(bytes, decoded.encoding));
  if (decoded.encoding != Encoding::kUtf8) {
    std::string again(mark);
    if (!append_encoded(decoded.text, decoded.encoding, again) || again != bytes) {
      return std::nullopt;
    }
  }
  std::string out(mark);
  if (!append_encoded(text, decoded.encoding, out)) return std::nullopt;
  return out;
}

Decoded decode(std::string_view bytes) {
  const Found found = find_encoding(bytes);
  const std::string_view text = bytes.substr(found.text_offset);
  switch (found.encoding) {
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      return {found.encoding, 0, utf16_to_utf8(text, found.encoding)};
    case Encoding::kLatin1:
      return {found.encoding, found.text_offset, latin1_to_utf8(text)};
    case Encoding::kUtf8:
    case Encoding::kBinary:
      break;
  }
  return {found.encoding, found.text_offset, {}};
}

std::uint64_t decoded_size(std::string_view bytes) {
  switch (find_encoding(bytes).encoding) {
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      return bytes.size() / 2 * 3;
    case Encoding::kLatin1:
      return size_of_latin1(bytes);
    case Encoding::kUtf8:
    case Encoding::kBinary:
      break;
  }
  return 0;
}

}  // namespace scan::source
