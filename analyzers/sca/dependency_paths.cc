// A search in breadth from all direct packages of a file at once.
#include "sca/dependency_paths.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace scan::sca {

DependencyPaths::DependencyPaths(const std::vector<Package>& packages)
    : packages_(packages),
      by_file_(packages.size()),
      before_(packages.size(), kUnreached),
      searched_(packages.size(), false) {
  std::iota(by_file_.begin(), by_file_.end(), std::size_t{0});
  std::stable_sort(by_file_.begin(), by_file_.end(), [&](std::size_t a, std::size_t b) {
    return packages_[a].location.path < packages_[b].location.path;
  });
  for (std::size_t i = 0; i < by_file_.size(); ++i) {
    std::string_view path = packages_[by_file_[i]].location.path;
    auto [file, added] = files_.try_emplace(path, i, i);
    file->second.second = i + 1;
  }
}

// `first` and `last` bound a file's stretch of by_file_.
void DependencyPaths::search(std::size_t first, std::size_t last) {
  // A purl may stand several times in a file, as in folders of node_modules; an edge means each.
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_purl;
  std::vector<std::uint32_t> queue;
  for (std::size_t i = first; i < last; ++i) {
    auto package = static_cast<std::uint32_t>(by_file_[i]);
    searched_[package] = true;
    by_purl[packages_[package].purl].push_back(package);
    if (!packages_[package].direct) continue;
    before_[package] = package;
    queue.push_back(package);
  }
  for (std::size_t next = 0; next < queue.size(); ++next) {
    for (const std::string& purl : packages_[queue[next]].dependencies) {
      auto found = by_purl.find(purl);
      if (found == by_purl.end()) continue;
      for (std::uint32_t package : found->second) {
        if (before_[package] != kUnreached) continue;
        before_[package] = queue[next];
        queue.push_back(package);
      }
      by_purl.erase(found);  // all of them are reached
    }
  }
}

std::vector<std::size_t> DependencyPaths::to(std::size_t package) {
  if (!searched_[package]) {
    auto [first, last] = files_.at(packages_[package].location.path);
    search(first, last);
  }
  std::vector<std::size_t> way;
  if (before_[package] == kUnreached) return way;
  for (std::size_t at = package;; at = before_[at]) {
    way.push_back(at);
    if (before_[at] == at) break;
  }
  std::reverse(way.begin(), way.end());
  return way;
}

}  // namespace scan::sca
