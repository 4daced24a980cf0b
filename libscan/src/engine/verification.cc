#include "engine/verification.h"

#include <cstdint>

namespace scan::engine {
namespace {

void apply(Liveness liveness, Finding& finding) {
  finding.properties["verified"] = to_string(liveness);
  switch (liveness) {
    case Liveness::kLive:
      finding.severity = Severity::kCritical;
      finding.confidence = Confidence::kHigh;
      finding.properties["confidence_reason"] = "its issuer was asked, and takes it";
      break;
    case Liveness::kRevoked:
      finding.confidence = Confidence::kLow;
      finding.properties["confidence_reason"] = "its issuer was asked, and does not take it";
      break;
    case Liveness::kUnknown:
      break;
  }
}

}  // namespace

void add_live_checks(std::vector<LiveCheck>& checks, LiveChecks& all) {
  for (LiveCheck& check : checks) {
    std::pair key(check.rule_id, check.identity);
    all.try_emplace(std::move(key), std::move(check));
  }
}

void verify_findings(ScanResult& result, const LiveChecks& checks, Verifier& verifier,
                     const std::function<bool()>& should_stop) {
  std::uint64_t unknown = 0;
  std::string reason;
  for (Finding& finding : result.findings) {
    if (finding.suppression) continue;
    const auto check = checks.find({finding.rule_id, finding.identity});
    if (check == checks.end()) continue;
    const Verification verification =
        should_stop() ? Verification{.reason = "the time was up"} : verifier.verify(check->second);
    apply(verification.liveness, finding);
    if (verification.liveness != Liveness::kUnknown) continue;
    ++unknown;
    if (reason.empty()) reason = verification.reason;
  }
  if (unknown == 0) return;
  result.notices.push_back({.code = "not-verified",
                            .message = "of " + std::to_string(unknown) +
                                       (unknown == 1 ? " secret" : " secrets") +
                                       " it is not known whether they are live: " + reason,
                            .path = {},
                            .rule_id = {},
                            .incomplete = false});
}

}  // namespace scan::engine
