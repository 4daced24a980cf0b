#include "sca/lockfiles/name_index.h"

#include <algorithm>

#include "sca/ecosystem.h"

namespace scan::sca {
namespace {

constexpr std::size_t kMaxVersions = 64;

}  // namespace

NameIndex::NameIndex(const LockfileContent& content) : content_(content) {
  for (std::uint32_t i = 0; i < content.packages.size(); ++i) {
    const LockedPackage& package = content.packages[i];
    by_name_[normalised_name(package.ecosystem, package.name)].push_back(i);
  }
}

void NameIndex::find(std::string_view ecosystem, std::string_view name, std::string_view version,
                     std::vector<std::uint32_t>& found) const {
  const auto named = by_name_.find(normalised_name(ecosystem, name));
  if (named == by_name_.end()) return;
  const std::size_t count = std::min(named->second.size(), kMaxVersions);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t position = named->second[i];
    if (version.empty() || content_.packages[position].version == version)
      found.push_back(position);
  }
}

void call_unrequired_direct(LockfileContent& content) {
  std::vector<bool> required(content.packages.size());
  for (std::uint32_t i = 0; i < content.packages.size(); ++i)
    for (const std::uint32_t dependency : content.packages[i].dependencies)
      if (dependency != i) required[dependency] = true;
  for (std::size_t i = 0; i < required.size(); ++i)
    if (!required[i]) content.packages[i].direct = true;
}

}  // namespace scan::sca
