#include "engine/verification.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scan::engine {
namespace {

class Told : public Verifier {
 public:
  Verification verify(const LiveCheck& check) override {
    asked.push_back(check.identity);
    if (check.identity == "live") return {.liveness = Liveness::kLive, .reason = {}};
    if (check.identity == "dead") return {.liveness = Liveness::kRevoked, .reason = {}};
    return {.reason = "the host is down"};
  }
  std::vector<std::string> asked;
};

Finding finding_of(std::string identity) {
  Finding finding{.rule_id = "r", .severity = Severity::kHigh};
  finding.identity = std::move(identity);
  return finding;
}

struct Asked {
  ScanResult result;
  Told verifier;

  explicit Asked(bool stopped = false) {
    for (const char* identity : {"live", "dead", "lost", "unasked", "live"})
      result.findings.push_back(finding_of(identity));
    result.findings.back().suppression = Suppression();
    LiveChecks checks;
    for (const char* identity : {"live", "dead", "lost"})
      checks[{"r", identity}] = {.rule_id = "r", .identity = identity};
    verify_findings(result, checks, verifier, [stopped] { return stopped; });
  }
};

TEST(Verification, SaysWhatTheIssuerSays) {
  const Asked run;
  const std::vector<Finding>& findings = run.result.findings;
  EXPECT_EQ(findings[0].properties.at("verified"), "live");
  EXPECT_EQ(findings[0].severity, Severity::kCritical);
  EXPECT_EQ(findings[0].confidence, Confidence::kHigh);
  EXPECT_EQ(findings[1].properties.at("verified"), "revoked");
  EXPECT_EQ(findings[1].severity, Severity::kHigh);
  EXPECT_EQ(findings[1].confidence, Confidence::kLow);
  EXPECT_EQ(findings[2].properties.at("verified"), "unknown");
  EXPECT_EQ(findings[2].confidence, Confidence::kMedium);
  EXPECT_FALSE(findings[3].properties.contains("verified"));
  EXPECT_FALSE(findings[4].properties.contains("verified"));
  EXPECT_EQ(run.verifier.asked, (std::vector<std::string>{"live", "dead", "lost"}));
  ASSERT_EQ(run.result.notices.size(), 1u);
  EXPECT_EQ(run.result.notices.front().message,
            "of 1 secret it is not known whether they are live: the host is down");
  EXPECT_FALSE(run.result.notices.front().incomplete);
}

TEST(Verification, AsksNobodyWhenTheTimeIsUp) {
  const Asked run(true);
  EXPECT_TRUE(run.verifier.asked.empty());
  EXPECT_EQ(run.result.findings[0].properties.at("verified"), "unknown");
}

}  // namespace
}  // namespace scan::engine
