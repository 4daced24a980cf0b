// Many rules, rules that match everything, and a very long file: the work is bounded, and what was
// left out is said. By counters, never by time.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "scan_text.h"

namespace scan::sast {
namespace {

std::string rule(const std::string& id, std::string_view language, std::string_view pattern) {
  return "- id: " + id + "\n  message: m\n  severity: HIGH\n  languages: [" +
         std::string(language) + "]\n  pattern: |\n    " + std::string(pattern) + "\n";
}

TEST(ScaleTest, RulesWhoseNamesAreMissingAreNotTried) {
  constexpr int kRules = 10'000;
  std::string rules = "rules:\n";
  for (int i = 0; i < kRules; ++i) {
    const std::string number = std::to_string(i);
    rules +=
        rule("r" + number, i % 2 == 0 ? "python" : "generic", "library_" + number + ".run($X)");
  }
  const auto analyzer = analyzer_of(std::move(rules));
  ASSERT_TRUE(analyzer.ok()) << analyzer.error().message;
  const FileResult result =
      analyze(**analyzer, "a.py", "library_42.run(a)\nlibrary_43.run(b)\nother.run(c)\n");
  EXPECT_EQ(result.findings.size(), 2);
  EXPECT_EQ(result.effort.rule_files, kRules);
  // "library_4" is not a name of the file, but is found in the text of one.
  EXPECT_LE(result.effort.rule_files_tried, 4);
}

TEST(ScaleTest, WhatCannotMatterAnyMoreIsNotMatched) {
  constexpr std::string_view kRules = R"(
rules:
- id: r
  message: m
  severity: HIGH
  languages: [python]
  patterns:
  - pattern-inside: |
      def $F(...):
          ...
  - pattern: run($X, shell=True)
  - pattern-not: run("...", shell=True)
- id: shares-them
  message: m
  severity: HIGH
  languages: [python]
  patterns:
  - pattern: run($X, shell=True)
  - pattern-inside: |
      def $F(...):
          ...
)";
  const auto analyzer = analyzer_of(std::string(kRules));
  ASSERT_TRUE(analyzer.ok()) << analyzer.error().message;
  std::string text = "run(a, shell=False)\n";
  for (int i = 0; i < 100; ++i) text += "def f():\n    pass\n";
  // The one call is tried once for both rules, and no function is.
  EXPECT_EQ(analyze(**analyzer, "a.py", text).effort.nodes_tried, 1);
  text += "def g():\n    run(a, shell=True)\n";
  const FileResult result = analyze(**analyzer, "a.py", text);
  EXPECT_EQ(result.findings.size(), 2);
  EXPECT_EQ(result.effort.nodes_tried, 2 + 101 + 2);
}

TEST(ScaleTest, KeysAreNamesThatAFileMustHave) {
  const auto analyzer =
      analyzer_of("rules:\n" + rule("r", "python", "{..., \"the-$where\": $X, ...}"));
  ASSERT_TRUE(analyzer.ok()) << analyzer.error().message;
  EXPECT_EQ(analyze(**analyzer, "a.py", "x = {'the-when': 1}\n").effort.files_parsed, 0);
  EXPECT_EQ(analyze(**analyzer, "a.py", "x = {'the-\\x24where': 1}\n").effort.files_parsed, 1);
  EXPECT_EQ(analyze(**analyzer, "a.py", "x = {'the-$where': 1}\n").findings.size(), 1);
}

TEST(ScaleTest, WhatMatchesEverythingEndsWithANotice) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "value = call(other, 'text', 1)\n";
  for (const std::string_view language : {"python", "generic"}) {
    for (const std::string_view pattern : {"$X", "..."}) {
      const auto analyzer = analyzer_of("rules:\n" + rule("all", language, pattern));
      ASSERT_TRUE(analyzer.ok()) << analyzer.error().message;
      const FileResult result = analyze(**analyzer, "a.py", text);
      EXPECT_LE(result.findings.size(), 20'001) << language << ' ' << pattern;
      const bool few = result.findings.size() < 20'000;
      EXPECT_EQ(result.notices.size(), few ? 0 : 1) << language << ' ' << pattern;
      for (const Notice& notice : result.notices) {
        EXPECT_EQ(notice.code, "match-limit");
        EXPECT_TRUE(notice.incomplete);
        EXPECT_EQ(notice.rule_id, "all");
      }
    }
  }
}

}  // namespace
}  // namespace scan::sast
