#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "secrets/rule_files.h"
#include "secrets_fixture.h"

namespace scan::secrets {
namespace {

using Strings = std::vector<std::string>;

struct BadRule {
  std::string toml;
  std::string message;  // a part of it
  std::uint32_t line = 0;
  std::string marked;  // what the caret points at
};

TEST(GitleaksRules, PointAtWhatIsWrong) {
  const std::vector<BadRule> cases = {
      {"[[rules]]\nid = \"a\"\nregex = '''('''\n", "invalid regular expression", 3, "'''('''"},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\nregx = 'y'\n", "unknown key `regx`", 4, "regx"},
      {"[[rules]]\nregex = 'x'\n", "no key `id`", 1, ""},
      {"[[rules]]\nid = \" \"\nregex = 'x'\n", "id is empty", 2, "\" \""},
      {"[[rules]]\nid = \"a\"\n", "neither a regex nor a path", 2, "\"a\""},
      {"[[rules]]\nid = \"a\"\nregex = '(x)'\nsecretGroup = 2\n", "only 1 groups", 4, "2"},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\nentropy = \"high\"\n", "`entropy` must be a number", 4,
       "\"high\""},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\nkeywords = [1.5, [2]]\n", "`keywords` must be a string",
       4, "[2]"},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\nseverity = \"hihg\"\n", "unknown severity `hihg`", 4,
       "\"hihg\""},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\n[[rules]]\nid = \"a\"\nregex = 'y'\n", "stands twice",
       5, "\"a\""},
      {"[[rules]]\nid = \"a\"\nnames = [\"acme\"]\n", "belong together", 3, "[\"acme\"]"},
      {"[[rules]]\nid = \"a\"\nvalue = '[0-9]{9}'\n", "belong together", 3, "'[0-9]{9}'"},
      {"[[rules]]\nid = \"a\"\nnames = [\"ab\"]\nvalue = 'x'\n", "at least three", 3, "[\"ab\"]"},
      {"[[rules]]\nid = \"a\"\nnames = [\"acme\"]\nvalue = '(x)'\n", "without groups", 4, "'(x)'"},
      {"[[rules]]\nid = \"a\"\nnames = [\"acme\"]\nvalue = '['\n", "invalid regular", 4, "'['"},
      {"[[rules]]\nid = \"a\"\nregex = 'y'\nnames = [\"acme\"]\nvalue = 'x'\n", "alongside `regex`",
       5, "'x'"},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\nskipReport = \"yes\"\n", "true or false", 4, "\"yes\""},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\n[[rules.required]]\nid = \"b\"\n",
       "no rule `b`, which this one requires", 4, ""},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\n[[rules.required]]\nid = \"\"\n", "id of the required",
       5, "\"\""},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\n[[rules.required]]\nid = \"a\"\nwithinLines = -1\n",
       "not negative", 6, "-1"},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\n[[rules.required]]\nid = \"a\"\nwithinlLines = 1\n",
       "unknown key `withinlLines`", 6, "withinlLines"},
      {"minVersion = \"new\"\n[[rules]]\nid = \"a\"\nregex = 'x'\n", "`new` is no version", 1,
       "\"new\""},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\n[[rules.allowlists]]\nstopWords = [\"a\"]\nstopwords = "
       "[\"b\"]\n",
       "`stopWords` stands twice", 5, "stopWords"},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\n[[rules.allowlists]]\ncondition = \"xor\"\npaths = "
       "['a']\n",
       "unknown condition `xor`", 5, "\"xor\""},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\n[[rules.allowlists]]\nregexTarget = \"file\"\nregexes "
       "= ['a']\n",
       "unknown target `file`", 5, "\"file\""},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\n[[rules.allowlists]]\ndescription = \"d\"\n",
       "without commits, paths, regexes or stopwords", 0, ""},
      {"[[rules]]\nid = \"a\"\nregex = 'x'\n[rules.allowlist]\nregexes = ['a', '[']\n",
       "invalid regular expression", 5, "'['"},
      {"[[allowlists]]\ntargetRules = [\"b\"]\npaths = ['a']\n[[rules]]\nid = \"a\"\nregex = 'x'\n",
       "no rule `b`", 2, "[\"b\"]"},
      {"[extend]\nurl = \"https://h/x.toml\"\n", "from a URL", 2, "\"https://h/x.toml\""},
      {"[extend]\nuseDefault = true\npath = \"x.toml\"\n", "alongside `useDefault`", 3,
       "\"x.toml\""},
      {"[extend]\nuseDefault = true\n", "no built-in rules to extend", 0, ""},
      {"[extend]\nuseDefaults = true\n", "unknown key `useDefaults`", 2, "useDefaults"},
      {"[[rule]]\nid = \"a\"\n", "unknown key `rule`", 1, ""},
  };
  for (const BadRule& c : cases) {
    const auto rules = read_rules(c.toml);
    ASSERT_FALSE(rules.ok()) << c.toml;
    const Error& error = rules.error();
    EXPECT_EQ(error.code, ErrorCode::kInvalidRule) << c.toml;
    EXPECT_NE(error.message.find(c.message), std::string::npos) << error.message << "\n" << c.toml;
    EXPECT_TRUE(c.line == 0 || error.region.start_line == c.line) << c.toml;
    if (c.marked.empty()) continue;
    const Region& r = error.region;
    EXPECT_EQ(error.source_line.substr(r.start_column - 1, r.end_column - r.start_column),
              c.marked);
  }
}

