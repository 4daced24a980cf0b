// The library's version, for reports and --version.
//
//   std::cout << "scan " << scan::version() << '\n';
#pragma once

#include <string_view>

namespace scan {

/// "MAJOR.MINOR.PATCH".
std::string_view version();

}  // namespace scan
