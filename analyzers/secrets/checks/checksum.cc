// Tokens that end in a CRC-32 of what is before. A wrong one cannot be a token of its issuer; a
// right one is a matter of chance in one of four thousand million.
//
// base 62: github.blog, "Behind GitHub's new authentication token formats"; npm has the same.
// base 36: GitLab's handbook, "Routable tokens".
// hexadecimal: Grafana's service account tokens, whose checksum has its lowest byte first.
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"
#include "secrets/checks/check.h"

namespace scan::secrets {
namespace {

constexpr std::string_view kBase62 =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kBase36 = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kBase16 = "0123456789abcdef";

// The prefix and its separator, random characters, checksum: 30 of them and six.
constexpr std::size_t kBase62Body = 30;
constexpr std::size_t kBase62Digits = 6;
constexpr std::size_t kBase36Digits = 7;
// In front of it: how long the payload is.
constexpr std::size_t kLengthDigits = 2;
constexpr std::size_t kHexDigits = 8;

std::uint32_t crc32_of(std::string_view text) {
  return static_cast<std::uint32_t>(
      ::crc32_z(0, reinterpret_cast<const unsigned char*>(text.data()), text.size()));
}

std::string in_digits(std::uint32_t number, std::string_view digits, std::size_t width) {
  const auto base = static_cast<std::uint32_t>(digits.size());
  std::string text(width, digits.front());
  for (std::size_t i = width; i-- > 0 && number > 0; number /= base)
    text[i] = digits[number % base];
  return text;
}

Opinion compared(bool right) {
  if (right) return {.verdict = Verdict::kProved, .reason = "its checksum is right"};
  return {.verdict = Verdict::kDoubtful,
          .reason = "its checksum is wrong, so its issuer did not make it"};
}

}  // namespace

Opinion check_crc32_base62(const Subject& subject) {
  const std::size_t prefix = subject.secret.rfind('_') + 1;
  const std::string_view body = subject.secret.substr(prefix);
  // Others of the same prefix, as those of an installation that are longer, have none.
  if (prefix == 0 || body.size() != kBase62Body + kBase62Digits) return {};
  return compared(in_digits(crc32_of(body.substr(0, kBase62Body)), kBase62, kBase62Digits) ==
                  body.substr(kBase62Body));
}

Opinion check_crc32_base36(const Subject& subject) {
  const std::string_view token = subject.secret;
  const std::size_t dot = token.rfind('.');
  if (dot == token.npos || token.size() - dot - 1 != kLengthDigits + kBase36Digits) return {};
  const std::size_t checked = token.size() - kBase36Digits;
  return compared(in_digits(crc32_of(token.substr(0, checked)), kBase36, kBase36Digits) ==
                  token.substr(checked));
}

Opinion check_crc32_hex(const Subject& subject) {
  const std::size_t last = subject.secret.rfind('_');
  if (last == subject.secret.npos || subject.secret.size() - last - 1 != kHexDigits) return {};
  const std::uint32_t crc = crc32_of(subject.secret.substr(0, last));
  std::string digits;
  for (int shift = 0; shift < 32; shift += 8) digits += in_digits(crc >> shift & 0xFF, kBase16, 2);
  return compared(
      std::ranges::equal(digits, subject.secret.substr(last + 1), {}, {}, base::to_lower));
}

}  // namespace scan::secrets