TEST(GitleaksRules, KeepTheSoundRulesWhenToldTo) {
  std::vector<Error> rejected;
  rules::Loading loading;
  loading.files.push_back(
      rule_file("[[rules]]\nid = \"bad\"\nregex = '('\n"
                "[[rules]]\nid = \"good\"\nregex = 'x'\n"
                "[[rules]]\nid = \"none\"\n"));
  loading.bad_rules = BadRules::kSkip;
  loading.rejected = &rejected;
  const auto rules = read_rules(loading);
  ASSERT_TRUE(rules.ok());
  ASSERT_EQ(rules->size(), 1u);
  EXPECT_EQ(rules->front().info.id, "good");
  EXPECT_EQ(rejected.size(), 2u);
}

TEST(GitleaksRules, CarryTheirMetadata) {
  const auto rules = read_rules(R"(
[[rules]]
id = "a"
description = "A secret."
regex = 'x'
tags = ["t"]
keywords = ["KeY"]
[[rules]]
id = "b-Generic"
title = "B"
description = "Another."
help = "Do this."
regex = 'x'
severity = "low"
confidence = "high"
aliases = ["c"]
references = ["https://h"]
cwe = ["CWE-321"]
)");
  ASSERT_TRUE(rules.ok());
  const RuleInfo& a = rules->at(0).info;
  EXPECT_EQ(a, (RuleInfo{.id = "a",
                         .analyzer = "secrets",
                         .title = "A secret.",
                         .help = "A secret.",
                         .severity = Severity::kHigh,
                         .confidence = Confidence::kMedium,
                         .cwe = {"CWE-798"}}));
  EXPECT_EQ(rules->at(0).keywords, Strings{"key"});
  EXPECT_EQ(rules->at(0).precision, Precision::kFormat);
  const RuleInfo& b = rules->at(1).info;
  EXPECT_EQ(b, (RuleInfo{.id = "b-Generic",
                         .aliases = {"c"},
                         .analyzer = "secrets",
                         .title = "B",
                         .help = "Do this.",
                         .severity = Severity::kLow,
                         .confidence = Confidence::kHigh,
                         .cwe = {"CWE-321"},
                         .references = {"https://h"}}));
  EXPECT_EQ(rules->at(1).precision, Precision::kGeneric);
}

TEST(GitleaksRules, AreSelectedByIdAndAlias) {
  const auto ids = [](const Strings& keep, const Strings& drop) {
    rules::Loading loading;
    loading.files.push_back(
        rule_file("[[rules]]\nid = \"a\"\naliases = [\"x\"]\nregex = 'x'\n"
                  "[[rules]]\nid = \"b\"\nregex = 'x'\n"));
    loading.selection = rules::Selection(keep, drop);
    Strings out;
    const auto rules = read_rules(loading);
    for (const Rule& rule : rules.value()) out.push_back(rule.info.id);
    return out;
  };
  EXPECT_EQ(ids({}, {}), (Strings{"a", "b"}));
  EXPECT_EQ(ids({"x"}, {}), Strings{"a"});
  EXPECT_EQ(ids({}, {"x"}), Strings{"b"});
}

