// Which rules of those loaded are kept: --rule and --exclude-rule.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scan/finding.h"

namespace scan::rules {

/// A rule is kept when an id or alias of it is in `keep` (or `keep` is empty) and none is in
/// `drop`.
class Selection {
 public:
  Selection() = default;
  Selection(const std::vector<std::string>& keep, const std::vector<std::string>& drop)
      : keep_(keep.begin(), keep.end()), drop_(drop.begin(), drop.end()) {}

  bool admits(const RuleInfo& rule) const;
  /// Whether every rule is kept.
  bool empty() const { return keep_.empty() && drop_.empty(); }

 private:
  std::set<std::string, std::less<>> keep_;
  std::set<std::string, std::less<>> drop_;
};

}  // namespace scan::rules
