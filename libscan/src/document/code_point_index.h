// From the positions of libraries that count code points to byte offsets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace scan::document {

/// Turns the positions of YAML and TOML libraries, which count code points, into byte offsets. In
/// constant time: the offset of every 64th code point is kept, and none where all text is ASCII.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  /// Clamped to the end of the text.
  std::uint32_t offset_of(std::size_t code_point) const;
  /// The inverse; for the end of the text some number that offset_of() turns into the end again.
  std::size_t code_point_at(std::uint32_t offset) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> every_64th_;  // empty: all ASCII
};

}  // namespace scan::document
