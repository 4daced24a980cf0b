#include "sca/installed/package_edges.h"

namespace scan::sca {

void PackageEdges::connect(LockfileContent& content) const {
  std::vector<bool> needed(content.packages.size());
  for (const Need& need : needs_) {
    for (const std::string_view name : need.alternatives) {
      const auto provider = providers_.find(name);
      if (provider == providers_.end()) continue;
      if (provider->second == need.package) break;
      content.packages[need.package].dependencies.push_back(provider->second);
      needed[provider->second] = true;
      break;
    }
  }
  for (std::size_t i = 0; i < content.packages.size(); ++i) content.packages[i].direct = !needed[i];
}

}  // namespace scan::sca
