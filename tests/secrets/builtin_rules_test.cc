// What the built-in rules are made of, and what they say. What they find is in tests/builtin.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "rules/rule_file.h"
#include "secrets_fixture.h"
#include "text/regex_shape.h"

namespace scan::secrets {
namespace {

const std::string kRules = SCAN_SOURCE_DIR "/rules/secrets";

std::vector<Rule> builtin_rules() {
  auto files = rules::load({kRules}, {});
  EXPECT_TRUE(files.ok()) << files.error().path << ": " << files.error().message;
  rules::Loading loading;
  loading.files = std::move(files.value());
  auto rules = read_rules(loading);
  EXPECT_TRUE(rules.ok()) << rules.error().path << ":" << rules.error().region.start_line << ": "
                          << rules.error().message;
  return std::move(rules.value());
}

std::vector<std::filesystem::path> example_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kRules))
    if (entry.path().filename().string().find(".test.") != std::string::npos)
      files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

std::string content_of(const std::filesystem::path& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

// An alias may be that of several rules, where another tool has one for all that they find.
TEST(BuiltinSecretRules, AreAtLeastThreeHundredAndFiftyAndWhole) {
  const std::vector<Rule> rules = builtin_rules();
  EXPECT_GE(rules.size(), 350u);
  std::set<std::string> ids;
  for (const Rule& rule : rules) EXPECT_TRUE(ids.insert(rule.info.id).second) << rule.info.id;
  for (const Rule& rule : rules) {
    for (const std::string& alias : rule.info.aliases)
      EXPECT_FALSE(ids.contains(alias)) << rule.info.id << ": " << alias;
    EXPECT_FALSE(rule.info.title.empty()) << rule.info.id;
    EXPECT_FALSE(rule.info.help.empty()) << rule.info.id;
    EXPECT_EQ(rule.info.cwe, std::vector<std::string>{"CWE-798"});
    EXPECT_FALSE(rule.keywords.empty()) << rule.info.id;
  }
}

TEST(BuiltinSecretRules, RunInLinearTimeAndAroundLiteralsOnly) {
  for (const Rule& rule : builtin_rules()) {
    if (rule.assigned != nullptr) continue;
    const text::Regex& regex = rule.named != nullptr ? rule.named->regex() : *rule.regex;
    const text::RegexShape shape = text::shape_of(regex.pattern());
    EXPECT_TRUE(regex.check().ok()) << rule.info.id;
    EXPECT_TRUE(regex.linear()) << rule.info.id;
    EXPECT_TRUE(shape.understood) << rule.info.id;
    EXPECT_TRUE(rule.named != nullptr || !shape.literals.empty()) << rule.info.id;
    std::vector<const text::Regex*> others;
    for (const auto& allowlist : rule.allowlists) {
      for (const text::Regex& other : allowlist->regexes) others.push_back(&other);
      for (const text::Regex& other : allowlist->paths) others.push_back(&other);
    }
    for (const text::Regex* other : others)
      EXPECT_TRUE(other->check().ok() && other->linear()) << rule.info.id << other->pattern();
  }
}

TEST(BuiltinSecretRules, SayNothingOfTheSecretItself) {
  const Detector detector(builtin_rules());
  for (const auto& path : example_files()) {
    const Source source(path.filename().string(), content_of(path));
    const FileResult result = detect(detector, source);
    ASSERT_EQ(result.findings.size() <= result.sensitive.size(), true);
    for (const Finding& finding : result.findings) {
      EXPECT_EQ(finding.identity.size(), 64u);
      for (const Span span : result.sensitive) {
        const auto secret = std::string(source.text().substr(span.begin, span.size()));
        EXPECT_EQ(finding.message.find(secret), std::string::npos) << finding.message;
      }
    }
  }
}

// A secret of another's server must not be sent to the one that all know: where a rule finds both,
// it has no `verify`.
TEST(BuiltinSecretRules, AskOnlyTheirIssuersByHttps) {
  std::size_t asking = 0;
  for (const Rule& rule : builtin_rules()) {
    if (rule.live_check == nullptr) continue;
    ++asking;
    EXPECT_TRUE(rule.live_check->request.url.starts_with("https://")) << rule.info.id;
    EXPECT_EQ(rule.precision, Precision::kFormat) << rule.info.id;
  }
  EXPECT_GE(asking, 10u);
}

// An example with a wrong checksum, or one that is plainly made up, proves a rule for what nobody
// uses.
TEST(BuiltinSecretRules, HaveExamplesThatTheirChecksBelieve) {
  std::vector<Rule> rules = builtin_rules();
  for (Rule& rule : rules) rule.builtin = true;
  const Detector detector(std::move(rules));
  std::map<std::string, Confidence> confidence;
  for (const Rule& rule : detector.rules()) confidence[rule.info.id] = rule.info.confidence;
  for (const auto& path : example_files()) {
    const std::string name = path.stem().stem().string();
    const Source source("src/" + name + ".txt", content_of(path));
    const std::string rule_file = content_of(path.parent_path() / (name + ".toml"));
    for (const Finding& finding : detect(detector, source).findings) {
      if (rule_file.find("id = \"" + finding.rule_id + '"') == std::string::npos) continue;
      EXPECT_GE(finding.confidence, confidence.at(finding.rule_id))
          << path.filename() << ":" << source.line_of(finding.primary().span.begin) << ": "
          << finding.rule_id << ": " << finding.properties.at("confidence_reason");
    }
  }
}

// Text with secrets, cut up and shuffled, so that matches meet window borders, one another, and the
// ends.
TEST(BuiltinSecretRules, FindTheSameWithoutWindowsAndInPortions) {
  const Detector with(builtin_rules(), RuleIndex::Mode::kWindows);
  const Detector portions(builtin_rules(), RuleIndex::Mode::kWindows, 5,
                          {.step = 512, .windows = 1});
  const Detector without(builtin_rules(), RuleIndex::Mode::kWholeTexts);
  std::string all;
  for (const auto& path : example_files()) all += content_of(path);
  std::uint32_t random = 12345;
  const auto below = [&random](std::size_t n) {
    random = random * 1664525 + 1013904223;
    return static_cast<std::size_t>(random >> 8) % n;
  };
  std::size_t findings = 0;
  for (int round = 0; round < 60; ++round) {
    std::string text;
    while (text.size() < 6000) {
      const std::size_t begin = below(all.size());
      text += all.substr(begin, 1 + below(700));
      if (below(12) == 0) text += round % 8 == 0 ? "\xe2\x84\xaa\xc5\xbf" : "\n";
    }
    const Source source("x", text);
    const FileResult a = detect(with, source);
    const FileResult b = detect(without, source);
    ASSERT_EQ(a.findings, b.findings) << "round " << round;
    ASSERT_EQ(a.sensitive, b.sensitive);
    const FileResult c = detect(portions, source);
    ASSERT_EQ(a.findings, c.findings) << "round " << round;
    ASSERT_EQ(a.sensitive, c.sensitive);
    findings += a.findings.size();
  }
  EXPECT_GT(findings, 500u);
}

}  // namespace
}  // namespace scan::secrets
