// `mode: extract`: which code of one language is found in files of another, where what is found in
// it is reported, and what is wrong with malformed rules.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sast/extraction.h"
#include "sast/string_escapes.h"
#include "scan_text.h"

namespace scan::sast {
namespace {

constexpr std::string_view kCalls = R"(
  - id: js-eval
    message: eval of $X
    severity: ERROR
    languages: [javascript]
    pattern: eval($X)
    fix: run($X)
  - id: py-eval
    message: eval of $X
    severity: ERROR
    languages: [python]
    pattern: eval($X)
)";

// A rule that extracts, beside rules for what it extracts.
std::string rules_with(const std::string& keys) {
  return "rules:\n  - id: extract\n    mode: extract\n" + keys + std::string(kCalls);
}

std::string scripts(const std::string& more = {}) {
  return rules_with(
      "    languages: [html]\n    pattern: <script>$...BODY</script>\n    extract: $...BODY\n"
      "    dest-language: javascript\n" +
      more);
}

// Python in JSON, bound to the metavariable of `"run": $CODE`.
std::string code_in_json(const std::string& more) {
  return rules_with(
      "    languages: [json]\n    pattern: |\n      \"run\": $CODE\n    extract: $CODE\n"
      "    dest-language: python\n" +
      more);
}

// What each finding stands at.
std::vector<std::string> found_in(const std::string& rules, const std::string& path,
                                  const std::string& text) {
  const auto analyzer = analyzer_of(rules);
  if (!analyzer.ok()) return {analyzer.error().message};
  std::vector<std::string> found;
  for (const Finding& finding : analyze(**analyzer, path, text).findings) {
    const Span span = finding.primary().span;
    found.push_back(text.substr(span.begin, span.size()));
  }
  return found;
}

using Found = std::vector<std::string>;

TEST(ExtractTest, CodeIsFoundWhereItStands) {
  const std::string generic = rules_with(
      "    languages: [generic]\n    pattern: BEGIN $...CODE END\n    extract: $...CODE\n"
      "    dest-language: python\n");
  const struct {
    std::string rules, path, text;
    Found found;
  } kRows[] = {
      {scripts(), "a.html", "<p>eval(0)</p>\n<script>\n  eval(x);\n</script>\n", {"eval(x)"}},
      {scripts(),
       "a.html",
       "<script>eval(1)</script><p></p><script>eval(2)</script>",
       {"eval(1)", "eval(2)"}},
      // The file's name is the one that `paths` are about, and only rules of its kind see the code.
      {scripts("    paths: {include: ['*.htm']}\n"), "a.html", "<script>eval(1)</script>", {}},
      {scripts("    dest-rules: {include: [js-eval]}\n"),
       "a.html",
       "<script>eval(1)</script>",
       {"eval(1)"}},
      {scripts("    dest-rules: {include: [other]}\n"), "a.html", "<script>eval(1)</script>", {}},
      {scripts("    dest-rules: {exclude: [js-eval]}\n"), "a.html", "<script>eval(1)</script>", {}},
      {generic, "notes.txt", "eval(0)\nBEGIN eval(1) END\n", {"eval(1)"}},
      // A string as it is written is a string; without its quotes it is code.
      {code_in_json(""), "a.json", "{\"run\": \"eval(1)\"}", {}},
      {code_in_json("    transform: unquote_string\n"),
       "a.json",
       "{\"run\": \"a = 1\\neval(a)\"}",
       {"eval(a)"}},
      // What is found reaches over an escape.
      {code_in_json("    transform: unquote_string\n"),
       "a.json",
       "{\"run\": \"x; eval(\\\"\\u00e9\\\") \"}",
       {"eval(\\\"\\u00e9\\\")"}},
      {code_in_json("    transform: concat_json_string_array\n"),
       "a.json",
       "{\"run\": [\"if a:\\n\", \"    eval(a)\\n\"]}",
       {"eval(a)"}},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(found_in(row.rules, row.path, row.text), row.found) << row.rules << row.text;
  }
}

// A pattern of two statements, which only agree with code that is put together.
TEST(ExtractTest, PiecesAreSeparateOrOne) {
  const std::string text = "<script>var a = input()</script>\n<script>send(a)</script>\n";
  const std::string flow =
      "  - id: flow\n    message: m\n    severity: ERROR\n    languages: [javascript]\n    "
      "pattern: "
      "|\n      $X = input();\n      ...\n      send($X);\n";
  EXPECT_EQ(found_in(scripts() + flow, "a.html", text), Found{});
  EXPECT_EQ(found_in(scripts("    reduce: separate\n") + flow, "a.html", text), Found{});
  const Found found = found_in(scripts("    reduce: concat\n") + flow, "a.html", text);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].starts_with("var a") || found[0].starts_with("a = input")) << found[0];
  EXPECT_TRUE(found[0].ends_with("send(a)")) << found[0];
}

