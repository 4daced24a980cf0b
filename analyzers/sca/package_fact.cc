// The payload: the fields of Package in order, a list as the count of its members and then these.
#include "sca/package_fact.h"

#include <charconv>
#include <string>
#include <vector>

#include "sca/netstring.h"

namespace scan::sca {
namespace {

void append_list(std::string& payload, const std::vector<std::string>& list) {
  append_netstring(payload, std::to_string(list.size()));
  for (const std::string& member : list) append_netstring(payload, member);
}

bool take_list(std::string_view& payload, std::vector<std::string>& list) {
  std::string count;
  if (!take_netstring(payload, count)) return false;
  std::size_t size = 0;
  if (std::from_chars(count.data(), count.data() + count.size(), size).ec != std::errc())
    return false;
  while (size-- > 0)
    if (!take_netstring(payload, list.emplace_back())) return false;
  return true;
}

}  // namespace

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
  append_list(fact.payload, package.hashes);
  append_list(fact.payload, package.dependencies);
  return fact;
}

std::optional<Package> read_package_fact(const Fact& fact) {
  Package package;
  std::string_view payload = fact.payload;
  std::string direct;
  bool sound = take_netstring(payload, package.ecosystem) &&
               take_netstring(payload, package.name) && take_netstring(payload, package.version) &&
               take_netstring(payload, package.purl) && take_netstring(payload, package.scope) &&
               take_netstring(payload, direct) && take_netstring(payload, package.license) &&
               take_netstring(payload, package.origin) && take_list(payload, package.hashes) &&
               take_list(payload, package.dependencies) && payload.empty();
  if (!sound) return std::nullopt;
  package.direct = direct == "direct";
  package.location = fact.location;
  return package;
}

}  // namespace scan::sca
