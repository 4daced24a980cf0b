// Numbers in binary formats, bounded: a place that is not there reads as zero.
#pragma once

#include <cstdint>
#include <string_view>

namespace scan::sca {

enum class ByteOrder : std::uint8_t { kLittle, kBig };

/// `size` bytes at `offset`; fewer where there are no more.
inline std::string_view bytes_at(std::string_view bytes, std::uint64_t offset, std::uint64_t size) {
  return offset < bytes.size() ? bytes.substr(offset, size) : std::string_view();
}

/// The unsigned number of `size` bytes, at most 8, at `offset`; 0 where it is not there whole.
inline std::uint64_t number_at(std::string_view bytes, std::uint64_t offset, std::size_t size,
                               ByteOrder order) {
  const std::string_view field = bytes_at(bytes, offset, size);
  if (field.size() != size) return 0;
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < size; ++i)
    number = number << 8 |
             static_cast<unsigned char>(field[order == ByteOrder::kBig ? i : size - 1 - i]);
  return number;
}

}  // namespace scan::sca
