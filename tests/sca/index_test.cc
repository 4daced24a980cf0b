// The advisory index as a whole: what goes in comes out, equal input gives equal bytes, and no
// corruption reads as "not affected".
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>

#include "index_of.h"
#include "sca/alias_groups.h"
#include "sca/index_file.h"

namespace scan::sca {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr char kBelowTwo[] =
    R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.0"}]}])";

std::vector<std::string> many_records(int count) {
  std::vector<std::string> records;
  for (int i = 0; i < count; ++i)
    records.push_back(
        osv("PYSEC-" + std::to_string(i), "PyPI", "package-" + std::to_string(i % 97), kBelowTwo,
            R"("aliases":["CVE-2020-)" + std::to_string(1000 + i / 2) +
                R"("],"details":"Details of advisory )" + std::to_string(i) + R"(",)"));
  return records;
}

TEST(Index, FindsPackagesUnderAnySpelling) {
  AdvisoryIndex index = index_of({osv("A-1", "PyPI", "Jw.Util", kBelowTwo),
                                  osv("A-2", "npm", "JSONStream", kBelowTwo),
                                  osv("A-3", "npm", "jw-util", kBelowTwo)});
  EXPECT_EQ(ids_found(index, "PyPI", "jw_UTIL", "1.0"), (std::vector<std::string>{"A-1"}));
  EXPECT_EQ(ids_found(index, "npm", "JSONStream", "1.0.0"), (std::vector<std::string>{"A-2"}));
  EXPECT_TRUE(ids_found(index, "npm", "jsonstream", "1.0.0").empty());
  EXPECT_EQ(ids_found(index, "npm", "jw-util", "1.0.0"), (std::vector<std::string>{"A-3"}));
  EXPECT_TRUE(ids_found(index, "PyPI", "absent", "1.0").empty());
  EXPECT_TRUE(*index.covers("npm"));
  EXPECT_FALSE(*index.covers("Go"));
}

TEST(Index, KeepsReleasesOfADistributionApart) {
  AdvisoryIndex index = index_of({osv("D-11", "Debian:11", "openssl", R"("versions":["1-1"])"),
                                  osv("D-12", "Debian:12", "openssl", R"("versions":["1-1"])")});
  EXPECT_EQ(ids_found(index, "Debian:12", "openssl", "1-1"), (std::vector<std::string>{"D-12"}));
  EXPECT_TRUE(*index.covers("Debian"));
}

TEST(Index, FindsWhatIsSaidOfAllReleases) {
  const char* all = R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"}]}])";
  AdvisoryIndex index =
      index_of({osv("D-0", "Debian", "p", all), osv("D-1", "Debian:11", "p", all),
                osv("D-2", "Debian:12", "p", all), osv("U-1", "Ubuntu:Pro:22.04:LTS", "p", all),
                osv("M-1", "Maven:https://maven.google.com", "g:a", all),
                osv("A-1", "Alpine:v3.18", "p", all)});
  auto found = [&](const char* ecosystem, const char* name = "p") {
    return ids_found(index, ecosystem, name, "1.0-1");
  };
  EXPECT_THAT(found("Debian:11"), UnorderedElementsAre("D-0", "D-1"));
  EXPECT_THAT(found("Debian:12.5"), UnorderedElementsAre("D-0", "D-2"));
  EXPECT_THAT(found("Debian:13"), ElementsAre("D-0"));
  EXPECT_THAT(found("Debian"), UnorderedElementsAre("D-0", "D-1", "D-2")) << "of which release?";
  EXPECT_THAT(found("Ubuntu:22.04:LTS"), ElementsAre("U-1"));
  EXPECT_THAT(found("Ubuntu:22.04"), ElementsAre("U-1"));
  EXPECT_THAT(found("Ubuntu:24.04:LTS"), IsEmpty());
  EXPECT_THAT(found("Maven", "g:a"), ElementsAre("M-1"));
  EXPECT_THAT(found("Alpine:3.18"), ElementsAre("A-1"));
  for (const char* covered : {"Debian:12", "Debian:13", "Ubuntu", "Ubuntu:22.04:LTS", "Maven"})
    EXPECT_TRUE(*index.covers(covered)) << covered;
  for (const char* uncovered : {"Ubuntu:24.04:LTS", "Alpine:v3.19", "npm"})
    EXPECT_FALSE(*index.covers(uncovered)) << uncovered;
}

