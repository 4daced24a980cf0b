#include "sca/lockfiles/package_names.h"

namespace scan::sca {

std::pair<std::uint32_t, bool> PackageNames::add(std::string key, LockedPackage package) {
  const auto next = static_cast<std::uint32_t>(content_.packages.size());
  const auto [known, added] = by_key_.try_emplace(std::move(key), next);
  if (added) content_.packages.push_back(std::move(package));
  return {known->second, added};
}

std::uint32_t PackageNames::find(const std::string& key) const {
  const auto known = by_key_.find(key);
  return known == by_key_.end() ? kNone : known->second;
}

void PackageNames::link() {
  for (const auto& [from, key] : edges_) {
    const auto to = by_key_.find(key);
    if (to != by_key_.end()) content_.packages[from].dependencies.push_back(to->second);
  }
  for (const std::string& key : required_)
    if (const auto to = by_key_.find(key); to != by_key_.end())
      content_.packages[to->second].direct = true;
}

}  // namespace scan::sca
