// How sure a finding is, and why: what the rule's checks say of the secret, and what can be seen of
// any value and place.
#pragma once

#include "secrets/checks/check.h"
#include "secrets/rule.h"

namespace scan::secrets {

struct Assessment {
  /// False when a check that the rule names refutes it. A rule without `checks`, as Gitleaks' own,
  /// never loses a finding.
  bool reported = true;
  Confidence confidence = Confidence::kMedium;
  Severity severity = Severity::kMedium;
  /// Follows "because"; never empty, and never holds the secret.
  std::string reason;
  /// For Finding::properties.
  std::vector<std::pair<std::string, std::string>> properties;
};

/// Pure. `subject.secret` was found by `rule`, and no allowlist lets it pass.
Assessment assess(const Rule& rule, const Subject& subject);

}  // namespace scan::secrets
