// Packages that refer to each other by a key of the format's own, as a name within a group: edges,
// in whatever order a lockfile has them. name_index.h is for names as the ecosystem takes them.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sca/lockfile.h"

namespace scan::sca {

class PackageNames {
 public:
  /// `content` outlives this.
  explicit PackageNames(LockfileContent& content) : content_(content) {}

  /// The position of the package of this key, and whether it is new: a second one is not added.
  std::pair<std::uint32_t, bool> add(std::string key, LockedPackage package);
  /// One more key of a package; the first package of a key keeps it.
  void also(std::string key, std::uint32_t package) {
    by_key_.try_emplace(std::move(key), package);
  }
  /// The position of the package of a key; kNone when there is none yet.
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::uint32_t find(const std::string& key) const;
  /// `from` depends on the package of a key, which may be added later, or never.
  void depends(std::uint32_t from, std::string key) { edges_.emplace_back(from, std::move(key)); }
  /// The project asks for the package of a key.
  void require(std::string key) { required_.push_back(std::move(key)); }

  /// Enters what depends() and require() said.
  void link();

 private:
  LockfileContent& content_;
  std::unordered_map<std::string, std::uint32_t> by_key_;
  std::vector<std::pair<std::uint32_t, std::string>> edges_;
  std::vector<std::string> required_;
};

}  // namespace scan::sca