TEST(GitleaksRules, OfTwoFilesMayNotMeetInOneId) {
  rules::Loading loading;
  loading.files.push_back(rule_file("[[rules]]\nid = \"a\"\nregex = 'x'\n", "one.toml"));
  loading.files.push_back(rule_file("[[rules]]\nid = \"a\"\nregex = 'y'\n", "two.toml"));
  const auto rules = read_rules(loading);
  ASSERT_FALSE(rules.ok());
  EXPECT_EQ(rules.error().path, "two.toml");
  EXPECT_NE(rules.error().message.find("one.toml"), std::string::npos);
}

class ExtendingRules : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("scan_secrets_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_ / "base");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }
  Result<std::vector<Rule>> read(const std::string& name) {
    auto files = rules::load({(folder_ / name).string()}, {});
    if (!files.ok()) return files.error();
    rules::Loading loading;
    loading.files = std::move(*files);
    loading.embedded = &embedded_;
    notices_.clear();
    loading.notices = &notices_;
    return read_rules(loading);
  }

  std::filesystem::path folder_;
  std::vector<Notice> notices_;
  std::vector<rules::EmbeddedFile> embedded_ = {
      {"rules/secrets/one.toml",
       "[[rules]]\nid = \"one\"\naliases = [\"uno\"]\ndescription = \"One.\"\nregex = 'x(y)'\n"
       "keywords = [\"x\"]\nentropy = 3\n[[rules]]\nid = \"two\"\nregex = 'z'\n"},
      {"rules/sast/other.yaml", "rules: [}"}};
};

TEST_F(ExtendingRules, LayTheirOwnOverTheBuiltIn) {
  write("r.toml",
        "[extend]\nuseDefault = true\ndisabledRules = [\"two\"]\n"
        "[[rules]]\nid = \"uno\"\nentropy = 4\n[[rules.allowlists]]\nstopwords = [\"a\"]\n"
        "[allowlist]\npaths = ['p']\n");
  const auto rules = read("r.toml");
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  ASSERT_EQ(rules->size(), 1u);
  const Rule& rule = rules->front();
  EXPECT_EQ(rule.info.id, "uno");
  EXPECT_EQ(rule.info.aliases, Strings{"one"});
  EXPECT_EQ(rule.message, "One.");
  EXPECT_EQ(rule.regex->pattern(), "x(y)");
  EXPECT_EQ(rule.entropy, 4);
  EXPECT_EQ(rule.keywords, Strings{"x"});
  EXPECT_EQ(rule.allowlists.size(), 1u);
  EXPECT_EQ(rule.global_allowlists->size(), 1u);
}

TEST_F(ExtendingRules, FindOtherFilesBesideTheirOwn) {
  write("base/b.toml", "[extend]\npath = \"c.toml\"\n[[rules]]\nid = \"b\"\nregex = 'b'\n");
  write("base/c.toml", "[[rules]]\nid = \"c\"\nregex = 'c'\n[[allowlists]]\npaths = ['p']\n");
  write(
      "r.toml",
      "[extend]\npath = \"base/b.toml\"\n[[allowlists]]\ntargetRules = [\"c\"]\nregexes = ['q']\n");
  const auto rules = read("r.toml");
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  ASSERT_EQ(rules->size(), 2u);
  EXPECT_EQ(rules->at(1).info.id, "c");
  EXPECT_EQ(rules->at(1).allowlists.size(), 1u);
  EXPECT_EQ(rules->at(1).global_allowlists->size(), 1u);
}

TEST_F(ExtendingRules, MayBeNamedFromWhereTheScanStarts) {
  write("base/r.toml", "[extend]\npath = \"" + (folder_ / "b.toml").string() + "\"\n");
  write("b.toml", "[[rules]]\nid = \"b\"\nregex = 'b'\n");
  EXPECT_TRUE(read("base/r.toml").ok());
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder_);
  write("base/r.toml", "[extend]\npath = \"b.toml\"\n");
  const auto rules = read("base/r.toml");
  std::filesystem::current_path(before);
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  EXPECT_EQ(rules->size(), 1u);
}

