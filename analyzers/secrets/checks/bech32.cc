// BIP 173 and BIP 350: a name, "1", and digits of base 32 of which the last six are a checksum.
#include <cstdint>

#include "base/ascii.h"
#include "secrets/checks/check.h"

namespace scan::secrets {
namespace {

constexpr std::string_view kDigits = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kChecksum = 6;
// What is left of the checksum's polynomial, in the older and the newer form.
constexpr std::uint32_t kBech32 = 1;
constexpr std::uint32_t kBech32m = 0x2BC830A3;

std::uint32_t step(std::uint32_t state, std::uint32_t value) {
  const std::uint32_t top = state >> 25;
  state = (state & 0x1FF'FFFF) << 5 ^ value;
  for (unsigned bit = 0; const std::uint32_t generator :
                         {0x3B6A57B2u, 0x26508E6Du, 0x1EA119FAu, 0x3D4233DDu, 0x2A1462B3u})
    if ((top >> bit++ & 1) != 0) state ^= generator;
  return state;
}

}  // namespace

Opinion check_bech32(const Subject& subject) {
  const std::string text = base::lowered(subject.secret);
  const std::size_t one = text.rfind('1');
  if (one == text.npos || one == 0 || text.size() - one - 1 < kChecksum) return {};
  std::uint32_t state = 1;
  const std::string_view name = std::string_view(text).substr(0, one);
  for (const char c : name) state = step(state, static_cast<unsigned char>(c) >> 5);
  state = step(state, 0);
  for (const char c : name) state = step(state, static_cast<unsigned char>(c) & 31);
  for (const char c : std::string_view(text).substr(one + 1)) {
    const std::size_t digit = kDigits.find(c);
    if (digit == kDigits.npos) return {};
    state = step(state, static_cast<std::uint32_t>(digit));
  }
  if (state == kBech32 || state == kBech32m)
    return {.verdict = Verdict::kProved, .reason = "its checksum is right"};
  return {.verdict = Verdict::kDoubtful, .reason = "its checksum is wrong, so nothing accepts it"};
}

}  // namespace scan::secrets
