// The packages of a lockfile by name, for formats in which a dependency is a name and sometimes a
// version.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sca/lockfile.h"

namespace scan::sca {

class NameIndex {
 public:
  /// Of all packages that `content` has now, which outlives this.
  explicit NameIndex(const LockfileContent& content);

  /// Adds to `found` the positions of the packages of that name, and of that version unless it is
  /// empty; in any spelling that the ecosystem takes for the name. Of many versions of one name
  /// only the first are looked at, which only a hostile file needs to exceed.
  void find(std::string_view ecosystem, std::string_view name, std::string_view version,
            std::vector<std::uint32_t>& found) const;

 private:
  const LockfileContent& content_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_;
};

/// Calls direct what no other package of the lockfile requires: for formats that leave to another
/// file what the project asks for.
void call_unrequired_direct(LockfileContent& content);

}  // namespace scan::sca
