// A text may be nothing but line breaks, and four bytes for each would be four times the text. So
// the breaks are counted before each block, and within a block they are counted again.
#include "source/lines.h"

#include <algorithm>
#include <cstddef>

namespace scan::source {
namespace {

constexpr std::size_t kBlock = 512;

std::uint32_t breaks_in(std::string_view part) {
  return static_cast<std::uint32_t>(std::ranges::count(part, '\n'));
}

}  // namespace

void Lines::make(std::string_view text) {
  if (!breaks_.empty()) return;
  breaks_.reserve(text.size() / kBlock + 2);
  std::uint32_t sum = 0;
  breaks_.push_back(sum);
  for (std::size_t at = 0; at < text.size(); at += kBlock)
    breaks_.push_back(sum += breaks_in(text.substr(at, kBlock)));
}

std::uint32_t Lines::count(std::string_view text) {
  make(text);
  return breaks_.back() + 1;
}

std::uint32_t Lines::line_of(std::string_view text, std::uint32_t offset) {
  make(text);
  if (offset >= text.size()) return breaks_.back() + 1;
  const std::size_t block = offset / kBlock;
  return breaks_[block] + breaks_in(text.substr(block * kBlock, offset % kBlock)) + 1;
}

std::uint32_t Lines::begin_of(std::string_view text, std::uint32_t line) {
  make(text);
  if (line <= 1) return 0;
  const std::uint32_t wanted = line - 1;  // the break before it
  const auto after = std::ranges::lower_bound(breaks_, wanted);
  const std::size_t block = static_cast<std::size_t>(after - breaks_.begin()) - 1;
  std::size_t at = block * kBlock;
  for (std::uint32_t left = wanted - breaks_[block]; left > 0; --left) at = text.find('\n', at) + 1;
  return static_cast<std::uint32_t>(at);
}

}  // namespace scan::source
