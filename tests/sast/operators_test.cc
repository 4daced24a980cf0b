// The rule language, operator by operator: each row is the operators of a rule, a text, and the
// lines on which findings begin. tests/sast/rule_test.cc has the rest of a rule.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "scan_text.h"

namespace scan::sast {
namespace {

struct Row {
  std::string operators, text;
  std::vector<std::uint32_t> lines;
};

// `operators` are the keys of a rule in block style, without the indentation of the list.
std::string rule_with(std::string_view language, const std::string& operators) {
  std::string rule =
      "rules:\n  - id: r\n    message: found\n    severity: ERROR\n    languages: [" +
      std::string(language) + "]\n";
  std::size_t begin = 0;
  while (begin < operators.size()) {
    const std::size_t end = std::min(operators.find('\n', begin), operators.size());
    rule += "    " + operators.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return rule;
}

void expect_rows(std::string_view language, const std::string& path, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const auto analyzer = analyzer_of(rule_with(language, row.operators));
    ASSERT_TRUE(analyzer.ok()) << row.operators << '\n' << analyzer.error().message;
    const FileResult result = analyze(**analyzer, path, row.text);
    EXPECT_EQ(lines_of(result, row.text), row.lines) << row.operators << "\nin\n" << row.text;
  }
}

void expect_python(const std::vector<Row>& rows) { expect_rows("python", "a.py", rows); }

TEST(OperatorsTest, PatternNotRegex) {
  expect_python({
      {"patterns:\n  - pattern: f($X)\n  - pattern-not-regex: secret", "f(a)\nf(secret)\n", {1}},
      // Also when the match lies in what the expression finds.
      {"patterns:\n  - pattern: f($X)\n  - pattern-not-regex: \"# .*\"",
       "f(a)\nf(b) # c\n",
       {1, 2}},
      {"patterns:\n  - pattern-regex: \\d+\n  - pattern-not-regex: 1.*", "11\n21\n2\n", {3}},
  });
}

TEST(OperatorsTest, NegationsTakeOperators) {
  expect_python({
      {"patterns:\n  - pattern: f($X)\n  - pattern-not:\n      pattern-either:\n        - pattern: "
       "f(1)\n        - pattern: f(2)",
       "f(1)\nf(2)\nf(3)\n",
       {3}},
      {"patterns:\n  - pattern: f($X)\n  - pattern-not:\n      patterns:\n        - pattern: "
       "f($Y)\n "
       "       - metavariable-regex: {metavariable: $Y, regex: a}",
       "f(a)\nf(b)\n",
       {2}},
      {"patterns:\n  - pattern: f($X)\n  - pattern-not-inside:\n      pattern-either:\n        - "
       "pattern: g(...)\n        - pattern: h(...)",
       "f(1)\ng(f(2))\nh(f(3))\ni(f(4))\n",
       {1, 4}},
      // Enclosing alone finds what encloses.
      {"patterns:\n  - pattern-inside: f(...)", "f(1)\n", {1}},
      {"pattern-either:\n  - patterns:\n      - pattern-inside: f(...)\n      - pattern: $X + 1\n  "
       "- "
       "pattern: g()",
       "f(\n2 + 1)\ng()\n3 + 1\n",
       {2, 3}},
  });
}

TEST(OperatorsTest, FocusMetavariable) {
  const std::string body = "f(a,\n  b,\n  c)\n";
  expect_python({
      {"patterns:\n  - pattern: f($X, $Y, $Z)\n  - focus-metavariable: $Y", body, {2}},
      {"patterns:\n  - pattern: f($X, $Y, $Z)\n  - focus-metavariable: [$Y, $Z]", body, {2, 3}},
      // Several entries: what lies in all.
      {"patterns:\n  - pattern: f($X, $Y, $Z)\n  - focus-metavariable: $Y\n  - focus-metavariable: "
       "$Z",
       body,
       {}},
      {"patterns:\n  - pattern: f(..., $Y, ...)\n  - pattern: f(b, ...)\n  - focus-metavariable: "
       "$Y",
       "f(b,\n c)\n",
       {1, 2}},
      // One that is not bound finds nothing.
      {"patterns:\n  - pattern: f(...)\n  - focus-metavariable: $Q", body, {}},
      {"patterns:\n  - pattern: f(..., $...REST)\n  - focus-metavariable: $...REST",
       "f(\na,\nb)\n",
       {2, 3}},
  });
}

TEST(OperatorsTest, MetavariableRegex) {
  const auto rule = [](const std::string& pattern, const std::string& regex) {
    return "patterns:\n  - pattern: " + pattern +
           "\n  - metavariable-regex:\n      metavariable: $X\n      regex: " + regex;
  };
  expect_python({
      {rule("f($X)", "a"), "f(ab)\nf(ba)\n", {1}},
      {rule("f($X)", "^a$"), "f(a)\nf(ab)\n", {1}},
      {rule("f($X)", "\"'a'\""), "f('a')\nf(a)\n", {1}},
      {rule("f(\"$X\")", "a$"), "f('a')\nf('ab')\n", {1}},
      {rule("f($X)", "(?!a)"), "f(a)\nf(b)\n", {2}},
      {rule("$X(...)", "os\\.(system|popen)"), "os.system(1)\nos.remove(2)\n", {1}},
      {rule("f($X)", "a"), "b = 'abc'\nf(b)\n", {}},
      {rule("f($X)", "a") + "\n      constant-propagation: true", "b = 'abc'\nf(b)\n", {2}},
      // A metavariable that is not bound fails the condition.
      {rule("f($Y)", "a"), "f(a)\n", {}},
  });
}

TEST(OperatorsTest, GroupsOfRegularExpressionsBind) {
  expect_python({
      {"patterns:\n  - pattern-regex: key=(\\w+)\n  - metavariable-regex: {metavariable: $1, "
       "regex: "
       "a}",
       "# key=abc\n# key=bcd\n",
       {1}},
      {"patterns:\n  - pattern-regex: key=(?P<K>\\w+)\n  - metavariable-comparison:\n      "
       "comparison: $K == 'abc'",
       "# key=abc\n# key=bcd\n",
       {1}},
      // A named group is a metavariable like any other; a number is not compared.
      {"patterns:\n  - pattern: f($K)\n  - pattern-regex: f\\((?<K>\\w+)\\)", "f(a)\n", {1}},
      {"patterns:\n  - pattern-regex: (a).*\n  - pattern-regex: .*(b)", "a b\n", {1}},
      {"patterns:\n  - pattern: f(\"$X\")\n  - metavariable-regex: {metavariable: $X, regex: "
       "'(?<Y>\\w+)-(\\w+)'}\n  - pattern-inside: $F(...)",
       "f('a-b')\nf('ab')\n",
       {1}},
  });
}

TEST(OperatorsTest, MetavariablePattern) {
  const auto rule = [](const std::string& inner) {
    return "patterns:\n  - pattern: f($X)\n  - metavariable-pattern:\n      metavariable: $X\n" +
           inner;
  };
  expect_python({
      {rule("      pattern: g(...)"), "f(g(1))\nf(h(1))\nf(h(g(1)))\n", {1, 3}},
      {rule("      patterns:\n        - pattern-not: g(...)"),
       "f(g(1))\nf(h(g(1)))\nf(1)\n",
       {2, 3}},
      {rule("      patterns:\n        - pattern-not-inside: g(...)"), "f(g(1))\nf(1)\n", {2}},
      {rule("      pattern-either:\n        - pattern: g(...)\n        - pattern: \"1\""),
       "f(g(2))\nf(1)\nf(2)\n",
       {1, 2}},
      {rule("      pattern-regex: ^\\d+$"), "f(12)\nf(a1)\n", {1}},
      {rule("      patterns:\n        - pattern: ...\n        - pattern-not: \"1\""),
       "f(1)\nf(2)\n",
       {2}},
      // What is bound outside holds inside, and what is bound inside holds after it.
      {"patterns:\n  - pattern: f($X, $Y)\n  - metavariable-pattern:\n      metavariable: $X\n     "
       " "
       "pattern: g($Y)",
       "f(g(a), a)\nf(g(a), b)\n",
       {1}},
      {rule("      pattern: g($Z)") + "\n  - focus-metavariable: $Z", "f(\ng(\n1))\n", {3}},
      // Conditions inside.
      {rule("      patterns:\n        - pattern: g($Z)\n        - metavariable-comparison: "
            "{comparison: $Z > 1}"),
       "f(g(1))\nf(g(2))\n",
       {2}},
      // A mere text is no code.
      {"patterns:\n  - pattern: f(\"$X\")\n  - metavariable-pattern: {metavariable: $X, pattern: "
       "a}",
       "f('a')\n",
       {}},
  });
}

TEST(OperatorsTest, MetavariablePatternInAnotherLanguage) {
  const auto rule = [](const std::string& pattern, const std::string& inner) {
    return "patterns:\n  - pattern: " + pattern +
           "\n  - metavariable-pattern:\n      metavariable: $X\n" + inner;
  };
  const std::string javascript = "      language: javascript\n      pattern: eval(...)";
  expect_python({
      {rule("f(\"$X\")", javascript), "f('eval(1)')\nf('1')\nf(eval(1))\n", {1}},
      {rule("f($X)", javascript), "f('let a = eval(1)')\nf(eval(1))\n", {1}},
      {rule("f($X)", "      language: regex\n      pattern: ^a.c$"),
       "f('abc')\nf('xabc')\nf(abc)\n",
       {1}},
      {rule("f($X)",
            "      language: regex\n      patterns:\n        - pattern: \\w+\n        - "
            "pattern-not-regex: b"),
       "f('a b')\nf('b')\n",
       {1}},
      // Metavariables of the file agree by their text.
      {"patterns:\n  - pattern: f($Y, \"$X\")\n  - metavariable-pattern:\n      metavariable: $X\n "
       "    "
       " language: javascript\n      pattern: eval($Y)",
       "f(a, 'eval(a)')\nf(a, 'eval(b)')\n",
       {1}},
      // What cannot be parsed is no match, and a language without a grammar finds nothing.
      {rule("f(\"$X\")", "      language: cairo\n      pattern: a"), "f('a')\n", {}},
  });
}

TEST(OperatorsTest, WhatIsFoundInATextIsAPlaceInTheFile) {
  const auto analyzer = analyzer_of(rule_with(
      "python",
      "patterns:\n  - pattern: f(\"$X\")\n  - metavariable-pattern:\n      metavariable: $X\n"
      "      language: javascript\n      pattern: eval($Z)\n  - focus-metavariable: $Z"));
  ASSERT_TRUE(analyzer.ok()) << analyzer.error().message;
  const std::string text = "f('eval(user)')\n";
  const FileResult result = analyze(**analyzer, "a.py", text);
  ASSERT_EQ(result.findings.size(), 1u);
  const Span span = result.findings[0].primary().span;
  EXPECT_EQ(text.substr(span.begin, span.size()), "user");
}

TEST(OperatorsTest, MetavariableComparison) {
  const auto rule = [](const std::string& comparison, const std::string& more = {}) {
    return "patterns:\n  - pattern: f($X)\n  - metavariable-comparison:\n      comparison: " +
           comparison + more;
  };
  expect_python({
      {rule("$X > 1024"), "f(1024)\nf(2048)\nf(0x800)\nf(a)\nf('2048')\n", {2, 3}},
      {rule("$X > 1024", "\n      metavariable: $X"), "f(2048)\n", {1}},
      {rule("$X == 420"), "f(0o644)\nf(420)\nf(0o600)\n", {1, 2}},
      {rule("$X > 2.5"), "f(2.25)\nf(2.75)\nf(3)\n", {2, 3}},
      {rule("$X in ['a', 'b']"), "f('a')\nf('c')\nf(a)\n", {1}},
      {rule("re.match('a+$', $X)"), "f('aa')\nf('ab')\n", {1}},
      {rule("$X > 10"), "SIZE = 4 * 5\nf(SIZE)\nn = 2\nf(n)\n", {2}},
      {rule("$X > 10"), "f(2 + 3 * 4)\nf(2 * 3)\nf(-11)\nf(-(-11))\n", {1, 4}},
      {rule("str($X) == 'a.b'"), "f(a.b)\nf(a.c)\n", {1}},
      {rule("$X > 15", "\n      metavariable: $X\n      strip: true"),
       "f('20')\nf('0x10')\nf('3')\n",
       {1, 2}},
      {rule("$X > 500", "\n      metavariable: $X\n      base: 8"), "f(0o777)\nf(0o770)\n", {1, 2}},
      {"patterns:\n  - pattern: f($X, $Y)\n  - metavariable-comparison: {comparison: $X < $Y}",
       "f(1, 2)\nf(2, 1)\n",
       {1}},
  });
}

TEST(OperatorsTest, MetavariableAnalysis) {
  expect_python({
      {"patterns:\n  - pattern: f($X)\n  - metavariable-analysis: {metavariable: $X, analyzer: "
       "entropy}",
       "f('kX9vQ2pLz8RtW4mB7nYc')\nf('there is nothing to see here')\n",
       {1}},
      {"patterns:\n  - pattern: f($X)\n  - metavariable-analysis:\n      metavariable: $X\n      "
       "analyzer: {kind: entropy_v2, mode: strict}",
       "f('kX9vQ2pLz8RtW4mB7nYc')\n",
       {1}},
      {"patterns:\n  - pattern: f(\"$X\")\n  - metavariable-analysis: {metavariable: $X, analyzer: "
       "redos}",
       "f('(a+)+$')\nf('a+$')\n",
       {1}},
  });
}

TEST(OperatorsTest, MetavariableType) {
  const std::string text =
      "def g(a: str, b: int, c):\n  f(a)\n  f(b)\n  f(c)\nf('x')\nf(1)\nf(1.5)\n";
  expect_python({
      {"patterns:\n  - pattern: f($X)\n  - metavariable-type: {metavariable: $X, type: str}",
       text,
       {2, 5}},
      {"patterns:\n  - pattern: f($X)\n  - metavariable-type: {metavariable: $X, types: [int, "
       "float]}",
       text,
       {3, 6, 7}},
      {"match:\n  pattern: f($X)\n  where:\n    - metavariable: $X\n      type: str", text, {2, 5}},
  });
}

TEST(OperatorsTest, MetavariableName) {
  const std::string text = "from flask import request as r\nimport flask\nf(r)\nf(flask.g)\nf(x)\n";
  expect_python({
      {"patterns:\n  - pattern: f($X)\n  - metavariable-name: {metavariable: $X, module: flask}",
       text,
       {3, 4}},
      {"patterns:\n  - pattern: f($X)\n  - metavariable-name: {metavariable: $X, modules: "
       "[django, flask.request]}",
       text,
       {3}},
  });
}

TEST(OperatorsTest, AMereMetavariableSelects) {
  expect_python({
      {"patterns:\n  - pattern-inside: f(...)\n  - pattern: $X\n  - metavariable-regex: "
       "{metavariable: $X, regex: ^secret$}",
       "f(1,\n secret)\nsecret\n",
       {2}},
      {"patterns:\n  - pattern: $X\n  - pattern: f(...)", "f(a)\n", {1, 1, 1}},
  });
}

TEST(OperatorsTest, TheSecondSyntax) {
  expect_python({
      {"match: f($X)", "f(1)\ng(1)\n", {1}},
      {"match:\n  any:\n    - f($X)\n    - g($X)", "f(1)\ng(1)\nh(1)\n", {1, 2}},
      {"match:\n  all:\n    - f($X)\n    - not: f(1)", "f(1)\nf(2)\n", {2}},
      {"match:\n  all:\n    - f($X)\n    - inside: |\n        def $F(...):\n          ...",
       "f(1)\ndef g():\n  f(2)\n",
       {3}},
      {"match:\n  all:\n    - f($X)\n    - not:\n        inside: g(...)", "f(1)\ng(f(2))\n", {1}},
      {"match:\n  all:\n    - f($X)\n    - not:\n        any:\n          - inside: g(...)\n        "
       "  - "
       "f(3)",
       "f(1)\ng(f(2))\nf(3)\n",
       {1}},
      {"match:\n  regex: f\\(\\d\\)", "f(1)\nf(a)\n", {1}},
      {"match:\n  all:\n    - f(\"...\")\n    - regex: secret", "f('secret')\nf('b')\n", {1}},
      {"match:\n  pattern: f($X)\n  where:\n    - comparison: $X > 1", "f(1)\nf(2)\n", {2}},
      {"match:\n  pattern: f($X)\n  where:\n    - metavariable: $X\n      regex: a",
       "f(ab)\nf(ba)\n",
       {1}},
      // There, a constant is its value.
      {"match:\n  pattern: f($X)\n  where:\n    - metavariable: $X\n      regex: ^a$",
       "b = 'a'\nf(b)\nf('a')\n",
       {2, 3}},
      {"match:\n  pattern: f($X)\n  where:\n    - metavariable: $X\n      pattern: g(...)",
       "f(g(1))\nf(1)\n",
       {1}},
      {"match:\n  pattern: f($X)\n  where:\n    - metavariable: $X\n      not: g(...)",
       "f(g(1))\nf(1)\n",
       {2}},
      {"match:\n  pattern: f($X)\n  where:\n    - metavariable: $X\n      all:\n        - g($Y)\n  "
       "    "
       "where:\n        - comparison: $Y == 2",
       "f(g(1))\nf(g(2))\n",
       {2}},
      {"match:\n  pattern: f($X)\n  where:\n    - metavariable: $X\n      language: javascript\n   "
       "   "
       "pattern: eval(...)",
       "f('eval(1)')\nf(eval(1))\n",
       {1}},
      {"match:\n  pattern: f($X)\n  where:\n    - metavariable: $X\n      analyzer: entropy",
       "f('kX9vQ2pLz8RtW4mB7nYc')\nf('a')\n",
       {1}},
      {"match:\n  pattern: f($X, $Y)\n  where:\n    - focus: $Y", "f(1,\n2)\n", {2}},
      // Conditions belong to the operator beside them.
      {"match:\n  any:\n    - pattern: f($X)\n      where:\n        - comparison: $X > 1\n    - "
       "g($X)",
       "f(1)\nf(2)\ng(1)\n",
       {2, 3}},
      {"match:\n  all:\n    - pattern: f($X)\n      as: $CALL\n    - inside: g(...)\n  where:\n    "
       "- "
       "metavariable: $CALL\n      regex: f\\(1\\)",
       "g(f(1))\ng(f(2))\n",
       {1}},
  });
}

TEST(OperatorsTest, Anywhere) {
  expect_python({
      {"match:\n  all:\n    - f($X)\n    - anywhere: g($X)", "f(1)\nf(2)\ng(1)\n", {1}},
      {"match:\n  all:\n    - f($X)\n    - not:\n        anywhere: g(...)", "f(1)\ng(2)\n", {}},
      {"match:\n  all:\n    - f($X)\n    - not:\n        anywhere: g(...)", "f(1)\n", {1}},
      {"patterns:\n  - pattern: f($X)\n  - semgrep-internal-pattern-anywhere: import a",
       "import a\nf(1)\n",
       {2}},
  });
}

TEST(OperatorsTest, Options) {
  const auto rule = [](const std::string& option, const std::string& pattern) {
    return "options: {" + option + "}\npattern: " + pattern;
  };
  expect_python({
      {rule("constant_propagation: false", "f(\"a\")"), "x = 'a'\nf(x)\nf('a')\n", {3}},
      {rule("constant_propagation: false", "f(1)"), "x = 1\nf(x)\nf(1)\n", {3}},
      {rule("commutative_boolop: true", "a and b"), "b and a\na and b\n", {1, 2}},
      {rule("ac_matching: false", "a | b"), "b | a\na | b\n", {2}},
      {rule("symmetric_eq: true", "a == 1"), "1 == a\na == 1\n", {1, 2}},
      {rule("implicit_deep_exprstmt: false", "|\n  f()\n  ...\n  g()"),
       "f()\ng()\nh()\nf()\nx = g()\n",
       {1}},
      // Known, and without effect here.
      {rule("interfile: true, timeout: 5, cpp_parsing_pref: as_fundef", "f()"), "f()\n", {1}},
  });
  expect_rows("javascript", "a.js",
              {{rule("vardef_assign: false", "$X = 1"), "var a = 1;\nb = 1;\n", {2}},
               {rule("let_is_var: false", "var $X = 1"), "let a = 1;\nvar b = 1;\n", {2}}});
}

TEST(OperatorsTest, RulesThatDifferInOptionsDoNotShareResults) {
  const auto analyzer = analyzer_of(rule_with("python", "pattern: f(1)") +
                                    "  - id: other\n    message: m\n    severity: INFO\n    "
                                    "languages: [python]\n    pattern: f(1)\n"
                                    "    options: {constant_propagation: false}\n");
  ASSERT_TRUE(analyzer.ok());
  const FileResult result = analyze(**analyzer, "a.py", "x = 1\nf(x)\n");
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].rule_id, "r");
}

