#include "engine/baseline.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/hash.h"

namespace scan::engine {
namespace {

Finding found(const std::string& rule, const std::string& secret) {
  return {.rule_id = rule,
          .analyzer = "secrets",
          .identity = base::sha256_hex(rule + '\0' + secret),
          .fingerprint = "f-" + rule};
}

Location at(const std::string& path, std::uint32_t line, const std::string& commit = {}) {
  Location location{.path = path, .span = {1, 2}};
  location.region = {.start_line = line, .start_column = 1, .end_line = line, .end_column = 9};
  if (!commit.empty()) location.revision = Revision{.commit = commit};
  return location;
}

Baseline parse(const std::string& json) {
  auto baseline = Baseline::parse(json, "b.json");
  EXPECT_TRUE(baseline.ok()) << baseline.error().message;
  return std::move(baseline.value());
}

TEST(Baseline, OfGitleaksListsRuleFileLinesCommitAndSecret) {
  const Baseline baseline = parse(R"([
    {"RuleID": "key", "Secret": "s3cret", "File": "a/b.py", "StartLine": 3, "EndLine": 3,
     "Commit": "", "Entropy": 3.1},
    {"RuleID": "key", "Secret": "REDACTED", "File": "c.py", "StartLine": 1, "EndLine": 1},
    {"RuleID": "key", "Secret": "s3c...", "File": "d.py", "StartLine": 1, "EndLine": 1},
    {"RuleID": "key", "Secret": "s3cret", "File": "b.py", "StartLine": 7, "EndLine": 7,
     "Commit": "00ff"},
    {"RuleID": "file", "Secret": "", "Match": "file detected: id", "File": "id",
     "StartLine": 0, "EndLine": 0}])");
  const Finding finding = found("key", "s3cret");
  const std::vector<std::string> none;
  EXPECT_TRUE(baseline.lists(finding, none, at("a/b.py", 3)));
  EXPECT_FALSE(baseline.lists(finding, none, at("a/b.py", 4)));
  EXPECT_FALSE(baseline.lists(finding, none, at("b.py", 3)));
  EXPECT_FALSE(baseline.lists(finding, none, at("a/b.py", 3, "00ff")));
  EXPECT_TRUE(baseline.lists(finding, none, at("b.py", 7, "00ff")));
  EXPECT_FALSE(baseline.lists(finding, none, at("b.py", 7)));
  EXPECT_FALSE(baseline.lists(found("key", "other"), none, at("a/b.py", 3)));
  EXPECT_FALSE(baseline.lists(found("own", "s3cret"), none, at("a/b.py", 3)));
  EXPECT_TRUE(baseline.lists(found("own", "s3cret"), {"key"}, at("a/b.py", 3)));
  EXPECT_TRUE(baseline.lists(found("key", "whatever"), none, at("c.py", 1)));
  EXPECT_TRUE(baseline.lists(found("key", "whatever"), none, at("d.py", 1)));

  Location file = at("id", 1);
  file.span = {};
  EXPECT_TRUE(baseline.lists(found("file", "id"), none, file));
  EXPECT_FALSE(baseline.lists(found("key", "id"), none, file));
}

TEST(Baseline, LeavesOutTheRootThatGitleaksHasInItsPaths) {
  Baseline baseline = parse(
      R"([{"RuleID": "key", "Secret": "s", "File": "src/a.py", "StartLine": 1, "EndLine": 1}])");
  EXPECT_FALSE(baseline.lists(found("key", "s"), {}, at("a.py", 1)));
  baseline.strip("src");
  EXPECT_TRUE(baseline.lists(found("key", "s"), {}, at("a.py", 1)));
}

TEST(Baseline, RefusesWhatIsNoReport) {
  for (const std::string json : {"", "{}", "[", "[1]", "[{}]", "[{\"RuleID\": 1}]", "null", "\"x\"",
                                 "[{\"RuleID\": \"\"}]"}) {
    const auto baseline = Baseline::parse(json, "b.json");
    ASSERT_FALSE(baseline.ok()) << json;
    EXPECT_EQ(baseline.error().code, ErrorCode::kInvalidData) << json;
    EXPECT_EQ(baseline.error().path, "b.json");
  }
  EXPECT_TRUE(parse("[]").empty());
}

}  // namespace
}  // namespace scan::engine
