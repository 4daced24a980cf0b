// Netstrings (cr.yp.to/proto/netstrings.txt).
#include "sca/package_fact.h"

#include <charconv>

namespace scan::sca {
namespace {

void append(std::string& payload, std::string_view field) {
  payload.append(std::to_string(field.size())).push_back(':');
  payload.append(field).push_back(',');
}

bool take(std::string_view& payload, std::string& field) {
  std::size_t size = 0;
  auto [end, error] = std::from_chars(payload.data(), payload.data() + payload.size(), size);
  if (error != std::errc()) return false;
  payload.remove_prefix(static_cast<std::size_t>(end - payload.data()));
  if (payload.size() < 2 || payload.front() != ':' || size > payload.size() - 2 ||
      payload[size + 1] != ',')
    return false;
  field = payload.substr(1, size);
  payload.remove_prefix(size + 2);
  return true;
}

}  // namespace

Fact package_fact(const Package& package) {
  Fact fact{.kind = std::string(kPackageFact), .location = package.location};
  append(fact.payload, package.ecosystem);
  append(fact.payload, package.name);
  append(fact.payload, package.version);
  append(fact.payload, package.purl);
  append(fact.payload, package.scope);
  append(fact.payload, package.direct ? "direct" : "");
  for (const std::string& dependency : package.dependencies) append(fact.payload, dependency);
  return fact;
}

std::optional<Package> read_package_fact(const Fact& fact) {
  Package package;
  std::string_view payload = fact.payload;
  std::string direct;
  bool sound = take(payload, package.ecosystem) && take(payload, package.name) &&
               take(payload, package.version) && take(payload, package.purl) &&
               take(payload, package.scope) && take(payload, direct);
  while (sound && !payload.empty()) sound = take(payload, package.dependencies.emplace_back());
  if (!sound) return std::nullopt;
  package.direct = direct == "direct";
  package.location = fact.location;
  return package;
}

}  // namespace scan::sca
