// The quality gate: a policy and a result give a verdict. Pure.
//
//   scan::Verdict verdict = scan::evaluate({.fail_on = scan::Severity::kMedium}, result);
//   return scan::exit_status(verdict.outcome);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/finding.h"
#include "scan/scan_result.h"

namespace scan {

/// How vulnerabilities are judged that are known to be exploited.
enum class KnownExploited : std::uint8_t { kBySeverity, kFail };

/// What a gate demands. The defaults are the default policy: nothing critical, nothing high, unless
/// the rule itself is not confident; and the scan must be complete.
struct Policy {
  /// Findings of this severity or a greater one fail the gate.
  Severity fail_on = Severity::kHigh;
  /// Findings of a lower confidence do not.
  Confidence min_confidence = Confidence::kMedium;
  /// Whether vulnerabilities that are known to be exploited (property `kev`) fail it, whatever
  /// their severity.
  KnownExploited known_exploited = KnownExploited::kBySeverity;
  /// Vulnerabilities with such an EPSS score or a greater one (property `epss`, 0 to 1) fail it as
  /// well, whatever their severity; nullopt: the score does not count.
  std::optional<double> fail_on_epss;

  friend bool operator==(const Policy&, const Policy&) = default;
};

enum class Outcome : std::uint8_t { kPassed, kFailed, kIncomplete };

/// "passed", "failed", "incomplete".
std::string_view to_string(Outcome outcome);

/// The command's exit status: 0 passed, 1 failed, 3 incomplete. (2, wrong usage, never comes of a
/// verdict.)
int exit_status(Outcome outcome);

struct Verdict {
  Outcome outcome = Outcome::kPassed;
  /// One sentence: "2 findings of severity high or above (policy: no high)".
  std::string reason;
  /// Fingerprints of the findings that fail the gate, in the result's order.
  std::vector<std::string> failing;

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Judges a result. Suppressed findings do not count. A failed gate is kFailed even if the scan is
/// incomplete; an incomplete scan never passes.
Verdict evaluate(const Policy& policy, const ScanResult& result);

}  // namespace scan