// As Gitleaks does: it follows two files from one to the next, and what they extend beyond that it
// leaves out. A file that comes round to itself is a case of it.
TEST_F(ExtendingRules, AreFollowedTwoFilesFar) {
  write("a.toml", "[extend]\npath = \"base/b.toml\"\n[[rules]]\nid = \"a\"\nregex = 'a'\n");
  write("base/b.toml", "[extend]\npath = \"../a.toml\"\n[[rules]]\nid = \"b\"\nregex = 'b'\n");
  const auto circular = read("a.toml");
  ASSERT_TRUE(circular.ok()) << circular.error().message;
  EXPECT_EQ(circular->size(), 2u);
  ASSERT_EQ(notices_.size(), 1u);
  EXPECT_NE(notices_[0].message.find("extends itself through `../a.toml`"), std::string::npos);
  EXPECT_EQ(notices_[0].path, (folder_ / "base/../base/b.toml").lexically_normal().string());

  write("base/b.toml", "[extend]\npath = \"c.toml\"\n[[rules]]\nid = \"b\"\nregex = 'b'\n");
  write("base/c.toml", "[extend]\npath = \"d.toml\"\n[[rules]]\nid = \"c\"\nregex = 'c'\n");
  write("base/d.toml", "[[rules]]\nid = \"d\"\nregex = 'd'\n");
  const auto deep = read("a.toml");
  ASSERT_TRUE(deep.ok()) << deep.error().message;
  EXPECT_EQ(deep->size(), 3u);
  ASSERT_EQ(notices_.size(), 1u);
  EXPECT_NE(notices_[0].message.find("not read"), std::string::npos);

  write("missing.toml", "[extend]\npath = \"nowhere.toml\"\n");
  EXPECT_EQ(read("missing.toml").error().code, ErrorCode::kNotFound);
}

// What is required, and whether a rule is reported, stays as the extended rule has it.
TEST_F(ExtendingRules, KeepWhatIsRequired) {
  write("base/b.toml",
        "[[rules]]\nid = \"b\"\nregex = 'b'\ntags = [\"one\"]\n[[rules.required]]\nid = \"c\"\n"
        "[[rules]]\nid = \"c\"\nregex = 'c'\nskipReport = true\n");
  write("r.toml",
        "[extend]\npath = \"base/b.toml\"\n[[rules]]\nid = \"b\"\ntags = [\"two\"]\n"
        "[[rules]]\nid = \"c\"\nskipReport = false\n");
  const auto rules = read("r.toml");
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  ASSERT_EQ(rules->size(), 2u);
  EXPECT_EQ(rules->at(0).tags, (Strings{"one", "two"}));
  ASSERT_EQ(rules->at(0).required.size(), 1u);
  EXPECT_EQ(rules->at(0).required[0].rule, 1u);
  EXPECT_TRUE(rules->at(1).skip_report);

  write("r.toml", "[extend]\npath = \"base/b.toml\"\ndisabledRules = [\"c\", \"nothing\"]\n");
  const auto without = read("r.toml");
  ASSERT_TRUE(without.ok()) << without.error().message;
  EXPECT_TRUE(without->empty());
  ASSERT_EQ(notices_.size(), 2u);
  EXPECT_NE(notices_[0].message.find("`nothing`"), std::string::npos);
  EXPECT_NE(notices_[1].message.find("`b` finds nothing"), std::string::npos);
}

TEST_F(ExtendingRules, MayAskForANewerGitleaks) {
  for (const auto& [version, newer] : std::vector<std::pair<std::string, bool>>{
           {"8.0", false}, {"v8.30.1", false}, {"8.30.2-rc1", true}, {"v9", true}}) {
    write("r.toml", "minVersion = \"" + version + "\"\n[[rules]]\nid = \"a\"\nregex = 'x'\n");
    EXPECT_TRUE(read("r.toml").ok()) << version;
    EXPECT_EQ(notices_.size(), newer ? 1u : 0u) << version;
  }
}

}  // namespace
}  // namespace scan::secrets
