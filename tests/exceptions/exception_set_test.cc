// Which findings an exception suppresses, and until when.
#include "exceptions/exception_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "exceptions/exception_file.h"

namespace scan::exceptions {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kDay = 86'400;
const std::int64_t kToday = *parse_date("2026-06-15");

Finding vulnerability(const std::string& id, const std::string& purl, const std::string& path) {
  Finding finding;
  finding.rule_id = id;
  finding.analyzer = "sca";
  finding.locations.push_back({.path = path});
  finding.properties = {{"purl", purl},
                        {"package", "minimist"},
                        {"ecosystem", "npm"},
                        {"version", "1.2.5"},
                        {"scope", "dev"}};
  return finding;
}

// Whether our own format's entry suppresses CVE-1 (alias GHSA-1) of minimist 1.2.5 in
// web/package-lock.json.
bool suppresses(const std::string& entry, const std::string& folder = "",
                std::int64_t now = kToday) {
  auto read = read_exceptions("exceptions:\n- " + entry + "\n  reason: r\n", "e.yaml");
  EXPECT_TRUE(read.ok()) << entry << ": " << read.error().message;
  if (!read.ok()) return false;
  ExceptionSet set(now);
  set.add(*std::move(read), "e.yaml", folder);
  const Finding finding = vulnerability("CVE-1", "pkg:npm/minimist@1.2.5", "web/package-lock.json");
  return set.find(finding, {"GHSA-1"}, finding.primary()).has_value();
}

TEST(ExceptionSet, GoesByTheIdOrAnAliasOfTheRule) {
  EXPECT_TRUE(suppresses("id: CVE-1"));
  EXPECT_TRUE(suppresses("id: cve-1"));
  EXPECT_TRUE(suppresses("id: [CVE-0, GHSA-1]"));
  EXPECT_FALSE(suppresses("id: CVE-10"));
}

TEST(ExceptionSet, GoesByThePackage) {
  EXPECT_TRUE(suppresses("id: CVE-1\n  package: pkg:npm/minimist"));
  EXPECT_TRUE(suppresses("id: CVE-1\n  package: [pkg:npm/qs, pkg:npm/minimist@1.2.5]"));
  EXPECT_TRUE(suppresses("package: pkg:NPM/minimist?a=b#c"));
  EXPECT_FALSE(suppresses("id: CVE-1\n  package: pkg:npm/minimist@1.2.6"));
  EXPECT_FALSE(suppresses("id: CVE-1\n  package: pkg:npm/mini"));
  EXPECT_FALSE(suppresses("id: CVE-1\n  package: pkg:pypi/minimist"));
}

TEST(ExceptionSet, GoesByThePath) {
  for (const char* path : {"web/", "/web/package-lock.json", "package-lock.json", "web/*.json",
                           "'**/package-lock.json'"})
    EXPECT_TRUE(suppresses("id: CVE-1\n  paths: [" + std::string(path) + "]")) << path;
  for (const char* path : {"api/", "/package-lock.json", "we", "eb/package-lock.json"})
    EXPECT_FALSE(suppresses("id: CVE-1\n  paths: [" + std::string(path) + "]")) << path;
}

TEST(ExceptionSet, HoldsBelowItsFolder) {
  EXPECT_TRUE(suppresses("id: CVE-1", "web"));
  EXPECT_TRUE(suppresses("id: CVE-1\n  paths: [/package-lock.json]", "web"));
  EXPECT_FALSE(suppresses("id: CVE-1", "we"));
  EXPECT_FALSE(suppresses("id: CVE-1", "web/package-lock.json"));
}

TEST(ExceptionSet, HoldsUntilItExpires) {
  EXPECT_TRUE(suppresses("id: CVE-1\n  until: 2026-06-15", "", kToday + kDay - 1));
  EXPECT_FALSE(suppresses("id: CVE-1\n  until: 2026-06-15", "", kToday + kDay));
  EXPECT_FALSE(suppresses("id: CVE-1\n  until: 2026-06-15T00:00:00Z"));
}

TEST(ExceptionSet, TellsOfWhatHasExpiredOnlyWhereItWouldHaveCounted) {
  const std::vector<Exception> entries = {{.ids = {"CVE-1"}, .until = kToday, .directive = "one"},
                                          {.ids = {"CVE-2"}, .until = kToday, .directive = "two"}};
  ExceptionSet set(kToday);
  set.add(entries, "x/e.yaml", "");
  EXPECT_THAT(set.notices(), IsEmpty());
  const Finding finding = vulnerability("CVE-1", "pkg:npm/minimist@1.2.5", "f");
  EXPECT_FALSE(set.find(finding, {}, finding.primary()));
  ASSERT_THAT(set.notices(), SizeIs(1));
  EXPECT_EQ(set.notices()[0].code, "exception-expired");
  EXPECT_EQ(set.notices()[0].path, "x/e.yaml");
  EXPECT_THAT(set.notices()[0].message, HasSubstr("one"));
  EXPECT_FALSE(set.notices()[0].incomplete);
}

TEST(ExceptionSet, TellsWhoDecidedAndWhy) {
  ExceptionSet set;
  set.add({{.ids = {"CVE-1"}, .directive = "not_affected", .reason = "unreachable"}}, "v.json", "");
  const Finding finding = vulnerability("CVE-1", "pkg:npm/minimist@1.2.5", "f");
  const auto suppression = set.find(finding, {}, finding.primary());
  ASSERT_TRUE(suppression);
  EXPECT_EQ(suppression->kind, Suppression::Kind::kExternal);
  EXPECT_EQ(suppression->directive, "v.json: not_affected");
  EXPECT_EQ(suppression->justification, "unreachable");
}

TEST(Dates, AreRead) {
  EXPECT_EQ(parse_date("1970-01-02"), kDay);
  EXPECT_EQ(parse_date("1970-01-01T01:00:00Z"), 3600);
  EXPECT_EQ(parse_date("1970-01-01t01:00:00.25+01:00"), 0);
  EXPECT_EQ(parse_date("1970-01-01 00:00-02:30"), 9000);
  EXPECT_EQ(parse_date("2024-02-29"), 1709164800);
  for (const char* text : {"", "2026", "2026-13-01", "2023-02-29", "2026-01-01T",
                           "2026-01-01T25:00", "2026-01-01x", "26-01-01", "2026-01-01T00:00:00+1"})
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
}

TEST(Purls, AreComparedDecoded) {
  EXPECT_TRUE(purl_covers(comparable_purl("pkg:npm/@babel/core"),
                          comparable_purl("pkg:npm/%40babel/core@7.0.0")));
  EXPECT_TRUE(purl_covers(comparable_purl("pkg:npm/%40babel/core@7.0.0"),
                          comparable_purl("pkg:npm/%40babel/core@7.0.0?x=y")));
  EXPECT_FALSE(purl_covers(comparable_purl("pkg:npm/%40babel/cor"),
                           comparable_purl("pkg:npm/%40babel/core@7.0.0")));
  EXPECT_FALSE(purl_covers(comparable_purl("pkg:npm/a@1"), comparable_purl("pkg:npm/a@10")));
  for (const char* text : {"", "npm/a", "pkg:", "pkg:npm", "pkg:npm/"})
    EXPECT_EQ(comparable_purl(text), "") << text;
}

}  // namespace
}  // namespace scan::exceptions