TEST(Index, PassesOnUpstreamVulnerabilities) {
  const char* all = R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"}]}])";
  const std::string cve =
      R"({"id":"CVE-2024-1","modified":"2024-01-01T00:00:00Z","aliases":["GHSA-1"],
      "severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}]})";
  AdvisoryIndex index = index_of(
      {cve, osv("DEBIAN-CVE-2024-1", "Debian:12", "one", all, R"("upstream":["CVE-2024-1"],)"),
       osv("DSA-1", "Debian:12", "passed", all, R"("upstream":["DEBIAN-CVE-2024-1","GHSA-1"],)"),
       osv("DSA-2", "Debian:12", "many", all, R"("upstream":["CVE-2024-1","CVE-2024-2"],)"),
       osv("LOOP-1", "Debian:12", "loop", all, R"("upstream":["LOOP-1","LOOP-2"],)"),
       osv("LOOP-2", "Debian:12", "loop2", all, R"("upstream":["LOOP-1"],)"),
       osv("REL-1", "Debian:12", "related", all, R"("related":["CVE-2024-1"],)")});
  auto group = [&](const char* name) {
    Result<std::vector<AdvisoryMatch>> matches = index.find("Debian:12", name, "1");
    EXPECT_TRUE(matches.ok() && matches->size() == 1) << name;
    return *index.group(matches->at(0).group);
  };
  EXPECT_THAT(group("one").ids, ElementsAre("DEBIAN-CVE-2024-1"));
  EXPECT_THAT(group("one").upstream, ElementsAre("CVE-2024-1"));
  EXPECT_TRUE(group("one").one_upstream);
  EXPECT_EQ(group("one").severity, Severity::kCritical) << "it states none itself";
  EXPECT_THAT(group("passed").upstream, ElementsAre("CVE-2024-1", "GHSA-1", "DEBIAN-CVE-2024-1"));
  EXPECT_TRUE(group("passed").one_upstream) << "Debian's record passes on the same CVE";
  EXPECT_THAT(group("many").upstream, ElementsAre("CVE-2024-1", "CVE-2024-2"));
  EXPECT_FALSE(group("many").one_upstream);
  EXPECT_THAT(group("loop").upstream, ElementsAre("LOOP-2"));
  EXPECT_THAT(group("related").upstream, IsEmpty());
  EXPECT_EQ(group("related").severity, std::nullopt);
}

TEST(Index, LeavesOutWhatIsWithdrawn) {
  AdvisoryIndex index =
      index_of({osv("A-1", "PyPI", "p", kBelowTwo, R"("withdrawn":"2024-02-01T00:00:00Z",)"),
                osv("A-2", "PyPI", "p", kBelowTwo, R"("withdrawn":null,)")});
  EXPECT_EQ(ids_found(index, "PyPI", "p", "1.0"), (std::vector<std::string>{"A-2"}));
  EXPECT_EQ(index.status()->advisories, 1u);
}

TEST(Index, TakesTheLaterOfTwoCopies) {
  std::string old_copy = osv("A-1", "PyPI", "p", R"("versions":["1.0"])");
  std::string withdrawn =
      R"({"id":"A-1","modified":"2024-06-01T00:00:00Z","withdrawn":"2024-06-01T00:00:00Z"})";
  for (const auto& records : {std::vector{old_copy, withdrawn}, std::vector{withdrawn, old_copy}}) {
    AdvisoryIndex index = index_of(records);
    EXPECT_TRUE(ids_found(index, "PyPI", "p", "1.0").empty());
  }
}

