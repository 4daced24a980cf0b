// What SonarQube refuses it refuses with the whole analysis: each case is one of its refusals.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "report/sample.h"
#include "scan/report.h"

namespace scan::report {
namespace {

using nlohmann::json;

json report_of(const ScanResult& result, const ReportOptions& options = {}) {
  return json::parse(*write_report("sonar", result, evaluate({}, result), options));
}

ScanResult result_of(std::vector<Location> locations) {
  ScanResult result;
  Finding& finding = result.findings.emplace_back();
  finding.rule_id = "rule";
  finding.analyzer = "sast";
  finding.message = "message";
  finding.locations = std::move(locations);
  return result;
}

json range(std::uint32_t line, std::uint32_t column, std::uint32_t end_line, std::uint32_t end) {
  return {{"startLine", line}, {"startColumn", column}, {"endLine", end_line}, {"endColumn", end}};
}

json whole_line(std::uint32_t line) { return {{"startLine", line}, {"endLine", line}}; }

TEST(SonarReport, HasRangesThatTheServerTakes) {
  Location whole_file;
  whole_file.path = "f";
  Location backward = place("f", 3, "abc", "b");
  backward.region = {3, 3, 3, 2};
  Location no_column = place("f", 3, "abc", "b");
  no_column.region = {3, 0, 3, 0};
  Location of_the_past = place("f", 2, "FROM x", "x");
  of_the_past.revision = Revision{.blob = "0123"};
  const std::vector<std::pair<Location, json>> cases = {
      {place("f", 2, "FROM x", "x"), range(2, 5, 2, 6)},
      {place("f", 2, "a\nb", "a\nb"), range(2, 0, 3, 1)},
      {place("f", 2, "a\nb", "a\n"), range(2, 0, 3, 0)},
      {place("f", 2, "\xF0\x9F\x94\x91 x", "x"), range(2, 3, 2, 4)},
      {place("f", 9, "FROM x", ""), whole_line(9)},
      {backward, whole_line(3)},
      {place("f", 3, "\u00E9t\u00E9 x", "x"), range(3, 4, 3, 5)},
      {place("f", 3, "\u00C3\u00A9 x", "x"), whole_line(3)},  // Latin-1 that is UTF-8 by chance
      {place("f", 3, "\u00F4\u00BF x", "x"), whole_line(3)},
      {whole_file, nullptr},
      {no_column, nullptr},
      {of_the_past, nullptr},
  };
  for (const auto& [location, expected] : cases) {
    const json primary =
        report_of(result_of({location})).at("/issues/0/primaryLocation"_json_pointer);
    EXPECT_EQ(primary.contains("textRange") ? primary.at("textRange") : json(), expected)
        << location.snippet;
  }
}

TEST(SonarReport, LeavesOutSecondaryLocationsWithoutARange) {
  Location whole_file;
  whole_file.path = "g";
  const Location first = place("f", 1, "x", "x"), second = place("h", 2, "x", "x");
  const json issue = report_of(result_of({first, whole_file, second})).at("issues").at(0);
  ASSERT_EQ(issue.at("secondaryLocations").size(), 1u);
  EXPECT_EQ(issue.at("/secondaryLocations/0/filePath"_json_pointer), "h");
  EXPECT_FALSE(
      report_of(result_of({first, whole_file})).at("issues").at(0).contains("secondaryLocations"));
}

TEST(SonarReport, DeclaresEachRuleOnceWithTheSeverityOfItsIssues) {
  const ScanResult sample = sample_result();
  const json report = report_of(sample);
  std::map<std::string, std::string> severities;
  for (const json& rule : report.at("rules")) {
    EXPECT_FALSE(rule.at("name").get<std::string>().empty());
    EXPECT_TRUE(
        severities.emplace(rule.at("id"), rule.at("/impacts/0/severity"_json_pointer)).second);
  }
  const std::map<Severity, std::string> impacts = {{Severity::kCritical, "BLOCKER"},
                                                   {Severity::kHigh, "HIGH"},
                                                   {Severity::kMedium, "MEDIUM"},
                                                   {Severity::kLow, "LOW"},
                                                   {Severity::kInfo, "INFO"}};
  std::size_t i = 0;
  for (const Finding& finding : sample.findings) {
    if (finding.suppression) continue;
    const std::string id = report.at("issues").at(i++).at("ruleId");
    EXPECT_THAT(id, testing::StartsWith(finding.rule_id));
    EXPECT_EQ(severities.at(id), impacts.at(finding.severity));
  }
  EXPECT_EQ(i, report.at("issues").size());
  EXPECT_EQ(severities.at("python-weak-hash"), "MEDIUM");
  EXPECT_EQ(severities.at("python-weak-hash:high"), "HIGH");
}

TEST(SonarReport, ShortensLongRuleIdsAndKeepsThemApart) {
  const std::string stem(250, 'r');
  ScanResult result = result_of({place("f", 1, "x", "x")});
  result.findings.push_back(result.findings[0]);
  result.findings[0].rule_id = stem + "1";
  result.findings[1].rule_id = stem + "2";
  std::set<std::string> ids;
  const json report = report_of(result);
  for (const json& rule : report.at("rules")) {
    ids.insert(rule.at("id"));
    EXPECT_LE(rule.at("id").get<std::string>().size(), 200u);
    EXPECT_LE(rule.at("name").get<std::string>().size(), 200u);
  }
  EXPECT_EQ(ids.size(), 2u);
  for (const json& issue : report.at("issues")) EXPECT_TRUE(ids.contains(issue.at("ruleId")));
}

TEST(SonarReport, NeverShowsSuppressedFindings) {
  ScanResult result = result_of({place("f", 1, "x", "x")});
  result.findings[0].suppression.emplace();
  EXPECT_TRUE(report_of(result, {.suppressed = SuppressedFindings::kShow}).at("issues").empty());
}

TEST(SonarReport, HasAMessageWhereTheFindingHasNone) {
  ScanResult result = result_of({place("f", 1, "x", "x")});
  result.findings[0].message.clear();
  EXPECT_EQ(report_of(result).at("/issues/0/primaryLocation/message"_json_pointer), "rule");
}

}  // namespace
}  // namespace scan::report
