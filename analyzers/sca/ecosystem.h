// What SCA knows of a package ecosystem: how it spells names, orders versions and writes package
// URLs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "sca/versions/ordering.h"

namespace scan::sca {

/// Which spellings of a name are one package.
enum class NameRule : std::uint8_t {
  kExact,   ///< only equal ones
  kPep503,  ///< case does not count, and runs of "-", "_" and "." are one "-"
};

struct Ecosystem {
  std::string_view osv;
  std::string_view purl_type;
  Ordering ordering = Ordering::kNone;
  NameRule names = NameRule::kExact;
};

/// The rows of ecosystems.def.
std::span<const Ecosystem> ecosystems();

/// The row of an OSV ecosystem, whose release after ":" is disregarded ("Debian:12"); nullptr when
/// there is none.
const Ecosystem* find_ecosystem(std::string_view osv);

/// The one spelling under which the advisory index stores `name`. `ecosystem` may be unknown.
std::string normalised_name(std::string_view ecosystem, std::string_view name);

/// The canonical package URL: "pkg:npm/%40babel/core@7.0.0"; without "@" for an empty version. An
/// unknown ecosystem gives the type "generic". Source: the purl specification and its type
/// definitions.
std::string package_url(std::string_view ecosystem, std::string_view name,
                        std::string_view version);

}  // namespace scan::sca
