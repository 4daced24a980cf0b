#include "base/hash.h"

#include <openssl/sha.h>
#include <xxhash.h>

#include <array>

namespace scan::base {
namespace {

constexpr char kDigits[] = "0123456789abcdef";

std::string to_hex(const unsigned char* bytes, std::size_t size) {
  std::string hex;
  hex.reserve(size * 2);
  for (std::size_t i = 0; i < size; ++i) {
    hex.push_back(kDigits[bytes[i] >> 4]);
    hex.push_back(kDigits[bytes[i] & 15]);
  }
  return hex;
}

XXH3_state_t* as_state(void* state) { return static_cast<XXH3_state_t*>(state); }

}  // namespace

StableHash::StableHash() : state_(XXH3_createState()) { XXH3_128bits_reset(as_state(state_)); }
StableHash::~StableHash() { XXH3_freeState(as_state(state_)); }

StableHash& StableHash::add(std::string_view bytes) {
  add(std::uint64_t{bytes.size()});
  XXH3_128bits_update(as_state(state_), bytes.data(), bytes.size());
  return *this;
}

StableHash& StableHash::add(std::uint64_t number) {
  std::array<unsigned char, 8> little_endian;
  for (unsigned i = 0; i < 8; ++i) little_endian[i] = static_cast<unsigned char>(number >> (8 * i));
  XXH3_128bits_update(as_state(state_), little_endian.data(), little_endian.size());
  return *this;
}

std::string StableHash::hex() const {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(as_state(state_)));
  return to_hex(canonical.digest, sizeof(canonical.digest));
}

std::string content_uuid(std::string_view content) {
  // Of random bits, once and for all.
  constexpr std::array<unsigned char, 16> kNameSpace = {0x5e, 0x0c, 0x1f, 0x9a, 0x27, 0xd4,
                                                        0x4b, 0x63, 0x8f, 0x10, 0xc3, 0x6d,
                                                        0x7a, 0x92, 0xe8, 0x35};
  std::string named(kNameSpace.begin(), kNameSpace.end());
  named += content;
  std::array<unsigned char, SHA_DIGEST_LENGTH> digest;
  SHA1(reinterpret_cast<const unsigned char*>(named.data()), named.size(), digest.data());
  digest[6] = static_cast<unsigned char>((digest[6] & 0x0F) | 0x50);  // version 5
  digest[8] = static_cast<unsigned char>((digest[8] & 0x3F) | 0x80);  // RFC 9562's variant
  std::string uuid = to_hex(digest.data(), 16);
  for (std::size_t dash : {8, 13, 18, 23}) uuid.insert(dash, 1, '-');
  return uuid;
}

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return to_hex(digest.data(), digest.size());
}

}  // namespace scan::base