TEST(ExtractTest, TheNewerSyntaxSaysTheSame) {
  const std::string rules =
      "rules:\n  - id: extract\n    languages: [html]\n    match: <script>$...BODY</script>\n"
      "    extract:\n      metavariable: $...BODY\n      dest-language: javascript\n      reduce: "
      "concat\n" +
      std::string(kCalls);
  EXPECT_EQ(found_in(rules, "a.html", "<script>eval(1)</script>"), Found{"eval(1)"});
}

// A notebook's cells: a text is in many strings, and what is found may begin in one and end in
// another.
TEST(ExtractTest, CellsOfANotebookAreCode) {
  const std::string rules =
      "rules:\n  - id: cells\n    mode: extract\n    languages: [json]\n    pattern: |\n      "
      "{\"cell_type\": \"code\", \"source\": $SOURCE}\n    extract: $SOURCE\n    dest-language: "
      "python\n    transform: concat_json_string_array\n  - id: flow\n    message: m\n    "
      "severity: "
      "ERROR\n    languages: [python]\n    pattern: |\n      $X = input()\n      os.system($X)\n";
  const std::string text =
      "{\"cells\": [\n{\"cell_type\": \"markdown\", \"source\": [\"c = input()\\n\", "
      "\"os.system(c)\"]},\n{\"cell_type\": \"code\", \"source\": [\"import os\\n\", \n\"c = "
      "input()\\n\",\n \"os.system(c)\\n\"]}\n]}";
  EXPECT_EQ(found_in(rules, "a.json", text), Found{"c = input()\\n\",\n \"os.system(c)"});
}

// The text of a block is the block's, whatever announces it.
TEST(ExtractTest, BlocksOfYamlAreCode) {
  const std::string rules =
      "rules:\n  - id: steps\n    mode: extract\n    languages: [yaml]\n    pattern: 'run: $RUN'\n "
      "   "
      "extract: $RUN\n    dest-language: python\n  - id: eval\n    message: m\n    severity: "
      "ERROR\n "
      "   languages: [python]\n    pattern: eval($X)\n";
  EXPECT_EQ(found_in(rules, "a.yaml", "run: eval(1)\n"), Found{"eval(1)"});
  EXPECT_EQ(found_in(rules, "a.yaml", "run: |\n  a = 1\n  eval(a)\nb: c\n"), Found{"eval(a)"});
  const auto analyzer = analyzer_of(rules);
  EXPECT_TRUE(analyze(**analyzer, "a.yaml", "run: |\n  a = 1\n  eval(a)\nb: c\n").notices.empty());
}

TEST(ExtractTest, CodeInCodeIsFound) {
  const std::string more =
      "  - id: template\n    mode: extract\n    languages: [javascript]\n    pattern: "
      "python($CODE)\n    extract: $CODE\n    dest-language: python\n    transform: "
      "unquote_string\n";
  EXPECT_EQ(found_in(scripts() + more, "a.html", "<script>python('eval(1)')</script>"),
            Found{"eval(1)"});
}

TEST(ExtractTest, NothingIsExtractedForEver) {
  const std::string itself = rules_with(
      "    languages: [generic]\n    pattern-regex: '(?s)^(?<ALL>.*)$'\n    extract: $ALL\n"
      "    dest-language: generic\n");
  const std::string shorter = rules_with(
      "    languages: [generic]\n    pattern-regex: '(?s)\\A.(?<REST>.*)\\z'\n    extract: "
      "$REST\n    dest-language: generic\n");
  const auto notices = [](const std::string& rules) {
    const auto analyzer = analyzer_of(rules);
    EXPECT_TRUE(analyzer.ok());
    return analyze(**analyzer, "a.txt", "abcdefghijklmnop").notices;
  };
  EXPECT_TRUE(notices(itself).empty());
  const std::vector<Notice> limited = notices(shorter);
  ASSERT_EQ(limited.size(), 1u);
  EXPECT_EQ(limited[0].code, "extract-limit");
  EXPECT_TRUE(limited[0].incomplete);
}

