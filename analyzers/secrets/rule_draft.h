// A secret rule as it stands in a file, before others are laid over it and it is complete.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/value.h"
#include "rules/rule_file.h"
#include "scan/result.h"
#include "secrets/rule.h"

namespace scan::secrets {

/// Refers to the file that it was read from.
struct Draft {
  /// Of its RuleInfo only what the file says itself.
  Rule rule;
  std::string description;
  std::string title;
  std::optional<Severity> severity;
  std::optional<Confidence> confidence;
  /// Where it stands, for errors.
  const document::Document* document = nullptr;
  const document::Value* table = nullptr;
  /// From a built-in file, and nothing of the user's was merged into it.
  bool builtin = false;

  const std::string& id() const { return rule.info.id; }
  /// Whether it is known by this id or alias.
  bool is(std::string_view id) const;
  /// kInvalidRule with a caret under the value of `key`, or under the rule where it has no such
  /// key.
  Error error(std::string_view key, std::string message) const;
};

/// How many groups a regex has, without compiling it where its shape tells.
std::uint32_t group_count(const text::Regex& regex);

/// An empty draft of the rule at `table` of `file`.
Draft draft_at(const rules::RuleFile& file, const document::Value& table);

/// Lays `own` over the rule that it extends, as Gitleaks does: description, entropy, secretGroup,
/// regex and path replace; tags, keywords and allowlists add; skipReport and what is required are
/// the extended rule's.
void lay_over(Draft& own, Draft extended);

/// Whether the rule can find anything: it has a regex or a path, and the group that it names.
Status check(const Draft& draft);

/// Fills in what a report needs of a rule, where the file leaves it open.
void complete(Draft& draft);

}  // namespace scan::secrets
