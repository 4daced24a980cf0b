// `mode: join`: which rows of all files come together, where that is reported, and what is wrong
// with malformed rules.
#include "sast/join.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "sast/join_fact.h"
#include "scan/engine.h"
#include "scan_text.h"

namespace scan::sast {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;
using Found = std::vector<std::string>;

Result<ScanResult> scan_files(Result<std::unique_ptr<Analyzer>> analyzer, const Files& files) {
  if (!analyzer.ok()) return analyzer.error();
  std::vector<std::unique_ptr<Analyzer>> list;
  list.push_back(*std::move(analyzer));
  const Result<Engine> engine = Engine::create(std::move(list));
  std::vector<Source> sources;
  for (const auto& [path, text] : files) sources.emplace_back(path, text);
  return engine->scan_sources(std::move(sources));
}

// "path:line" of each finding.
Found found_in(Result<std::unique_ptr<Analyzer>> analyzer, const Files& files) {
  const Result<ScanResult> result = scan_files(std::move(analyzer), files);
  if (!result.ok()) return {result.error().message};
  Found found;
  for (const Finding& finding : result->findings) {
    const Location& at = finding.primary();
    found.push_back(at.path + ":" + std::to_string(at.region.start_line));
  }
  return found;
}

// A rule of two parts: calls of `get` and of `render`, in Python.
std::string joined_on(const std::string& on, const std::string& more = {}) {
  return "rules:\n  - id: r\n    mode: join\n    message: shows $VALUE\n    severity: ERROR\n" +
         more + R"(    join:
      rules:
        - id: input
          languages: [python]
          pattern: $NAME = get($KEY)
        - id: shown
          languages: [python]
          pattern: show($WHERE, $VALUE)
      on:
)" + on;
}

TEST(JoinTest, RowsComeTogether) {
  const Files files = {
      {"in.py", "a = get('x')\nb = get( \"y\" )\n"},
      {"out.py", "show('in', a)\nshow('X-Y', b)\nshow('in', c)\nshow('IN.PY', a)\n"}};
  const struct {
    std::string on;
    Found found;
  } kRows[] = {
      {"        - input.$NAME == shown.$VALUE\n", {"out.py:1", "out.py:2", "out.py:4"}},
      // What is found is the right side of the last condition.
      {"        - shown.$VALUE == input.$NAME\n", {"in.py:1", "in.py:2"}},
      {"        - input.$NAME == shown.$VALUE\n        - input.$KEY ~ shown.$WHERE\n",
       {"out.py:2"}},
      {"        - input.$NAME == shown.$VALUE\n        - input.$KEY < shown.$WHERE\n",
       {"out.py:2"}},
      {"        - shown.$WHERE > input.$KEY\n", {"in.py:1", "in.py:2"}},
      // A text is found in a path.
      {"        - input.$NAME == shown.$VALUE\n        - input.path > shown.$WHERE\n",
       {"out.py:1", "out.py:4"}},
      {"        - input.path == shown.path\n", {}},
      {"        - input.path != shown.path\n", {"out.py:1", "out.py:2", "out.py:3", "out.py:4"}},
      // Quotes and white space mean nothing.
      {"        - shown.$WHERE == input.$NAME\n", {}},
      {"        - shown.$VALUE != shown.$WHERE\n",
       {"out.py:1", "out.py:2", "out.py:3", "out.py:4"}},
  };
  for (const auto& row : kRows) {
    EXPECT_EQ(found_in(analyzer_of(joined_on(row.on)), files), row.found) << row.on;
  }
}

