// Numbers in the syntax shared by the C family, Python and their relatives.
#include "syntax/literal_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace scan::syntax {
namespace {

// The shortest text of a number with a fraction or an exponent; never that of a whole number.
std::string canonical_fraction(const std::string& plain) {
  double value = 0;
  const char* end = plain.data() + plain.size();
  const auto [stop, error] = std::from_chars(plain.data(), end, value);
  if (error != std::errc() || stop != end) return plain;
  std::array<char, 32> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  std::string text(buffer.data(), written.ptr);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

}  // namespace

bool is_canonical_number(std::string_view text) {
  return !text.empty() && (text.front() != '0' || text.size() == 1) &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string canonical_number(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (const char c : text) {
    if (c != '_') plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  int base = 10;
  std::size_t skip = 0;
  if (plain.size() > 2 && plain[0] == '0') {
    base = plain[1] == 'x' ? 16 : plain[1] == 'o' ? 8 : plain[1] == 'b' ? 2 : 10;
    skip = base == 10 ? 0 : 2;
  }
  // "010" is eight, as C has it.
  if (base == 10 && plain.size() > 1 && plain[0] == '0' &&
      plain.find_first_not_of("01234567") == std::string::npos) {
    base = 8;
  }
  std::uint64_t value = 0;
  const char* end = plain.data() + plain.size();
  const auto [stop, error] = std::from_chars(plain.data() + skip, end, value, base);
  if (error == std::errc() && stop == end) return std::to_string(value);
  const bool fraction = base == 10 && plain.find_first_of(".e") != std::string::npos;
  return fraction ? canonical_fraction(plain) : plain;
}

}  // namespace scan::syntax
