// The hashes of the project: a fast stable one for fingerprints and tables, SHA-256 for what must
// not be reversed, and the names that documents have by their content.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace scan::base {

/// Hashes a list of byte strings so that ("ab", "c") and ("a", "bc") differ: each one is preceded
/// by its length. The same on every machine and in every version (XXH3, 128 bits, seed 0).
class StableHash {
 public:
  StableHash();
  ~StableHash();
  StableHash(const StableHash&) = delete;
  StableHash& operator=(const StableHash&) = delete;

  StableHash& add(std::string_view bytes);
  StableHash& add(std::uint64_t number);
  /// 32 hexadecimal digits. The hash can be added to further.
  std::string hex() const;

 private:
  void* state_;
};

/// The UUID of a content, of version 5 (RFC 9562) in a name space of this project: equal content
/// has an equal one, "xxxxxxxx-xxxx-5xxx-xxxx-xxxxxxxxxxxx".
std::string content_uuid(std::string_view content);

/// 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace scan::base
