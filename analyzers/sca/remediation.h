// What to do about a vulnerable package: the version to go to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sca/advisory_index.h"
#include "scan/result.h"

namespace scan::sca {

/// The greatest of the versions that fix one of `matches` each, as it fixes them all; empty when
/// none of them names one. A version that the ecosystem cannot read gives way to one that it can.
/// For the advisories of one group: a database that knows of no fix does not gainsay one that does.
std::string greatest_fix(std::string_view ecosystem, const std::vector<AdvisoryMatch>& matches);

/// The smallest version above `version` that no vulnerability of the index affects, as far as
/// advisories name versions: `matches` are those that affect `version`. Empty when there is none.
///
/// What an advisory names is the end of the interval that the version lies in, so that nothing
/// below the greatest of those is free of all of them; and as that may lie in an interval of
/// another advisory, it is looked up in turn. kInvalidData as AdvisoryIndex::find.
Result<std::string> smallest_clean_version(const AdvisoryIndex& index, std::string_view ecosystem,
                                           std::string_view name, std::string_view version,
                                           std::vector<AdvisoryMatch> matches);

}  // namespace scan::sca
