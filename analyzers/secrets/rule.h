// One secret rule, as Gitleaks defines it, with what this project adds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scan/finding.h"
#include "secrets/allowlist.h"
#include "secrets/assignment_reader.h"
#include "secrets/checks/check.h"
#include "secrets/live_check.h"
#include "secrets/named_value.h"
#include "secrets/secret_traits.h"
#include "text/regex.h"

namespace scan::secrets {

/// How much a rule knows of what it finds. Of two rules that find one secret, the one that knows
/// less gives way.
enum class Precision : std::uint8_t {
  kGeneric,   ///< Any secret. Gitleaks tells such a rule by "generic" in its id.
  kAssigned,  ///< What is given to a name: a rule with `assigned`.
  kNamed,     ///< By a name near it: a rule with `names` and `value`.
  kFormat,    ///< By what it looks like.
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

/// One of `regex`, `named`, `assigned` and `path` is set at least. A rule with a path alone is
/// about the file itself.
struct Rule {
  RuleInfo info;
  /// Of its findings; says nothing of the secret itself.
  std::string message;
  std::optional<text::Regex> regex;
  /// Instead of a regex: what stands near certain names.
  std::shared_ptr<const NamedValueReader> named;
  /// Instead of a regex: what is given to names with certain words.
  std::shared_ptr<const AssignmentReader> assigned;
  /// A file whose path does not have it is passed over.
  std::optional<text::Regex> path;
  /// The group that is the secret; 0: the first one that is not empty, or the match if there is
  /// none.
  std::uint32_t secret_group = 0;
  /// Bits a byte that the secret must have more of; 0: any.
  double entropy = 0;
  std::optional<SecretTraits> traits;
  /// In lower case; when not empty, a file without any of them is passed over.
  std::vector<std::string> keywords;
  /// text::word_likeness() that the secret must have less of; nullopt: any.
  std::optional<double> max_word_likeness;
  std::vector<std::string> tags;
  /// How it can be learned whether a secret is live; null: not at all.
  std::shared_ptr<const LiveCheckTemplate> live_check;
  /// What is asked of each secret that it finds; rows of checks.def.
  std::vector<const Check*> checks;
  Precision precision = Precision::kFormat;
  /// One of our own, nothing of the user's in it.
  bool builtin = false;
  /// Also looks at what string literals, notebooks and markup mean, which Gitleaks does not do.
  bool unescape = false;
  /// A finding stands only where each of the rules named here has one nearby. Nothing for a rule
  /// with a path alone.
  std::vector<Requirement> required;
  /// Runs only for rules that require it.
  bool skip_report = false;
  /// The rule's own, and those of the whole file that it comes from.
  Allowlists allowlists;
  std::shared_ptr<const Allowlists> global_allowlists;

  /// Not about the path alone.
  bool reads_text() const { return regex || named != nullptr || assigned != nullptr; }
};

}  // namespace scan::secrets
