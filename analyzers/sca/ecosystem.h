// What SCA knows of a package ecosystem: how it spells names, tells releases apart and orders
// versions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sca/versions/ordering.h"

namespace scan::sca {

/// Which spellings of a name are one package.
enum class NameRule : std::uint8_t {
  kExact,          ///< only equal ones
  kFolded,         ///< case does not count
  kPep503,         ///< case does not count, and runs of "-", "_" and "." are one "-"
  kRepositoryUrl,  ///< a git repository's URL: scheme, user, ".git" and case do not count
};

/// What stands behind the first ":" of an ecosystem's name, and which spellings of it are one.
enum class ReleaseRule : std::uint8_t {
  kSource,  ///< where packages come from ("Maven:https://..."): packages are the same in all
  kNamed,   ///< a release of a distribution, taken as it is
  kMajor,   ///< a release of which only the first number counts: "Debian:12.5" is "Debian:12"
  kBranch,  ///< "v" and two numbers: "Alpine:3.18.4" is "Alpine:v3.18"
  kUbuntu,  ///< a release with marks for support, which do not count: "Ubuntu:Pro:22.04:LTS"
  kInner,   ///< an ecosystem whose versions and names these are, rebuilt: "TuxCare:Alpine:v3.16"
};

struct Ecosystem {
  std::string_view osv;
  std::string_view purl_type;
  std::string_view purl_namespace;  ///< empty for most
  Ordering ordering = Ordering::kNone;
  NameRule names = NameRule::kExact;
  ReleaseRule releases = ReleaseRule::kSource;

  /// Whether its packages belong to a release each.
  bool has_releases() const { return releases != ReleaseRule::kSource; }
};

/// The rows of ecosystems.def.
std::span<const Ecosystem> ecosystems();

/// The row of an OSV ecosystem, whose release after ":" is disregarded ("Debian:12"); nullptr when
/// there is none.
const Ecosystem* find_ecosystem(std::string_view osv);

/// The ordering of an OSV ecosystem's versions: of "TuxCare:Alpine:v3.16" Alpine's. kNone for an
/// unknown ecosystem.
Ordering ordering_of(std::string_view osv);

/// The one spelling of an OSV ecosystem and its release under which the advisory index stores
/// packages: "Ubuntu:22.04" for "Ubuntu:22.04:LTS", "Maven" for "Maven:https://maven.google.com".
/// What is unknown stays as it is.
std::string canonical_ecosystem(std::string_view osv);

/// What stands before the release: "Debian" for "Debian:12".
std::string_view base_ecosystem(std::string_view osv);

/// The one spelling under which the advisory index stores `name`. `ecosystem` may be unknown.
std::string normalised_name(std::string_view ecosystem, std::string_view name);

}  // namespace scan::sca
