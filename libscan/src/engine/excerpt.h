// Turns the span of a location into what reports show: region and snippet.
#pragma once

#include "engine/masking.h"
#include "scan/finding.h"
#include "scan/source.h"

namespace scan::engine {

/// Fills in path (where empty), region, snippet and snippet_column of `location` from its span.
void resolve(const Source& source, const Masking& masking, Location& location);

}  // namespace scan::engine
