// The rules of all files, whatever their format, until they are ready to run.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/loading.h"
#include "rules/rule_file.h"
#include "scan/result.h"
#include "secrets/rule.h"
#include "secrets/rule_draft.h"

namespace scan::secrets {

/// Refers to `loading`.
class RuleCollection {
 public:
  explicit RuleCollection(rules::Loading& loading) : loading_(loading) {}

  /// Keeps files that drafts refer to until the end.
  std::span<const rules::RuleFile> keep(std::vector<rules::RuleFile> files);

  /// Checks the rules of `file`, those that it extends among them, and adds them. Of two rules with
  /// one id, one of the user's own replaces a built-in one; two of the same standing are an error.
  Status add(const rules::RuleFile& file, std::vector<Draft> drafts);

  /// The rules that the selection admits, complete, in the order in which they were added; and
  /// those that they require, which are not reported unless they were admitted as well.
  std::vector<Rule> finish();

 private:
  Status check_requirements(const std::vector<Draft>& drafts, std::vector<bool>& sound);
  Status add_sound(const rules::RuleFile& file, Draft draft);
  std::optional<std::size_t> index_of(std::string_view id) const;
  void resolve_requirements(const std::vector<bool>& kept);

  rules::Loading& loading_;
  std::vector<std::vector<rules::RuleFile>> kept_;
  std::vector<Draft> drafts_;
  // Where each id is among them.
  std::map<std::string, std::size_t> positions_;
};

}  // namespace scan::secrets
