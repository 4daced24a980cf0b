// Edges between the packages of one file, which name what they need in words.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sca/lockfile.h"

namespace scan::sca {

/// Collects who provides which name and who needs which, in any order. Names are views that must
/// outlive it.
class PackageEdges {
 public:
  /// `package`: a position in LockfileContent::packages. The first one that provides a name has it.
  void provides(std::string_view name, std::size_t package) {
    providers_.try_emplace(name, static_cast<std::uint32_t>(package));
  }
  /// The package needs one of these names.
  void needs(std::size_t package, std::vector<std::string_view> alternatives) {
    needs_.push_back({static_cast<std::uint32_t>(package), std::move(alternatives)});
  }

  /// Adds the edges to the first alternative that is there. What no other package needs is direct:
  /// nobody but a user can have asked for it.
  void connect(LockfileContent& content) const;

 private:
  struct Need {
    std::uint32_t package;
    std::vector<std::string_view> alternatives;
  };
  std::unordered_map<std::string_view, std::uint32_t> providers_;
  std::vector<Need> needs_;
};

}  // namespace scan::sca
