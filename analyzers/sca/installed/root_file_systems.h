// Which release of which distribution a package was installed on: what a package manager keeps says
// nothing of it, and os-release, another file of the same root file system, does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sca/installed/os_release.h"
#include "scan/analyzer.h"
#include "scan/package.h"

namespace scan::sca {

/// OSV's name of a release: "Debian:12", "Ubuntu:22.04:LTS", "Alpine:v3.18"; empty for a
/// distribution that OSV has no name for.
std::string release_ecosystem(const OsRelease& release);

/// Gives each package that a distribution's package manager installed the ecosystem of its release
/// and a package URL that names it: of the os-release next to it, of those whose root is above the
/// package the nearest. Edges follow. A notice, that makes the scan incomplete, for each root
/// without one, as its packages cannot be matched with advisories.
void resolve_releases(const std::vector<Fact>& facts, std::vector<Package>& packages,
                      std::vector<Notice>& notices);

}  // namespace scan::sca
