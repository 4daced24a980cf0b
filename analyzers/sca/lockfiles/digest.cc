#include "sca/lockfiles/digest.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/ascii.h"

namespace scan::sca {
namespace {

struct Algorithm {
  std::string_view written;
  std::string_view cyclonedx;
  std::size_t bytes;
};
constexpr std::array<Algorithm, 9> kAlgorithms = {{{"md5", "MD5", 16},
                                                   {"sha1", "SHA-1", 20},
                                                   {"sha256", "SHA-256", 32},
                                                   {"sha384", "SHA-384", 48},
                                                   {"sha512", "SHA-512", 64},
                                                   {"sha3-256", "SHA3-256", 32},
                                                   {"sha3-384", "SHA3-384", 48},
                                                   {"sha3-512", "SHA3-512", 64},
                                                   {"blake2b", "BLAKE2b-512", 64}}};

const Algorithm* find_algorithm(std::string_view written) {
  for (const Algorithm& algorithm : kAlgorithms)
    if (algorithm.written == written) return &algorithm;
  return nullptr;
}

std::string in_hex(std::string_view base64) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  constexpr char kHex[] = "0123456789abcdef";
  while (base64.ends_with('=')) base64.remove_suffix(1);
  std::string hex;
  std::uint32_t bits = 0;
  int count = 0;
  for (char c : base64) {
    const std::size_t digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return {};
    bits = bits << 6 | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    hex += kHex[bits >> (count + 4) & 15];
    hex += kHex[bits >> count & 15];
  }
  return hex;
}

bool is_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return base::is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
}

void add(const Algorithm& algorithm, std::string_view hex, std::vector<std::string>& hashes) {
  if (hex.size() != 2 * algorithm.bytes || !is_hex(hex)) return;
  std::string hash(algorithm.cyclonedx);
  hash += ':';
  for (char c : hex) hash += base::to_lower(c);
  hashes.push_back(std::move(hash));
}

}  // namespace

void add_integrity(std::string_view integrity, std::vector<std::string>& hashes) {
  constexpr std::string_view kSpace = " \t\n";
  for (;;) {
    const std::size_t begin = integrity.find_first_not_of(kSpace);
    if (begin == std::string_view::npos) return;
    integrity.remove_prefix(begin);
    std::string_view word = integrity.substr(0, integrity.find_first_of(kSpace));
    integrity.remove_prefix(word.size());
    word = word.substr(0, word.find('?'));  // options
    const std::size_t hyphen = word.find('-');
    if (hyphen == std::string_view::npos) continue;
    if (const Algorithm* algorithm = find_algorithm(word.substr(0, hyphen)))
      add(*algorithm, in_hex(word.substr(hyphen + 1)), hashes);
  }
}

void add_digest(std::string_view digest, std::vector<std::string>& hashes) {
  const std::size_t end = digest.find_first_of(":=");
  if (end == std::string_view::npos) return;
  if (const Algorithm* algorithm = find_algorithm(digest.substr(0, end)))
    add(*algorithm, digest.substr(end + 1), hashes);
}

void add_hex_digest(std::string_view hex, std::vector<std::string>& hashes) {
  for (const Algorithm& algorithm : kAlgorithms)
    if (hex.size() == 2 * algorithm.bytes) return add(algorithm, hex, hashes);
}

}  // namespace scan::sca
