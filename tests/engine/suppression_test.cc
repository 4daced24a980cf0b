// Directives in comments, and which findings they silence.
#include "engine/suppression.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scan::engine {
namespace {

using Strings = std::vector<std::string>;
using Kind = Directive::Kind;

std::vector<Directive> directives_of(const std::string& text, const std::string& path = "f") {
  return find_directives(Source(path, text));
}

TEST(Directives, AreReadAsTheToolsReadThem) {
  struct Case {
    std::string line;
    Kind kind;
    Strings ids;
    std::string text;
    std::string reason;
  };
  const std::vector<Case> cases = {
      {"x()  # nosemgrep", Kind::kNosem, {}, "nosemgrep", ""},
      {"x()  # nosem", Kind::kNosem, {}, "nosem", ""},
      {"x()  // NOSEMGREP", Kind::kNosem, {}, "NOSEMGREP", ""},
      {"x()  # nosemgrep: a.b-c, d", Kind::kNosem, {"a.b-c", "d"}, "nosemgrep: a.b-c, d", ""},
      {"x()  # nosemgrep:rule-a rule-b it is fine",
       Kind::kNosem,
       {"rule-a", "rule-b"},
       "nosemgrep:rule-a rule-b",
       "it is fine"},
      {"x() /* nosemgrep: a */", Kind::kNosem, {"a"}, "nosemgrep: a", ""},
      {"<p> <!-- nosemgrep: a - checked -->", Kind::kNosem, {"a"}, "nosemgrep: a", "checked"},
      {"x()  # type: ignore # nosec", Kind::kNosec, {}, "nosec", ""},
      {"x()  #nosec B602,B607", Kind::kNosec, {"B602", "B607"}, "nosec B602,B607", ""},
      {"x()  # nosec: B602 B607 input is fixed",
       Kind::kNosec,
       {"B602", "B607"},
       "nosec: B602 B607",
       "input is fixed"},
      {"x() // #nosec G402 -- internal host",
       Kind::kNosec,
       {"G402"},
       "nosec G402",
       "internal host"},
      {"x()  # nosec assert_used", Kind::kNosec, {"assert_used"}, "nosec assert_used", ""},
      {"x()  # nosec false positive", Kind::kNosec, {}, "nosec", "false positive"},
      {"x() // NOSONAR reviewed", Kind::kNosonar, {}, "NOSONAR", "reviewed"},
      {"x()  # NOSONAR(S2068, S105)",
       Kind::kNosonar,
       {"S2068", "S105"},
       "NOSONAR(S2068, S105)",
       ""},
      {"x()  # noqa: S602", Kind::kNoqa, {"S602"}, "noqa: S602", ""},
      {"x()  # NoQA:E501,s105 why", Kind::kNoqa, {"S105"}, "NoQA:E501,s105", "why"},
      {"key: abc gitleaks:allow", Kind::kGitleaksAllow, {}, "gitleaks:allow", ""},
      {"{\"key\": \"abc\"} // gitleaks:allow test key",
       Kind::kGitleaksAllow,
       {},
       "gitleaks:allow",
       "test key"},
      {"  # checkov:skip=CKV_A_1:no need",
       Kind::kCheckovSkip,
       {"CKV_A_1"},
       "checkov:skip=CKV_A_1",
       "no need"},
      {"  # checkov:skip=CKV_A_1,CKV_A_2: why: so",
       Kind::kCheckovSkip,
       {"CKV_A_1", "CKV_A_2"},
       "checkov:skip=CKV_A_1,CKV_A_2",
       "why: so"},
      {"  # bridgecrew:skip=X_1", Kind::kCheckovSkip, {"X_1"}, "bridgecrew:skip=X_1", ""},
      {"x() -- scan:ignore", Kind::kScanIgnore, {}, "scan:ignore", ""},
      {"x() # scan:ignore[A, b.c] why not\r",
       Kind::kScanIgnore,
       {"A", "b.c"},
       "scan:ignore[A, b.c]",
       "why not"},
      {"; scan:ignore: generated", Kind::kScanIgnore, {}, "scan:ignore", "generated"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.line);
    const std::vector<Directive> found = directives_of("first\n" + c.line + "\nlast\n");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, c.kind);
    EXPECT_EQ(found[0].ids, c.ids);
    EXPECT_EQ(found[0].text, c.text);
    EXPECT_EQ(found[0].reason, c.reason);
  }
}

