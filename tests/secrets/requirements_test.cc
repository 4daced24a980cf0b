// Composite rules. The rule `key` requires others; the text says what stands where.
#include "secrets/requirements.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "secrets_fixture.h"

namespace scan::secrets {
namespace {

using Strings = std::vector<std::string>;

struct Case {
  std::string what;
  std::string required;  // of `key`, and whatever rules come after it
  std::string text;
  Strings found;
};

const std::string kHelper = "[[rules]]\nid = \"id\"\nregex = 'id=(\\w+)'\nskipReport = true\n";

std::string required(const std::string& fields = {}) {
  return "[[rules.required]]\nid = \"id\"\n" + fields;
}

TEST(Requirements, DecideAsGitleaksDoes) {
  const std::vector<Case> cases = {
      {"itself, and a rule before it",
       "[[rules.required]]\nid = \"key\"\n[[rules]]\nid = \"next\"\nregex = 'n=(\\w+)'\n"
       "[[rules.required]]\nid = \"key\"\n",
       "key=a n=b\n",
       {"key: a", "next: b"}},
      {"nothing required is anywhere", required() + kHelper, "key=a\n", {}},
      {"anywhere in the file", required() + kHelper, "id=x\n\n\n\nkey=a\n", {"key: a"}},
      {"a rule that is not to be reported", kHelper, "id=x key=a\n", {"key: a"}},
      {"lines away, and no more",
       required("withinLines = 2\n") + kHelper,
       "key=a\n\nkey=b\n\nid=x\nkey=c\n\n\nkey=d\n",
       {"key: b", "key: c"}},
      {"columns away, and no more, on whatever line",
       required("withinColumns = 8\n") + kHelper,
       "  id=x key=a\n\nkey=b\n        key=c\n              key=d\n",
       {"key: a", "key: b", "key: c"}},
      {"columns of the first line are one less",
       required("withinColumns = 0\n") + kHelper,
       " id=x\nkey=a\n key=b\n",
       {"key: a"}},
      {"columns are bytes",
       required("withinColumns = 8\n") + kHelper,
       "id=x \xc3\xa4\xc3\xa4\xc3\xa4 key=a\n",
       {}},
      {"both distances of one companion",
       required("withinLines = 0\nwithinColumns = 8\n") + kHelper,
       "id=x key=a\n     key=b\nid=y         key=c\n",
       {"key: a"}},
      {"each of several",
       required() + "[[rules.required]]\nid = \"host\"\n" + kHelper +
           "[[rules]]\nid = \"host\"\nregex = 'host=\\w+'\n",
       "key=a id=x\n",
       {}},
      {"each of several, and one that is reported itself",
       required() + "[[rules.required]]\nid = \"host\"\n" + kHelper +
           "[[rules]]\nid = \"host\"\nregex = 'host=\\w+'\n",
       "key=a id=x host=h\n",
       {"key: a", "host: host=h"}},
      {"either of two distances to one rule",
       required("withinLines = 0\n") + required("withinColumns = 0\n") + kHelper,
       "id=x\nkey=a\n  key=b\nid=y key=c",
       {"key: a", "key: c"}},
      {"keywords of what is required do not count",
       required() + kHelper + "keywords = [\"nowhere\"]\n",
       "key=a id=x\n",
       {"key: a"}},
      {"entropy and allowlists of what is required do",
       required() + kHelper + "entropy = 1.5\n[[rules.allowlists]]\nstopwords = [\"none\"]\n",
       "key=a id=xxx id=none\n",
       {}},
      {"what is required of what is required does not",
       required() + kHelper + "[[rules.required]]\nid = \"key\"\nwithinLines = 0\n",
       "key=a\nid=x\n",
       {"key: a"}},
      {"a companion that is allowed in its line",
       required() + kHelper,
       "key=a\nid=x gitleaks:allow\n",
       {}},
      {"a path",
       required() + "[[rules]]\nid = \"id\"\npath = '\\.txt$'\nskipReport = true\n",
       "key=a\n",
       {"key: a"}},
      {"another path", required() + "[[rules]]\nid = \"id\"\npath = '\\.py$'\n", "key=a\n", {}},
      {"a path stands before the first line",
       required("withinLines = 1\n") +
           "[[rules]]\nid = \"id\"\npath = '\\.txt$'\nskipReport = true\n",
       "key=a\nkey=b\n",
       {"key: a"}},
  };
  for (const Case& c : cases) {
    const std::string toml = "[[rules]]\nid = \"key\"\nregex = 'key=(\\w+)'\n" + c.required;
    EXPECT_EQ(secrets_in(toml, c.text), c.found) << c.what;
  }
}

TEST(Requirements, AreNamedAndMasked) {
  const Detector detector(
      read_rules("[[rules]]\nid = \"key\"\nregex = 'key=(\\w+)'\n" + required() + kHelper).value());
  const FileResult result = detect(detector, Source("a", "id=abc\nkey=hunter2\n"));
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings.front().properties.at("required"), "id on line 1");
  EXPECT_EQ(result.sensitive, (std::vector<Span>{{11, 18}, {3, 6}}));
}

TEST(Requirements, StayWhereTheirRuleIsNotSelected) {
  rules::Loading loading;
  loading.files.push_back(
      rule_file("[[rules]]\nid = \"key\"\nregex = 'key=\\w+'\n" + required() +
                "[[rules]]\nid = \"other\"\nregex = 'o'\n[[rules]]\nid = \"id\"\nregex = 'id='\n"));
  loading.selection = rules::Selection({"key"}, {});
  auto rules = read_rules(loading);
  ASSERT_TRUE(rules.ok());
  ASSERT_EQ(rules->size(), 2u);
  const FileResult result =
      detect(Detector(std::move(*rules)), Source("a", "o id=abc key=hunter2\n"));
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings.front().rule_id, "key");
}

}  // namespace
}  // namespace scan::secrets
