// Packages against the advisory index: the findings of SCA.
#pragma once

#include <vector>

#include "rules/selection.h"
#include "sca/advisory_index.h"
#include "sca/imports.h"
#include "scan/analyzer.h"

namespace scan::sca {

/// Whether advisories exist for packages as this one, and a scan that has none is incomplete: OSV
/// knows the ecosystem, and the package is part of what the project builds, not a step of its
/// pipeline.
bool needs_advisories(const Package& package);

/// Adds to `out` a finding for each vulnerability (a group of aliases) of each package and version
/// among `packages`, with every place where that version is pinned; the rule of each vulnerability
/// found; and a notice for what could not be matched. Packages without a version match nothing.
/// `packages` in the order of their places; findings tell whether `imports` has their package.
void match_packages(const std::vector<Package>& packages, const AdvisoryIndex& index,
                    const Imports& imports, const rules::Selection& selection,
                    const FileContext& context, ProjectResult& out);

/// What is made of a vulnerability whose advisories state no severity that can be read. Unknown is
/// not low.
inline constexpr Severity kUnknownSeverity = Severity::kMedium;

}  // namespace scan::sca
