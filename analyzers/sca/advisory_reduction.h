// An OSV record reduced to what the index holds of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sca/osv_record.h"
#include "sca/version_intervals.h"
#include "sca/versions/ordering.h"

namespace scan::sca {

/// What one advisory says of one package.
struct ReducedAffected {
  std::string ecosystem;  ///< canonical, with its release
  std::string name;       ///< normalised
  Ordering ordering = Ordering::kNone;
  std::vector<VersionInterval> intervals;  ///< joined, ascending
  std::vector<std::string> keys;           ///< of listed versions outside the intervals; ascending
  std::vector<std::string> names;          ///< listed versions without a key; ascending
};

struct ReducedAdvisory {
  std::vector<ReducedAffected> affected;
  /// What the index keeps compressed: a packed AdvisoryText.
  std::string text;
  /// Versions of events that their ordering does not understand.
  std::vector<std::string> unparsed;
  /// Ecosystems with ranges that cannot be evaluated, without releases.
  std::vector<std::string> unordered;
};

/// Ranges become joined intervals of ordering keys, the list of versions what no interval holds
/// (of most records nothing), texts what a report shows.
ReducedAdvisory reduce(const OsvRecord& record);

}  // namespace scan::sca
