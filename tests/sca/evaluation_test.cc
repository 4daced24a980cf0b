// OSV's evaluation: a table of events and of the versions that they affect, and random records
// against the oracle.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "index_of.h"
#include "osv_oracle.h"
#include "version_table.h"

namespace scan::sca {
namespace {

struct Case {
  const char* name;
  const char* affected;  // ranges and versions, as JSON
  const char* hits;      // versions that are affected, between spaces
  const char* misses;
};

constexpr Case kCases[] = {
    {"IntroducedAndFixed",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1.0"},{"fixed":"2.0"}]}])",
     "1.0 1 1.0.0 1.5 2.0rc1 2.0.dev1 1.0.post1 1.0+local",
     "0.9 1.0rc1 1.0.dev0 2.0 2 2.0.0 2.0+x 3"},
    {"FromTheBeginning",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1.0"}]}])",
     "0 0.dev0 0a1 0.0.1 1.0rc1", "1.0 1.0.post1 unreadable"},
    {"NeverFixed", R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1.0"}]}])",
     "1.0 99 1!0", "0.9 unreadable"},
    {"EveryVersion", R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"}]}])",
     "0.dev0 99 unreadable", ""},
    {"LastAffected",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1.0"},{"last_affected":"2.0"}]}])",
     "1.0 2.0 2.0.0 2", "0.9 2.0.post1 2.0+x 2.0.1"},
    {"SeveralInOneRange",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1.1"},)"
     R"({"introduced":"2.0"},{"fixed":"2.3"},{"introduced":"3.0"}]}])",
     "0.1 1.0 2.0 2.2 3.0 4", "1.1 1.9 2.3 2.9"},
    {"EventsInAnyOrder",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"fixed":"2.3"},{"introduced":"2.0"},)"
     R"({"fixed":"1.1"},{"introduced":"0"}]}])",
     "0.1 1.0 2.0 2.2", "1.1 1.9 2.3"},
    {"NumbersNotText",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1.9"},{"fixed":"1.10"}]}])",
     "1.9 1.9.9", "1.10 1.1 1.100"},
    {"FixedWhereItIsIntroducedAgain",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"fixed":"2"},)"
     R"({"introduced":"2"},{"fixed":"3"}]}])",
     "1 1.9 2 2.9", "0.9 3"},
    {"IntroducedAndFixedAtOnce",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"fixed":"1"}]}])", "",
     "0.9 1 2"},
    {"OneVersionOnly",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"last_affected":"1"}]}])",
     "1 1.0.0", "0.9 1.0.1 1.post1"},
    {"TwoIntroduced",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"introduced":"2"},{"fixed":"3"}]}])",
     "1 2 2.9", "0.9 3"},
    {"TwoFixed",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"fixed":"2"},{"fixed":"3"}]}])",
     "1 1.9", "0.9 2 2.5 3"},
    {"FixedBeforeIntroduced",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"fixed":"1"},{"introduced":"2"}]}])", "2 3",
     "0.9 1"},
    {"NothingIntroduced",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"fixed":"2"}]},{"type":"ECOSYSTEM","events":[]},)"
     R"({"type":"ECOSYSTEM","events":[{"last_affected":"3"},{"limit":"4"}]},{"type":"ECOSYSTEM"}])",
     "", "0 1 2 3"},
    {"FixedByAnyVersion",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"*"}]}],"versions":["1.0"])",
     "1.0", "0.9 1.1"},
    {"SeveralLastAffectedAtOnce",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"last_affected":"2.0"},{"introduced":"2"},)"
     R"({"last_affected":"2"},{"introduced":"1"},{"last_affected":"2.0.0"}]}])",
     "1 1.5 2 2.0", "0 2.0.1 3"},
    {"Limit", R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"limit":"2"}]}])",
     "1 1.9", "0 2 3"},
    {"GreatestLimit",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"limit":"2"},{"limit":"3"}]}])",
     "1 2 2.9", "0 3"},
    {"LimitBeyondTheFix",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"fixed":"2"},{"limit":"3"}]}])",
     "1 1.9", "2 3"},
    {"LimitBeforeTheFix",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"fixed":"3"},{"limit":"2"}]}])",
     "1 1.9", "2 2.5 3"},
    {"InfiniteLimit",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"limit":"2"},{"limit":"*"}]}])",
     "1 2 9", "0"},
    {"LimitBelowAll",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"2"},{"limit":"1"}]}])", "",
     "0 1 2 3"},
    {"GitFirst",
     R"("ranges":[{"type":"GIT","repo":"x","events":[{"introduced":"0"},{"fixed":"abc"}]},)"
     R"({"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1"}]}])",
     "0.9", "1 2"},
    {"GitLast",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1"}]},)"
     R"({"type":"GIT","repo":"x","events":[{"introduced":"0"}]}])",
     "0.9", "1 2"},
    {"GitOnly", R"("ranges":[{"type":"GIT","repo":"x","events":[{"introduced":"0"}]}])", "", "0 1"},
    {"GitAndVersions",
     R"("ranges":[{"type":"GIT","repo":"x","events":[{"introduced":"0"}]}],"versions":["1.2","1.3"])",
     "1.2 1.2.0 1.3", "1.2.1 1.4"},
    {"SeveralRanges",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"fixed":"2"}]},)"
     R"({"type":"ECOSYSTEM","events":[{"introduced":"3"},{"fixed":"4"}]},)"
     R"({"type":"ECOSYSTEM","events":[{"introduced":"1.5"},{"fixed":"2.5"}]}])",
     "1 1.7 2 2.4 3 3.9", "0.9 2.5 2.9 4"},
    {"VersionsOnly", R"("versions":["1.0","2.0-unreadable"])", "1.0 1 2.0-unreadable", "2.0 1.1"},
    {"VersionsBesideRange",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1"},{"fixed":"2"}]}],"versions":["0.5","1.5","9.9.9.x"])",
     "0.5 1 1.5 9.9.9.x", "0.6 2 9.9.9"},
    {"UnreadableEvent",
     R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"not-a-version"}]}],"versions":["1.0"])",
     "1.0", "0.9 1.1"},
    {"UnknownRangeType",
     R"("ranges":[{"type":"MOON","events":[{"introduced":"0"}]}],"versions":["1.0"])", "1.0",
     "0.9"},
    {"NoRangesNorVersions", R"("ranges":[],"versions":[])", "", "1 0"},
    {"NullVersions", R"("ranges":null,"versions":null)", "", "1 0"},
};

