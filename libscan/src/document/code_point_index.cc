#include "document/code_point_index.h"

#include <algorithm>

#include "base/utf8.h"

namespace scan::document {
namespace {

using base::is_continuation;

constexpr std::size_t kStep = 64;

}  // namespace

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  if (base::skip_ascii(text) == text.size()) return;
  std::size_t code_points = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (!is_continuation(text[at]) && code_points++ % kStep == 0)
      every_64th_.push_back(static_cast<std::uint32_t>(at));
}

std::uint32_t CodePointIndex::offset_of(std::size_t code_point) const {
  const auto size = static_cast<std::uint32_t>(text_.size());
  if (every_64th_.empty())
    return static_cast<std::uint32_t>(std::min<std::size_t>(code_point, size));
  if (code_point / kStep >= every_64th_.size()) return size;
  std::uint32_t at = every_64th_[code_point / kStep];
  for (std::size_t left = code_point % kStep; left > 0 && at < size; --left) do
      ++at;
    while (at < size && is_continuation(text_[at]));
  return at;
}

std::size_t CodePointIndex::code_point_at(std::uint32_t offset) const {
  if (every_64th_.empty() || offset >= text_.size()) return offset;
  const auto after = std::ranges::upper_bound(every_64th_, offset);
  const auto block = static_cast<std::size_t>(after - every_64th_.begin()) - 1;
  std::size_t code_point = block * kStep;
  for (std::uint32_t at = every_64th_[block] + 1; at <= offset; ++at)
    if (!is_continuation(text_[at])) ++code_point;
  return code_point;
}

}  // namespace scan::document