TEST(JoinTest, AFindingIsTheJoinsOwn) {
  const auto result = scan_files(analyzer_of(joined_on("        - input.$NAME == shown.$VALUE\n")),
                                 {{"a.py", "a = get(1)\nshow(2, a)\n"}});
  ASSERT_TRUE(result.ok());
  ASSERT_EQ(result->findings.size(), 1u);
  EXPECT_EQ(result->findings[0].rule_id, "r");
  EXPECT_EQ(result->findings[0].message, "shows a");
  EXPECT_EQ(result->findings[0].severity, Severity::kHigh);
  EXPECT_EQ(result->findings[0].primary().snippet, "show(2, a)");
  const auto analyzer = analyzer_of(joined_on("        - input.$NAME == shown.$VALUE\n"));
  ASSERT_EQ((*analyzer)->rules().size(), 1u);
  EXPECT_EQ((*analyzer)->rules()[0].languages, std::vector<std::string>{"python"});
}

TEST(JoinTest, NothingComesOfAPartAlone) {
  const std::string rule = joined_on("        - input.$NAME == shown.$VALUE\n");
  EXPECT_EQ(found_in(analyzer_of(rule), {{"a.py", "show(1, a)\n"}}), Found{});
  EXPECT_EQ(found_in(analyzer_of(rule), {{"a.py", "a = get(1)\n"}}), Found{});
}

TEST(JoinTest, PathsOfTheRuleAreForAllOfIt) {
  const Files files = {{"in.py", "a = get(1)\n"}, {"test/out.py", "show(1, a)\n"}};
  const std::string on = "        - input.$NAME == shown.$VALUE\n";
  EXPECT_EQ(found_in(analyzer_of(joined_on(on)), files), Found{"test/out.py:1"});
  EXPECT_EQ(found_in(analyzer_of(joined_on(on, "    paths: {exclude: [test]}\n")), files), Found{});
}

// Who calls whom, and so from where: a chain of any length, and a ring.
TEST(JoinTest, RowsLeadToRows) {
  const std::string rule = R"(rules:
  - id: r
    mode: join
    message: m
    severity: ERROR
    join:
      rules:
        - id: calls
          languages: [python]
          pattern: |
            def $CALLER(...):
                ...
                $CALLEE()
        - id: entry
          languages: [python]
          pattern: route($HANDLER)
        - id: danger
          languages: [python]
          pattern: "danger = $WHAT"
      on:
        - calls.$CALLER --> calls.$CALLEE
        - entry.$HANDLER == calls.$CALLER
        - calls.$CALLEE == danger.$WHAT
)";
  const std::string calls =
      "def a():\n    b()\ndef b():\n    c()\ndef c():\n    d()\ndef d():\n    b()\n";
  EXPECT_EQ(found_in(analyzer_of(rule), {{"a.py", calls}, {"b.py", "route(a)\ndanger = d\n"}}),
            Found{"b.py:2"});
  EXPECT_EQ(found_in(analyzer_of(rule), {{"a.py", calls}, {"b.py", "route(a)\ndanger = a\n"}}),
            Found{});
}

// Rule files in a folder of their own.
class JoinFilesTest : public ::testing::Test {
 protected:
  JoinFilesTest()
      : folder_(std::filesystem::temp_directory_path() /
                ("join_test_" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_ / "parts");
  }
  ~JoinFilesTest() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  Result<std::unique_ptr<Analyzer>> analyzer_of_files(const std::vector<std::string>& names) const {
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back((folder_ / name).string());
    Result<std::vector<rules::RuleFile>> files = rules::load(paths, {});
    if (!files.ok()) return files.error();
    rules::Loading loading;
    loading.files = *std::move(files);
    return make_analyzer(std::move(loading));
  }

  std::filesystem::path folder_;
};

constexpr std::string_view kPart = R"(rules:
  - id: get
    message: m
    severity: INFO
    languages: [python]
    pattern: $A = get($B)
)";

std::string referring(const std::string& reference, const std::string& on) {
  return "rules:\n  - id: r\n    mode: join\n    message: m\n    severity: ERROR\n    join:\n"
         "      refs:\n        - rule: " +
         reference +
         "\n          as: input\n          renames:\n            - {from: $A, to: $NAME}\n"
         "      rules:\n        - id: shown\n          languages: [javascript]\n"
         "          pattern: show($VALUE)\n      on:\n        - " +
         on + "\n";
}

