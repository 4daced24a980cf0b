#include "sast/string_escapes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "base/ascii.h"
#include "base/utf8.h"

namespace scan::sast {

namespace {

constexpr std::string_view kNames = "abfnrtv";
constexpr std::string_view kMeanings = "\a\b\f\n\r\t\v";
constexpr std::string_view kThemselves = "\\/'\"`";

// The number that `digits` hexadecimal digits from `from` on are.
std::optional<char32_t> hexadecimal(std::string_view text, std::size_t from, std::size_t digits) {
  if (text.size() < from + digits) return std::nullopt;
  std::uint32_t value = 0;
  const char* const begin = text.data() + from;
  const auto [end, error] = std::from_chars(begin, begin + digits, value, 16);
  if (error != std::errc() || end != begin + digits) return std::nullopt;
  return value;
}

Escape character(char32_t value, std::size_t size, std::string_view text) {
  const bool sound = value != 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  if (!sound) return {std::string(text.substr(0, size)), size};
  Escape out{.text = {}, .size = size};
  base::append_utf8(value, out.text);
  return out;
}

// `\uXXXX`, of which two can be one character.
Escape utf16(char32_t first, std::string_view text) {
  const bool high = first >= 0xD800 && first < 0xDC00;
  if (high && text.substr(6).starts_with("\\u")) {
    const std::optional<char32_t> low = hexadecimal(text, 8, 4);
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      return character(0x10000 + ((first - 0xD800) << 10) + (*low - 0xDC00), 12, text);
    }
  }
  return character(first, 6, text);
}

}  // namespace

Escape read_escape(std::string_view text) {
  if (text.size() < 2) return {std::string(text), text.size()};
  const char kind = text[1];
  if (kThemselves.find(kind) != std::string_view::npos) return {std::string(1, kind), 2};
  if (const std::size_t name = kNames.find(kind); name != std::string_view::npos) {
    return {std::string(1, kMeanings[name]), 2};
  }
  if (kind == '\n') return {"", 2};
  if (text.substr(1).starts_with("\r\n")) return {"", 3};
  struct Numeric {
    char kind;
    std::size_t digits;
  };
  constexpr std::array<Numeric, 3> kNumeric = {{{'x', 2}, {'u', 4}, {'U', 8}}};
  for (const auto& [letter, digits] : kNumeric) {
    if (kind != letter) continue;
    const std::optional<char32_t> value = hexadecimal(text, 2, digits);
    if (value) return letter == 'u' ? utf16(*value, text) : character(*value, 2 + digits, text);
  }
  return {std::string(text.substr(0, 2)), 2};
}

QuotedText unquoted(std::string_view literal) {
  std::size_t prefix = 0;
  while (prefix < std::min<std::size_t>(literal.size(), 2) && base::is_letter(literal[prefix])) {
    ++prefix;
  }
  const std::string_view rest = literal.substr(prefix);
  for (const std::string_view quote : {"'''", "\"\"\"", "'", "\"", "`"}) {
    if (rest.size() < 2 * quote.size() || !rest.starts_with(quote) || !rest.ends_with(quote)) {
      continue;
    }
    const std::string_view letters = literal.substr(0, prefix);
    return {.content = rest.substr(quote.size(), rest.size() - 2 * quote.size()),
            .begin = prefix + quote.size(),
            .is_raw = letters.find_first_of("rR") != std::string_view::npos};
  }
  return {.content = literal};
}

}  // namespace scan::sast
