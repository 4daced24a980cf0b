// The fact "package": what a lockfile states of one package, on its way from analyze() to
// conclude().
#pragma once

#include <optional>
#include <string_view>

#include "scan/analyzer.h"
#include "scan/package.h"

namespace scan::sca {

inline constexpr std::string_view kPackageFact = "package";

/// The payload is the fields of Package but its location, as netstrings: any bytes fit, and equal
/// packages give equal payloads.
Fact package_fact(const Package& package);

/// The inverse; nullopt when the payload is malformed, as one from an old cache may be.
std::optional<Package> read_package_fact(const Fact& fact);

}  // namespace scan::sca
