// Counting anew for each finding would be quadratic in a minified file of one line, so a text with
// long lines gets a table of the units before each block of kBlock bytes.
#include "source/columns.h"

#include "base/utf8.h"

namespace scan::source {
namespace {

constexpr std::size_t kBlock = 4096;

}  // namespace

std::uint32_t Columns::length(std::string_view part) {
  counted_ += part.size();
  return static_cast<std::uint32_t>(base::utf16_length(part));
}

std::uint32_t Columns::units_before(std::string_view text, std::uint32_t offset) {
  if (units_.empty()) {
    std::uint32_t sum = 0;
    for (std::size_t at = 0; at <= text.size(); at += kBlock) {
      units_.push_back(sum);
      sum += length(text.substr(at, kBlock));
    }
  }
  const std::size_t block = offset / kBlock;
  return units_[block] + length(text.substr(block * kBlock, offset % kBlock));
}

std::uint32_t Columns::column(std::string_view text, std::uint32_t line_start,
                              std::uint32_t offset) {
  if (offset - line_start > 2 * kBlock)
    return units_before(text, offset) - units_before(text, line_start) + 1;
  return length(text.substr(line_start, offset - line_start)) + 1;
}

}  // namespace scan::source
