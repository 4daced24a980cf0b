// What files of NuGet have in common.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.h"

namespace scan::sca {

/// The lowest version that a version or range allows (learn.microsoft.com, "Package versioning"):
/// the one that NuGet takes. Empty when it is floating, or given by a property.
std::string nuget_version(std::string_view requested);

/// "Name/1.0.0" as both.
std::pair<std::string_view, std::string_view> split_library(std::string_view key);

}  // namespace scan::sca
