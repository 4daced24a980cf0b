// What brings a package in: the shortest way to it from something that the project asks for itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "scan/package.h"

namespace scan::sca {

/// Ways through the edges of each file's packages. Refers to the packages that it was made of. For
/// one thread.
class DependencyPaths {
 public:
  explicit DependencyPaths(const std::vector<Package>& packages);

  /// Positions of packages, from a direct one to `package`; of several shortest ways the one whose
  /// packages stand first in their file. {package} when it is direct itself; empty when the file
  /// does not tell how it came in. Linear in the packages and edges of the file at the first
  /// question about it, then in the length of the way.
  std::vector<std::size_t> to(std::size_t package);

 private:
  void search(std::size_t first, std::size_t last);

  static constexpr std::uint32_t kUnreached = UINT32_MAX;

  const std::vector<Package>& packages_;
  // Positions ordered by file; a file's are one stretch of it.
  std::vector<std::size_t> by_file_;
  std::map<std::string_view, std::pair<std::size_t, std::size_t>> files_;
  // Of each package the one before it on its way, itself at the beginning of one.
  std::vector<std::uint32_t> before_;
  std::vector<bool> searched_;
};

}  // namespace scan::sca
