#include "text/unescaping.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/ascii.h"
#include "base/utf8.h"

namespace scan::text {
namespace {

// White space between two literals; more is no layout of a program.
constexpr std::size_t kMaxBlanks = 200;
constexpr std::size_t kMaxDigits = 8;

constexpr std::uint32_t digit_value(char c) {
  if (base::is_digit(c)) return static_cast<std::uint32_t>(c - '0');
  const char lower = base::to_lower(c);
  return lower >= 'a' && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a' + 10) : 16;
}

struct Number {
  char32_t value = 0;
  std::size_t size = 0;  // digits
};

Number number_at(std::string_view text, std::size_t at, std::uint32_t radix,
                 std::size_t max_digits) {
  Number number;
  while (number.size < max_digits && at + number.size < text.size()) {
    const std::uint32_t value = digit_value(text[at + number.size]);
    if (value >= radix) break;
    number.value = number.value * radix + value;
    ++number.size;
  }
  return number;
}

bool is_character(char32_t value) {
  return value > 0 && value <= 0x10ffff && (value < 0xd800 || value > 0xdfff);
}

// `size` if the number is a character that may stand there, which is then appended.
std::size_t character(char32_t value, char32_t limit, std::size_t size, std::string& out) {
  if (!is_character(value) || value >= limit) return 0;
  base::append_utf8(value, out);
  return size;
}

// "\u002b", "\u{2b}", "\ud83d\ude00".
std::size_t read_unicode(std::string_view text, std::string& out) {
  constexpr char32_t kAny = 0x110000;
  if (text.substr(2).starts_with('{')) {
    const Number number = number_at(text, 3, 16, kMaxDigits);
    const std::size_t end = 3 + number.size;
    return number.size > 0 && end < text.size() && text[end] == '}'
               ? character(number.value, kAny, end + 1, out)
               : 0;
  }
  const Number high = number_at(text, 2, 16, 4);
  if (high.size != 4) return 0;
  if (high.value < 0xd800 || high.value > 0xdbff) return character(high.value, kAny, 6, out);
  const Number low = text.substr(6).starts_with("\\u") ? number_at(text, 8, 16, 4) : Number{};
  if (low.size != 4 || low.value < 0xdc00 || low.value > 0xdfff) return 0;
  return character(0x10000 + ((high.value - 0xd800) << 10) + (low.value - 0xdc00), kAny, 12, out);
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  const std::size_t end = text.substr(0, at + kMaxBlanks).find_first_not_of(" \t\r\n", at);
  return std::min(end, text.size());
}

}  // namespace

std::size_t read_escape(std::string_view text, std::string& out) {
  if (text.size() < 2 || text.front() != '\\') return 0;
  constexpr char32_t kAscii = 0x80;
  const char letter = text[1];
  switch (letter) {
    case 'n':
      out += '\n';
      return 2;
    case 'r':
      out += '\r';
      return 2;
    case 't':
      out += '\t';
      return 2;
    case '"':
    case '\'':
    case '`':
    case '/':
    case '\\':
      out += letter;
      return 2;
    case '\n':
      return 2;
    case '\r':
      return text.substr(2).starts_with('\n') ? 3 : 2;
    case 'x': {
      const Number number = number_at(text, 2, 16, 2);
      return number.size == 2 ? character(number.value, kAscii, 4, out) : 0;
    }
    case 'u':
      return read_unicode(text, out);
    default: {
      const Number number = number_at(text, 1, 8, 3);
      return number.size == 3 ? character(number.value, kAscii, 4, out) : 0;
    }
  }
}

std::size_t read_entity(std::string_view text, std::string& out) {
  static constexpr std::array<std::pair<std::string_view, char>, 5> kNamed = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
  for (const auto& [spelling, meaning] : kNamed) {
    if (!text.starts_with(spelling)) continue;
    out += meaning;
    return spelling.size();
  }
  if (!text.starts_with("&#")) return 0;
  const bool hex = text.substr(2).starts_with('x') || text.substr(2).starts_with('X');
  const std::size_t digits = hex ? 3 : 2;
  const Number number = number_at(text, digits, hex ? 16 : 10, kMaxDigits);
  const std::size_t end = digits + number.size;
  if (number.size == 0 || end >= text.size() || text[end] != ';') return 0;
  return character(number.value, 0x110000, end + 1, out);
}

std::size_t read_joint(std::string_view text, std::string&) {
  if (text.empty() || (text.front() != '"' && text.front() != '\'')) return 0;
  std::size_t at = skip_blanks(text, 1);
  if (at < text.size() && (text[at] == '+' || text[at] == '.' || text[at] == '&'))
    at = skip_blanks(text, at + 1);
  return at > 1 && at < text.size() && text[at] == text.front() ? at + 1 : 0;
}

std::size_t read_line_joint(std::string_view text, std::string& out) {
  if (!text.starts_with("\\n\"")) return 0;
  std::size_t at = skip_blanks(text, 3);
  if (at >= text.size() || text[at] != ',') return 0;
  at = skip_blanks(text, at + 1);
  if (at >= text.size() || text[at] != '"') return 0;
  out += '\n';
  return at + 1;
}

std::size_t read_doubled_quote(std::string_view text, std::string& out) {
  if (!text.starts_with("''")) return 0;
  out += '\'';
  return 2;
}

}  // namespace scan::text
