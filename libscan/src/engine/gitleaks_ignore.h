// Findings that a file lists by place: Gitleaks' .gitleaksignore.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "scan/finding.h"

namespace scan::engine {

/// Fingerprints as Gitleaks writes them: `path:rule:line`, for a place in the tree and in every
/// commit, or `commit:path:rule:line`.
class GitleaksIgnore {
 public:
  static constexpr std::string_view kFile = ".gitleaksignore";
  /// A larger one is not read.
  static constexpr std::uint64_t kMaxBytes = 16u << 20;

  /// Adds the lines of a file; blank ones and those that begin with '#' are left out. `prefix` is
  /// that of the root's paths in the result, without a final '/'; empty: none.
  void add(std::string_view file, std::string_view prefix);

  bool empty() const { return fingerprints_.empty(); }

  /// The suppression of this place of a finding, if it is listed under the rule's id or an alias.
  /// Only findings of secrets are.
  std::optional<Suppression> find(std::string_view analyzer, const std::string& rule_id,
                                  const std::vector<std::string>& aliases,
                                  const Location& location) const;

 private:
  bool lists(const std::string& rule, const Location& location) const;

  std::unordered_set<std::string> fingerprints_;
};

}  // namespace scan::engine
