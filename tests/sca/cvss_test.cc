// Base scores of vectors, computed by hand from the specifications' equations and published with
// well-known CVEs.
#include "sca/cvss.h"

#include <gtest/gtest.h>

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
      {"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", -1, {}},
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

}  // namespace
}  // namespace scan::sca
