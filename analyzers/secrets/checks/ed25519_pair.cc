// Solana and NEAR write both halves of an Ed25519 key: 32 bytes that are secret, and the 32 of the
// public key that follow from them. In base 58, or as a list of 64 numbers.
#include <openssl/err.h>
#include <openssl/evp.h>

#include <array>
#include <memory>

#include "base/ascii.h"
#include "secrets/checks/base58.h"
#include "secrets/checks/check.h"

namespace scan::secrets {
namespace {

constexpr std::size_t kHalf = 32;

// "[12, 7, ...]"; nullopt when it is none of bytes.
std::optional<std::string> numbers_in(std::string_view text) {
  std::string bytes;
  unsigned number = 0;
  bool digits = false;
  for (const char c : text) {
    if (base::is_digit(c)) {
      number = number * 10 + static_cast<unsigned>(c - '0');
      digits = true;
      if (number > 255) return std::nullopt;
    } else if (digits) {
      bytes.push_back(static_cast<char>(number));
      number = 0;
      digits = false;
    }
  }
  return bytes;
}

std::optional<std::string> bytes_of(std::string_view text) {
  if (text.starts_with('[')) return numbers_in(text);
  return decode_base58(text.substr(text.rfind(':') + 1), kBitcoinDigits);
}

}  // namespace

Opinion check_ed25519_pair(const Subject& subject) {
  const std::optional<std::string> bytes = bytes_of(subject.secret);
  if (!bytes || bytes->size() != 2 * kHalf) return {};
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(
      EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr,
                                   reinterpret_cast<const unsigned char*>(bytes->data()), kHalf),
      &EVP_PKEY_free);
  std::array<unsigned char, kHalf> half{};
  std::size_t size = half.size();
  const bool made =
      key != nullptr && EVP_PKEY_get_raw_public_key(key.get(), half.data(), &size) == 1;
  ERR_clear_error();
  if (!made) return {};
  if (std::string_view(reinterpret_cast<const char*>(half.data()), size) ==
      std::string_view(*bytes).substr(kHalf))
    return {.verdict = Verdict::kProved, .reason = "its two halves are a pair of keys"};
  return {.verdict = Verdict::kDoubtful, .reason = "its two halves are no pair of keys"};
}

}  // namespace scan::secrets
