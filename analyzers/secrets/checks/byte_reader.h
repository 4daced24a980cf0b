// Big-endian numbers and counted strings, as OpenSSH and OpenPGP write them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace scan::secrets {

/// Reads from the front of bytes that it refers to. Past their end everything is zero and empty,
/// and ok() is false from then on.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  bool ok() const { return ok_; }
  bool at_end() const { return rest_.empty(); }

  /// A number of `bytes` bytes, at most four.
  std::uint32_t number(unsigned bytes) {
    std::uint32_t value = 0;
    for (const char c : take(bytes)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
  }
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) {
      ok_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  /// What follows its length, which has four bytes.
  std::string_view string() { return take(number(4)); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace scan::secrets
