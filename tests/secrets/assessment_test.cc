#include "secrets/assessment.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "secrets/evidence.h"
#include "secrets_fixture.h"

namespace scan::secrets {
namespace {

struct Case {
  std::string secret;
  Confidence confidence;
  std::string reason;  // a part of it
  std::string path = "src/a.txt";
  std::string checks = {};
  std::string line = {};
};

// As of a rule of medium confidence.
void expect(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    std::vector<Rule> rules =
        read_rules("[[rules]]\nid = \"r\"\nregex = 'x'\nchecks = [" + c.checks + "]").value();
    rules.front().builtin = true;
    const std::string line = c.line.empty() ? c.secret : c.line;
    const Assessment made = assess(
        rules.front(), {.secret = c.secret, .match = c.secret, .line = line, .path = c.path});
    EXPECT_TRUE(made.reported);
    EXPECT_EQ(made.confidence, c.confidence) << c.secret << " " << c.path << ": " << made.reason;
    EXPECT_NE(made.reason.find(c.reason), std::string::npos)
        << c.secret << " " << c.path << ": " << made.reason;
  }
}

constexpr Confidence kLow = Confidence::kLow;
constexpr Confidence kMedium = Confidence::kMedium;
constexpr Confidence kHigh = Confidence::kHigh;
const std::string kRandom = "q7RzkBCrEPwGQRFI2R7h7zoH4PBe9";
const std::string kGithub = "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";

TEST(Assessment, DoubtsWhatIsPlainlyMadeUp) {
  expect({
      {kRandom, kMedium, "proves nothing"},
      {"AKIAIOSFODNN7"
       "EXAMPLE",
       kLow, "vendor's manual"},
      {"sk_test_4eC39HqLyjWDarjtT1zdp7"
       "dc",
       kLow, "vendor's manual"},
      {"your-token-9s8d7f", kLow, "stands for another"},
      {"<insert the key>", kLow, "stands for another"},
      {"CHANGEME12345a", kLow, "stands for another"},
      {"${DB_PASSWORD}", kLow, "filled in later"},
      {"{{ vault.token }}", kLow, "filled in later"},
      {"%(password)s", kLow, "filled in later"},
      {"ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", kLow, "repeats itself"},
      {"a0000000b", kLow, "repeats itself"},
      {"tok_9f1a9f1a9f1a9f1a", kLow, "repeats itself"},
      {"010011011101001011", kLow, "repeats itself"},
      {"Zabcdefg9", kLow, "counts"},
      {"key-87654321-k", kLow, "counts"},
      {"0123456789abcdef", kLow, "counts"},
      {"Qwerty!uiop9qwertyu", kLow, "keyboard"},
      // Random values have doubles, short runs and short sequences.
      {"aab77c1ddd9efa0b112233f4", kMedium, ""},
      {"AAAAAAAAAAAAAAAAAAAAB3hZ9k2Lq0", kMedium, ""},
      {"Pa5s-w0rd!of+mine", kMedium, ""},
  });
}

TEST(Assessment, DoubtsWhatIsPublicByNature) {
  const std::string sha1 = "5f2b9c31d07ae8642fbd913c7705e6a84c1d2b09";
  expect({
      {sha1, kMedium, ""},
      {sha1, kLow, "a digest or a revision", "a.txt", "", "commit: " + sha1},
      {sha1 + "0", kMedium, "", "a.txt", "", "commit: " + sha1 + "0"},
      {"sha512-" + kRandom, kLow, "a digest"},
      {kRandom, kLow, "a lockfile", "web/yarn.lock"},
      {"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A", kLow, "public key"},
      {"AAAAC3NzaC1lZDI1NTE5AAAAIJz", kLow, "public key"},
  });
}

TEST(Assessment, IsLessSureAmongTestsAndDocumentation) {
  for (const std::string path :
       {"tests/a.py", "src/__tests__/a.js", "a_test.go", "src/a.spec.ts", "pkg/testdata/x",
        "spec/fixtures/a.json", "docs/a.txt", "README", "README.txt", "x/guide.md", "a.rst",
        ".env.example", "examples/a.sh", "demo/a.js"}) {
    EXPECT_FALSE(place_of_examples(path).empty()) << path;
    expect({{kRandom, kLow, "it stands ", path}});
  }
  for (const std::string path : {"src/contest.py", "latest/a.txt", "attestation.go", "a.txt",
                                 "inspect/a.c", ".env", "docker/a", "mdx/a.json", ""})
    EXPECT_EQ(place_of_examples(path), "") << path;
}

TEST(Assessment, BelievesAProofWhereverItStands) {
  expect({
      {kGithub, kHigh, "checksum is right", "src/a.txt", "\"crc32-base62\""},
      {kGithub, kHigh, "checksum is right", "tests/a.md", "\"crc32-base62\""},
      {kGithub.substr(0, 39) + "w", kLow, "wrong", "src/a.txt", "\"crc32-base62\""},
      // A check that the secret is not of the form of says nothing.
      {kGithub, kHigh, "right", "a", "\"jwt\", \"crc32-base62\""},
      {"AKIARZPUZDIKHTJJLLTJ", kMedium, "account 123456789012", "a", "\"aws-key-id\""},
      {"AKIARZPUZDIKHTJJLLTJ", kLow, "; it stands in documentation", "a.md", "\"aws-key-id\""},
  });
}

TEST(Assessment, StandsInTheFinding) {
  const std::string toml =
      "[[rules]]\nid = \"r\"\nregex = '\\bAKIA\\w{16}'\nchecks = [\"aws-key-id\"]\n";
  const Detector detector(read_rules(toml).value());
  const FileResult result = detect(detector, Source("a", "x AKIARZPUZDIKHTJJLLTJ"));
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].properties.at("aws_account"), "123456789012");
  EXPECT_EQ(result.findings[0].properties.at("confidence_reason"),
            "it is a key of the account 123456789012");
}

