#include "text/base64.h"

#include <cstdint>

#include "base/ascii.h"

namespace scan::text {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

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

std::string encode_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  std::uint32_t pending = 0;
  unsigned count = 0;
  const auto put = [&text](std::uint32_t bits) { text.push_back(kDigits[bits & 0x3F]); };
  for (const char c : bytes) {
    pending = pending << 8 | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) put(pending >> (count - 6));
  }
  if (count > 0) put(pending << (6 - count));
  while (text.size() % 4 != 0) text.push_back('=');
  return text;
}

}  // namespace scan::text
