// The payload: the fields of Package in order, a list as the count of its members and then these.
#include "sca/package_fact.h"

#include <string>

#include "sca/netstring.h"

namespace scan::sca {
Fact package_fact(const Package& package) {
  Fact fact{.kind = std::string(kPackageFact), .location = package.location};
  append_netstring(fact.payload, package.ecosystem);
  append_netstring(fact.payload, package.name);
  append_netstring(fact.payload, package.version);
  append_netstring(fact.payload, package.purl);
  append_netstring(fact.payload, package.scope);
  append_netstring(fact.payload, package.direct ? "direct" : "");
  append_netstring(fact.payload, package.license);
  append_netstring(fact.payload, package.origin);
  append_netstring(fact.payload, package.source_name);
  append_netstring(fact.payload, package.source_version);
  append_netstrings(fact.payload, package.hashes);
  append_netstrings(fact.payload, package.dependencies);
  return fact;
}

std::optional<Package> read_package_fact(const Fact& fact) {
  Package package;
  std::string_view payload = fact.payload;
  std::string direct;
  bool sound =
      take_netstring(payload, package.ecosystem) && take_netstring(payload, package.name) &&
      take_netstring(payload, package.version) && take_netstring(payload, package.purl) &&
      take_netstring(payload, package.scope) && take_netstring(payload, direct) &&
      take_netstring(payload, package.license) && take_netstring(payload, package.origin) &&
      take_netstring(payload, package.source_name) &&
      take_netstring(payload, package.source_version) && take_netstrings(payload, package.hashes) &&
      take_netstrings(payload, package.dependencies) && payload.empty();
  if (!sound) return std::nullopt;
  package.direct = direct == "direct";
  package.location = fact.location;
  return package;
}

}  // namespace scan::sca
