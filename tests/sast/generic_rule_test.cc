// Rules of `languages: [generic]` and `[regex]`: all operators over mere text, in all files.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scan_text.h"

namespace scan::sast {
namespace {

// A rule with these lines below its head.
std::string rule(const std::string& language, const std::string& body) {
  std::string text =
      "rules:\n- id: r\n  message: 'found $X'\n  severity: HIGH\n  languages: [" + language + "]\n";
  std::string line;
  for (const char c : body + "\n") {
    line += c;
    if (c != '\n') continue;
    text += "  " + line;
    line.clear();
  }
  return text;
}

struct Case {
  const char* what;
  const char* language;
  const char* body;
  const char* path;
  const char* text;
  std::vector<std::uint32_t> lines;
};

TEST(GenericRuleTest, FindsByEveryOperator) {
  const std::vector<Case> cases = {
      {"a pattern in any file",
       "generic",
       "pattern: USER root",
       "Dockerfile",
       "FROM x\nUSER root\n",
       {2}},
      {"in a language, too", "generic", "pattern: password = $X", "a.py", "password = 1\n", {1}},
      {"a pattern of regex is one", "regex", "pattern: 'k[0-9]+'", "a.txt", "k\nk1\n", {2}},
      {"none is regex", "none", "pattern-regex: '^b$'", "a.txt", "a\nb\nab\n", {2}},
      {"inside and not",
       "generic",
       "patterns:\n- pattern-inside: <script ...>\n- pattern: src = $X\n"
       "- pattern-not: src = local",
       "a.html",
       "<script src = cdn>\n<img src = cdn>\n<script src = local>\n",
       {1}},
      {"either",
       "generic",
       "pattern-either:\n- pattern: a $X\n- pattern: b $X",
       "t",
       "a 1\nb 2\nc 3",
       {1, 2}},
      {"not inside, by metavariables",
       "generic",
       "patterns:\n- pattern: USER $X\n- pattern-not-inside: |\n    USER $X\n    ...\n    USER $Y",
       "Dockerfile",
       "USER root\nUSER web\nRUN x\nUSER root\n",
       {4}},
      {"not regex",
       "generic",
       "patterns:\n- pattern: key $X\n- pattern-not-regex: test",
       "t",
       "key a\nkey test\n",
       {1}},
      {"a condition on text",
       "generic",
       "patterns:\n- pattern: port $X\n- metavariable-regex: {metavariable: $X, regex: '^2'}",
       "t",
       "port 22\nport 12\n",
       {1}},
      {"and on many items",
       "generic",
       "patterns:\n- pattern: <b>$...X</b>\n"
       "- metavariable-regex: {metavariable: $...X, regex: '.*evil'}",
       "t",
       "<b>good</b>\n<b>most evil</b>\n",
       {2}},
      {"a comparison",
       "generic",
       "patterns:\n- pattern: port $X\n- metavariable-comparison: {comparison: $X < 1024}",
       "t",
       "port 22\nport 8080\n",
       {1}},
      {"focus",
       "generic",
       "patterns:\n- pattern: |\n    a\n    $X\n- focus-metavariable: $X",
       "t",
       "a\nb\n",
       {2}},
      {"a generic pattern about a part",
       "generic",
       "patterns:\n- pattern: <b>$...X</b>\n"
       "- metavariable-pattern: {metavariable: $...X, pattern: '$Y = $Y'}",
       "t",
       "<b>a = b</b>\n<b>x; c = c</b>\n",
       {2}},
      {"a language in a part",
       "generic",
       "patterns:\n- pattern: <script>$...X</script>\n"
       "- metavariable-pattern: {metavariable: $...X, language: javascript, pattern: eval(...)}",
       "a.html",
       "<script>run(1)</script>\n<script>x = eval(y)</script>\n",
       {2}},
      {"generic about a string in a language",
       "python",
       "patterns:\n- pattern: run($X)\n"
       "- metavariable-pattern: {metavariable: $X, language: generic, pattern: rm ... /}",
       "a.py",
       "run('ls /')\nrun('rm -r /')\n",
       {2}},
      {"generic about code in a language",
       "python",
       "patterns:\n- pattern: run($X)\n"
       "- metavariable-pattern: {metavariable: $X, language: generic, pattern: 'b + $Z'}",
       "a.py",
       "run(a + c)\nrun(a + b + c)\n",
       {2}},
      {"aliengrep by an option",
       "generic",
       "options: {generic_engine: aliengrep, generic_caseless: true}\npattern: User ... ROOT",
       "t",
       "user is\nroot\n",
       {1}},
      {"a span by an option",
       "generic",
       "options: {generic_ellipsis_max_span: 0}\npattern: a ... b",
       "t",
       "a\nb a b\n",
       {2}},
      {"comments by an option",
       "generic",
       "options: {generic_comment_style: shell}\npattern: a b",
       "t",
       "# a b\na # x\nb\n",
       {2}},
  };
  for (const Case& each : cases) {
    const auto analyzer = analyzer_of(rule(each.language, each.body));
    ASSERT_TRUE(analyzer.ok()) << each.what << ": " << analyzer.error().message;
    EXPECT_TRUE((*analyzer)->wants(each.path)) << each.what;
    const FileResult result = analyze(**analyzer, each.path, each.text);
    EXPECT_EQ(lines_of(result, each.text), each.lines) << each.what;
  }
}

TEST(GenericRuleTest, FillsItsMessage) {
  const auto analyzer = analyzer_of(rule("generic", "pattern: port $X"));
  const FileResult result = analyze(**analyzer, "t", "port 22\n");
  ASSERT_EQ(result.findings.size(), 1);
  EXPECT_EQ(result.findings[0].message, "found 22");
  EXPECT_EQ(result.findings[0].primary().span, (Span{0, 7}));
}

TEST(GenericRuleTest, OpensOnlyFilesThatItIsFor) {
  const auto analyzer =
      analyzer_of(rule("generic", "paths: {include: ['*.conf']}\npattern: port $X"));
  EXPECT_TRUE((*analyzer)->wants("etc/a.conf"));
  EXPECT_FALSE((*analyzer)->wants("etc/a.txt"));
  EXPECT_FALSE((*analyzer)->wants("etc/a.py"));
  EXPECT_TRUE(analyze(**analyzer, "a.py", "port 1\n").findings.empty());
  EXPECT_TRUE(analyze(**analyzer, "a.conf", std::string("port 1\n\0\0", 9)).findings.empty())
      << "binary";
}

TEST(GenericRuleTest, IsNotTriedWithoutItsWords) {
  const auto analyzer =
      analyzer_of(rule("generic", "pattern-either:\n- pattern: USER root\n- pattern: a\n"));
  EXPECT_EQ(analyze(**analyzer, "t", "user root\n").effort.rule_files_tried, 0u);
  EXPECT_EQ(analyze(**analyzer, "t", "USER x\n").effort.rule_files_tried, 0u);
  const Effort effort = analyze(**analyzer, "t", "USER x root\n").effort;
  EXPECT_EQ(effort.rule_files_tried, 1u);
  EXPECT_EQ(effort.rule_files, 1u);
}

TEST(GenericRuleTest, IsExplained) {
  const auto analyzer =
      analyzer_of(rule("generic", "patterns:\n- pattern: port $X\n- pattern-not: port 22\n"));
  const auto trace = (*analyzer)->explain("r", Source("t", "port 22\nport 23\n"));
  ASSERT_TRUE(trace);
  EXPECT_EQ(trace->not_tried, "");
  ASSERT_EQ(trace->formula->steps.size(), 2);
  EXPECT_EQ(trace->formula->steps[0].text, "pattern: port $X");
  EXPECT_EQ(trace->formula->steps[1].text, "pattern-not: port 22");
  EXPECT_EQ((*analyzer)->explain("r", Source("t", "key\n"))->not_tried,
            "names are missing in the file without which the rule cannot match: 22, port");
  EXPECT_EQ((*analyzer)->explain("r", Source("t", std::string("\0", 1)))->not_tried,
            "the file is binary");
}

TEST(GenericRuleTest, IsRefusedWithItsPlace) {
  struct Bad {
    const char* language;
    const char* body;
    const char* message;
    std::uint32_t line;
  };
  const std::vector<Bad> cases = {
      {"generic", "pattern: a ... $...X", "`$...X` cannot follow another ellipsis", 6},
      {"generic", "pattern: ''", "the pattern is empty", 6},
      {"generic, python", "pattern: a", "`generic` stands alone in `languages`", 5},
      {"regex", "pattern: 'a('", "missing closing parenthesis", 6},
  };
  for (const Bad& each : cases) {
    const auto analyzer = analyzer_of(rule(each.language, each.body));
    ASSERT_FALSE(analyzer.ok()) << each.body;
    EXPECT_NE(analyzer.error().message.find(each.message), std::string::npos)
        << analyzer.error().message;
    EXPECT_EQ(analyzer.error().region.start_line, each.line) << each.body;
  }
}

TEST(GenericRuleTest, SaysWhenThereIsTooMuch) {
  const auto analyzer = analyzer_of(rule("generic", "pattern: $X"));
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "a line\n";
  const FileResult result = analyze(**analyzer, "t", text);
  ASSERT_EQ(result.notices.size(), 1);
  EXPECT_EQ(result.notices[0].code, "match-limit");
  EXPECT_LE(result.findings.size(), 20'000);
}

}  // namespace
}  // namespace scan::sast