TEST(Index, JoinsAliasesIntoOneGroup) {
  AdvisoryIndex index = index_of({
      osv("PYSEC-1", "PyPI", "p", kBelowTwo, R"("aliases":["CVE-2020-10000","GHSA-x"],)"),
      osv("GHSA-x", "PyPI", "p", kBelowTwo,
          R"("aliases":["CVE-2020-9999"],"summary":"Bad thing","details":"More of it",)"
          R"("database_specific":{"severity":"HIGH","cwe_ids":["CWE-79","CWE-20"]},)"),
      osv("PYSEC-2", "PyPI", "p", kBelowTwo),
  });
  auto matches = index.find("PyPI", "p", "1.0");
  ASSERT_TRUE(matches.ok());
  ASSERT_EQ(matches->size(), 3u);
  EXPECT_EQ((*matches)[0].group, (*matches)[1].group);
  EXPECT_NE((*matches)[0].group, (*matches)[2].group);

  Result<AdvisoryGroup> group = index.group((*matches)[0].group);
  ASSERT_TRUE(group.ok());
  EXPECT_EQ(group->ids,
            (std::vector<std::string>{"CVE-2020-9999", "CVE-2020-10000", "GHSA-x", "PYSEC-1"}));
  EXPECT_EQ(group->severity, Severity::kHigh);
  EXPECT_EQ(group->title, "Bad thing");
  EXPECT_EQ(group->details, "More of it");
  EXPECT_EQ(group->cwes, (std::vector<std::string>{"CWE-20", "CWE-79"}));
  EXPECT_EQ(index.group((*matches)[2].group)->severity, std::nullopt);
}

TEST(Index, TakesSeverityFromAliasesThatNameNoPackage) {
  AdvisoryIndex index = index_of(
      {osv("PYSEC-1", "PyPI", "p", kBelowTwo, R"("aliases":["CVE-2020-1"],)"),
       R"({"id":"CVE-2020-1","modified":"2020-01-01T00:00:00Z","severity":[{"type":"CVSS_V3",)"
       R"("score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}]})"});
  EXPECT_EQ(index.group(index.find("PyPI", "p", "1")->front().group)->severity,
            Severity::kCritical);
}

TEST(Index, ReadsTheWordsOfDatabases) {
  struct Case {
    const char* word;
    std::optional<Severity> severity;
  };
  constexpr Case kCases[] = {
      {R"("database_specific":{"severity":"MODERATE"})", Severity::kMedium},
      {R"("database_specific":{"severity":"Important"})", Severity::kHigh},
      {R"("severity":[{"type":"Ubuntu","score":"negligible"}])", Severity::kInfo},
      {R"("affected":[{"package":{"ecosystem":"Debian:12","name":"p"},)"
       R"("ecosystem_specific":{"urgency":"unimportant"}}])",
       Severity::kInfo},
      {R"("affected":[{"package":{"ecosystem":"Debian:12","name":"p"},)"
       R"("ecosystem_specific":{"urgency":"not yet assigned"}}])",
       std::nullopt},
      {R"("affected":[{"package":{"ecosystem":"Android","name":"p"},)"
       R"("ecosystem_specific":{"severity":"High","spl":["2024-01-05"]}}])",
       Severity::kHigh},
      {R"("affected":[{"package":{"ecosystem":"Go","name":"p"},)"
       R"("severity":[{"type":"CVSS_V4","score":"CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N"}]}])",
       Severity::kHigh},
      {R"("severity":[{"type":"CVSS_V3","score":"7.5"}])", std::nullopt},
      {R"("database_specific":{"severity":7,"cwe_ids":"x"})", std::nullopt},
  };
  OsvParser parser;
  for (const Case& test : kCases) {
    Result<OsvRecord> record = parser.parse(R"({"id":"X-1",)" + std::string(test.word) + "}");
    ASSERT_TRUE(record.ok()) << test.word;
    EXPECT_EQ(record->severity, test.severity) << test.word;
  }
}

TEST(Index, CallsMaliciousPackagesCritical) {
  AdvisoryIndex index = index_of({osv("MAL-2024-1", "npm", "p", kBelowTwo)});
  EXPECT_EQ(index.group(index.find("npm", "p", "1.0.0")->front().group)->severity,
            Severity::kCritical);
}