TEST(OperatorsTest, ManyMatchesEndInTime) {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "f(a)\n";
  const auto analyzer = analyzer_of(
      rule_with("python",
                "patterns:\n  - pattern: f($X)\n  - pattern: f(...)\n  - pattern-inside: f(a)\n  - "
                "pattern-not: f(b)\n  - pattern-not-inside: g(...)\n  - pattern-not-regex: zzz"));
  const FileResult result = analyze(**analyzer, "a.py", text);
  EXPECT_EQ(result.findings.size(), 5'000u);
  EXPECT_TRUE(result.notices.empty());
}

// TypeScript holds JavaScript: a rule for the one is also run on files in the other, not the other
// way round; and not where its pattern is none in TypeScript.
TEST(OperatorsTest, RulesForJavaScriptRunOnTypeScript) {
  const auto analyzer = analyzer_of(
      "rules:\n"
      "  - {id: a, languages: [javascript], severity: LOW, message: m, pattern: f(...)}\n"
      "  - {id: b, languages: [typescript], severity: LOW, message: m, pattern: f(...)}\n");
  ASSERT_TRUE(analyzer.ok());
  EXPECT_EQ(analyze(**analyzer, "a.ts", "const x: string = f(1);\n").findings.size(), 2u);
  EXPECT_EQ(analyze(**analyzer, "a.js", "const x = f(1);\n").findings.size(), 1u);
}

// A header is read as C++, which may be C.
TEST(OperatorsTest, RulesForCRunOnHeaders) {
  const auto analyzer = analyzer_of(
      "rules:\n"
      "  - {id: a, languages: [c], severity: LOW, message: m, pattern: f(...)}\n"
      "  - {id: b, languages: [cpp], severity: LOW, message: m, pattern: f(...)}\n");
  ASSERT_TRUE(analyzer.ok());
  EXPECT_EQ(analyze(**analyzer, "a.h", "int x = f(1);\n").findings.size(), 2u);
  EXPECT_EQ(analyze(**analyzer, "a.h", "class A { int x = f(1); };\n").findings.size(), 2u);
  EXPECT_EQ(analyze(**analyzer, "a.c", "int x = f(1);\n").findings.size(), 1u);
}

}  // namespace
}  // namespace scan::sast
