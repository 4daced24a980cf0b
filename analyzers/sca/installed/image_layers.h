// Packages in images: a package manager's file stands in each layer in which it did something, and
// the last one of these says what is there.
#pragma once

#include <vector>

#include "scan/package.h"

namespace scan::sca {

/// Leaves of packages with a layer those that can be seen from the last layer, each in the layer
/// that brought it: the lowest from which on every version of its file has it.
void settle_layers(std::vector<Package>& packages);

}  // namespace scan::sca