TEST(Index, TakesTheFirstSentenceOfDetailsWhereThereIsNoSummary) {
  const std::pair<std::string, std::string> kTitles[] = {
      {"", ""},
      {"One line", "One line"},
      {"\\n## Heading\\nBody", "Heading"},
      {"A flaw (e.g. in 1. x). More of it.", "A flaw (e.g. in 1. x)"},
      {"It ends. ", "It ends"},
      {"It ends.", "It ends"},
      {std::string(90, 'x') + " " + std::string(90, 'y') + " " + std::string(90, 'z'),
       std::string(90, 'x') + " " + std::string(90, 'y') + " …"},
      {std::string(199, 'x') + "äöü", std::string(199, 'x') + " …"},
  };
  for (const auto& [details, title] : kTitles) {
    AdvisoryIndex index =
        index_of({osv("A-1", "PyPI", "p", kBelowTwo, "\"details\":\"" + details + "\",")});
    EXPECT_EQ(index.group(index.find("PyPI", "p", "1")->front().group)->title, title);
  }
}

TEST(Index, DoesNotDependOnTheOrderOfRecords) {
  std::vector<std::string> records = many_records(300);
  std::string bytes = index_bytes(records);
  std::mt19937 random(5);
  for (int i = 0; i < 3; ++i) {
    std::shuffle(records.begin(), records.end(), random);
    EXPECT_EQ(index_bytes(records), bytes);
  }
}

TEST(Index, NotesVersionsThatCannotBeRead) {
  AdvisoryDatabaseStatus status;
  index_of(
      {osv("A-1", "PyPI", "p",
           R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1.0-x"}]}])")},
      &status);
  ASSERT_EQ(status.notices.size(), 1u);
  EXPECT_EQ(status.notices[0].code, "advisory-version");
  EXPECT_NE(status.notices[0].message.find("1.0-x"), std::string::npos);

  // Infinity is no version but to a limit.
  AdvisoryDatabaseStatus limited;
  index_of({osv("A-1", "PyPI", "p",
                R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"*"}]},)"
                R"({"type":"ECOSYSTEM","events":[{"introduced":"0"},{"limit":"*"}]}])")},
           &limited);
  ASSERT_EQ(limited.notices.size(), 1u);
  EXPECT_NE(limited.notices[0].message.find("`*`"), std::string::npos);
}

TEST(Index, IsEmptyForNoRecords) {
  AdvisoryIndex index = index_of({});
  EXPECT_TRUE(ids_found(index, "PyPI", "p", "1").empty());
  EXPECT_EQ(index.status()->packages, 0u);
}

// Everything that a scan may ask for.
bool readable(const AdvisoryIndex& index, std::size_t& matches) {
  bool sound = index.status().ok();
  for (int i = 0; i < 97; ++i) {
    auto found = index.find("PyPI", "package-" + std::to_string(i), "1.0");
    if (!found.ok()) {
      sound = false;
      continue;
    }
    matches += found->size();
    for (const AdvisoryMatch& match : *found) sound &= index.group(match.group).ok();
  }
  return sound;
}

TEST(CorruptIndex, IsRefusedWhenTruncated) {
  std::string bytes = index_bytes(many_records(300));
  for (std::size_t size = 0; size < bytes.size(); size += size < 600 ? 1 : 97)
    ASSERT_FALSE(AdvisoryIndex::from_bytes(bytes.substr(0, size), Verify::kAsRead).ok()) << size;
  ASSERT_FALSE(AdvisoryIndex::from_bytes(bytes + '\0', Verify::kAsRead).ok());
}

TEST(CorruptIndex, IsRefusedWithAnyByteChanged) {
  std::string bytes = index_bytes(many_records(300));
  for (std::size_t at = 0; at < bytes.size(); at += at < 1000 ? 1 : 61) {
    bytes[at] = static_cast<char>(bytes[at] ^ 0x20);
    Result<AdvisoryIndex> index = AdvisoryIndex::from_bytes(bytes, Verify::kAll);
    ASSERT_FALSE(index.ok()) << at;
    ASSERT_EQ(index.error().code, ErrorCode::kInvalidData);
    bytes[at] = static_cast<char>(bytes[at] ^ 0x20);
  }
}

