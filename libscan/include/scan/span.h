// Places in a text: a byte range, and the lines and columns that a report shows for it.
//
//   scan::Span call{.begin = 120, .end = 134};
//   call.size();                              // 14 bytes
#pragma once

#include <compare>
#include <cstdint>

namespace scan {

/// A half-open range of byte offsets [begin, end) into Source::text(). Sources are smaller than
/// 4 GiB, so 32 bits are enough; the walker leaves larger files out with a notice.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// A Span as a person and a report see it. All numbers are 1-based; columns count UTF-16 code
/// units, as SARIF does by default; `end_column` is exclusive, so an empty range has
/// end_column == start_column. A region with start_line 0 means "the whole file".
struct Region {
  std::uint32_t start_line = 0;
  std::uint32_t start_column = 0;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;

  friend auto operator<=>(const Region&, const Region&) = default;
};

}  // namespace scan
