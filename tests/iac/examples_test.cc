// The policies of rules/iac against the annotated examples beside them: exactly the annotated
// places are found, each policy is shown to find something and to leave something alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "iac/iac_analyzer.h"
#include "rules/rule_file.h"

namespace scan::iac {
namespace {

const std::string kFolder = std::string(SCAN_SOURCE_DIR) + "/rules/iac";

std::unique_ptr<Analyzer> builtin_policies() {
  auto files = rules::load({kFolder}, {});
  EXPECT_TRUE(files.ok()) << files.error().message;
  auto analyzer = make_analyzer({.files = std::move(*files)});
  EXPECT_TRUE(analyzer.ok()) << analyzer.error().path << ":" << analyzer.error().region.start_line
                             << ": " << analyzer.error().message;
  return std::move(*analyzer);
}

/// The ids after `word` in a line, as "a, b".
std::vector<std::string> annotated(const std::string& line, std::string_view word) {
  std::vector<std::string> ids;
  const std::size_t at = line.find(word);
  if (at == std::string::npos) return ids;
  std::string rest = line.substr(at + word.size());
  std::replace(rest.begin(), rest.end(), ',', ' ');
  std::istringstream words(rest);
  std::copy(std::istream_iterator<std::string>(words), {}, std::back_inserter(ids));
  return ids;
}

TEST(BuiltinPolicies, FindWhatTheirExamplesSay) {
  const std::unique_ptr<Analyzer> analyzer = builtin_policies();
  std::set<std::string> found_somewhere;
  std::set<std::string> allowed_somewhere;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    const std::string name = entry.path().filename().string();
    if (name.find(".test.") == std::string::npos) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const Source source(name, std::string(std::istreambuf_iterator<char>(in), {}));
    ASSERT_TRUE(analyzer->wants(name)) << name;

    FileResult result;
    const CancellationToken token;
    analyzer->analyze(source, {token, std::chrono::steady_clock::now() + std::chrono::minutes(1)},
                      result);
    EXPECT_TRUE(result.notices.empty()) << name << ": " << result.notices.front().message;
    std::multiset<std::pair<std::uint32_t, std::string>> found;
    for (const Finding& finding : result.findings)
      found.emplace(source.line_of(finding.primary().span.begin), finding.rule_id);

    std::multiset<std::pair<std::uint32_t, std::string>> expected;
    std::set<std::string> named;
    for (std::uint32_t line = 1;
         line <= source.line_of(static_cast<std::uint32_t>(source.text().size())); ++line) {
      const std::string text(source.line(line));
      for (const std::string& id : annotated(text, "ruleid: ")) {
        expected.emplace(line + 1, id);
        named.insert(id);
        found_somewhere.insert(id);
      }
      for (const std::string& id : annotated(text, "# ok: ")) {
        named.insert(id);
        allowed_somewhere.insert(id);
      }
    }
    // An example for one policy may well be found by another.
    std::erase_if(found, [&](const auto& finding) { return !named.contains(finding.second); });
    EXPECT_EQ(found, expected) << name;
  }
  for (const RuleInfo& rule : analyzer->rules()) {
    EXPECT_TRUE(found_somewhere.contains(rule.id)) << rule.id << " has no example that it finds";
    EXPECT_TRUE(allowed_somewhere.contains(rule.id))
        << rule.id << " has no example that it leaves alone";
  }
}

TEST(BuiltinPolicies, AreDocumented) {
  for (const RuleInfo& rule : builtin_policies()->rules()) {
    EXPECT_FALSE(rule.title.empty()) << rule.id;
    EXPECT_GT(rule.help.size(), 100u) << rule.id;
    EXPECT_FALSE(rule.cwe.empty()) << rule.id;
    EXPECT_FALSE(rule.languages.empty()) << rule.id;
    EXPECT_TRUE(std::filesystem::exists(kFolder + "/" + rule.id + ".yaml")) << rule.id;
  }
}

}  // namespace
}  // namespace scan::iac
