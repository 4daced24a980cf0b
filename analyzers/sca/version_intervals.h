// OSV's events compiled to intervals of ordering keys: what the index stores and a lookup searches.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sca/osv_record.h"
#include "sca/versions/ordering.h"

namespace scan::sca {

/// Affected versions: from `low`, always inclusive, to `high`.
struct VersionInterval {
  enum class End : std::uint8_t { kExclusive, kInclusive, kUnbounded };
  /// Ordering keys; an empty `low` is before every version.
  std::string low;
  std::string high;
  End end = End::kUnbounded;
  /// The version of the `fixed` event that ends it, as the advisory writes it; empty when there is
  /// none.
  std::string fixed;

  /// Whether every version lies in it, comparable or not.
  bool everything() const { return low.empty() && end == End::kUnbounded; }
  friend bool operator==(const VersionInterval&, const VersionInterval&) = default;
};

/// Whether `key` is below the end of an interval.
bool ends_after(VersionInterval::End end, std::string_view high, std::string_view key);

/// Adds the versions that `range` says are affected to `out`, evaluated as OSV's schema describes
/// ("Evaluation": events sorted by version, the last one that applies decides; before any limit).
/// Events of one version keep their order in the file. False, with `out` unchanged, when a version
/// of the range is none in `ordering`.
bool append_intervals(const OsvRange& range, Ordering ordering, std::vector<VersionInterval>& out);

/// Sorts intervals and joins those that touch or overlap; a joined one ends with the fix of the
/// last.
void join_intervals(std::vector<VersionInterval>& intervals);

/// The interval that holds `key`, of joined ones; nullptr when there is none. Logarithmic.
const VersionInterval* find_interval(const std::vector<VersionInterval>& intervals,
                                     std::string_view key);

}  // namespace scan::sca