// Above the size that is verified whole, a changed block must be told when, and only when, it is
// read.
TEST(CorruptIndex, IsNoticedOnReadingWhenLarge) {
  std::vector<std::string> records = many_records(500);
  std::mt19937_64 random(9);
  for (int i = 0; i < 1100; ++i) {  // 33 MB of versions that no ordering can read
    std::string versions;
    for (int v = 0; v < 150; ++v) {
      std::string name = "x";
      for (int k = 0; k < 12; ++k) name += std::to_string(random());
      versions += (v ? ",\"" : "\"") + name + "\"";
    }
    records.push_back(
        osv("Z-" + std::to_string(i), "PyPI", "bulk", "\"versions\":[" + versions + "]"));
  }
  const std::string bytes = index_bytes(records);
  ASSERT_GT(bytes.size(), 33u << 20);
  std::size_t expected = 0;
  {
    Result<AdvisoryIndex> index = AdvisoryIndex::from_bytes(bytes, Verify::kAsRead);
    ASSERT_TRUE(index.ok());
    ASSERT_TRUE(readable(*index, expected));
  }
  FileHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  int told = 0;
  for (const SectionRecord& section : header.sections) {
    if (section.size == 0) continue;
    std::string changed = bytes;
    std::size_t at = section.offset + random() % section.size;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    Result<AdvisoryIndex> index = AdvisoryIndex::from_bytes(std::move(changed), Verify::kAsRead);
    std::size_t matches = 0;
    bool sound = index.ok() && readable(*index, matches);
    told += !sound;
    ASSERT_TRUE(!sound || matches == expected) << "corruption at " << at << " reads as clean";
  }
  EXPECT_GE(told, 8);
}

// With checksums made to fit, references lead anywhere: never a crash, a hang or a huge allocation.
TEST(CorruptIndex, SurvivesForgedReferences) {
  const std::string bytes = index_bytes(many_records(100));
  std::mt19937_64 random(11);
  FileHeader header;
  std::memcpy(&header, bytes.data(), sizeof header);
  for (int round = 0; round < 500; ++round) {
    std::string forged = bytes;
    for (int i = 0; i < 1 + round % 8; ++i) {
      std::size_t at = header.payload_offset + random() % (forged.size() - header.payload_offset);
      forged[at] = static_cast<char>(random());
    }
    reseal_index(forged);
    Result<AdvisoryIndex> index = AdvisoryIndex::from_bytes(std::move(forged), Verify::kAll);
    ASSERT_TRUE(index.ok());
    std::size_t matches = 0;
    readable(*index, matches);
  }
}

TEST(CorruptIndex, OfAnotherVersionSaysSo) {
  std::string bytes = index_bytes(many_records(3));
  bytes[8] = 99;
  reseal_index(bytes);
  Result<AdvisoryIndex> index = AdvisoryIndex::from_bytes(bytes, Verify::kAll);
  ASSERT_FALSE(index.ok());
  EXPECT_NE(index.error().message.find("version 99"), std::string::npos);
}

TEST(AliasGroups, JoinTransitively) {
  AliasGroups aliases;
  aliases.join("B", "CVE-2021-2");
  aliases.join("C", "D");
  aliases.join("A", "A");
  aliases.join("D", "CVE-2021-2");
  std::vector<std::vector<std::string_view>> groups;
  for (const AliasGroups::Ids ids : aliases.groups()) groups.emplace_back(ids.begin(), ids.end());
  EXPECT_EQ(groups,
            (std::vector<std::vector<std::string_view>>{{"CVE-2021-2", "B", "C", "D"}, {"A"}}));
}

TEST(AliasGroups, NameCvesFirst) {
  std::vector<std::string> ids = {"PYSEC-1", "GHSA-a", "CVE-2021-10000", "CVE-2021-9999", "GO-1"};
  std::sort(ids.begin(), ids.end(), id_order);
  EXPECT_EQ(ids, (std::vector<std::string>{"CVE-2021-9999", "CVE-2021-10000", "GHSA-a", "GO-1",
                                           "PYSEC-1"}));
}

}  // namespace
}  // namespace scan::sca
