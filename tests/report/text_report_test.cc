#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "report/sample.h"
#include "report/terminal.h"
#include "scan/report.h"

namespace scan::report {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string text_of(const ScanResult& result, const ReportOptions& options = {}) {
  return *write_report("text", result, evaluate({}, result), options);
}

TEST(TextReport, NeverLetsTheTreeSteerTheTerminal) {
  ScanResult result = sample_result();
  for (Finding& finding : result.findings) {
    finding.rule_id += "\x1b[1m\u202E";
    finding.message += "\x1b]0;title\x07\r\x9B";
    finding.locations[0].path += "\n\x1b[2J\u009B";
    finding.locations[0].logical_name = "\x1b[3m";
    finding.locations[0].snippet += "\x1b[4m\x08";
  }
  for (RuleInfo& rule : result.rules) {
    rule.id += "\x1b[1m\u202E";
    rule.aliases = {"\x1b[5m"};
  }
  for (Notice& notice : result.notices) notice.code += "\x1b[6m", notice.message += "\x1b[7m\x7F";
  result.statistics.analyzers[0].name = "\x1b[8m";
  result.statistics.skipped["\x1b[9m"] = 1;
  for (const char c : text_of(result, {.suppressed = SuppressedFindings::kShow}))
    EXPECT_TRUE(c == '\n' || static_cast<unsigned char>(c) >= 0x20) << static_cast<int>(c);
  EXPECT_THAT(text_of(result), Not(HasSubstr("\u202E")));
  EXPECT_THAT(text_of(result), Not(HasSubstr("\u009B")));
}

TEST(TextReport, IsTheSameButForItsColours) {
  std::string coloured = text_of(sample_result(), {.color = Color::kAlways});
  EXPECT_THAT(coloured, HasSubstr("\x1b[1;31m"));
  for (std::size_t begin; (begin = coloured.find("\x1b[")) != std::string::npos;)
    coloured.erase(begin, coloured.find('m', begin) + 1 - begin);
  EXPECT_EQ(coloured, text_of(sample_result()));
}

TEST(TextReport, KeepsWithinTheWidth) {
  ScanResult result = sample_result();
  // What cannot be broken may stick out: words that are longer than a line.
  std::erase_if(result.findings, [](const Finding& f) { return f.message.size() > 1000; });
  for (RuleInfo& rule : result.rules) rule.references.clear();
  for (const std::uint32_t width : {60u, 80u, 120u}) {
    std::istringstream lines(text_of(result, {.width = width}));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(columns_of(line), width) << line;
  }
}

TEST(TextReport, PrintsEveryFindingOfManyAndTheSummaryLast) {
  ScanResult result = clean_result();
  for (int i = 0; i < 10'000; ++i) {
    Finding& finding = result.findings.emplace_back();
    finding.rule_id = "rule";
    finding.analyzer = "sast";
    finding.severity = Severity::kHigh;
    finding.message = fmt::format("number {:05}.", i);
    finding.locations = {place(fmt::format("src/{:05}.py", i), 1, "bad()", "bad")};
  }
  const std::string text = text_of(result);
  std::size_t at = 0;
  for (int i = 0; i < 10'000; ++i) {
    at = text.find(fmt::format("number {:05}.\n --> src/{:05}.py:1:1\n", i, i), at);
    ASSERT_NE(at, std::string::npos) << i;
  }
  EXPECT_THAT(text.substr(at), HasSubstr("findings    10,000  10,000 high\n"));
  EXPECT_TRUE(text.ends_with("failed: 10000 findings of severity high or above: 10000 high\n"));
}

TEST(TextReport, CountsSuppressedFindingsThatItDoesNotShow) {
  const ScanResult sample = sample_result();
  EXPECT_THAT(text_of(sample), HasSubstr("(1 suppressed)"));
  EXPECT_THAT(text_of(sample), Not(HasSubstr("nosec")));
  const std::string shown = text_of(sample, {.suppressed = SuppressedFindings::kShow});
  EXPECT_THAT(shown, HasSubstr("medium[python-weak-hash] (suppressed): "));
  EXPECT_THAT(shown, HasSubstr("= suppressed: nosec B303: a checksum, not a signature"));

  ScanResult only = clean_result();
  only.findings = {sample.findings[0]};
  only.findings[0].suppression.emplace();
  EXPECT_THAT(text_of(only), HasSubstr("No findings in 1 file"));
  EXPECT_THAT(text_of(only), HasSubstr("Suppressed: 1 finding."));
}

TEST(TextReport, CountsPlacesAsPeopleDo) {
  ScanResult result = clean_result();
  Finding& finding = result.findings.emplace_back();
  finding.rule_id = "rule";
  finding.message = "message";
  for (int i = 0; i < 4; ++i) finding.locations.push_back(place("f", 1, "x", "x"));
  EXPECT_THAT(text_of(result), Not(HasSubstr("more place")));
  finding.locations.push_back(place("f", 1, "x", "x"));
  EXPECT_THAT(text_of(result), HasSubstr("= and 1 more place\n"));
  finding.locations.push_back(place("f", 1, "x", "x"));
  EXPECT_THAT(text_of(result), HasSubstr("= and 2 more places\n"));
}

TEST(TextReport, SaysHowLongItTookOnlyWhenTold) {
  EXPECT_THAT(text_of(clean_result(), {.elapsed_ms = 42}), HasSubstr(", in 42 ms"));
  EXPECT_THAT(text_of(clean_result(), {.elapsed_ms = 4'230}), HasSubstr(", in 4.2 s"));
  EXPECT_THAT(text_of(clean_result(), {.elapsed_ms = 125'000}), HasSubstr(", in 2 min 5 s"));
  EXPECT_THAT(text_of(clean_result()), Not(HasSubstr(", in ")));
}

TEST(Formats, AreThoseOfTheTable) {
  std::vector<std::string> names;
  for (const ReportFormat& format : report_formats()) {
    names.emplace_back(format.name);
    EXPECT_FALSE(format.description.empty());
    const auto report = write_report(format.name, ScanResult{}, Verdict{});
    ASSERT_TRUE(report.ok());
    EXPECT_TRUE(report->ends_with('\n') && !report->ends_with("\n\n"));
  }
  EXPECT_THAT(names, testing::ElementsAre("text", "json", "sarif", "sonar", "cyclonedx", "spdx",
                                          "openvex"));
  const auto unknown = write_report("xml", ScanResult{}, Verdict{});
  ASSERT_FALSE(unknown.ok());
  EXPECT_EQ(unknown.error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(unknown.error().message, "unknown report format `xml`");
  EXPECT_EQ(unknown.error().hint,
            "the formats are text, json, sarif, sonar, cyclonedx, spdx, openvex");
}

// A vulnerability of `package`; `way` is what brings it in.
Finding vulnerability(const std::string& id, const std::string& package, Severity severity,
                      const std::string& upgrade, const std::string& way = {}) {
  Finding finding;
  finding.rule_id = id;
  finding.analyzer = "sca";
  finding.message = package + " is vulnerable";
  finding.severity = severity;
  finding.confidence = Confidence::kHigh;
  finding.locations.push_back(
      {.path = "package-lock.json", .region = {3, 1, 3, 5}, .snippet = "   \"" + package + "\""});
  finding.properties = {{"purl", "pkg:npm/" + package + "@1.0.0"},
                        {"package", package},
                        {"version", "1.0.0"},
                        {"advisories", id}};
  if (!upgrade.empty()) finding.properties["upgrade_to"] = upgrade;
  if (!way.empty()) finding.properties["dependency_path"] = way;
  return finding;
}

TEST(TextReport, TellsTheVulnerabilitiesOfAPackageTogether) {
  ScanResult result;
  result.findings = {vulnerability("CVE-1", "qs", Severity::kLow, "1.2.0"),
                     vulnerability("CVE-2", "qs", Severity::kHigh, "1.2.0"),
                     vulnerability("CVE-3", "ms", Severity::kHigh, "")};
  result.findings[1].properties["fixed_version"] = "1.1.9";
  const std::string text = text_of(result);
  EXPECT_THAT(text, HasSubstr("high: qs 1.0.0 has 2 known vulnerabilities; upgrade to 1.2.0\n"));
  EXPECT_THAT(text, HasSubstr("= high[CVE-2]: CVE-2; fixed in 1.1.9\n"));
  EXPECT_LT(text.find("high[CVE-2]"), text.find("low[CVE-1]"));
  EXPECT_THAT(text, HasSubstr("high[CVE-3]: ms is vulnerable"));
  EXPECT_THAT(text, HasSubstr("replace ms 1.0.0, as no version without"));
}

TEST(TextReport, TellsWhichPackageToRaise) {
  ScanResult result;
  result.packages.push_back({.ecosystem = "npm",
                             .name = "express",
                             .version = "4.17.1",
                             .purl = "pkg:npm/express@4.17.1"});
  const std::string way = "pkg:npm/express@4.17.1 > pkg:npm/qs@1.0.0";
  result.findings = {vulnerability("CVE-1", "qs", Severity::kLow, "1.2.0", way),
                     vulnerability("CVE-4", "send", Severity::kMedium, "1.1.0",
                                   "pkg:npm/express@4.17.1 > pkg:npm/send@1.0.0"),
                     vulnerability("CVE-5", "ms", Severity::kCritical, "3.0.0")};
  std::string text = text_of(result, {.width = 200});
  EXPECT_THAT(text, HasSubstr("critical: upgrade ms 1.0.0 to 3.0.0 (package-lock.json): ends 1 "
                              "vulnerability\n"));
  EXPECT_THAT(text, HasSubstr("medium: raise express 4.17.1 until it brings in qs 1.2.0, send "
                              "1.1.0 (package-lock.json): ends 2 vulnerabilities, 1 of them "
                              "medium\n"));
  for (Finding& finding : result.findings) finding.suppression.emplace();
  EXPECT_THAT(text_of(result), Not(HasSubstr("what to do")));
}

}  // namespace
}  // namespace scan::report
