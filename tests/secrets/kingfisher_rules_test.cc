#include "secrets/kingfisher_rules.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "secrets_fixture.h"

namespace scan::secrets {
namespace {

using Strings = std::vector<std::string>;

rules::RuleFile yaml_file(std::string yaml) {
  return rule_file(std::move(yaml), "rules.yml", rules::Format::kKingfisher);
}

Result<std::vector<Rule>> read_yaml(std::string yaml, std::vector<Notice>* notices = nullptr) {
  rules::Loading loading;
  loading.files.push_back(yaml_file(std::move(yaml)));
  loading.notices = notices;
  return read_rules(loading);
}

std::string rule(const std::string& fields) {
  return "rules:\n  - name: Acme key\n    id: acme.1\n" + fields;
}

Strings found(const std::string& fields, std::string text) {
  auto rules = read_yaml(rule(fields));
  if (!rules.ok()) return {"error: " + rules.error().message};
  return secrets_in(Detector(std::move(*rules)), Source("a.txt", std::move(text)));
}

TEST(KingfisherRules, Find) {
  const std::string laid_out =
      "    pattern: |\n"
      "      (?xi)\n"
      "      \\b\n"
      "      acme [_-]? key      # the name\n"
      "      \\s* [:=] \\s*\n"
      "      (                   # the value\n"
      "        [a-z0-9 #]{8}     # a class keeps its space\n"
      "      )\n";
  const struct {
    std::string what;
    std::string fields;
    std::string text;
    Strings found;
  } cases[] = {
      {"a pattern that is laid out", laid_out, "AcmeKey: 0123 #ab", {"acme.1: 0123 #ab"}},
      {"the match where there is no group", "    pattern: 'k[0-9]+'\n", "k12", {"acme.1: k12"}},
      {"the first group", "    pattern: '(k)([0-9]+)'\n", "k12", {"acme.1: k"}},
      {"the group TOKEN", "    pattern: '(?P<NAME>k)(?P<TOKEN>[0-9]+)'\n", "k12", {"acme.1: 12"}},
      {"the group TOKEN", "    pattern: '(k)(?<TOKEN>[0-9]+)'\n", "k12", {"acme.1: 12"}},
      {"what only PCRE2 takes", "    pattern: '(?x) (?<= k ) [0-9]++'\n", "k12", {"acme.1: 12"}},
      {"a folded block and its line break",
       "    pattern: >\n      k[0-9]+\n",
       "k12",
       {"acme.1: k12"}},
      {"entropy",
       "    pattern: 'k=(\\w+)'\n    min_entropy: 1.5\n",
       "k=aabb k=abcd",
       {"acme.1: abcd"}},
      {"what it must be made of",
       "    pattern: 'k=(\\S+)'\n    pattern_requirements:\n      min_digits: 2\n"
       "      min_uppercase: 1\n      min_lowercase: 1\n      min_special_chars: 1\n",
       "k=Ab-12 k=Ab-1 k=ab-12 k=AB-12 k=Ab12",
       {"acme.1: Ab-12"}},
      {"what is special",
       "    pattern: 'k=(\\S+)'\n    pattern_requirements:\n      min_special_chars: 2\n"
       "      special_chars: '+/'\n",
       "k=a+/ k=a+- k=a++",
       {"acme.1: a+/", "acme.1: a++"}},
      {"what it must not contain",
       "    pattern: 'k=(\\S+)'\n    pattern_requirements:\n      ignore_if_contains: [Demo, '']\n",
       "k=xDEMOx k=x",
       {"acme.1: x"}},
      {"a rule for others alone", "    pattern: 'k'\n    visible: false\n", "k", {}},
  };
  for (const auto& c : cases) EXPECT_EQ(found(c.fields, c.text), c.found) << c.what;
}

TEST(KingfisherRules, CarryTheirMetadata) {
  std::vector<Notice> notices;
  const auto rules = read_yaml(
      rule("    pattern: 'k(?P<TOKEN>[0-9]+)'\n    confidence: High\n    min_entropy: 2\n"
           "    description: A key of Acme's.\n    references:\n      - https://acme.example/keys\n"
           "    examples:\n      - k12\n      - |\n        k\n        k34\n"
           "    negative_examples:\n      - key\n    prevalidated: true\n"
           "    depends_on_rule:\n      - rule_id: acme.2\n        variable: ACCOUNT\n"
           "    validation:\n      type: Http\n      content: {request: {method: GET}}\n"
           "    revocation:\n      type: Http\n"),
      &notices);
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  ASSERT_EQ(rules->size(), 1u);
  const Rule& rule = rules->front();
  EXPECT_EQ(rule.info.id, "acme.1");
  EXPECT_EQ(rule.info.title, "Acme key");
  EXPECT_EQ(rule.message, "A key of Acme's.");
  EXPECT_EQ(rule.info.confidence, Confidence::kHigh);
  EXPECT_EQ(rule.info.severity, Severity::kHigh);
  EXPECT_EQ(rule.info.references, Strings{"https://acme.example/keys"});
  EXPECT_EQ(rule.secret_group, 1u);
  using Kind = RuleExample::Kind;
  EXPECT_EQ(rule.info.examples,
            (std::vector<RuleExample>{{Kind::kFound, "k12", "rules.yml", 11},
                                      {Kind::kFound, "k\nk34\n", "rules.yml", 12},
                                      {Kind::kNotFound, "key", "rules.yml", 16}}));
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_NE(notices[0].message.find("not run"), std::string::npos);
  EXPECT_FALSE(notices[0].incomplete);
}

TEST(KingfisherRules, PointAtWhatIsWrong) {
  const struct {
    std::string fields;
    std::string message;
    std::uint32_t line;
    std::string marked;
  } cases[] = {
      {"    pattern: '('\n", "invalid regular expression", 4, "'('"},
      {"    pattern: |\n      (?x) # nothing\n", "the pattern is empty", 4, "|"},
      {"    patern: x\n", "unknown key `patern`", 4, "patern"},
      {"    min_entropy: 3\n", "no key `pattern`", 2, ""},
      {"    pattern: x\n    min_entropy: much\n", "must be a number", 5, "much"},
      {"    pattern: x\n    confidence: sure\n", "unknown confidence `sure`", 5, "sure"},
      {"    pattern: x\n    visible: 'no'\n", "true or false", 5, "'no'"},
      {"    pattern: x\n    validation: yes\n", "`validation` must be a mapping", 5, "yes"},
      {"    pattern: x\n    examples: [[a]]\n", "must be a string", 5, "[a]"},
      {"    pattern: x\n    depends_on_rule: [{rule_id: a}]\n", "no key `variable`", 5, ""},
      {"    pattern: x\n    pattern_requirements: {min_digits: -1}\n", "not negative", 5, "-1"},
      {"    pattern: x\n    pattern_requirements: {max_digits: 1}\n", "unknown key `max_digits`", 5,
       "max_digits"},
      {"    pattern: x\n    pattern_requirements:\n      checksum: {expected: a}\n", "not computed",
       6, "{expected: a}"},
      {"    pattern: x\n  - name: B\n    id: acme.1\n    pattern: y\n", "stands twice", 6,
       "acme.1"},
  };
  for (const auto& c : cases) {
    const auto rules = read_yaml(rule(c.fields));
    ASSERT_FALSE(rules.ok()) << c.fields;
    const Error& error = rules.error();
    EXPECT_NE(error.message.find(c.message), std::string::npos) << error.message << c.fields;
    EXPECT_EQ(error.region.start_line, c.line) << c.fields;
    if (c.marked.empty()) continue;
    const Region& r = error.region;
    EXPECT_EQ(error.source_line.substr(r.start_column - 1, r.end_column - r.start_column),
              c.marked);
  }
}

TEST(KingfisherRules, StandBesideThoseOfGitleaks) {
  rules::Loading loading;
  loading.files.push_back(yaml_file(rule("    pattern: 'k[0-9]'\n    visible: false\n")));
  loading.files.push_back(rule_file("[[rules]]\nid = \"b\"\nregex = 'b[0-9]'\n"));
  loading.helper_rules = HelperRules::kReport;
  auto rules = read_rules(loading);
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  EXPECT_EQ(secrets_in(Detector(std::move(*rules)), Source("a", "b1 k1")),
            (Strings{"acme.1: k1", "b: b1"}));

  loading.files.push_back(rule_file("[[rules]]\nid = \"acme.1\"\nregex = 'b'\n", "two.toml"));
  const auto twice = read_rules(loading);
  ASSERT_FALSE(twice.ok());
  EXPECT_NE(twice.error().message.find("defined in `rules.yml` as well"), std::string::npos);
}

}  // namespace
}  // namespace scan::secrets
