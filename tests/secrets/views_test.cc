// What is found in texts that a source holds in another spelling.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "secrets/detector.h"
#include "secrets_fixture.h"

namespace scan::secrets {
namespace {

using Strings = std::vector<std::string>;

// A token, and the same by a rule that asks for unescaped texts.
const std::string kToken = "tk_Ab3dEf6hIj9lMn2pQr5t";
const std::string kGitleaksRule = R"(
[[rules]]
id = "token"
regex = '\b(tk_[0-9A-Za-z/+]{20})\b'
keywords = ["tk_"]
)";
const std::string kUnescapingRule = kGitleaksRule + "unescape = true\n";

struct Case {
  std::string what;
  std::string text;
  /// "LINE:COLUMN-LINE:COLUMN decoded depth", one a finding.
  Strings found;
  std::string path = "a.txt";
};

Strings found_in(const Detector& detector, const std::string& path, const std::string& text) {
  const Source source(path, text);
  FileResult result = detect(detector, source);
  Strings found;
  for (const Finding& finding : result.findings) {
    const Region region = source.region(finding.primary().span);
    std::string line = std::to_string(region.start_line) + ":" +
                       std::to_string(region.start_column) + "-" + std::to_string(region.end_line) +
                       ":" + std::to_string(region.end_column);
    if (finding.properties.contains("decoded"))
      line += " " + finding.properties.at("decoded") + " " + finding.properties.at("decode_depth");
    found.push_back(line);
  }
  for (const Notice& notice : result.notices) found.push_back(notice.code);
  return found;
}

void expect(const std::string& rules, const std::vector<Case>& cases) {
  const Detector detector(read_rules(rules).value());
  for (const Case& c : cases) EXPECT_EQ(found_in(detector, c.path, c.text), c.found) << c.what;
}

TEST(DecodedViews, AreWhatGitleaksDecodes) {
  expect(
      kGitleaksRule,
      {
          {"nothing", "x = 1\n", {}},
          {"as it is", "x " + kToken + "\n", {"1:3-1:26"}},
          // printf %s "$token" | base64
          {"base64", "a\nx: dGtfQWIzZEVmNmhJajlsTW4ycFFyNXQ=\n", {"2:4-2:36 base64 1"}},
          {"base64 without padding", "x: dGtfQWIzZEVmNmhJajlsTW4ycFFyNXQ\n", {"1:4-1:35 base64 1"}},
          // "auth=" before and ";" after it
          {"within more base64",
           "x: YXV0aD10a19BYjNkRWY2aElqOWxNbjJwUXI1dDs=\n",
           {"1:4-1:44 base64 1"}},
          {"hex", "\"746b5f4162336445663668496a396c4d6e327051723574\"", {"1:2-1:48 hex 1"}},
          {"percent, from the first on its line to the last",
           "u=%74k_Ab3dEf6hIj9lMn2pQr5t&v=%20&w=1",
           {"1:3-1:34 percent 1"}},
          {"escapes in a word", "x tk\\u005fAb3dEf6hIj9lMn2pQr5t", {"1:3-1:31 unicode 1"}},
          {"base64 of base64",
           "x: ZEd0ZlFXSXpaRVZtTm1oSmFqbHNUVzR5Y0ZGeU5YUT0=",
           {"1:4-1:48 base64 2"}},
          {"percent in base64",
           "x: %64GtfQWIzZEVmNmhJajlsTW4ycFFyNXQ%3D.",
           {"1:4-1:40 percent,base64 2"}},
          {"beside a segment it is found once", "x%20 " + kToken + " %20\n", {"1:6-1:29"}},
          {"a token in the neighbourhood is found once",
           "x: dGtfQWIzZEVmNmhJajlsTW4ycFFyNXQ=\ny: " + kToken,
           {"2:4-2:27", "1:4-1:36 base64 1"}},
          {"no printable text", "x: dGtfQWIzZEVmNmhJajlsTW4ycFFyNXQA", {}},
          {"escapes of a literal are Gitleaks' own only where they are unicode",
           "x \"\\ntk_Ab3dEf6hIj9lMn2pQr5t\"",
           {}},
      });
}

TEST(DecodedViews, HaveTheKeywordsOfTheWholeFile) {
  const std::string rules = R"(
[[rules]]
id = "word"
regex = '[a-z]{3}#[0-9]{6}'
keywords = ["far"]
)";
  const std::string far(20'000, '\n');
  // "abc#123456!!" in base64
  expect(rules, {{"no keyword", "YWJjIzEyMzQ1NiEh", {}},
                 {"a keyword", "far" + far + "YWJjIzEyMzQ1NiEh", {"20001:1-20001:17 base64 1"}}});
}

TEST(DecodedViews, AreAsDeepAsTheyMayBe) {
  const std::string twice = "x: ZEd0ZlFXSXpaRVZtTm1oSmFqbHNUVzR5Y0ZGeU5YUT0=";
  const auto mode = RuleIndex::Mode::kWindows;
  const auto count = [&](std::uint32_t depth) {
    const Detector detector(read_rules(kGitleaksRule).value(), mode, depth);
    return detect(detector, Source("a", twice)).findings.size();
  };
  EXPECT_EQ(count(0), 0u);
  EXPECT_EQ(count(1), 0u);
  EXPECT_EQ(count(2), 1u);
}

// Whatever the distance between segments is, none is missed and none is found twice.
TEST(DecodedViews, MeetAndPart) {
  const Detector detector(read_rules(kGitleaksRule).value());
  for (const std::size_t distance : {0u, 1u, 100u, 8'190u, 16'000u, 16'384u, 17'000u, 40'000u}) {
    std::string text;
    for (int i = 0; i < 200; ++i)
      text += "dGtfQWIzZEVmNmhJajlsTW4ycFFyNXQ=" + std::string(distance, ' ') + "\n";
    const FileResult result = detect(detector, Source("a", text));
    EXPECT_EQ(result.findings.size(), 200u) << distance;
    EXPECT_TRUE(result.notices.empty());
  }
}

TEST(UnescapedViews, AreWhatLiteralsMean) {
  expect(
      kUnescapingRule,
      {
          {"a line break before it",
           "{\"a\": \"x\\ntk_Ab3dEf6hIj9lMn2pQr5t\"}",
           {"1:11-1:34 escapes 1"}},
          {"slashes in it", "'tk_Ab3d\\/f6hIj9lMn2pQr5t'", {"1:2-1:26 escapes 1"}},
          {"numbers in it", "\"tk_Ab3d\\x2bf6hIj9lMn2pQr5t\"", {"1:2-1:28 escapes 1"}},
          {"escaped twice",
           "\"{\\\"a\\\": \\\"x\\\\ntk_Ab3dEf6hIj9lMn2pQr5t\\\"}\"",
           {"1:16-1:39 escapes 2"}},
          {"a broken line", "tk_Ab3dEf6hIj\\\n9lMn2pQr5t", {"1:1-2:11 escapes 1"}},
          {"entities", "<a b=\"tk_Ab3d&#x2f;f6hIj9lMn2pQr5t\"/>", {"1:7-1:35 entities 1"}},
          {"a literal in pieces",
           "k = \"tk_Ab3dEf6h\" +\n    \"Ij9lMn2pQr5t\"",
           {"1:6-2:18 pieces 1"}},
          {"an ordinary one is found once", "x = \"tk_Ab3dEf6hIj9lMn2pQr5t\\n\"\n", {"1:6-1:29"}},
          // {"t":"\ntk_..."}
          {"escapes in base64",
           "x: eyJ0IjoiXG50a19BYjNkRWY2aElqOWxNbjJwUXI1dCJ9",
           {"1:4-1:48 base64,escapes 2"}},
      });
}

// A rule that knows no format has windows in every file.
TEST(UnescapedViews, OfWordsAreThoseWithEscapedQuotesOrSlashes) {
  const std::string rules = R"toml(
[[rules]]
id = "generic"
regex = '''secret\W{1,3}([\w/]+)"'''
unescape = true
)toml";
  expect(rules, {{"a quote", R"("{\"secret\":\"abcd\"}")", {"1:5-1:22 escapes 1"}},
                 {"a slash", R"("secret":"ab\/cd")", {"1:2-1:18 escapes 1"}},
                 {"entities", R"({&quot;secret&quot;:&quot;abcd&quot;})", {"1:8-1:37 entities 1"}},
                 {"another escape", R"("secret":"ab\x63d")", {}}});
}

TEST(UnescapedViews, ReadNotebooksByLine) {
  const std::string notebook = R"({
 "cells": [
  {"source": [
    "key = '''tk_Ab3dEf\n",
    "6hIj9lMn2pQr5t'''\n"
  ]}
 ]
})";
  const std::string rules = R"(
[[rules]]
id = "two-lines"
regex = 'tk_[0-9A-Za-z]{6}\n[0-9A-Za-z]{14}'
unescape = true
)";
  expect(rules, {{"a notebook", notebook, {"4:15-5:20 pieces 1"}, "a.ipynb"},
                 {"no notebook", notebook, {}, "a.json"}});
}

