// Columns of one text, also where its lines are as long as minified files have them.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace scan::source {

/// Counts UTF-16 units from the beginning of a line. Makes a table of a text at the first column
/// far into a line, so that no later one costs more than two blocks. Does not keep the text, which
/// may move with its owner: every call must be given the same one.
class Columns {
 public:
  /// The 1-based column of `offset` in the line that begins at `line_start`, which is not behind
  /// it.
  std::uint32_t column(std::string_view text, std::uint32_t line_start, std::uint32_t offset);
  /// How many bytes have been counted through since it was made.
  std::uint64_t counted() const { return counted_; }

 private:
  std::uint32_t length(std::string_view part);
  std::uint32_t units_before(std::string_view text, std::uint32_t offset);

  std::vector<std::uint32_t> units_;  // UTF-16 units before each block; empty until needed
  std::uint64_t counted_ = 0;
};

}  // namespace scan::source