TEST(ExtractTest, WhatIsNotWhatWasAskedForIsToldOf) {
  const auto analyzer = analyzer_of(code_in_json("    transform: concat_json_string_array\n"));
  const FileResult result = analyze(**analyzer, "a.json", "{\"run\": [1, 2]}");
  ASSERT_EQ(result.notices.size(), 1u);
  EXPECT_EQ(result.notices[0].code, "extract-failed");
}

TEST(ExtractTest, FixesAreMadeInTheFile) {
  const auto analyzer = analyzer_of(scripts());
  const std::string text = "<script>eval(x)</script>";
  const FileResult result = analyze(**analyzer, "a.html", text);
  ASSERT_EQ(result.findings.size(), 1u);
  ASSERT_TRUE(result.findings[0].fix.has_value());
  const Edit& edit = result.findings[0].fix->edits.at(0);
  EXPECT_EQ(text.substr(edit.span.begin, edit.span.size()), "eval(x)");
  EXPECT_EQ(edit.replacement, "run(x)");
}

TEST(ExtractTest, MalformedRulesAreShownUnderACaret) {
  const std::string head =
      "rules:\n  - id: r\n    mode: extract\n    languages: [html]\n    pattern: "
      "<script>$X</script>\n";
  const std::string whole = head + "    extract: $X\n    dest-language: javascript\n";
  const struct {
    std::string text, message, at, hint;
  } kRows[] = {
      {head + "    dest-language: javascript\n", "", "id: r", ""},
      {head + "    extract: $X\n", "", "id: r", ""},
      {head + "    extract: X\n    dest-language: js\n", "`X` is not a metavariable", "X", ""},
      {head + "    extract: $Y\n    dest-language: js\n", "the rule has no metavariable `$Y`", "$Y",
       ""},
      {head + "    extract: $X\n    dest-language: javascrip\n", "unknown language `javascrip`",
       "javascrip", "did you mean `javascript`?"},
      {head + "    extract: $X\n    dest-langage: javascript\n", "unknown key `dest-langage`",
       "dest-langage", "did you mean `dest-language`?"},
      {whole + "    reduce: conct\n", "unknown `reduce` `conct`", "conct",
       "did you mean `concat`?"},
      {whole + "    transform: zip\n", "unknown `transform` `zip`", "zip", ""},
      {whole + "    dest-rules: {includ: [a]}\n", "unknown key `includ`", "includ",
       "did you mean `include`?"},
      {whole + "    fix: x\n", "unknown key `fix`", "fix: x", ""},
  };
  for (const auto& row : kRows) {
    const auto analyzer = analyzer_of(row.text);
    ASSERT_FALSE(analyzer.ok()) << row.text;
    const Error& error = analyzer.error();
    EXPECT_EQ(error.code, ErrorCode::kInvalidRule);
    if (!row.message.empty()) {
      EXPECT_EQ(error.message, row.message);
    }
    if (!row.hint.empty()) {
      EXPECT_EQ(error.hint, row.hint);
    }
    ASSERT_GT(error.region.start_line, 0u) << error.message;
    EXPECT_EQ(error.source_line.substr(error.region.start_column - 1, row.at.size()), row.at)
        << error.message;
  }
}

TEST(ExtractTest, EscapesMeanWhatTheyDoInStrings) {
  const struct {
    std::string text, meaning;
    std::size_t size;
  } kRows[] = {
      {"\\n.", "\n", 2},
      {"\\\"", "\"", 2},
      {"\\x41.", "A", 4},
      {"\\u00e9", "\xC3\xA9", 6},
      {"\\ud83d\\ude00.", "\xF0\x9F\x98\x80", 12},
      {"\\ud83d.", "\\ud83d", 6},
      {"\\U0001F600", "\xF0\x9F\x98\x80", 10},
      {"\\\n.", "", 2},
      {"\\\r\n.", "", 3},
      {"\\q", "\\q", 2},
      {"\\u12", "\\u", 2},
      {"\\", "\\", 1},
  };
  for (const auto& row : kRows) {
    const Escape escape = read_escape(row.text);
    EXPECT_EQ(escape.text, row.meaning) << row.text;
    EXPECT_EQ(escape.size, row.size) << row.text;
  }
  EXPECT_EQ(unquoted("'''a'b'''").content, "a'b");
  EXPECT_EQ(unquoted("rb\"a\"").content, "a");
  EXPECT_TRUE(unquoted("r'a'").is_raw);
  EXPECT_EQ(unquoted("a'").content, "a'");
}

}  // namespace
}  // namespace scan::sast
