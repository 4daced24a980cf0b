// StrKey of Stellar (SEP-23): a byte for the kind, 32 of the key, and their CRC-16, in base 32.
#include <cstdint>

#include "base/ascii.h"
#include "secrets/checks/check.h"

namespace scan::secrets {
namespace {

constexpr std::size_t kDigits = 56;
constexpr std::size_t kPayload = 33;

// CRC-16/XMODEM.
std::uint32_t crc16_of(std::string_view bytes) {
  std::uint32_t crc = 0;
  for (const char c : bytes) {
    crc ^= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << 8;
    for (int bit = 0; bit < 8; ++bit)
      crc = (crc << 1 ^ ((crc & 0x8000) != 0 ? 0x1021u : 0u)) & 0xFFFF;
  }
  return crc;
}

}  // namespace

Opinion check_stellar_key(const Subject& subject) {
  if (subject.secret.size() != kDigits) return {};
  std::string bytes;
  std::uint32_t pending = 0;
  unsigned count = 0;
  for (const char c : subject.secret) {
    if (!base::is_upper(c) && (c < '2' || c > '7')) return {};
    pending = pending << 5 | static_cast<std::uint32_t>(base::is_upper(c) ? c - 'A' : c - '2' + 26);
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push_back(static_cast<char>(pending >> count & 0xFF));
  }
  const std::uint32_t written =
      static_cast<unsigned char>(bytes[kPayload]) |
      static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[kPayload + 1])) << 8;
  if (crc16_of(std::string_view(bytes).substr(0, kPayload)) == written)
    return {.verdict = Verdict::kProved, .reason = "its checksum is right"};
  return {.verdict = Verdict::kDoubtful, .reason = "its checksum is wrong, so nothing accepts it"};
}

}  // namespace scan::secrets