// A check that refutes is named by the rule; without one every match stays a finding.
TEST(Assessment, DropsNothingThatTheRuleDoesNotAskToDrop) {
  const std::string rule = "[[rules]]\nid = \"generic-r\"\nregex = 'k=(\\S+)'\n";
  const std::string text = "k=changeme k=sha256-f3b1c2d45a6b4c7d8e9f0a1b2c3d4e5f k=" + kRandom;
  EXPECT_EQ(secrets_in(rule, text).size(), 3u);
  EXPECT_EQ(secrets_in(rule + "checks = [\"no-digest\", \"no-placeholder\"]", text),
            std::vector<std::string>{"generic-r: " + kRandom});
}

// The user knows how their tokens are numbered, and we do not.
TEST(Assessment, LeavesPatternsToTheUserWhoseRuleItIs) {
  std::vector<Rule> rules = read_rules("[[rules]]\nid = \"r\"\nregex = 'x'").value();
  const auto confidence = [&](std::string_view secret) {
    return assess(rules.front(), {.secret = secret, .match = secret, .line = secret, .path = "a"})
        .confidence;
  };
  EXPECT_EQ(confidence("corp_0000000000000001"), kMedium);
  EXPECT_EQ(confidence("${CORP_TOKEN}"), kLow);
  rules.front().builtin = true;
  EXPECT_EQ(confidence("corp_0000000000000001"), kLow);
}

TEST(Assessment, NamesAnUnknownCheck) {
  const auto rules = read_rules("[[rules]]\nid = \"r\"\nregex = 'x'\nchecks = [\"crc32-base63\"]");
  ASSERT_FALSE(rules.ok());
  EXPECT_EQ(rules.error().message, "unknown check `crc32-base63`");
  EXPECT_NE(rules.error().hint.find("crc32-base62"), std::string::npos);
}

}  // namespace
}  // namespace scan::secrets
