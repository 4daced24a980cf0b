#include "secrets/checks/byte_reader.h"
#include "secrets/checks/key_material.h"

namespace scan::secrets {
namespace {

constexpr unsigned kSecretKey = 5;
constexpr unsigned kSecretSubkey = 7;

struct Algorithm {
  std::string_view type;
  unsigned numbers;  // of its public part
  bool curve;        // whose name comes first
  bool derivation;   // whose parameters come last
};

std::optional<Algorithm> algorithm_of(std::uint32_t id) {
  switch (id) {
    case 1:
    case 2:
    case 3:
      return Algorithm{"RSA", 2, false, false};
    case 16:
      return Algorithm{"ElGamal", 3, false, false};
    case 17:
      return Algorithm{"DSA", 4, false, false};
    case 18:
      return Algorithm{"EC", 1, true, true};
    case 19:
      return Algorithm{"EC", 1, true, false};
    case 22:
      return Algorithm{"Ed25519", 1, true, false};
    default:
      return std::nullopt;
  }
}

// The body of the first packet, when that is a secret key; RFC 4880, 4.2.
std::string_view secret_key_packet(std::string_view packets) {
  ByteReader reader(packets);
  const std::uint32_t head = reader.number(1);
  if ((head & 0x80) == 0) return {};
  const bool old = (head & 0x40) == 0;
  const unsigned tag = old ? head >> 2 & 0xF : head & 0x3F;
  if (tag != kSecretKey && tag != kSecretSubkey) return {};
  std::uint32_t size = 0;
  if (old) {
    if ((head & 3) == 3) return {};  // to the end of what nobody knows
    size = reader.number(1u << (head & 3));
  } else {
    size = reader.number(1);
    if (size == 255)
      size = reader.number(4);
    else if (size >= 224)
      return {};  // in parts, which a key is not
    else if (size >= 192)
      size = ((size - 192) << 8) + reader.number(1) + 192;
  }
  return reader.take(size);
}

}  // namespace

std::optional<KeyMaterial> read_openpgp_key(std::string_view packets) {
  ByteReader reader(secret_key_packet(packets));
  if (reader.number(1) != 4) return std::nullopt;  // the version; older ones are of another century
  reader.number(4);                                // when it was made
  const std::optional<Algorithm> algorithm = algorithm_of(reader.number(1));
  if (!algorithm) return std::nullopt;
  if (algorithm->curve) reader.take(reader.number(1));
  KeyMaterial material{.type = std::string(algorithm->type)};
  for (unsigned i = 0; i < algorithm->numbers; ++i) {
    const std::uint32_t bits = reader.number(2);
    if (i == 0 && !algorithm->curve) material.bits = static_cast<int>(bits);
    reader.take((bits + 7) / 8);
  }
  if (algorithm->derivation) reader.take(reader.number(1));
  material.encrypted = reader.number(1) != 0;  // how, if it is
  if (!reader.ok() || reader.at_end()) return std::nullopt;
  return material;
}

}  // namespace scan::secrets
