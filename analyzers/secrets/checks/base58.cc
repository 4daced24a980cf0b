// Base58Check: a payload and the first four bytes of its double SHA-256, in digits of base 58, as
// Bitcoin's wallet keys (WIF) and extended keys (BIP 32) and Tezos' keys are written. Ripple has
// the same with the digits in another order.
#include "secrets/checks/base58.h"

#include <openssl/sha.h>

#include <algorithm>
#include <array>

#include "secrets/checks/check.h"

namespace scan::secrets {
namespace {

constexpr std::string_view kRippleDigits =
    "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";
constexpr std::size_t kChecksum = 4;
// Of what is decoded; the work grows with the square of it.
constexpr std::size_t kMostDigits = 200;

using Digest = std::array<unsigned char, SHA256_DIGEST_LENGTH>;

Digest sha256(const unsigned char* bytes, std::size_t size) {
  Digest digest{};
  ::SHA256(bytes, size, digest.data());
  return digest;
}

Opinion checked(std::string_view text, std::string_view digits) {
  const std::optional<std::string> bytes = decode_base58(text, digits);
  if (!bytes || bytes->size() <= kChecksum) return {};
  const auto* begin = reinterpret_cast<const unsigned char*>(bytes->data());
  const std::size_t payload = bytes->size() - kChecksum;
  const Digest once = sha256(begin, payload);
  const Digest twice = sha256(once.data(), once.size());
  if (std::equal(begin + payload, begin + bytes->size(), twice.begin()))
    return {.verdict = Verdict::kProved, .reason = "its checksum is right"};
  return {.verdict = Verdict::kDoubtful, .reason = "its checksum is wrong, so nothing accepts it"};
}

}  // namespace

std::optional<std::string> decode_base58(std::string_view text, std::string_view digits) {
  if (text.empty() || text.size() > kMostDigits) return std::nullopt;
  std::string bytes;  // the lowest first
  for (const char c : text) {
    const std::size_t digit = digits.find(c);
    if (digit == digits.npos) return std::nullopt;
    auto carry = static_cast<unsigned>(digit);
    for (char& byte : bytes) {
      carry += static_cast<unsigned char>(byte) * 58u;
      byte = static_cast<char>(carry & 0xFF);
      carry >>= 8;
    }
    for (; carry > 0; carry >>= 8) bytes.push_back(static_cast<char>(carry & 0xFF));
  }
  // Each leading zero is a byte of its own.
  for (std::size_t i = 0; i < text.size() && text[i] == digits.front(); ++i) bytes.push_back('\0');
  std::ranges::reverse(bytes);
  return bytes;
}

Opinion check_base58check(const Subject& subject) {
  return checked(subject.secret, kBitcoinDigits);
}

Opinion check_base58check_ripple(const Subject& subject) {
  return checked(subject.secret, kRippleDigits);
}

}  // namespace scan::secrets
