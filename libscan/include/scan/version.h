// The library's version, for reports and --version.
#pragma once

#include <string_view>

namespace scan {

/// "MAJOR.MINOR.PATCH".
std::string_view version();

}  // namespace scan
