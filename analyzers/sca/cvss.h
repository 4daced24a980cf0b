// Base scores of CVSS vectors.
#pragma once

#include <optional>
#include <string_view>

#include "scan/finding.h"

namespace scan::sca {

/// The base score, in tenths (75 is 7.5), of a vector of CVSS 2
/// ("AV:N/AC:L/Au:N/C:P/I:P/A:P"), 3.0, 3.1 or 4.0 ("CVSS:3.1/AV:N/..."). Temporal, threat and
/// environmental metrics must be valid and do not count. nullopt when the vector is malformed or of
/// another version. Source: the FIRST specifications.
std::optional<int> cvss_base_score(std::string_view vector);

/// The severity that the specification of the vector's version gives to its base score; 0.0 is
/// kInfo.
std::optional<Severity> cvss_severity(std::string_view vector);

}  // namespace scan::sca
