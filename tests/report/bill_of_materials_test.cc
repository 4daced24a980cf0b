// Components, and the advisories that are told of them.
#include "report/bill_of_materials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/sample.h"
#include "scan/report.h"

namespace scan::report {
namespace {

using nlohmann::json;
using testing::ElementsAre;

json document(std::string_view format, const ScanResult& result) {
  return json::parse(*write_report(format, result, {}));
}

const json& component(const json& bom, std::string_view purl) {
  for (const json& one : bom["components"])
    if (one["purl"] == purl) return one;
  throw std::runtime_error("no component " + std::string(purl));
}

TEST(BillOfMaterials, IsOneComponentForEachPurl) {
  const ScanResult result = hostile_packages();
  const BillOfMaterials bill = bill_of_materials(result);
  ASSERT_EQ(bill.components.size(), 4u);
  const Component* twice = bill.find("pkg:pypi/b@1");
  ASSERT_NE(twice, nullptr);
  EXPECT_EQ(twice->places.size(), 3u);
  EXPECT_EQ(twice->scope, "optional");
  EXPECT_TRUE(twice->direct);
  EXPECT_EQ(license::to_string(*twice->license), "(Apache-2.0 OR GPL-2.0-or-later) AND MIT");
  EXPECT_EQ(twice->dependencies.size(), 1u);
  EXPECT_EQ(bill.find("pkg:pypi/none@1"), nullptr);
  EXPECT_EQ(bill_of_materials({}).name, "project");
}

TEST(BillOfMaterials, TellsOfEachAdvisoryWhoseFindingCounts) {
  const std::vector<Advisory> shown = shown_advisories(hostile_packages());
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_EQ(shown[0].affects[0].fixed_version, "2");

  // A report of before there were advisories.
  ScanResult old = sample_result();
  old.advisories.clear();
  for (Finding& finding : old.findings)
    if (finding.analyzer == "sca") finding.properties["advisories"] = "GHSA-2f9x-5v75-3qv4";
  const std::vector<Advisory> own = shown_advisories(old);
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].id, "GHSA-2f9x-5v75-3qv4");
  EXPECT_EQ(own[0].severity, Severity::kMedium);
  EXPECT_THAT(own[0].aliases, ElementsAre("CVE-2018-7536"));
  EXPECT_EQ(own[0].affects[0].fixed_version, "1.11.11");
}

TEST(BillOfMaterials, MakesReferencesOfWhatIsWritten) {
  EXPECT_EQ(web_reference("https://user:secret@example.org/a b#c#d"),
            "https://example.org/a%20b#c%23d");
  EXPECT_EQ(web_reference("git+ssh://git@example.org/x.git"), "git+ssh://example.org/x.git");
  EXPECT_EQ(web_reference("https://e/%zz%41"), "https://e/%25zz%41");
  for (const char* none : {"", "no scheme", "://x", "a b://c", "x:", "../up"})
    EXPECT_EQ(web_reference(none), "") << none;
}

TEST(BillOfMaterials, KnowsTimes) {
  for (const char* time : {"2024-02-29T23:59:59Z", "2000-02-29T00:00:00Z", "0001-01-01T00:00:00Z"})
    EXPECT_TRUE(is_time(time)) << time;
  for (const char* none :
       {"", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2024-13-01T00:00:00Z",
        "2024-01-01T24:00:00Z", "2024-01-01 00:00:00Z", "2024-00-01T00:00:00Z"})
    EXPECT_FALSE(is_time(none)) << none;
}

TEST(CycloneDxReport, IsNamedByItsContent) {
  const ScanResult result = sample_result();
  const json one = document("cyclonedx", result);
  EXPECT_EQ(one["serialNumber"], document("cyclonedx", result)["serialNumber"]);
  ScanResult other = result;
  other.packages[0].version = "1.11.12";
  EXPECT_NE(one["serialNumber"], document("cyclonedx", other)["serialNumber"]);
}

TEST(CycloneDxReport, HasEdgesPlacesAndLicences) {
  const json bom = document("cyclonedx", hostile_packages());
  const json& twice = component(bom, "pkg:pypi/b@1");
  EXPECT_EQ(twice["evidence"]["occurrences"].size(), 2u);
  EXPECT_EQ(twice["scope"], "optional");
  EXPECT_EQ(twice["licenses"][0]["expression"], "(Apache-2.0 OR GPL-2.0-or-later) AND MIT");
  EXPECT_EQ(component(bom, "pkg:npm/%40scope/c")["licenses"][0]["license"]["name"], "BSD");
  EXPECT_EQ(component(bom, "pkg:npm/%40scope/c")["group"], "@scope");
  EXPECT_EQ(component(bom, "pkg:maven/org.example/d@1.0")["group"], "org.example");
  EXPECT_EQ(bom["dependencies"][0]["dependsOn"], json({"pkg:npm/%40scope/c", "pkg:pypi/b@1"}));
  ASSERT_EQ(bom["vulnerabilities"].size(), 1u);
  EXPECT_EQ(bom["vulnerabilities"][0]["affects"].size(), 1u);
  EXPECT_EQ(bom["vulnerabilities"][0]["cwes"], json({79}));
  EXPECT_FALSE(bom["vulnerabilities"][0].contains("published"));
  EXPECT_EQ(bom["vulnerabilities"][0]["updated"], "2024-02-29T23:59:59Z");
  EXPECT_FALSE(bom.contains("compositions"));
  EXPECT_EQ(document("cyclonedx", sample_result())["compositions"][0]["aggregate"], "incomplete");
}

TEST(SpdxReport, GivesIdsToLicencesThatHaveNone) {
  const json document_of = document("spdx", hostile_packages());
  std::map<std::string, std::string> texts, declared;
  for (const json& one : document_of["hasExtractedLicensingInfos"])
    texts[one["licenseId"]] = one["extractedText"];
  for (const json& one : document_of["packages"]) declared[one["name"]] = one["licenseDeclared"];
  ASSERT_TRUE(declared["@scope/c"].starts_with("LicenseRef-BSD-"));
  EXPECT_EQ(texts[declared["@scope/c"]], "BSD");
  EXPECT_EQ(declared["b"], "(Apache-2.0 OR GPL-2.0-or-later) AND MIT");
  const std::string& exception = declared["org.example:d"];
  EXPECT_THAT(exception, testing::EndsWith(" OR LicenseRef-house"));
  EXPECT_EQ(texts["LicenseRef-house"], "LicenseRef-house");
  EXPECT_EQ(texts[exception.substr(0, exception.find(' '))], "GPL-2.0-only WITH Own-exception");
}

TEST(SpdxReport, TellsScopesOfWhatTheProjectAsksFor) {
  const json document_of = document("spdx", hostile_packages());
  std::map<std::string, int> types;
  for (const json& one : document_of["relationships"]) ++types[one["relationshipType"]];
  EXPECT_EQ(types, (std::map<std::string, int>{
                       {"DESCRIBES", 1}, {"DEPENDS_ON", 4}, {"OPTIONAL_DEPENDENCY_OF", 1}}));
}

}  // namespace
}  // namespace scan::report
