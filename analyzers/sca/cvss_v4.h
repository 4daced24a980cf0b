// The base score of CVSS 4.0, which is looked up and interpolated rather than computed.
#pragma once

#include "sca/cvss_vector.h"

namespace scan::sca {

/// The score in tenths of a vector of version 4.0 by its base metrics (CVSS-B): threat and
/// environment count as not defined.
int cvss4_base_score(const CvssVector& vector);

}  // namespace scan::sca
