#include "secrets/detector.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "secrets/secrets_analyzer.h"
#include "secrets_fixture.h"

namespace scan::secrets {
namespace {

using Strings = std::vector<std::string>;

struct Case {
  std::string what;
  std::string toml;
  std::string text;
  Strings found;
  std::string path = "src/a.txt";
};

std::string rule(const std::string& fields) { return "[[rules]]\nid = \"r\"\n" + fields; }

TEST(Detector, DecidesAsGitleaksDoes) {
  const std::vector<Case> cases = {
      {"the match when there is no group",
       rule("regex = 'key=[a-z]+'"),
       "a key=abc; key=d",
       {"r: key=abc", "r: key=d"}},
      {"the first group that is not empty",
       rule("regex = 'key=(?:(\\d+)|([a-z]+))'"),
       "key=abc key=12",
       {"r: abc", "r: 12"}},
      {"the group that is named",
       rule("regex = '(key)=([a-z]+)'\nsecretGroup = 2"),
       "key=abc",
       {"r: abc"}},
      {"a group that took no part", rule("regex = 'key=([a-z]+)?'\nsecretGroup = 1"), "key=", {}},
      {"line breaks around a match are no part of it",
       rule("regex = '\\skey=[a-z]+\\s'"),
       "\nkey=abc\n",
       {"r: key=abc"}},
      {"entropy must be above the threshold",
       rule("regex = 'k=([a-z]+)'\nentropy = 2"),
       "k=abcd k=abcde",
       {"r: abcde"}},
      {"a keyword anywhere in the file, in any case",
       rule("regex = 'x\\d+'\nkeywords = [\"toKen\"]"),
       "x1\nx2 TOKEN",
       {"r: x1", "r: x2"}},
      {"no keyword, no run", rule("regex = 'x\\d+'\nkeywords = [\"token\"]"), "x1", {}},
      {"a Kelvin sign is a k to both",
       rule("regex = '(?i)key\\d'\nkeywords = [\"key\"]"),
       "\xe2\x84\xaa"
       "ey1",
       {"r: \xe2\x84\xaa"
        "ey1"}},
      {"a path narrows a regex", rule("regex = 'x\\d'\npath = '\\.env$'"), "x1", {}},
      {"a path narrows a regex", rule("regex = 'x\\d'\npath = '\\.env$'"), "x1", {"r: x1"}, ".env"},
      {"a path alone finds the file", rule("path = '\\.pem$'"), "x", {"r: "}, "a.pem"},
      {"a path alone finds no empty file", rule("path = '\\.pem$'"), "", {}, "a.pem"},
      {"a path alone finds the file", rule("path = '\\.pem$'"), "x", {}, "a.txt"},
      {"a path alone, and a keyword that is not there",
       rule("path = '\\.pem$'\nkeywords = [\"key\"]"),
       "x",
       {},
       "a.pem"},
      {"a path alone, and its keyword",
       rule("path = '\\.pem$'\nkeywords = [\"key\"]"),
       "KEY",
       {"r: "},
       "a.pem"},
      {"a directory that is allowed for all rules",
       "[[allowlists]]\npaths = ['(^|/)vendor$']\n" + rule("regex = 'x'"),
       "x",
       {},
       "a/vendor/b/c.txt"},
      {"a directory that is allowed for one rule holds files that are not",
       rule("regex = 'x'\n[[rules.allowlists]]\npaths = ['(^|/)vendor$']"),
       "x",
       {"r: x"},
       "a/vendor/b/c.txt"},
      {"matches do not overlap", rule("regex = 'aa'"), "aaaaa", {"r: aa", "r: aa"}},
      {"an empty match is none", rule("regex = 'x*'"), "axxb", {"r: xx"}},
      {"rules that only PCRE2 takes",
       rule("regex = '(?<=key=)[a-z]+(?!\\()'"),
       "key=abc key=f(",
       {"r: abc"}},

      {"an allowlist of the secret",
       rule("regex = 'k=(\\w+)'\n[[rules.allowlists]]\nregexes = ['^a']"),
       "k=ab k=ba",
       {"r: ba"}},
      {"an allowlist of the match",
       rule(
           "regex = 'k=(\\w+)'\n[[rules.allowlists]]\nregexTarget = \"match\"\nregexes = ['^k=a']"),
       "k=ab k=ba",
       {"r: ba"}},
      {"an allowlist of the line",
       rule("regex = 'k=(\\w+)'\n[[rules.allowlists]]\nregexTarget = \"line\"\nregexes = ['^#']"),
       "#k=ab\nk=ba",
       {"r: ba"}},
      {"stopwords in any case",
       rule("regex = 'k=(\\w+)'\n[[rules.allowlists]]\nstopWords = [\"ExA\"]"),
       "k=myexample k=x",
       {"r: x"}},
      {"a path of an allowlist",
       rule("regex = 'k=(\\w+)'\n[[rules.allowlists]]\npaths = ['^src/']"),
       "k=ab",
       {}},
      {"any of them is enough",
       rule("regex = 'k=(\\w+)'\n[[rules.allowlists]]\npaths = ['^lib/']\nregexes = ['^a']"),
       "k=ab k=ba",
       {"r: ba"}},
      {"all of them where it says so",
       rule("regex = 'k=(\\w+)'\n[[rules.allowlists]]\ncondition = \"AND\"\npaths = "
            "['^src/']\nregexes = ['^a']"),
       "k=ab k=ba",
       {"r: ba"}},
      {"all of them where it says so",
       rule("regex = 'k=(\\w+)'\n[[rules.allowlists]]\ncondition = \"AND\"\npaths = "
            "['^lib/']\nregexes = ['^a']"),
       "k=ab k=ba",
       {"r: ab", "r: ba"}},
      {"a commit is that of no file",
       rule("regex = 'k=(\\w+)'\n[[rules.allowlists]]\ncondition = \"AND\"\ncommits = "
            "[\"AB12\"]\nregexes = ['^a']"),
       "k=ab",
       {"r: ab"}},
      {"the older spelling",
       rule("regex = 'k=(\\w+)'\n[rules.allowlist]\nregexes = ['^a']"),
       "k=ab k=ba",
       {"r: ba"}},
      {"one for all rules",
       "[allowlist]\nregexes = ['^a']\n" + rule("regex = 'k=(\\w+)'"),
       "k=ab k=ba",
       {"r: ba"}},
      {"one for some rules",
       "[[allowlists]]\ntargetRules = [\"q\"]\nregexes = ['^a']\n[[rules]]\nid = \"q\"\nregex = "
       "'k=(\\w+)'\n" +
           rule("regex = 'k=(\\w+)'"),
       "k=ab",
       {"r: ab"}},
      {"keys in any case",
       "[[RULES]]\nID = \"r\"\nREGEX = '(a)(b)'\nsecretgroup = 2\nKeywords = [\"ab\"]",
       "ab",
       {"r: b"}},
  };
  for (const Case& c : cases) EXPECT_EQ(secrets_in(c.toml, c.text, c.path), c.found) << c.what;
}

TEST(Detector, AGenericRuleGivesWay) {
  const std::string toml =
      "[[rules]]\nid = \"generic-key\"\nregex = 'key=(\\w+)'\n[[rules]]\nid = \"kind\"\nregex = "
      "'K_\\w+'\n";
  const Detector detector(read_rules(toml).value());
  const Source source("a", "key=K_abc\nkey=other\nkey=K_abc  K_xyz\n");
  const FileResult result = detect(detector, source);
  Strings found;
  for (const Finding& finding : result.findings)
    found.push_back(finding.rule_id + ":" +
                    std::to_string(source.line_of(finding.primary().span.begin)));
  EXPECT_EQ(found, (Strings{"generic-key:2", "kind:1", "kind:3", "kind:3"}));
  EXPECT_EQ(result.sensitive.size(), 6u);
}

// What follows a keyword is asked of the text as it stands, not of a piece that was cut out of it.
TEST(Detector, FindsTheSameWhateverStandsAroundAKeyword) {
  const std::vector<Case> cases = {
      {"a boundary before the keyword's group",
       rule("regex = '[a-z]{3}(?:\\b\"acme\")[0-9]{4}'"),
       "abc\"acme\"1234",
       {"r: abc\"acme\"1234"}},
      {"no boundary before it",
       rule("regex = '[a-z]{3}(?:\\Bacme)=[0-9]{4}'"),
       "abcacme=1234",
       {"r: abcacme=1234"}},
      {"no boundary after the longest match",
       rule("regex = '[a-z]{3}acme[0-9]{4}\\B'"),
       "abcacme12345",
       {"r: abcacme1234"}},
      {"a run without end",
       rule("regex = '[a-z]{3}acme=([0-9]+)'"),
       "abcacme=" + std::string(5000, '7'),
       {"r: " + std::string(5000, '7')}},
      {"anything without end",
       rule("regex = '[a-z]{3}acme<([^>]+)>'"),
       "abcacme<" + std::string(5000, ' ') + ">",
       {"r: " + std::string(5000, ' ')}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(secrets_in(c.toml, c.text), c.found) << c.what;
    const Detector whole(read_rules(c.toml).value(), RuleIndex::Mode::kWholeTexts);
    EXPECT_EQ(detect(whole, Source("a", c.text)).findings.size(), c.found.size()) << c.what;
  }
}

// The value is what is reported, wherever its name stands.
TEST(Detector, FindsAValueByTheNameNearIt) {
  const std::string toml =
      "[[rules]]\nid = \"acme\"\nnames = [\"acmecloud\", \"acme.io\", \"acm\"]\nvalue = "
      "'[0-9a-f]{16}'\n";
  const std::string value = "4be1c07d95a2f386";
  const std::vector<Case> cases = {
      {"an environment", toml, "ACMECLOUD_KEY=" + value, {"acme: " + value}},
      {"a string", toml, "acmeCloudToken: '" + value + "',", {"acme: " + value}},
      {"a header", toml, "X-Acmecloud-Key: " + value, {"acme: " + value}},
      {"a host", toml, "https://api.acme.io/v1?key=" + value, {"acme: " + value}},
      {"lines below", toml, "acmecloud:\n  api:\n    key: " + value, {"acme: " + value}},
      {"a short name by itself", toml, "ACM_KEY=" + value, {"acme: " + value}},
      {"the end of another word", toml, "PRACACM_KEY=" + value, {}},
      {"too far away", toml, "acmecloud " + std::string(40, '.') + " " + value, {}},
      {"the name after it", toml, "key=" + value + " # acmecloud", {}},
      {"a part of something longer", toml, "acmecloud=" + value + "0", {}},
      {"joined by a dash", toml, "acmecloud=" + value + "-eu", {}},
      {"an asset's name", toml, "acmecloud." + value + ".js", {}},
      {"no digit", toml, "acmecloud=abcdefabdecfbafd", {}},
      {"hardly any difference", toml, "acmecloud=1111111111111112", {}},
  };
  for (const Case& c : cases) EXPECT_EQ(secrets_in(c.toml, c.text, c.path), c.found) << c.what;
}

// A name in a comment must not take the name of the variable below it for its value.
TEST(Detector, FindsAValueAfterANameThatLooksLikeOne) {
  const std::string toml =
      "[[rules]]\nid = \"acme\"\nnames = [\"acmecloud\"]\nvalue = '\\w{14,20}'\nentropy = 3\n";
  EXPECT_EQ(secrets_in(toml, "# of acmecloud\nACMECLOUD_API_KEY=q7Zt0PwX3mKs9dRy"),
            (Strings{"acme: q7Zt0PwX3mKs9dRy"}));
}

TEST(Detector, ANamedRuleGivesWay) {
  const std::string toml =
      "[[rules]]\nid = \"far\"\nnames = [\"farname\"]\nvalue = '\\w{12}'\n[[rules]]\nid = "
      "\"near\"\nnames = [\"nearname\"]\nvalue = '\\w{12}'\n[[rules]]\nid = \"kind\"\nregex = "
      "'K_\\w{10}'\n";
  EXPECT_EQ(secrets_in(toml, "farname nearname 3k9dPq0sLx2M"), (Strings{"near: 3k9dPq0sLx2M"}));
  EXPECT_EQ(secrets_in(toml, "farname K_9dPq0sLx2M"), (Strings{"kind: K_9dPq0sLx2M"}));
}

TEST(Detector, AFindingHasItsPlaceAndAnIdentityButNotTheSecret) {
  const Detector detector(read_rules("[[rules]]\nid = \"r\"\ndescription = \"A key.\"\ntags = "
                                     "[\"a\", \"b\"]\nregex = 'key=(\\w+)'\n")
                              .value());
  const FileResult one = detect(detector, Source("a", "x key=hunter2\n"));
  const FileResult two = detect(detector, Source("b", "\n\nkey=hunter2 key=other"));
  ASSERT_EQ(one.findings.size(), 1u);
  const Finding& finding = one.findings.front();
  EXPECT_EQ(finding.primary().span, (Span{2, 13}));
  EXPECT_EQ(one.sensitive, (std::vector<Span>{{6, 13}}));
  EXPECT_EQ(finding.message, "A key.");
  EXPECT_EQ(finding.properties.at("tags"), "a,b");
  EXPECT_EQ(finding.identity.size(), 64u);
  ASSERT_EQ(two.findings.size(), 2u);
  EXPECT_EQ(two.findings[0].identity, finding.identity);
  EXPECT_NE(two.findings[1].identity, finding.identity);
}

TEST(Detector, SaysWhatItLeftOut) {
  const Detector many(read_rules(rule("regex = 'k\\d'")).value());
  std::string text;
  for (int i = 0; i < 10'050; ++i) text += "k1 ";
  const FileResult result = detect(many, Source("a", text));
  EXPECT_EQ(result.findings.size(), 10'000u);
  ASSERT_EQ(result.notices.size(), 1u);
  EXPECT_EQ(result.notices.front().code, "too-many-findings");
  EXPECT_TRUE(result.notices.front().incomplete);

  const Detector backtracking(read_rules(rule("regex = '(?=a)(?:a|aa)+$'")).value());
  const FileResult limited = detect(backtracking, Source("a", std::string(300, 'a') + "b"));
  ASSERT_EQ(limited.notices.size(), 1u);
  EXPECT_EQ(limited.notices.front().code, "match-limit");
  EXPECT_EQ(limited.notices.front().rule_id, "r");
  EXPECT_TRUE(limited.notices.front().incomplete);

  CancellationToken cancelled;
  cancelled.cancel();
  FileResult stopped;
  many.detect(Source("a", "k1"),
              {cancelled, std::chrono::steady_clock::now() + std::chrono::hours(1)}, stopped);
  EXPECT_TRUE(stopped.findings.empty());
  ASSERT_EQ(stopped.notices.size(), 1u);
  EXPECT_EQ(stopped.notices.front().code, "time-limit");
}

TEST(Detector, ReadsAVeryLongLine) {
  std::string text(100'000'000, 'x');
  for (std::size_t at = 1000; at + 100 < text.size(); at += 1'000'000)
    text.replace(at, 9, " key=abc ");
  const Detector detector(
      read_rules(rule("regex = 'key=(\\w{3}) '\n[[rules.allowlists]]\nregexTarget = "
                      "\"line\"\nregexes = ['nothing']"))
          .value());
  const FileResult result = detect(detector, Source("a", std::move(text)));
  EXPECT_EQ(result.findings.size(), 100u);
  EXPECT_TRUE(result.notices.empty());
}

TEST(SecretsAnalyzer, WantsWhatMayBeText) {
  rules::Loading loading;
  loading.files.push_back(rule_file(rule("regex = 'x'")));
  const auto analyzer = make_analyzer(std::move(loading));
  ASSERT_TRUE(analyzer.ok());
  EXPECT_EQ((*analyzer)->name(), "secrets");
  EXPECT_EQ((*analyzer)->rules().size(), 1u);
  for (const char* path : {"a.py", ".env", "Makefile", "a.d/b", "id_rsa", "a.svg", "x.pem"})
    EXPECT_TRUE((*analyzer)->wants(path)) << path;
  for (const char* path : {"a.png", "d/b.jar", "x.7z", "y.woff2", "z.xz"})
    EXPECT_FALSE((*analyzer)->wants(path)) << path;
}

}  // namespace
}  // namespace scan::secrets
