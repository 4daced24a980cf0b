// Rules against annotated files, with an analyzer made for the purpose.
#include "scan/rule_test.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "engine/rule_annotations.h"

namespace scan {
namespace {

using engine::find_annotations;
using engine::RuleAnnotation;
using Kind = RuleAnnotation::Kind;
using Strings = std::vector<std::string>;

TEST(RuleAnnotations, StandInAnyCommentStyle) {
  for (const std::string line :
       {"# ruleid: a-1", "  // ruleid: a-1", "/* ruleid: a-1 */", "/** ruleid: a-1 **/",
        "<!-- ruleid: a-1 -->", "-- ruleid: a-1", ";; ruleid: a-1", "% ruleid: a-1",
        "{# ruleid: a-1 #}", "{/* ruleid: a-1 */}", "{{!-- ruleid: a-1 --}}", "(* ruleid: a-1 *)",
        " * ruleid: a-1", "#ruleid:a-1", "\t#  ruleid:  a-1  \r"}) {
    EXPECT_EQ(find_annotations("first\n" + line + "\ncode\n"),
              (std::vector<RuleAnnotation>{{Kind::kExpected, 3, "a-1"}}))
        << line;
  }
}

TEST(RuleAnnotations, SpeakForTheNextLineThatIsNone) {
  const std::string text =
      "# ruleid: a, b.c\n"
      "# ok: d\n"
      "code\n"
      "# todoruleid: e\n"
      "\n"
      "# todook: f\n";
  EXPECT_EQ(find_annotations(text), (std::vector<RuleAnnotation>{{Kind::kExpected, 3, "a"},
                                                                 {Kind::kExpected, 3, "b.c"},
                                                                 {Kind::kForbidden, 3, "d"},
                                                                 {Kind::kToBeExpected, 5, "e"},
                                                                 {Kind::kToBeForbidden, 7, "f"}}));
}

TEST(RuleAnnotations, StandBehindCodeAndSpeakForTheNextLine) {
  for (const std::string line : {"x = 1  # ruleid: a-1", "x(); //ruleid: a-1",
                                 "<p> <!-- ruleid: a-1 -->", "let x = 1 (* ruleid: a-1 *)"}) {
    EXPECT_EQ(find_annotations(line + "\ncode\n"),
              (std::vector<RuleAnnotation>{{Kind::kExpected, 2, "a-1"}}))
        << line;
  }
}

TEST(RuleAnnotations, AreNotSeenInProseOrCode) {
  for (const std::string line :
       {"ok: true", "- ok: a", "{ok: a}", "# ok: this is fine", "# ok:", "# ruleid: a,",
        "# ruleid: a b", "# see ruleid: a", "x = 1  # see ruleid: a", "x  #  ruleid: a",
        "# okay: a", "# ruleids: a"})
    EXPECT_TRUE(find_annotations(line + "\ncode\n").empty()) << line;
}

// A finding of rule "found-WORD" on each line that has the word.
class Words : public Analyzer {
 public:
  std::string_view name() const override { return "words"; }
  bool wants(std::string_view) const override { return true; }
  void analyze(const Source& source, const FileContext&, FileResult& out) const override {
    for (const std::string word : {"foo", "bar"}) {
      const std::string call = word + "()";
      for (std::size_t at = source.text().find(call); at != std::string_view::npos;
           at = source.text().find(call, at + 1)) {
        Finding finding{.rule_id = "found-" + word, .message = "a word"};
        const auto begin = static_cast<std::uint32_t>(at);
        finding.locations.push_back({.span = {begin, begin + 3}});
        finding.identity = word;  // so that the engine joins them into one finding
        out.findings.push_back(std::move(finding));
      }
    }
  }
  std::vector<RuleInfo> rules() const override {
    return {{.id = "found-foo"}, {.id = "found-bar", .examples = examples}, {.id = "never-named"}};
  }

  std::vector<RuleExample> examples;
};

class RuleTest : public testing::Test {
 protected:
  RuleTest() {
    std::string name = (std::filesystem::temp_directory_path() / "rule-test-XXXXXX").string();
    root_ = ::mkdtemp(name.data());
    std::vector<std::unique_ptr<Analyzer>> analyzers;
    analyzers.push_back(std::make_unique<Words>());
    engine_ = std::make_unique<Engine>(*Engine::create(std::move(analyzers)));
  }
  ~RuleTest() override { std::filesystem::remove_all(root_); }