TEST(Directives, AreNotSeenWhereThereIsNone) {
  for (const std::string line : {
           "nosemgrep = 1",            // no comment
           "x()  # my_nosemgrep",      // a part of a word
           "x()  # nosemgreps",        //
           "x()  # see nosec",         // Bandit wants it first in the comment
           "x()  # nosecrets",         //
           "x()  # nosonar",           // case matters
           "x()  # NOSONARQUBE",       //
           "x()  # noqa",              // style
           "x()  # noqa: E501, F401",  //
           "x()  # Gitleaks:Allow",    //
           "x()  # checkov:skip=",     //
           "x()  # scan:ignored",      //
           "x()  # scan:ignore[]",     // naming nothing must not silence everything
           "x()  # scan:ignore[A",     //
           "x('scan:ignore')",         //
       }) {
    EXPECT_TRUE(directives_of(line + "\n").empty()) << line;
  }
}

struct Finding {
  std::string analyzer = "sast";
  std::string rule = "rules.weak-hash";
  Strings aliases = {"B303", "S324"};
  std::uint32_t first_line = 2;
  std::uint32_t last_line = 2;
};

bool suppressed(const std::string& text, const Finding& finding, const std::string& path = "f") {
  const std::vector<Directive> directives = directives_of(text, path);
  return Suppressions(directives)
      .find(finding.analyzer, finding.rule, finding.aliases,
            Region{finding.first_line, 1, finding.last_line, 2})
      .has_value();
}

TEST(Suppression, SilencesWhatItNames) {
  struct Case {
    std::string text;
    Finding finding;
    bool expected;
  };
  const Finding secret{.analyzer = "secrets", .rule = "aws-key", .aliases = {}};
  const Finding plugin{.analyzer = "long-lines", .rule = "weak-hash", .aliases = {}};
  const Finding call{.first_line = 1, .last_line = 3};
  const std::vector<Case> cases = {
      // the same line, and no other
      {"\nx() # nosemgrep\n", {}, true},
      {"x() # nosemgrep\n\n", {}, false},
      {"\n\nx() # nosemgrep\n", {}, false},
      // the line above, when the directive stands alone
      {"# nosemgrep\nx()\n", {}, true},
      {"  // nosemgrep: weak-hash\nx()\n", {}, true},
      {"/* nosec */\nx()\n", {}, true},
      {"/* nosec */ y();\nx()\n", {}, false},
      {"{# nosemgrep #}\nx()\n", {}, true},
      {" * NOSONAR\nx()\n", {}, true},
      {"# why nosemgrep\nx()\n", {}, true},
      {"#include <x> // nosemgrep\nx()\n", {}, false},
      {"--y; // nosemgrep\nx()\n", {}, false},
      {"# nosemgrep\n\nx()\n", {.first_line = 3, .last_line = 3}, false},
      {"# nosemgrep\n# nosec\nx()\n", {.first_line = 3, .last_line = 3}, true},
      {"# nosec B303\n# gitleaks:allow\nx()\n", {.first_line = 3, .last_line = 3}, false},
      // ids: whole, last part, more than the rule's own, alias
      {"\nx() # nosemgrep: rules.weak-hash\n", {}, true},
      {"\nx() # nosemgrep: weak-hash\n", {}, true},
      {"\nx() # nosemgrep: python.rules.weak-hash\n", {}, true},
      {"\nx() # nosemgrep: hash\n", {}, false},
      {"\nx() # nosemgrep: other, weak-hash\n", {}, true},
      {"\nx() # nosemgrep: other\n", {}, false},
      {"\nx() # nosec B303\n", {}, true},
      {"\nx() # nosec B602\n", {}, false},
      {"\nx() # noqa: S324\n", {}, true},
      {"\nx() # noqa: S999\n", {}, false},
      {"\nx() # NOSONAR(S324)\n", {}, true},
      {"\nx() # NOSONAR(S1)\n", {}, false},
      {"\nx() # scan:ignore[B303]\n", {}, true},
      {"\nx() # scan:ignore[B304]\n", {}, false},
      // each for its own analyzer
      {"\nk # nosemgrep\n", secret, false},
      {"\nk # nosemgrep: aws-key\n", secret, true},
      {"\nk # nosec\n", secret, false},
      {"\nk # gitleaks:allow\n", secret, true},
      {"\nk # gitleaks:allow\n", {}, false},
      {"# gitleaks:allow\nk\n", secret, false},
      {"\nk # NOSONAR\n", secret, true},
      {"\nk # scan:ignore\n", plugin, true},
      {"\nk # nosemgrep\n", plugin, false},
      // a finding of several lines
      {"x(\n  a\n)  # nosec\n", call, true},
      {"x(\n  a\n)  # noqa: S324\n", call, true},
      {"x(\n  a\n)  # nosemgrep\n", call, false},
      {"x(  # nosemgrep\n  a\n)\n", call, true},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text + " on " + c.finding.analyzer);
    EXPECT_EQ(suppressed(c.text, c.finding), c.expected);
  }
}

