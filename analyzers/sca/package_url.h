// Package URLs, by which SBOMs name packages.
#pragma once

#include <string>
#include <string_view>

namespace scan::sca {

/// The canonical package URL of a package as OSV names it: "pkg:npm/%40babel/core@7.0.0",
/// "pkg:deb/debian/openssl@3.0.9-1?distro=debian-12"; without "@" for an empty version. An unknown
/// ecosystem gives the type "generic". Source: the purl specification and its type definitions.
std::string package_url(std::string_view ecosystem, std::string_view name,
                        std::string_view version);

}  // namespace scan::sca
