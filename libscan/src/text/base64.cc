#include "text/base64.h"

#include <cstdint>

#include "base/ascii.h"

namespace scan::text {
namespace {

// The six bits of a character; -1 for one that is in neither alphabet.
int bits_of(char c) {
  if (base::is_upper(c)) return c - 'A';
  if (base::is_letter(c)) return c - 'a' + 26;
  if (base::is_digit(c)) return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  return c == '/' || c == '_' ? 63 : -1;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t pending = 0;
  unsigned count = 0;
  for (const char c : text) {
    const int bits = bits_of(c);
    if (bits < 0) return std::nullopt;
    pending = pending << 6 | static_cast<std::uint32_t>(bits);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>(pending >> count & 0xFF));
  }
  return bytes;
}

}  // namespace scan::text
