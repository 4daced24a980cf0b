// Offsets in UTF-8: where it is malformed, and from code points to bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scan::document {

/// The offset of the first byte that is no part of well-formed UTF-8 (RFC 3629: no surrogates, no
/// overlong forms, nothing beyond U+10FFFF); nullopt when all is.
std::optional<std::uint32_t> find_malformed_utf8(std::string_view text);

/// Appends a code point.
void append_utf8(char32_t code_point, std::string& text);

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
