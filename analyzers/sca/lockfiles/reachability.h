// Which packages of a lockfile the project itself asks for, and what for: from there each package
// is reached for production, as an option or in development only. For formats that state this of
// the project's own requirements alone.
#pragma once

#include <cstdint>
#include <vector>

#include "sca/lockfile.h"

namespace scan::sca {

class Reachability {
 public:
  /// `content` has all its packages, and outlives this.
  explicit Reachability(LockfileContent& content)
      : content_(content), optional_(content.packages.size()), roots_(content.packages.size()) {}

  /// The project asks for the package, which becomes a direct one.
  void root(std::uint32_t package, Scope scope);
  /// A package that does without `to` if need be. What it cannot do without is among its
  /// `dependencies`.
  void optional_edge(std::uint32_t from, std::uint32_t to) { optional_[from].push_back(to); }

  /// Sets the scope of every package that is reached; of the others it stays. Adds the optional
  /// edges to the dependencies.
  void apply();

 private:
  void spread(Scope scope, std::vector<std::uint32_t> open);

  LockfileContent& content_;
  std::vector<std::vector<std::uint32_t>> optional_;
  std::vector<std::uint8_t> roots_;  // a bit for each scope
  std::vector<bool> reached_;
};

}  // namespace scan::sca
