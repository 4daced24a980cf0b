// Rules: what combinations of operators find, and what is wrong with malformed ones, to the column.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scan_text.h"

namespace scan::sast {
namespace {

// A rule with the given operators, indented as the keys of a rule.
std::string rule_with(const std::string& operators) {
  return "rules:\n  - id: r\n    message: found $X\n    severity: ERROR\n    languages: "
         "[python]\n" +
         operators;
}

TEST(RuleTest, Formulas) {
  const struct {
    std::string operators, text;
    std::vector<std::uint32_t> lines;
  } kRows[] = {
      {"    pattern: f($X)\n", "f(1)\ng(1)\n", {1}},
      {"    pattern-either:\n      - pattern: f($X)\n      - pattern: g($X)\n",
       "f(1)\ng(1)\n",
       {1, 2}},
      {"    patterns:\n      - pattern: f($X)\n      - pattern-not: f(1)\n", "f(1)\nf(2)\n", {2}},
      {"    patterns:\n      - pattern: f($X)\n      - pattern-inside: |\n          def $F(...):\n "
       "           ...\n",
       "f(1)\ndef g():\n  f(2)\n",
       {3}},
      {"    patterns:\n      - pattern: f($X)\n      - pattern-not-inside: |\n          def "
       "$F(...):\n            ...\n",
       "f(1)\ndef g():\n  f(2)\n",
       {1}},
      // Metavariables are shared by the parts.
      {"    patterns:\n      - pattern-inside: |\n          $X = g()\n          ...\n      - "
       "pattern: f($X)\n",
       "a = g()\nf(a)\nf(b)\n",
       {2}},
      // A negation takes away only what agrees with its bindings.
      {"    patterns:\n      - pattern: f($X, $Y)\n      - pattern-not: f($X, $X)\n",
       "f(a, a)\nf(a, b)\n",
       {2}},
      {"    patterns:\n      - pattern: f($X)\n      - metavariable-regex:\n          "
       "metavariable: $X\n          regex: a\n",
       "f(ab)\nf(ba)\n",
       {1}},
      {"    pattern-regex: f\\(\\d\\)\n", "f(1)\n# f(2)\nf(a)\n", {1, 2}},
      {"    patterns:\n      - pattern: \"'...'\"\n      - pattern-regex: secret\n",
       "a = 'secret'\nb = secret\n",
       {1}},
      {"    patterns:\n      - pattern-either:\n          - patterns:\n              - pattern: "
       "f($X)\n              - pattern-not: f(1)\n          - pattern: g($X)\n      - "
       "pattern-not-inside: h(...)\n",
       "f(1)\nf(2)\ng(1)\nh(g(1))\n",
       {2, 3}},
      {"    pattern: f($X)\n    paths:\n      include: [\"*.py\"]\n      exclude: [\"other/\"]\n",
       "f(1)\n",
       {1}},
      {"    pattern: f($X)\n    paths:\n      exclude: [\"src/\"]\n", "f(1)\n", {}},
      {"    pattern: f($X)\n    paths:\n      include: [\"*.pyi\"]\n", "f(1)\n", {}},
  };
  for (const auto& row : kRows) {
    const auto analyzer = analyzer_of(rule_with(row.operators));
    ASSERT_TRUE(analyzer.ok()) << row.operators << analyzer.error().message;
    const FileResult result = analyze(**analyzer, "src/a.py", row.text);
    EXPECT_EQ(lines_of(result, row.text), row.lines) << row.operators << "in\n" << row.text;
  }
}

TEST(RuleTest, AFindingSaysWhatWasBound) {
  const auto analyzer = analyzer_of(rule_with("    pattern: f($X)\n"));
  const FileResult result = analyze(**analyzer, "a.py", "f(a + 1)\n");
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].message, "found a + 1");
  EXPECT_EQ(result.findings[0].rule_id, "r");
  EXPECT_EQ(result.findings[0].analyzer, "sast");
  EXPECT_EQ(result.findings[0].severity, Severity::kHigh);
  EXPECT_EQ(result.findings[0].confidence, Confidence::kMedium);
}