  void write(const std::string& path, const std::string& text) const {
    const std::filesystem::path file = root_ + "/" + path;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  // "kind path:line rule", so that a failure reads well.
  Strings failures(const RuleTestReport& report) const {
    Strings lines;
    for (const RuleTestFailure& failure : report.failures)
      lines.push_back((failure.kind == RuleTestFailure::Kind::kMissed ? "missed " : "unexpected ") +
                      failure.path + ":" + std::to_string(failure.line) + " " + failure.rule_id);
    return lines;
  }

  std::string root_;
  std::unique_ptr<Engine> engine_;
};

TEST_F(RuleTest, RunsTheExamplesOfARulesOwnFile) {
  using Example = RuleExample::Kind;
  auto words = std::make_unique<Words>();
  words->examples = {{Example::kFound, "bar()", "r.yml", 3},
                     {Example::kFound, "foo()", "r.yml", 4},
                     {Example::kNotFound, "x\nbar()", "r.yml", 5},
                     {Example::kNotFound, "foo()", "r.yml", 6}};
  std::vector<std::unique_ptr<Analyzer>> analyzers;
  analyzers.push_back(std::move(words));
  const Engine engine = *Engine::create(std::move(analyzers));
  const auto report = test_rules(engine, {root_});
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(failures(*report),
            (Strings{"missed r.yml:4 found-bar", "unexpected r.yml:5 found-bar"}));
  EXPECT_EQ(report->passed, 2u);
  EXPECT_EQ(report->untested, (Strings{"found-foo", "never-named"}));
}

TEST_F(RuleTest, ComparesFindingsWithAnnotations) {
  write(".gitignore", "*\n");  // examples are tests, whatever is ignored
  write("good.py",
        "# ruleid: found-foo\n"
        "foo()\n"
        "# ok: found-foo\n"
        "baz()\n"
        "# ruleid: found-foo, found-bar\n"
        "foo() or bar()\n"
        "# ruleid: found-foo\n"
        "foo()  # scan:ignore\n"
        "# todoruleid: found-foo\n"
        "f_o_o()\n"
        "# todook: found-foo\n"
        "'foo()'\n");
  write("sub/bad.py",
        "# ruleid: found-foo\n"
        "baz()\n"
        "# ok: found-foo\n"
        "foo()\n"
        "foo()\n"
        "bar()\n");  // no annotation of this file names found-bar
  write("unjudged.py", "foo()\n");
  const Result<RuleTestReport> report = test_rules(*engine_, {root_});
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->passed, 5u);
  EXPECT_EQ(failures(*report),
            (Strings{"missed sub/bad.py:2 found-foo", "unexpected sub/bad.py:4 found-foo",
                     "unexpected sub/bad.py:5 found-foo"}));
  EXPECT_EQ(report->untested, Strings{"never-named"});
}

TEST_F(RuleTest, NamesFilesAsAScanDoes) {
  write("a/x.py", "# ruleid: found-foo\nbaz()\n");
  write("b/x.py", "# ruleid: found-foo\nbaz()\n");
  EXPECT_EQ(failures(*test_rules(*engine_, {root_ + "/a/x.py"})),
            Strings{"missed x.py:2 found-foo"});
  EXPECT_EQ(failures(*test_rules(*engine_, {root_ + "/a", root_ + "/b/"})),
            (Strings{"missed " + root_ + "/a/x.py:2 found-foo",
                     "missed " + root_ + "/b/x.py:2 found-foo"}));
  EXPECT_EQ(failures(*test_rules(*engine_, {root_ + "/a/x.py", root_ + "/b/x.py"})),
            (Strings{"missed " + root_ + "/a/x.py:2 found-foo",
                     "missed " + root_ + "/b/x.py:2 found-foo"}));
}

TEST_F(RuleTest, FailsForAPathThatIsNotThere) {
  const Result<RuleTestReport> report = test_rules(*engine_, {root_ + "/missing"});
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::kNotFound);
}

TEST_F(RuleTest, OfNothingIsAnError) {
  write("plain.py", "foo()\n");
  const Result<RuleTestReport> report = test_rules(*engine_, {root_});
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace scan
