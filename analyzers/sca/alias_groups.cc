// Union by size with path halving.
#include "sca/alias_groups.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace scan::sca {

std::uint32_t AliasGroups::node(std::string_view id) {
  auto [entry, added] = nodes_.try_emplace(id, static_cast<std::uint32_t>(parents_.size()));
  if (added) {
    parents_.push_back(entry->second);
    sizes_.push_back(1);
  }
  return entry->second;
}

std::uint32_t AliasGroups::root(std::uint32_t node) {
  while (parents_[node] != node) node = parents_[node] = parents_[parents_[node]];
  return node;
}

void AliasGroups::join(std::string_view id, std::string_view alias) {
  std::uint32_t a = root(node(id));
  std::uint32_t b = root(node(alias));
  if (a == b) return;
  if (sizes_[a] < sizes_[b]) std::swap(a, b);
  parents_[b] = a;
  sizes_[a] += sizes_[b];
}

std::vector<AliasGroups::Ids> AliasGroups::groups() {
  std::vector<std::pair<std::uint32_t, std::string_view>> by_root;
  by_root.reserve(nodes_.size());
  for (const auto& [id, node] : nodes_) by_root.emplace_back(root(node), id);
  std::ranges::sort(by_root, [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : id_order(a.second, b.second);
  });
  ids_.clear();
  ids_.reserve(by_root.size());
  std::vector<std::size_t> begins;
  for (std::size_t i = 0; i < by_root.size(); ++i) {
    if (i == 0 || by_root[i].first != by_root[i - 1].first) begins.push_back(i);
    ids_.push_back(by_root[i].second);
  }
  begins.push_back(ids_.size());

  std::vector<Ids> groups;
  groups.reserve(begins.size());
  for (std::size_t i = 0; i + 1 < begins.size(); ++i)
    groups.push_back(Ids(ids_).subspan(begins[i], begins[i + 1] - begins[i]));
  std::ranges::sort(groups, [](Ids a, Ids b) { return id_order(a.front(), b.front()); });
  return groups;
}

bool id_order(std::string_view a, std::string_view b) {
  auto key = [](std::string_view id) {
    int rank = id.starts_with("CVE-") ? 0 : id.starts_with("GHSA-") ? 1 : 2;
    // Only a CVE id's length says something: its number has no leading zeros beyond four digits.
    return std::make_tuple(rank, rank == 0 ? id.size() : 0, id);
  };
  return key(a) < key(b);
}

}  // namespace scan::sca
