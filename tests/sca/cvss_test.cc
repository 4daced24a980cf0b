// Base scores of vectors, computed by hand from the specifications' equations and published with
// well-known CVEs.
#include "sca/cvss.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace scan::sca {
namespace {

struct Case {
  const char* vector;
  int score;  // tenths; -1: none
  Severity severity;
};

TEST(Cvss, ScoresVectors) {
  constexpr Case kCases[] = {
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 98, Severity::kCritical},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 100, Severity::kCritical},
      {"CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 61, Severity::kMedium},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", 75, Severity::kHigh},
      {"CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:C/C:H/I:N/A:N", 68, Severity::kMedium},
      {"CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", 78, Severity::kHigh},
      {"CVSS:3.0/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N", 16, Severity::kLow},
      {"CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 64, Severity::kMedium},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0, Severity::kInfo},
      // The order of metrics is free, and temporal ones do not count.
      {"CVSS:3.1/S:U/C:H/I:H/A:H/AV:N/AC:L/PR:N/UI:N/E:U/RL:O/RC:C", 98, Severity::kCritical},
      {"AV:N/AC:L/Au:N/C:P/I:P/A:P", 75, Severity::kHigh},
      {"(AV:N/AC:L/Au:N/C:C/I:C/A:C)", 100, Severity::kHigh},
      {"AV:L/AC:H/Au:N/C:C/I:C/A:C", 62, Severity::kMedium},
      {"AV:N/AC:M/Au:N/C:N/I:P/A:N", 43, Severity::kMedium},
      {"AV:L/AC:M/Au:N/C:P/I:N/A:N", 19, Severity::kLow},
      {"AV:N/AC:L/Au:N/C:N/I:N/A:N", 0, Severity::kInfo},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 100, Severity::kCritical},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 93, Severity::kCritical},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", 0, Severity::kInfo},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N", 87, Severity::kHigh},
      {"CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 85, Severity::kHigh},
      {"CVSS:4.0/AV:N/AC:H/AT:P/PR:L/UI:P/VC:L/VI:L/VA:N/SC:L/SI:N/SA:N", 21, Severity::kLow},
      {"CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N", 10, Severity::kLow},
      {"CVSS:4.0/AV:A/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:H/SI:L/SA:N", 61, Severity::kMedium},
      {"CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N", 61, Severity::kMedium},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:H/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N", 51, Severity::kMedium},
      // Threat and supplemental metrics do not count.
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U/CR:L/U:Green", 93,
       Severity::kCritical},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N", -1, {}},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:R/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", -1, {}},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:S/SA:N", -1, {}},
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:H", -1, {}},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/AV:N", -1, {}},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/RL:Z", -1, {}},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/XX:N", -1, {}},
      {"CVSS:3.1/AV:NN/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", -1, {}},
      {"CVSS:3.1/AV:/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", -1, {}},
      {"CVSS:3.1/AV:N//AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", -1, {}},
      {"CVSS:3.1/", -1, {}},
      {"CVSS:3.1", -1, {}},
      {"AV:N/AC:L/Au:N/C:P/I:P/A:P/E:POC/RL:OF/RC:C/CDP:N/TD:N/CR:M/IR:M/AR:M", 75,
       Severity::kHigh},
      {"AV:N/AC:L/Au:N/C:H/I:P/A:P", -1, {}},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", -1, {}},
      {"CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", -1, {}},
      {"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/C:H/I:H/A:H", -1, {}},
      {"CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", -1, {}},
      {"", -1, {}},
      {"9.8", -1, {}},
  };
  for (const Case& test : kCases) {
    EXPECT_EQ(cvss_base_score(test.vector).value_or(-1), test.score) << test.vector;
    if (test.score < 0) continue;
    EXPECT_EQ(cvss_severity(test.vector), test.severity) << test.vector;
  }
}

// The specification gives vectors scores by looking them up; whatever the table says, a metric that
// is worse never makes the whole better.
TEST(Cvss, OfVersion4GrowsWithEachMetric) {
  constexpr std::string_view kMetrics[] = {"AV:PLAN", "AC:HL",  "AT:PN",  "PR:HLN",
                                           "UI:APN",  "VC:NLH", "VI:NLH", "VA:NLH",
                                           "SC:NLH",  "SI:NLH", "SA:NLH"};
  std::mt19937 random(5);
  for (int round = 0; round < 20'000; ++round) {
    std::size_t raised = random() % std::size(kMetrics);
    std::string low = "CVSS:4.0", high = low;
    for (std::size_t i = 0; i < std::size(kMetrics); ++i) {
      std::string_view name = kMetrics[i].substr(0, 3), values = kMetrics[i].substr(3);
      std::size_t value = random() % (values.size() - (i == raised ? 1 : 0));
      low.append("/").append(name).push_back(values[value]);
      high.append("/").append(name).push_back(values[value + (i == raised ? 1 : 0)]);
    }
    std::optional<int> low_score = cvss_base_score(low), high_score = cvss_base_score(high);
    ASSERT_TRUE(low_score && high_score) << low;
    ASSERT_LE(*low_score, *high_score) << low << ' ' << high;
  }
}

}  // namespace
}  // namespace scan::sca
