// One secret rule, as Gitleaks defines it, with what this project adds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scan/finding.h"
#include "secrets/allowlist.h"
#include "secrets/checks/check.h"
#include "text/regex.h"

namespace scan::secrets {

/// How much a rule knows of what it finds. Of two rules that find one secret, the one that knows
/// less gives way.
enum class Precision : std::uint8_t {
  kGeneric,  ///< Any secret. Gitleaks tells such a rule by "generic" in its id.
  kNamed,    ///< By a name near it: a rule with `names` and `value`.
  kFormat,   ///< By what it looks like.
};

/// Another rule that must find something near each finding of a rule.
struct Requirement {
  /// An id or alias.
  std::string id;
  /// Its place among the rules that run; nullopt: it is not there, so that nothing can be near.
  std::optional<std::uint32_t> rule;
  /// How far away it may begin at most; nullopt: anywhere. Columns count bytes.
  std::optional<std::uint32_t> within_lines;
  std::optional<std::uint32_t> within_columns;
};

/// At least one of `regex` and `path` is set. A rule with a path alone is about the file itself.
struct Rule {
  RuleInfo info;
  /// Of its findings; says nothing of the secret itself.
  std::string message;
  std::optional<text::Regex> regex;
  /// A file whose path does not have it is passed over.
  std::optional<text::Regex> path;
  /// The group that is the secret; 0: the first one that is not empty, or the match if there is
  /// none.
  std::uint32_t secret_group = 0;
  /// Bits a byte that the secret must have more of; 0: any.
  double entropy = 0;
  /// In lower case; when not empty, a file without any of them is passed over.
  std::vector<std::string> keywords;
  std::vector<std::string> tags;
  /// What is asked of each secret that it finds; rows of checks.def.
  std::vector<const Check*> checks;
  Precision precision = Precision::kFormat;
  /// One of our own, nothing of the user's in it.
  bool builtin = false;
  /// A finding stands only where each of the rules named here has one nearby. Nothing for a rule
  /// with a path alone.
  std::vector<Requirement> required;
  /// Runs only for rules that require it.
  bool skip_report = false;
  /// The rule's own, and those of the whole file that it comes from.
  Allowlists allowlists;
  std::shared_ptr<const Allowlists> global_allowlists;
};

}  // namespace scan::secrets
