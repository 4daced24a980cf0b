#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "report/sample.h"
#include "scan/report.h"

namespace scan::report {
namespace {

using nlohmann::json;

json run_of(const ScanResult& result, const ReportOptions& options = {}) {
  const auto text = write_report("sarif", result, evaluate({}, result), options);
  return json::parse(*text).at("runs").at(0);
}

ScanResult result_of(const Location& location) {
  ScanResult result;
  Finding& finding = result.findings.emplace_back();
  finding.rule_id = "rule";
  finding.analyzer = "sast";
  finding.message = "message";
  finding.locations = {location};
  return result;
}

TEST(SarifReport, GivesEachResultAFingerprintOfItsOwn) {
  std::set<std::string> ours, github;
  const json results = run_of(sample_result()).at("results");
  for (const json& result : results) {
    ours.insert(result.at("/partialFingerprints/libscan~1v1"_json_pointer));
    github.insert(result.at("/partialFingerprints/primaryLocationLineHash"_json_pointer));
  }
  EXPECT_EQ(ours.size(), results.size());
  EXPECT_EQ(github.size(), results.size());
}

TEST(SarifReport, ResolvesTheRuleOfEachResult) {
  ScanResult result = sample_result();
  result.findings[2].rule_id = "unknown-to-the-rules";
  const json run = run_of(result);
  const json& rules = run.at("/tool/driver/rules"_json_pointer);
  for (const json& one : run.at("results"))
    EXPECT_EQ(rules.at(one.at("ruleIndex").get<std::size_t>()).at("id"), one.at("ruleId"));
}

TEST(SarifReport, HasAllPlacesWithinGitHubsLimit) {
  ScanResult result = result_of(place("0", 1, "secret", "secret"));
  for (int i = 1; i < 1234; ++i)
    result.findings[0].locations.push_back(place(std::to_string(i), 1, "secret", "secret"));
  const json one = run_of(result).at("results").at(0);
  EXPECT_EQ(one.at("locations").size(), 1000u);
  EXPECT_EQ(one.at("relatedLocations").size(), 234u);
  EXPECT_EQ(one.at("/relatedLocations/233/physicalLocation/artifactLocation/uri"_json_pointer),
            "1233");
}

TEST(SarifReport, KeepsWithinGitHubsNumberOfTags) {
  ScanResult result = result_of(place("f", 1, "x", "x"));
  RuleInfo& rule = result.rules.emplace_back();
  rule.id = "rule";
  for (int i = 0; i < 30; ++i) rule.cwe.push_back("CWE-" + std::to_string(i));
  const json tags = run_of(result).at("/tool/driver/rules/0/properties/tags"_json_pointer);
  EXPECT_EQ(tags.size(), 20u);
  EXPECT_EQ(tags.at(1), "external/cwe/cwe-0");
  EXPECT_EQ(tags.at(2), "cwe-0");
}

TEST(SarifReport, HasNoEmptyRegionWhereItCanHelpIt) {
  Location whole_file;
  whole_file.path = "f";
  Location late = place("f", 9, "FROM x", "");
  late.region = {9, 7, 9, 7};
  Location window = place("f", 3, "abc", "");
  window.snippet_column = 50;
  window.region = {3, 51, 3, 51};
  const std::vector<std::pair<Location, json>> cases = {
      {place("f", 2, "FROM x", "x"), {2, 6, 2, 7}},
      {place("f", 2, "a\nb", "a\nb"), {2, 1, 3, 2}},
      {late, {9, 1, 9, 7}},
      {window, {3, 50, 3, 53}},
      {whole_file, {1, 1, 1, 2}},
      {place("f", 4, "", ""), {4, 1, 4, 1}},  // nothing stands on the line
  };
  for (const auto& [location, expected] : cases) {
    const json region = run_of(result_of(location))
                            .at("/results/0/locations/0/physicalLocation/region"_json_pointer);
    EXPECT_EQ(json({region.at("startLine"), region.at("startColumn"), region.at("endLine"),
                    region.at("endColumn")}),
              expected);
  }
}

TEST(SarifReport, MarksSuppressedResultsAndTheOthersToo) {
  const ScanResult sample = sample_result();
  const json hidden = run_of(sample).at("results");
  const json shown = run_of(sample, {.suppressed = SuppressedFindings::kShow}).at("results");
  EXPECT_EQ(shown.size(), sample.findings.size());
  EXPECT_EQ(hidden.size() + 1, shown.size());
  for (const json& result : hidden) EXPECT_FALSE(result.contains("suppressions"));
  std::size_t marked = 0;
  for (const json& result : shown) marked += result.at("suppressions").size();
  EXPECT_EQ(marked, 1u);
}

TEST(SarifReport, IsUnsuccessfulWhenIncomplete) {
  EXPECT_EQ(run_of(sample_result()).at("/invocations/0/executionSuccessful"_json_pointer), false);
  EXPECT_EQ(run_of(clean_result()).at("/invocations/0/executionSuccessful"_json_pointer), true);
}

TEST(SarifReport, EscapesWhatWouldBeALink) {
  ScanResult result = result_of(place("f", 1, "x", "x"));
  result.findings[0].message = "calls [f](1)";
  EXPECT_EQ(run_of(result).at("/results/0/message/text"_json_pointer), "calls \\[f\\](1)");
  result.findings[0].message = "calls a[0]";
  EXPECT_EQ(run_of(result).at("/results/0/message/text"_json_pointer), "calls a[0]");
}

}  // namespace
}  // namespace scan::report
