// Repositories as the names of packages.
#pragma once

#include <string>
#include <string_view>

namespace scan::sca {

/// "github.com/apple/swift-nio" of "https://github.com/apple/swift-nio.git" and of
/// "git@github.com:apple/swift-nio"; empty for a path of this machine.
std::string repository_name(std::string_view url);

}  // namespace scan::sca
