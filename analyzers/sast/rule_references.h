// Rule files that rules refer to, as the parts of a join.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "rules/rule_file.h"
#include "scan/result.h"

namespace scan::sast {

/// Finds rule files by what rules call them, and keeps those that it had to load.
class RuleReferences {
 public:
  /// `loaded` must outlive it.
  explicit RuleReferences(const std::vector<rules::RuleFile>& loaded) : loaded_(loaded) {}

  /// The file that `reference`, written in `from`, names: seen from the folder of `from`, or from
  /// one above it, as the root of a collection of rules. Built-in rules refer to each other only.
  /// kNotFound, or kInvalidRule for what is no path of a file or would lead out of those folders; a
  /// rule of a registry is neither fetched nor asked for.
  Result<const rules::RuleFile*> find(const rules::RuleFile& from, std::string_view reference);

 private:
  const std::vector<rules::RuleFile>& loaded_;
  std::vector<std::unique_ptr<const rules::RuleFile>> more_;
};

}  // namespace scan::sast
