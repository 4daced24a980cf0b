#include "scan/gate.h"

#include <gtest/gtest.h>

namespace scan {
namespace {

Finding finding(Severity severity, Confidence confidence = Confidence::kHigh) {
  Finding finding;
  finding.rule_id = "rule";
  finding.severity = severity;
  finding.confidence = confidence;
  finding.locations.emplace_back().path = "a.py";
  finding.fingerprint = std::string(to_string(severity)) + "-" + std::string(to_string(confidence));
  return finding;
}

Finding suppressed(Severity severity) {
  Finding f = finding(severity);
  f.suppression.emplace();
  return f;
}

Notice incomplete(std::string code, std::string path = {}) {
  return {.code = std::move(code), .path = std::move(path), .incomplete = true};
}

struct Case {
  std::string name;
  Policy policy;
  std::vector<Finding> findings;
  std::vector<Notice> notices;
  Outcome outcome;
  std::string reason;
  std::vector<std::string> failing = {};
};

Finding vulnerability(Severity severity, std::map<std::string, std::string> properties) {
  Finding made = finding(severity);
  for (auto& [name, value] : properties) made.properties[name] = value;
  return made;
}

TEST(Gate, CountsWhatIsExploitedWhateverItsSeverity) {
  ScanResult result;
  result.findings = {vulnerability(Severity::kLow, {{"kev", "2024-05-01"}}),
                     vulnerability(Severity::kMedium, {{"epss", "0.50000"}}),
                     vulnerability(Severity::kInfo, {{"epss", "0.49999"}}),
                     vulnerability(Severity::kInfo, {{"epss", "?"}})};
  EXPECT_EQ(evaluate({}, result).outcome, Outcome::kPassed);

  const Verdict known = evaluate({.known_exploited = KnownExploited::kFail}, result);
  EXPECT_EQ(known.outcome, Outcome::kFailed);
  EXPECT_EQ(known.failing, (std::vector<std::string>{"low-high"}));
  EXPECT_EQ(known.reason, "1 finding of severity high or above, or known to be exploited: 1 low");

  const Verdict likely = evaluate({.fail_on_epss = 0.5}, result);
  EXPECT_EQ(likely.failing, (std::vector<std::string>{"medium-high"}));
  EXPECT_EQ(likely.reason,
            "1 finding of severity high or above, or of an EPSS score of 0.5 or above: 1 medium");

  result.findings[0].suppression.emplace();
  EXPECT_EQ(evaluate({.known_exploited = KnownExploited::kFail}, result).outcome, Outcome::kPassed);
}

TEST(Gate, JudgesBySeverityConfidenceAndCompleteness) {
  using enum Severity;
  const std::vector<Case> cases = {
      {"nothing found", {}, {}, {}, Outcome::kPassed, "no finding of severity high or above"},
      {"below the policy",
       {},
       {finding(kMedium), finding(kInfo)},
       {},
       Outcome::kPassed,
       "no finding of severity high or above"},
      {"one",
       {},
       {finding(kHigh)},
       {},
       Outcome::kFailed,
       "1 finding of severity high or above: 1 high",
       {"high-high"}},
      {"several",
       {},
       {finding(kHigh), finding(kLow), finding(kCritical), finding(kHigh)},
       {},
       Outcome::kFailed,
       "3 findings of severity high or above: 1 critical, 2 high",
       {"high-high", "critical-high", "high-high"}},
      {"medium confidence counts",
       {},
       {finding(kHigh, Confidence::kMedium)},
       {},
       Outcome::kFailed,
       "1 finding of severity high or above: 1 high",
       {"high-medium"}},
      {"low confidence does not",
       {},
       {finding(kCritical, Confidence::kLow)},
       {},
       Outcome::kPassed,
       "no finding of severity high or above (1 of confidence below medium does not count)"},
      {"nor do two",
       {},
       {finding(kHigh, Confidence::kLow), finding(kHigh, Confidence::kLow)},
       {},
       Outcome::kPassed,
       "no finding of severity high or above (2 of confidence below medium do not count)"},
      {"a policy for any confidence",
       {kHigh, Confidence::kLow},
       {finding(kHigh, Confidence::kLow)},
       {},
       Outcome::kFailed,
       "1 finding of severity high or above: 1 high",
       {"high-low"}},
      {"suppressed",
       {},
       {suppressed(kCritical)},
       {},
       Outcome::kPassed,
       "no finding of severity high or above"},
      {"nothing is above critical",
       {.fail_on = kCritical},
       {finding(kHigh), finding(kCritical)},
       {},
       Outcome::kFailed,
       "1 finding of severity critical: 1 critical",
       {"critical-high"}},
      {"any",
       {.fail_on = kInfo},
       {finding(kInfo)},
       {},
       Outcome::kFailed,
       "1 finding of any severity: 1 info",
       {"info-high"}},
      {"none of any", {.fail_on = kInfo}, {}, {}, Outcome::kPassed, "no finding of any severity"},
      {"a notice alone",
       {},
       {},
       {{.code = "rule-skipped"}},
       Outcome::kPassed,
       "no finding of severity high or above"},
      {"incomplete",
       {},
       {finding(kLow)},
       {incomplete("time-limit", "a"), {.code = "remark"}},
       Outcome::kIncomplete,
       "the scan is incomplete: time-limit"},
      {"incomplete in several ways",
       {},
       {},
       {incomplete("time-limit", "a"), incomplete("file-too-large", "b"),
        incomplete("time-limit", "c")},
       Outcome::kIncomplete,
       "the scan is incomplete: file-too-large, time-limit (2)"},
      {"failed is worse than incomplete",
       {},
       {finding(kHigh)},
       {incomplete("time-limit")},
       Outcome::kFailed,
       "1 finding of severity high or above: 1 high; the scan is also incomplete: time-limit",
       {"high-high"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    ScanResult result;
    result.findings = c.findings;
    result.notices = c.notices;
    const Verdict verdict = evaluate(c.policy, result);
    EXPECT_EQ(verdict.outcome, c.outcome);
    EXPECT_EQ(verdict.reason, c.reason);
    EXPECT_EQ(verdict.failing, c.failing);
  }
}

TEST(Gate, HasAWordAndAnExitStatusForEachOutcome) {
  EXPECT_EQ(to_string(Outcome::kPassed), "passed");
  EXPECT_EQ(to_string(Outcome::kFailed), "failed");
  EXPECT_EQ(to_string(Outcome::kIncomplete), "incomplete");
  EXPECT_EQ(exit_status(Outcome::kPassed), 0);
  EXPECT_EQ(exit_status(Outcome::kFailed), 1);
  EXPECT_EQ(exit_status(Outcome::kIncomplete), 3);
}

}  // namespace
}  // namespace scan
