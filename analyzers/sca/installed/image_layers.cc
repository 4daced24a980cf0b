#include "sca/installed/image_layers.h"

#include <map>
#include <string_view>
#include <utility>

namespace scan::sca {

void settle_layers(std::vector<Package>& packages) {
  // By path and purl, and for each path the layers with a version of it.
  std::map<std::pair<std::string_view, std::string_view>, std::map<std::uint32_t, const Layer*>>
      places;
  std::map<std::string_view, std::map<std::uint32_t, bool>> versions;
  for (const Package& package : packages) {
    if (!package.location.layer) continue;
    const Layer& layer = *package.location.layer;
    places[{package.location.path, package.purl}].emplace(layer.number, &layer);
    versions[package.location.path].emplace(layer.number, true);
  }
  if (places.empty()) return;
  std::vector<Layer> brought_by(packages.size());
  for (std::size_t i = 0; i < packages.size(); ++i) {
    const Location& location = packages[i].location;
    if (!location.layer || location.layer->covered) continue;
    const auto& own = places.at({location.path, packages[i].purl});
    const auto& all = versions.at(location.path);
    const Layer* first = &*location.layer;
    for (auto version = all.find(first->number); version != all.begin();) {
      const auto below = own.find((--version)->first);
      if (below == own.end()) break;
      first = below->second;
    }
    brought_by[i] = *first;
    brought_by[i].covered = false;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < packages.size(); ++i) {
    if (packages[i].location.layer) {
      if (packages[i].location.layer->covered) continue;
      packages[i].location.layer = std::move(brought_by[i]);
    }
    if (kept != i) packages[kept] = std::move(packages[i]);
    ++kept;
  }
  packages.resize(kept);
}

}  // namespace scan::sca