TEST_F(JoinFilesTest, RefsNameFilesBesideTheRule) {
  const Files files = {{"a.py", "a = get(1)\n"}, {"b.js", "show(a)\nshow(b)\n"}};
  write("parts/get.yaml", std::string(kPart));
  const std::string on = "input.$NAME == shown.$VALUE";
  write("join.yaml", referring("parts/get.yaml", on));
  write("parts/join.yaml", referring("get.yaml", on));
  write("parts/join2.yaml", referring("parts/get.yaml", on));
  EXPECT_EQ(found_in(analyzer_of_files({"join.yaml"}), files), Found{"b.js:1"});
  EXPECT_EQ(found_in(analyzer_of_files({"parts/join.yaml"}), files), Found{"b.js:1"});
  EXPECT_EQ(found_in(analyzer_of_files({"parts/join2.yaml"}), files), Found{"b.js:1"});
  // Loaded as a rule of its own, too, it is both.
  EXPECT_EQ(found_in(analyzer_of_files({"join.yaml", "parts/get.yaml"}), files),
            (Found{"a.py:1", "b.js:1"}));
}

TEST_F(JoinFilesTest, WhatIsReferredToMustBeThere) {
  write("parts/get.yaml", std::string(kPart));
  const std::string on = "input.$NAME == shown.$VALUE";
  const struct {
    std::string reference, on, message, at;
  } kRows[] = {
      {"python.lang.some-rule", on, "`python.lang.some-rule` is no rule file",
       "python.lang.some-rule"},
      {"p/python", on, "`p/python` is no rule file", "p/python"},
      {"../x.yaml", on, "`../x.yaml` is not below the rules", "../x.yaml"},
      {"missing.yaml", on,
       "there is no rule file `missing.yaml` beside this one, or below a folder above it",
       "missing.yaml"},
      {"parts/get.yaml", "input.$A == shown.$VALUE", "the rule `input` binds no `$A`", "input.$A"},
  };
  for (const auto& row : kRows) {
    write("join.yaml", referring(row.reference, row.on));
    const auto analyzer = analyzer_of_files({"join.yaml"});
    ASSERT_FALSE(analyzer.ok()) << row.reference;
    const Error& error = analyzer.error();
    EXPECT_EQ(error.message, row.message);
    ASSERT_GT(error.region.start_line, 0u);
    EXPECT_EQ(error.source_line.substr(error.region.start_column - 1, row.at.size()), row.at);
  }
}