TEST(RuleTest, MetadataBecomesWhatReportsShow) {
  const auto analyzer = analyzer_of(
      "rules:\n  - id: r\n    message: m\n    severity: LOW\n    languages: [js, python]\n"
      "    pattern: f()\n    metadata:\n      cwe: 'CWE-78: OS Command Injection'\n"
      "      owasp: [A03:2021 - Injection]\n      confidence: HIGH\n      aliases: [B1]\n"
      "      references: [https://example.com]\n      category: security\n");
  ASSERT_TRUE(analyzer.ok()) << analyzer.error().message;
  const RuleInfo info = (*analyzer)->rules().at(0);
  EXPECT_EQ(info.severity, Severity::kLow);
  EXPECT_EQ(info.confidence, Confidence::kHigh);
  EXPECT_EQ(info.cwe, std::vector<std::string>{"CWE-78"});
  EXPECT_EQ(info.owasp, std::vector<std::string>{"A03:2021"});
  EXPECT_EQ(info.aliases, std::vector<std::string>{"B1"});
  EXPECT_EQ(info.languages, (std::vector<std::string>{"javascript", "python"}));
  EXPECT_TRUE((*analyzer)->wants("a.js"));
  EXPECT_TRUE((*analyzer)->wants("bin/tool"));
  EXPECT_FALSE((*analyzer)->wants("a.go"));
}

TEST(RuleTest, MalformedRulesAreShownUnderACaret) {
  const std::string head =
      "rules:\n  - id: r\n    message: m\n    severity: ERROR\n    languages: [python]\n";
  const struct {
    std::string text, message, at;  // `at`: what stands from the caret on
  } kRows[] = {
      {head + "    patern: f()\n", "unknown key `patern`", "patern"},
      {head + "    pattern: f(\n", "`pattern` of the rule `r`: the pattern is not valid python",
       "f("},
      {head + "    patterns:\n      - pattern: f()\n      - pattern-not: |\n          def (:\n",
       "`pattern-not` of the rule `r`: the pattern is not valid python", "def (:"},
      {head + "    pattern: |\n      a = 1\n      b = = 2\n",
       "`pattern` of the rule `r`: the pattern is not valid python", "= 2"},
      {head + "    pattern: f()\n    options:\n      x: 1\n", "unknown key `x`", "x: 1"},
      {head + "    mode: steps\n    pattern: f()\n", "mode `steps` is not supported", "steps"},
      {head + "    patterns:\n      - pattern-not: f()\n",
       "`patterns` needs at least one pattern that is not negated", "- pattern-not"},
      {head + "    patterns:\n      - focus-metavariable: x\n      - pattern: f($X)\n",
       "`x` is not a metavariable", "x"},
      {head + "    patterns:\n      - pattern: f()\n        pattern-not: g()\n",
       "an item has one operator; this one has several", "pattern: f()"},
      {head + "    pattern: f()\n    pattern-regex: g\n",
       "one of `pattern`, `patterns`, `pattern-either` and `pattern-regex` stands alone; here are "
       "several",
       "id: r"},
      {head + "    pattern-regex: '('\n", "", "'('"},
      {"rules:\n  - id: r\n    message: m\n    severity: BAD\n    languages: [python]\n    "
       "pattern: f()\n",
       "unknown severity `BAD`", "BAD"},
      {"rules:\n  - id: r\n    message: m\n    severity: ERROR\n    languages: [cobol]\n    "
       "pattern: f()\n",
       "unknown language `cobol`", "cobol"},
      {"rules:\n  - id: r\n    severity: ERROR\n    languages: [python]\n    pattern: f()\n", "",
       "id: r"},
      {"rules: 3\n", "`rules` is a list of rules", "3"},
      {head + "    patterns:\n      - pattern: f($X)\n      - metavariable-regex:\n          "
              "metavariable: X\n          regex: a\n",
       "`X` is not a metavariable", "X"},
  };
  for (const auto& row : kRows) {
    const auto analyzer = analyzer_of(row.text);
    ASSERT_FALSE(analyzer.ok()) << row.text;
    const Error& error = analyzer.error();
    EXPECT_EQ(error.code, ErrorCode::kInvalidRule);
    if (!row.message.empty()) {
      EXPECT_EQ(error.message, row.message);
    }
    ASSERT_GT(error.region.start_line, 0u) << error.message;
    EXPECT_EQ(error.source_line.substr(error.region.start_column - 1, row.at.size()), row.at)
        << error.message << "\n"
        << error.source_line;
  }
}

TEST(RuleTest, BadRulesCanBeLeftOut) {
  auto file =
      rule_file(rule_with("    pattern: f(\n") +
                "  - id: good\n    message: m\n    severity: INFO\n    languages: [python]\n"
                "    pattern: f()\n");
  std::vector<Error> rejected;
  rules::Loading loading;
  loading.bad_rules = BadRules::kSkip;
  loading.rejected = &rejected;
  loading.files.push_back(std::move(*file));
  const auto analyzer = make_analyzer(std::move(loading));
  ASSERT_TRUE(analyzer.ok());
  ASSERT_EQ((*analyzer)->rules().size(), 1u);
  EXPECT_EQ((*analyzer)->rules()[0].id, "good");
  EXPECT_EQ(rejected.size(), 1u);
}

