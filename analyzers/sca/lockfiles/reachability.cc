#include "sca/lockfiles/reachability.h"

#include <utility>

namespace scan::sca {
namespace {

std::uint8_t bit(Scope scope) { return static_cast<std::uint8_t>(1u << static_cast<int>(scope)); }

}  // namespace

void Reachability::root(std::uint32_t package, Scope scope) {
  content_.packages[package].direct = true;
  roots_[package] |= bit(scope);
}

void Reachability::apply() {
  reached_.assign(content_.packages.size(), false);
  // What is reached in several ways is needed in the first of them.
  for (Scope scope : {Scope::kRuntime, Scope::kOptional, Scope::kDev}) {
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < roots_.size(); ++i) {
      if ((roots_[i] & bit(scope)) != 0) open.push_back(i);
      if (scope == Scope::kOptional && reached_[i])
        open.insert(open.end(), optional_[i].begin(), optional_[i].end());
    }
    spread(scope, std::move(open));
  }
  for (std::uint32_t i = 0; i < roots_.size(); ++i) {
    std::vector<std::uint32_t>& all = content_.packages[i].dependencies;
    all.insert(all.end(), optional_[i].begin(), optional_[i].end());
  }
}

void Reachability::spread(Scope scope, std::vector<std::uint32_t> open) {
  while (!open.empty()) {
    const std::uint32_t package = open.back();
    open.pop_back();
    if (reached_[package]) continue;
    reached_[package] = true;
    content_.packages[package].scope = scope;
    const std::vector<std::uint32_t>& required = content_.packages[package].dependencies;
    open.insert(open.end(), required.begin(), required.end());
    if (scope != Scope::kRuntime)
      open.insert(open.end(), optional_[package].begin(), optional_[package].end());
  }
}

}  // namespace scan::sca
