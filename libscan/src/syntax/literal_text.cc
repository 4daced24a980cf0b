// Numbers in the syntax shared by the C family, Python and their relatives.
#include "syntax/literal_text.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace scan::syntax {

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
  std::uint64_t value = 0;
  const char* end = plain.data() + plain.size();
  const auto [stop, error] = std::from_chars(plain.data() + skip, end, value, base);
  return error == std::errc() && stop == end ? std::to_string(value) : plain;
}

}  // namespace scan::syntax
