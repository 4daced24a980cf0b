// What a Location's snippet says about lengths: the region that it covers.
#pragma once

#include "scan/finding.h"

namespace scan::report {

/// The region that the snippet of a location covers, from its first line (the first of the file,
/// where the location is the whole file) on. Without a snippet: an empty region.
Region snippet_region(const Location& location);

/// Whether `outer` begins at or before and ends at or after `inner`.
bool contains(const Region& outer, const Region& inner);

}  // namespace scan::report