TEST(UnescapedViews, ReadDoubledQuotesInSql) {
  const std::string rules =
      "[[rules]]\nid = \"r\"\nregex = \"pass: '([^']+'[^']+)'\"\nunescape = true\n";
  expect(rules, {{"a dump",
                  "INSERT INTO a VALUES ('pass: ''it''s''');",
                  {"1:24-1:39 escapes 1"},
                  "dump.sql"}});
}

// The rules of somebody else's file find what they find elsewhere.
TEST(UnescapedViews, AreForRulesThatAskForThem) {
  const std::string text = "'tk_Ab3d\\/f6hIj9lMn2pQr5t'";
  expect(kGitleaksRule, {{"Gitleaks' rule", text, {}}});
  rules::Loading loading;
  loading.files.push_back(rule_file(kGitleaksRule));
  loading.files.back().builtin = true;
  const Detector detector(read_rules(loading).value());
  EXPECT_EQ(found_in(detector, "a", text), Strings{"1:2-1:26 escapes 1"});
}

TEST(Views, HideTheSecretAndWhereItStands) {
  const Detector detector(read_rules(kGitleaksRule + "tags = [\"t\"]\n").value());
  const Source source("a", "x: YXV0aD10a19BYjNkRWY2aElqOWxNbjJwUXI1dDs=\n");
  const FileResult result = detect(detector, source);
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.sensitive, (std::vector<Span>{{3, 43}}));
  EXPECT_EQ(result.decoded_secrets, Strings{kToken});
  EXPECT_EQ(result.findings[0].properties.at("tags"), "t,decoded:base64,decode-depth:1");
  // The same secret is the same finding, however it is written.
  const FileResult plain = detect(detector, Source("b", kToken));
  EXPECT_EQ(plain.findings.at(0).identity, result.findings[0].identity);
}

TEST(Views, OfOneSourceHaveABudget) {
  const Detector deep(read_rules(kGitleaksRule).value(), RuleIndex::Mode::kWindows, 100);
  std::string nested = "%";
  for (int i = 0; i < 36; ++i) nested += "25";
  for (int i = 0; i < 17; ++i) nested += nested;
  const FileResult beyond = detect(deep, Source("a", nested));
  ASSERT_EQ(beyond.notices.size(), 1u);
  EXPECT_EQ(beyond.notices[0].code, "decode-limit");
  EXPECT_TRUE(beyond.notices[0].incomplete);
}

}  // namespace
}  // namespace scan::secrets
