// Union by size with path halving.
#include "sca/alias_groups.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace scan::sca {

std::uint32_t AliasGroups::node(std::string_view id) {
  auto [entry, added] =
      nodes_.try_emplace(std::string(id), static_cast<std::uint32_t>(parents_.size()));
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

std::vector<std::vector<std::string>> AliasGroups::groups() {
  std::map<std::uint32_t, std::vector<std::string>> by_root;
  for (const auto& [id, node] : nodes_) by_root[root(node)].push_back(id);
  std::vector<std::vector<std::string>> groups;
  groups.reserve(by_root.size());
  for (auto& [root, ids] : by_root) {
    std::sort(ids.begin(), ids.end(), id_order);
    groups.push_back(std::move(ids));
  }
  std::sort(groups.begin(), groups.end(),
            [](const auto& a, const auto& b) { return id_order(a.front(), b.front()); });
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
