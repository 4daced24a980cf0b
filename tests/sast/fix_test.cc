// `fix` and `fix-regex`: what they make of a match, and what is wrong with malformed ones.
#include "sast/fix.h"

#include <gtest/gtest.h>

#include <string>

#include "scan_text.h"

namespace scan::sast {
namespace {

std::string rule_with(const std::string& keys, const std::string& language = "python") {
  return "rules:\n  - id: r\n    message: found\n    severity: ERROR\n    languages: [" + language +
         "]\n" + keys;
}

// The text with the fix of every finding in it, from the last to the first.
std::string fixed(const std::string& keys, std::string text, const std::string& path = "x.py") {
  const bool python = path.ends_with(".py");
  const auto analyzer = analyzer_of(rule_with(keys, python ? "python" : "javascript"));
  if (!analyzer.ok()) return analyzer.error().message;
  std::vector<Finding> findings = analyze(**analyzer, path, text).findings;
  std::ranges::sort(findings, [](const Finding& a, const Finding& b) {
    return a.primary().span.begin > b.primary().span.begin;
  });
  for (const Finding& finding : findings) {
    if (!finding.fix) continue;
    const Edit& edit = finding.fix->edits.front();
    text.replace(edit.span.begin, edit.span.size(), edit.replacement);
  }
  return text;
}

TEST(FixTest, FillsInWhatMetavariablesStandFor) {
  const struct {
    std::string keys, text, fixed;
  } kRows[] = {
      {"    pattern: f($X)\n    fix: g($X, $X)\n", "f(a + 1)\n", "g(a + 1, a + 1)\n"},
      // White space around a fix is the file format's.
      {"    pattern: f($X)\n    fix: |\n      g($X)\n", "y = f(1) + 2\n", "y = g(1) + 2\n"},
      {"    pattern: f(\"$X\")\n    fix: g(\"$X\")\n", "f(\"a b\")\n", "g(\"a b\")\n"},
      // Nothing to change is no fix.
      {"    pattern: f($X)\n    fix: f($X)\n", "f(  1 )\nf(1)\n", "f(1)\nf(1)\n"},
      // Bound in one branch only: no fix where it is not.
      {"    pattern-either:\n      - pattern: f($X)\n      - pattern: h()\n    fix: g($X)\n",
       "f(1)\nh()\n", "g(1)\nh()\n"},
  };
  for (const auto& row : kRows) EXPECT_EQ(fixed(row.keys, row.text), row.fixed) << row.keys;
}

TEST(FixTest, AnEllipsisThatStandsForNothingTakesItsCommaWithIt) {
  const std::string keys =
      "    pattern: f($...A, k=True, $...B)\n    fix: f($...A, k=False, $...B)\n";
  const struct {
    std::string text, fixed;
  } kRows[] = {
      {"f(k=True)\n", "f(k=False)\n"},
      {"f(1, k=True)\n", "f(1, k=False)\n"},
      {"f(k=True, z=2)\n", "f(k=False, z=2)\n"},
      {"f(1, k=True, z=2)\n", "f(1, k=False, z=2)\n"},
      // Arguments stay where they stand: a positional one behind a keyword would not parse.
      {"f(1, 2, z=2, k=True)\n", "f(1, 2, z=2, k=False)\n"},
  };
  for (const auto& row : kRows) EXPECT_EQ(fixed(keys, row.text), row.fixed);
  EXPECT_EQ(fixed("    pattern: f($...A)\n    fix: g(1, $...A)\n", "f()\nf(2, 3)\n"),
            "g(1)\ng(1, 2, 3)\n");
}

TEST(FixTest, FurtherLinesAreIndentedAndBrokenAsTheFileIs) {
  const std::string keys = "    pattern: f($X)\n    fix: |\n      g()\n      if $X:\n        h()\n";
  EXPECT_EQ(fixed(keys, "f(1)\n"), "g()\nif 1:\n  h()\n");
  EXPECT_EQ(fixed(keys, "def d():\n    f(1)\n"), "def d():\n    g()\n    if 1:\n      h()\n");
  EXPECT_EQ(fixed(keys, "def d():\n\tf(1)\n"), "def d():\n\tg()\n\tif 1:\n\t  h()\n");
  EXPECT_EQ(fixed(keys, "def d():\r\n  f(1)\r\n"), "def d():\r\n  g()\r\n  if 1:\r\n    h()\r\n");
  EXPECT_EQ(fixed("    pattern: f()\n    fix: |\n      a()\n\n      b()\n", "if 1:\n  f()\n"),
            "if 1:\n  a()\n\n  b()\n");
}

TEST(FixTest, NothingInPlaceOfAWholeLineTakesTheLine) {
  const std::string keys = "    pattern: f()\n    fix: ''\n";
  EXPECT_EQ(fixed(keys, "a()\nf()\nb()\n"), "a()\nb()\n");
  EXPECT_EQ(fixed(keys, "a()\r\nf()\r\nb()\r\n"), "a()\r\nb()\r\n");
  EXPECT_EQ(fixed(keys, "f()"), "");
}

TEST(FixTest, RegexReplacesInWhatWasMatched) {
  const struct {
    std::string fix, fixed;
  } kRows[] = {
      {"{regex: '(\\d)(77)', replacement: '[\\2\\1]'}", "f(0o[777], 0o[771])  # 0o777\n"},
      {"{regex: '(\\d)77', replacement: '$1$$\\g<1>'}", "f(0o7$7, 0o1$1)  # 0o777\n"},
      {"{regex: '77', replacement: '5', count: 1}", "f(0o57, 0o177)  # 0o777\n"},
      {"{regex: '77', replacement: '5', count: 9}", "f(0o57, 0o15)  # 0o777\n"},
      {"{regex: '(x)?77', replacement: '<\\1>'}", "f(0o<>7, 0o1<>)  # 0o777\n"},
      {"{regex: 'nothing', replacement: 'x'}", "f(0o777, 0o177)  # 0o777\n"},
      {"{regex: '', replacement: '-', count: 2}", "-f-(0o777, 0o177)  # 0o777\n"},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(fixed("    pattern: f(...)\n    fix-regex: " + row.fix + "\n",
                    "f(0o777, 0o177)  # 0o777\n"),
              row.fixed)
        << row.fix;
  }
}

TEST(FixTest, MalformedOnesAreShownUnderACaret) {
  const struct {
    std::string keys, message, shown;
  } kRows[] = {
      {"    pattern: f($X)\n    fix: g($Y)\n", "the rule has no metavariable `$Y`", "g($Y)"},
      {"    pattern: f($XY)\n    fix: g($X)\n", "the rule has no metavariable `$X`", "g($X)"},
      {"    pattern: f()\n    fix: [g]\n", "`fix` is a text", "[g]"},
      {"    pattern: f()\n    fix-regex: {regex: '(', replacement: x}\n", "missing", "'('"},
      {"    pattern: f()\n    fix-regex: {regex: a, replacement: '\\1'}\n", "no group 1", "'\\1'"},
      {"    pattern: f()\n    fix-regex: {regex: a, replacement: b, count: 0}\n", "at least 1",
       "0"},
      {"    pattern: f()\n    fix-regex: {regex: a}\n", "`replacement`", "{regex"},
      {"    pattern: f()\n    fix-regex: {regex: a, replacement: b, flags: i}\n", "`flags`",
       "flags"},
  };
  for (const auto& row : kRows) {
    const auto analyzer = analyzer_of(rule_with(row.keys));
    ASSERT_FALSE(analyzer.ok()) << row.keys;
    const Error& error = analyzer.error();
    EXPECT_NE(error.message.find(row.message), std::string::npos) << error.message;
    EXPECT_EQ(error.source_line.substr(error.region.start_column - 1, row.shown.size()), row.shown);
  }
}

}  // namespace
}  // namespace scan::sast
