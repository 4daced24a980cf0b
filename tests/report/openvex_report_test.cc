// OpenVEX: what a finding becomes, and that the exceptions of the next scan understand it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "exceptions/exception_file.h"
#include "scan/report.h"

namespace scan::report {
namespace {

using Json = nlohmann::json;

Finding vulnerability(const std::string& id, const std::string& directive = {},
                      const std::string& reason = {}) {
  Finding finding;
  finding.rule_id = id;
  finding.analyzer = "sca";
  finding.locations.push_back({.path = "package-lock.json"});
  finding.properties = {
      {"purl", "pkg:npm/qs@1.0.0"}, {"package", "qs"}, {"version", "1.0.0"}, {"advisories", id}};
  if (!directive.empty())
    finding.suppression = Suppression{Suppression::Kind::kExternal, "x.json: " + directive, reason};
  return finding;
}

std::string openvex(const ScanResult& result) {
  return *write_report("openvex", result, evaluate({}, result), {});
}

Json statement_of(const Finding& finding) {
  ScanResult result;
  result.findings = {finding};
  result.rules = {{.id = finding.rule_id, .aliases = {"GHSA-1"}, .title = "Title"}};
  return Json::parse(openvex(result)).at("statements").at(0);
}

TEST(OpenVexReport, NamesVulnerabilityAndProduct) {
  const Json statement = statement_of(vulnerability("CVE-1"));
  EXPECT_EQ(statement["vulnerability"],
            Json::parse(R"({"name":"CVE-1","description":"Title","aliases":["GHSA-1"]})"));
  EXPECT_EQ(
      statement["products"],
      Json::parse(R"([{"@id":"pkg:npm/qs@1.0.0","identifiers":{"purl":"pkg:npm/qs@1.0.0"}}])"));
}

TEST(OpenVexReport, SaysWhatToDoAboutWhatIsOpen) {
  Finding open = vulnerability("CVE-1");
  EXPECT_EQ(statement_of(open)["status"], "affected");
  EXPECT_EQ(statement_of(open)["action_statement"], "no fixed version is known");
  open.properties["fixed_version"] = "1.1";
  EXPECT_EQ(statement_of(open)["action_statement"], "upgrade qs to 1.1");
  open.properties["upgrade_to"] = "1.2";
  EXPECT_EQ(statement_of(open)["action_statement"], "upgrade qs to 1.2");
}

TEST(OpenVexReport, RepeatsWhatWasDecided) {
  Json statement =
      statement_of(vulnerability("CVE-1", "not_affected (component_not_present)", "not shipped"));
  EXPECT_EQ(statement["status"], "not_affected");
  EXPECT_EQ(statement["justification"], "component_not_present");
  EXPECT_EQ(statement["impact_statement"], "not shipped");
  // CycloneDX has words that OpenVEX has not.
  statement = statement_of(vulnerability("CVE-1", "false_positive (code_not_reachable)"));
  EXPECT_EQ(statement["status"], "not_affected");
  EXPECT_FALSE(statement.contains("justification"));
  EXPECT_EQ(statement["impact_statement"], "x.json: false_positive (code_not_reachable)");
  EXPECT_EQ(statement_of(vulnerability("CVE-1", "fixed"))["status"], "fixed");
  // To accept a risk is not to be free of it.
  statement = statement_of(vulnerability("CVE-1", "IgnoredVulns CVE-1", "later"));
  EXPECT_EQ(statement["status"], "affected");
  EXPECT_EQ(statement["action_statement"], "accepted: later");
}

TEST(OpenVexReport, IsReadAgainByTheNextScan) {
  ScanResult result;
  result.findings = {vulnerability("CVE-1"), vulnerability("CVE-2", "not_affected", "why"),
                     vulnerability("CVE-3", "exception CVE-3", "later")};
  auto read = exceptions::read_exceptions(openvex(result), "vex.json");
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->size(), 1u);
  EXPECT_EQ(read->at(0).ids, std::vector<std::string>{"CVE-2"});
  EXPECT_EQ(read->at(0).reason, "why");
}

TEST(OpenVexReport, HasTheTimeOfTheNewestAdvisory) {
  ScanResult result;
  EXPECT_EQ(Json::parse(openvex(result))["timestamp"], "1970-01-01T00:00:00Z");
  result.advisories = {{.id = "A", .modified = "2024-01-01T00:00:00Z"},
                       {.id = "B", .modified = "2025-01-01T00:00:00Z"}};
  EXPECT_EQ(Json::parse(openvex(result))["timestamp"], "2025-01-01T00:00:00Z");
  EXPECT_EQ(openvex(result), openvex(result));
}

}  // namespace
}  // namespace scan::report