TEST(Suppression, OfCheckovIsForTheBlockOrTheDockerfile) {
  const std::string pipeline =
      "build:\n"                          // 1
      "  # checkov:skip=CKV_X_1:later\n"  // 2
      "  image: a\n"                      // 3
      "\n"                                // 4
      "deploy:\n"                         // 5
      "  image: b\n";                     // 6
  const auto at = [](std::uint32_t line) {
    return Finding{
        .analyzer = "iac", .rule = "CKV_X_1", .aliases = {}, .first_line = line, .last_line = line};
  };
  EXPECT_TRUE(suppressed(pipeline, at(1), ".gitlab-ci.yml"));
  EXPECT_TRUE(suppressed(pipeline, at(3), ".gitlab-ci.yml"));
  EXPECT_FALSE(suppressed(pipeline, at(5), ".gitlab-ci.yml"));
  EXPECT_FALSE(suppressed(pipeline, at(6), ".gitlab-ci.yml"));

  const std::string dockerfile = "FROM a\nRUN b\n# checkov:skip=CKV_X_1\nRUN c\n";
  EXPECT_TRUE(suppressed(dockerfile, at(2), "deploy/Dockerfile.web"));
  EXPECT_TRUE(suppressed(dockerfile, at(0), "Dockerfile"));  // about the whole file
  EXPECT_TRUE(suppressed(dockerfile, at(4), "setup.sh"));
  EXPECT_FALSE(suppressed(dockerfile, at(2), "setup.sh"));
  Finding other = at(2);
  other.rule = "CKV_X_2";
  EXPECT_FALSE(suppressed(dockerfile, other, "Dockerfile"));
}

TEST(Suppression, SaysWhatWasWritten) {
  const std::vector<Directive> directives = directives_of("x() # scan:ignore[a] b c\n");
  const auto suppression = Suppressions(directives).find("sast", "a", {}, {1, 1, 1, 2});
  ASSERT_TRUE(suppression.has_value());
  EXPECT_EQ(suppression->kind, Suppression::Kind::kInSource);
  EXPECT_EQ(suppression->directive, "scan:ignore[a]");
  EXPECT_EQ(suppression->justification, "b c");
}

// How many directives are looked at for as many findings as there are lines, of which every second
// one has a directive.
std::uint64_t cost_of_suppressing(std::uint32_t lines) {
  std::string text;
  for (std::uint32_t line = 1; line <= lines; ++line)
    text += line % 2 == 0 ? "x()  # nosec B602\n" : "x()\n";
  const std::vector<Directive> directives = directives_of(text);
  EXPECT_EQ(directives.size(), lines / 2);
  Suppressions suppressions(directives);
  for (std::uint32_t line = 1; line <= lines; ++line) {
    const Region region{line, 1, line, 2};
    EXPECT_EQ(suppressions.find("sast", "B602", {}, region).has_value(), line % 2 == 0) << line;
    EXPECT_FALSE(suppressions.find("sast", "B603", {}, region)) << line;
  }
  return suppressions.looked_at();
}

TEST(Suppression, OfManyFindingsByManyDirectivesIsNotQuadratic) {
  const std::uint64_t once = cost_of_suppressing(5'000);
  EXPECT_GE(once, 5'000u);  // both rules look at each directive
  EXPECT_LE(2 * cost_of_suppressing(10'000), 5 * once);
}

// How much is read of a line, behind a word and of a file is bounded, so that the work is linear in
// the text. The bounds show in what is found.
TEST(Directives, OfHostileTextAreBounded) {
  const auto repeated = [](std::string_view part, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += part;
    return text;
  };
  // The words of a line, directives or not, and not those of the next one.
  EXPECT_EQ(directives_of(repeated("# nosec ", 300'000)).size(), 64u);
  EXPECT_EQ(directives_of("#" + repeated(" noqa", 63) + " # nosec").size(), 1u);
  EXPECT_EQ(directives_of("#" + repeated(" noqa", 64) + " # nosec").size(), 0u);
  EXPECT_EQ(directives_of("#" + repeated(" noqa", 64) + "\n# nosec").size(), 1u);
  // What stands behind a word.
  const std::vector<Directive> tail = directives_of("# nosec " + std::string(1'000'000, 'x'));
  ASSERT_EQ(tail.size(), 1u);
  EXPECT_EQ(tail[0].reason.size(), 1023u);
  const std::vector<Directive> ids = directives_of("# nosec" + repeated(" B1", 1'000'000));
  ASSERT_EQ(ids.size(), 1u);
  EXPECT_EQ(ids[0].ids.size(), 64u);
  // The directives of a file.
  EXPECT_EQ(directives_of(repeated("#nosec\n", 1'000'000)).size(), 10'000u);
}

}  // namespace
}  // namespace scan::engine