TEST(RuleTest, SelectedRulesAreKept) {
  auto file =
      rule_file(rule_with("    pattern: f()\n") +
                "  - id: other\n    message: m\n    severity: INFO\n    languages: [python]\n"
                "    pattern: f()\n");
  rules::Loading loading;
  loading.selection = rules::Selection({"other"}, {});
  loading.files.push_back(std::move(*file));
  const auto analyzer = make_analyzer(std::move(loading));
  ASSERT_TRUE(analyzer.ok());
  EXPECT_EQ((*analyzer)->rules().size(), 1u);
}

TEST(AnalyzerTest, AFileWithErrorsIsMatchedWhereItParses) {
  const auto analyzer = analyzer_of(rule_with("    pattern: f($X)\n"));
  const std::string text = "f(1)\n\nx = = 2\nf(2)\n";
  const FileResult result = analyze(**analyzer, "a.py", text);
  EXPECT_EQ(lines_of(result, text), (std::vector<std::uint32_t>{1, 4}));
  ASSERT_EQ(result.notices.size(), 1u);
  EXPECT_EQ(result.notices[0].code, "partially-parsed");
  EXPECT_FALSE(result.notices[0].incomplete);
}

TEST(AnalyzerTest, ALimitIsANotice) {
  const auto analyzer =
      analyzer_of(rule_with("    pattern: f(..., $A, ..., $B, ..., $C, ..., $D, ..., z)\n"));
  std::string text = "f(";
  for (int i = 0; i < 400; ++i) text += "a, ";
  const FileResult result = analyze(**analyzer, "a.py", text + "b)\nz\n");
  ASSERT_EQ(result.notices.size(), 1u);
  EXPECT_EQ(result.notices[0].code, "match-limit");
  EXPECT_EQ(result.notices[0].rule_id, "r");
  EXPECT_TRUE(result.notices[0].incomplete);
}

TEST(AnalyzerTest, OutOfTimeIsANotice) {
  const auto analyzer = analyzer_of(rule_with("    pattern: f($X)\n"));
  const Source source("a.py", "f(1)\n");
  const CancellationToken cancellation;
  const FileContext context{cancellation, std::chrono::steady_clock::now()};
  FileResult result;
  (*analyzer)->analyze(source, context, result);
  ASSERT_EQ(result.notices.size(), 1u);
  EXPECT_EQ(result.notices[0].code, "time-limit");
  EXPECT_TRUE(result.notices[0].incomplete);
}

TEST(AnalyzerTest, AFileThatNoRuleIsLeftForIsNotParsed) {
  const auto analyzer = analyzer_of(rule_with("    pattern: hashlib.md5($X)\n"));
  Effort effort = analyze(**analyzer, "a.py", "import hashlib\nhashlib.sha256(x)\n").effort;
  EXPECT_EQ(effort, (Effort{.files = 1, .rule_files = 1}));
  effort = analyze(**analyzer, "b.py", "import hashlib\nhashlib.md5(x)\nf(1)\n").effort;
  EXPECT_EQ(effort.rule_files_tried, 1u);
  EXPECT_EQ(effort.files_parsed, 1u);
  EXPECT_EQ(effort.nodes_tried, 1u);
  EXPECT_GT(effort.nodes, 10u);
}

TEST(AnalyzerTest, RulesThatShareAPatternShareItsSearch) {
  const std::string first =
      rule_with("    patterns:\n      - pattern: f($X)\n      - pattern: f(...)\n");
  const std::string second =
      "  - id: other\n    message: m\n    severity: INFO\n    languages: [python]\n    pattern: "
      "f($X)\n";
  const auto analyzer = analyzer_of(first + second);
  const FileResult result = analyze(**analyzer, "a.py", "f(1)\n");
  EXPECT_EQ(result.findings.size(), 2u);
  EXPECT_EQ(result.effort.nodes_tried, 2u);
}

TEST(AnalyzerTest, AScriptIsToldByItsFirstLine) {
  const auto analyzer = analyzer_of(rule_with("    pattern: f($X)\n"));
  EXPECT_EQ(analyze(**analyzer, "bin/tool", "#!/usr/bin/env python3\nf(1)\n").findings.size(), 1u);
  EXPECT_EQ(analyze(**analyzer, "bin/tool", "#!/bin/sh\nf(1)\n").findings.size(), 0u);
}

}  // namespace
}  // namespace scan::sast
