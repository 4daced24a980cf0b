// The fold: what all files said, in one order, as one result.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/baseline.h"
#include "engine/file_analysis.h"
#include "engine/gitleaks_ignore.h"
#include "exceptions/exception_set.h"
#include "scan/analyzer.h"
#include "scan/scan_result.h"

namespace scan::engine {

/// What is suppressed by place, and not in the source.
struct KnownPlaces {
  const GitleaksIgnore& ignore;
  const Baseline& baseline;
  /// Remembers which of its entries were met.
  exceptions::ExceptionSet& exceptions;
};

/// Concludes, suppresses, merges, fingerprints and orders. `outcomes` in any order: the result
/// depends only on their content. Statistics and roots are the caller's.
ScanResult fold(std::span<const std::unique_ptr<Analyzer>> analyzers,
                std::vector<FileOutcome> outcomes, const KnownPlaces& known,
                const FileContext& context);

}  // namespace scan::engine