std::vector<std::string> words(const std::string& text) {
  std::vector<std::string> found;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

class Evaluation : public testing::TestWithParam<Case> {};

TEST_P(Evaluation, AffectsWhatTheSchemaSays) {
  AdvisoryIndex index = index_of({osv("X-1", "PyPI", "p", GetParam().affected)});
  for (const std::string& version : words(GetParam().hits))
    EXPECT_EQ(ids_found(index, "PyPI", "p", version).size(), 1u) << version;
  for (const std::string& version : words(GetParam().misses))
    EXPECT_EQ(ids_found(index, "PyPI", "p", version).size(), 0u) << version;
}

INSTANTIATE_TEST_SUITE_P(Table, Evaluation, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

constexpr const char* kNoVersion = "no version";

// Random records over some versions of an ecosystem: up to five events a range, several ranges,
// lists and limits, in any order.
class RandomRecords {
 public:
  RandomRecords(std::string ecosystem, std::vector<std::string> versions)
      : ecosystem_(std::move(ecosystem)), versions_(std::move(versions)) {}

  // Compares the index with the oracle for each version.
  void check(int rounds) {
    unsigned affected_pairs = 0, pairs = 0;
    for (int round = 0; round < rounds; ++round) {
      std::string record = this->record();
      AdvisoryIndex index = index_of({record});
      nlohmann::json json = nlohmann::json::parse(record);
      for (const std::string& wanted : versions_) {
        if (wanted == kNoVersion) continue;  // the table above has what it matches
        bool expected = OsvOracle::affects(json, ecosystem_, "p", wanted);
        ASSERT_EQ(!ids_found(index, ecosystem_, "p", wanted).empty(), expected)
            << wanted << " in " << record;
        affected_pairs += expected;
        ++pairs;
      }
    }
    EXPECT_GT(affected_pairs, pairs / 10);
    EXPECT_LT(affected_pairs, pairs / 10 * 9);
  }

 private:
  unsigned below(std::size_t n) { return static_cast<unsigned>(random_() % n); }
  std::string version() { return nlohmann::json(versions_[below(versions_.size())]).dump(); }

  std::string record() {
    const char* kinds[] = {"introduced", "introduced", "fixed", "last_affected", "limit"};
    const char* types[] = {"ECOSYSTEM", "ECOSYSTEM", "SEMVER", "GIT"};
    std::string ranges, listed;
    for (unsigned r = 0, n = below(3); r < n; ++r) {
      std::string events;
      for (unsigned e = 0, m = 1 + below(5); e < m; ++e)
        events += std::string(e ? "," : "") + "{\"" + kinds[below(5)] + "\":" + version() + "}";
      ranges += std::string(r ? "," : "") + R"({"type":")" + types[below(4)] + R"(","events":[)" +
                events + "]}";
    }
    for (unsigned i = 0, n = below(3); i < n; ++i) listed += (i ? "," : "") + version();
    return osv("X-1", ecosystem_, "p", "\"ranges\":[" + ranges + "],\"versions\":[" + listed + "]");
  }

  std::mt19937 random_{3};
  std::string ecosystem_;
  std::vector<std::string> versions_;
};

TEST(EvaluationOracle, AgreesOnRandomRecords) {
  RandomRecords("PyPI", {"0", "1", "1.0rc1", "1.5", "2", "2.0.1", "2.1", "3.dev1", "3", "3.0+x"})
      .check(3000);
}

class EvaluationByOrdering : public testing::TestWithParam<OrderingRow> {};

// On versions of the ordering's table, which are where orderings differ, and some that are none.
TEST_P(EvaluationByOrdering, AgreesOnRandomRecords) {
  auto row = std::find_if(ecosystems().begin(), ecosystems().end(), [](const Ecosystem& ecosystem) {
    return ecosystem.ordering == GetParam().ordering;
  });
  ASSERT_NE(row, ecosystems().end());
  std::vector<std::string> versions = {"0", kNoVersion};
  for (const std::string& line : version_table(GetParam().name))
    if (!line.starts_with('!'))
      for (const Step& step : parse_chain(line)) versions.push_back(step.version);
  std::mt19937 random(11);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(versions.begin(), versions.end(), random);
    RandomRecords(std::string(row->osv), {versions.begin(), versions.begin() + 12}).check(15);
  }
}

INSTANTIATE_TEST_SUITE_P(Orderings, EvaluationByOrdering, testing::ValuesIn(orderings()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Fix, IsTheOneThatEndsTheInterval) {
  AdvisoryIndex index = index_of({osv(
      "X-1", "PyPI", "p",
      R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1.1"},{"introduced":"2"},)"
      R"({"fixed":"2.3"}]},{"type":"ECOSYSTEM","events":[{"introduced":"2.2"},{"fixed":"2.4.0"}]},)"
      R"({"type":"ECOSYSTEM","events":[{"introduced":"5"}]}],"versions":["1.5"])")});
  auto fix = [&](const char* version) {
    auto matches = index.find("PyPI", "p", version);
    return matches.ok() && matches->size() == 1 ? matches->front().fixed : "no match";
  };
  EXPECT_EQ(fix("1.0"), "1.1");
  EXPECT_EQ(fix("2.1"), "2.4.0") << "2.3 lies in another affected range";
  EXPECT_EQ(fix("1.5"), "2.4.0") << "listed, but in no range: the next fix";
  EXPECT_EQ(fix("6"), "");
}

TEST(SemVerRanges, ApplyWithTheEcosystemsOwnOrdering) {
  AdvisoryIndex index = index_of(
      {osv("GO-1", "Go", "example.org/m",
           R"("ranges":[{"type":"SEMVER","events":[{"introduced":"0"},{"fixed":"1.2.4"}]}])"),
       osv("GO-2", "Go", "stdlib",
           R"("ranges":[{"type":"SEMVER","events":[{"introduced":"1.21.0-0"},{"fixed":"1.21.0-rc.3"}]}])"),
       osv("RS-1", "crates.io", "c",
           R"("ranges":[{"type":"SEMVER","events":[{"introduced":"0.0.0-0"},{"fixed":"1.2.0"}]}])")});
  EXPECT_EQ(ids_found(index, "Go", "example.org/m", "v1.2.4-0.20220101120000-abcdef012345").size(),
            1u);
  EXPECT_EQ(ids_found(index, "Go", "example.org/m", "v1.2.4").size(), 0u);
  EXPECT_EQ(ids_found(index, "Go", "example.org/m", "v2.0.0+incompatible").size(), 0u);
  EXPECT_EQ(ids_found(index, "Go", "stdlib", "1.21rc2").size(), 1u);
  EXPECT_EQ(ids_found(index, "Go", "stdlib", "1.21rc3").size(), 0u);
  EXPECT_EQ(ids_found(index, "crates.io", "c", "1.1.9").size(), 1u)
      << "no row, but SEMVER says how";
  EXPECT_EQ(ids_found(index, "crates.io", "c", "1.2.0").size(), 0u);
}

TEST(UnorderedEcosystems, AreMatchedByTheirListsWithANotice) {
  AdvisoryDatabaseStatus status;
  AdvisoryIndex index = index_of(
      {osv(
          "M-1", "Android", "platform/x",
          R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.0"}]}],"versions":["1.0","1.5"])")},
      &status);
  EXPECT_EQ(ids_found(index, "Android", "platform/x", "1.5").size(), 1u);
  EXPECT_EQ(ids_found(index, "Android", "platform/x", "1.6").size(), 0u);
  ASSERT_EQ(status.notices.size(), 1u);
  EXPECT_EQ(status.notices[0].code, "advisory-ordering");
}

}  // namespace
}  // namespace scan::sca