TEST(JoinTest, MalformedRulesAreShownUnderACaret) {
  const std::string head =
      "rules:\n  - id: r\n    mode: join\n    message: m\n    severity: ERROR\n";
  const struct {
    std::string text, message, at, hint;
  } kRows[] = {
      {head, "", "id: r", ""},
      {head + "    pattern: f()\n", "unknown key `pattern`", "pattern", ""},
      {head + "    join: {on: [a]}\n", "`join` needs `rules` or `refs`", "{on", ""},
      {joined_on("        - input.$NAME == shown.$VALUE\n", "    fix: x\n"), "unknown key `fix`",
       "fix", ""},
      {joined_on("        - input.$NAME shown.$VALUE\n"), "a condition compares two columns",
       "input.$NAME", "as a.$X == b.$Y"},
      {joined_on("        - input.$NAME = shown.$VALUE\n"), "unknown operator `=`", "= shown", ""},
      {joined_on("        - input.$NAME == show.$VALUE\n"), "no rule of the join is called `show`",
       "show.$VALUE", "did you mean `shown`?"},
      {joined_on("        - input.$NAM == shown.$VALUE\n"), "the rule `input` binds no `$NAM`",
       "input.$NAM", ""},
      {joined_on("        - input.name == shown.$VALUE\n"), "the rule `input` binds no `name`",
       "input.name", ""},
      {joined_on("        - input.$NAME --> shown.$VALUE\n"),
       "`-->` is about two columns of one rule", "-->", ""},
      {joined_on("        - input.$NAME --> input.$KEY\n"),
       "`on` needs a condition other than `-->`", "- input", ""},
      {head + "    join:\n      rulez: []\n      on: [a]\n", "", "rulez", "did you mean `rules`?"},
      {head + "    join:\n      rules:\n        - id: a\n          languages: [python]\n"
              "          patern: f()\n      on: [a.path == a.path]\n",
       "unknown key `patern`", "patern", "did you mean `pattern`?"},
      {head +
           "    join:\n      rules:\n        - {id: a, languages: [python], pattern: f()}\n"
           "        - {id: a, languages: [python], pattern: g()}\n      on: [a.path == a.path]\n",
       "two rules of the join are called `a`", "{id: a", ""},
      {head +
           "    join:\n      rules:\n        - {id: a, mode: join}\n      on: [a.path == a.path]\n",
       "a join is made of rules of the modes search and taint", "{id: a", ""},
  };
  for (const auto& row : kRows) {
    const auto analyzer = analyzer_of(row.text);
    ASSERT_FALSE(analyzer.ok()) << row.text;
    const Error& error = analyzer.error();
    EXPECT_EQ(error.code, ErrorCode::kInvalidRule);
    if (!row.message.empty()) {
      EXPECT_EQ(error.message, row.message) << row.text;
    }
    if (!row.hint.empty()) {
      EXPECT_EQ(error.hint, row.hint) << row.text;
    }
    ASSERT_GT(error.region.start_line, 0u) << error.message;
    EXPECT_EQ(error.source_line.substr(error.region.start_column - 1, row.at.size()), row.at)
        << error.message;
  }
}

// Two tables of `rows` rows, whose first columns are numbered and whose second ones are alike.
Joined joined_tables(JoinCondition::Operator op, std::uint32_t rows) {
  JoinSpec spec;
  spec.collections.resize(2);
  for (JoinCollection& collection : spec.collections) collection.columns = {{"$X", 1}, {"$Y", 2}};
  spec.conditions = {{op, {0, 0}, {1, 0}}};
  spec.result = 1;
  std::vector<std::vector<JoinRow>> tables(2);
  for (std::vector<JoinRow>& table : tables) {
    for (std::uint32_t i = 0; i < rows; ++i) table.push_back({{std::to_string(i), "same"}});
  }
  return join(spec, tables);
}

TEST(JoinTest, ManyRowsAreBounded) {
  const Joined equal = joined_tables(JoinCondition::Operator::kEqual, 50'000);
  EXPECT_EQ(equal.rows.size(), 50'000u);
  EXPECT_FALSE(equal.limited);
  EXPECT_TRUE(joined_tables(JoinCondition::Operator::kNotEqual, 5'000).limited);
}

TEST(JoinTest, AFactIsReadBackAsItWas) {
  JoinCollection collection;
  collection.columns = {{"$A", 1}, {"path", kAnonymous}, {"$B", 2}, {"$C", 3}};
  Range range;
  range.span = {3, 9};
  range.bindings.push_back({.metavariable = 1, .text = "a:1,-"});
  range.bindings.push_back({.metavariable = 2, .text = ""});
  const Fact fact = join_fact(7, 2, collection, range);
  EXPECT_EQ(fact.location.span, range.span);
  const auto match = join_match(fact);
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ(match->join, 7u);
  EXPECT_EQ(match->collection, 2u);
  using Values = std::vector<std::optional<std::string>>;
  EXPECT_EQ(match->row.values, (Values{"a:1,-", std::nullopt, "", std::nullopt}));
  for (const char* const payload : {"", "7", "7,", "7,2,5:ab,", "7,2,x", "7,2,99999999999:a,"}) {
    Fact bad = fact;
    bad.payload = payload;
    EXPECT_FALSE(join_match(bad).has_value()) << payload;
  }
}

}  // namespace
}  // namespace scan::sast
