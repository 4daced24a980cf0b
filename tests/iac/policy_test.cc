#include "iac/policy.h"

#include <gtest/gtest.h>

#include <string>

namespace scan::iac {
namespace {

using document::Document;
using document::Syntax;

Document parse(std::string_view text) {
  auto document = Document::parse(Syntax::kYaml, text, "policy.yaml");
  EXPECT_TRUE(document.ok()) << document.error().message;
  return std::move(*document);
}

/// "ok", or the place, the message and what stands over the caret.
std::string read(std::string_view text) {
  const Document document = parse(text);
  const Result<Policy> policy = Policy::read(document, document.root());
  if (policy.ok()) return "ok";
  const Error& error = policy.error();
  EXPECT_EQ(error.code, ErrorCode::kInvalidRule);
  EXPECT_EQ(error.path, "policy.yaml");
  std::string caret = error.source_line.substr(error.region.start_column - 1);
  if (error.region.end_line == error.region.start_line)
    caret = caret.substr(0, error.region.end_column - error.region.start_column);
  return std::to_string(error.region.start_line) + ": " + error.message +
         (error.hint.empty() ? "" : " (" + error.hint + ")") + " [" + caret + "]";
}

std::string policy(std::string_view definition, std::string_view metadata = "id: X\n  name: Y") {
  return "metadata:\n  " + std::string(metadata) + "\ndefinition:\n" + std::string(definition);
}

TEST(Policy, IsReadOrRefusedWithItsPlace) {
  const std::string condition =
      "  cond_type: attribute\n  resource_types: [RUN]\n  attribute: value\n";
  struct {
    std::string text;
    std::string_view expected;
  } const cases[] = {
      {policy(condition + "  operator: exists\n"), "ok"},
      {policy(condition + "  operator: exists\n  value: true\n"), "ok"},
      {policy(condition + "  operator: equals\n  value: a\n",
              "id: X\n  name: Y\n  category: NETWORKING\n  severity: HIGH\n  guideline: "
              "https://example.com\n"
              "  aliases: [A]\n  cwe: CWE-1\n  confidence: low\n  help: why\n  references: [r]\n  "
              "description: d\n"
              "  message: m\n  frameworks: [Dockerfile]\n  owasp: []"),
       "ok"},
      {policy(condition + "  operator: exists\n") + "scope:\n  provider: aws\n", "ok"},
      {policy("  and:\n    - cond_type: filter\n      attribute: resource_type\n      operator: "
              "within\n      value: [RUN]\n"
              "    - not:\n        cond_type: attribute\n        attribute: a\n        operator: "
              "exists\n"),
       "ok"},
      {policy("  cond_type: resource\n  resource_types: [ADD]\n  operator: not_exists\n"), "ok"},
      {policy("  not:\n    - cond_type: attribute\n      attribute: a\n      operator: exists\n"),
       "ok"},
      // The policy and its metadata.
      {"metadata: {id: X, name: Y}\n",
       "1: the policy has no key `definition` [metadata: {id: X, name: Y}]"},
      {policy(condition + "  operator: exists\n", "id: X"),
       "2: the metadata has no key `name` [id: X]"},
      {policy(condition + "  operator: exists\n", "name: X"),
       "2: the metadata has no key `id` [name: X]"},
      {policy(condition + "  operator: exists\n", "id: X\n  name: Y\n  severty: LOW"),
       "4: unknown key `severty` (did you mean `severity`?) [severty]"},
      {policy(condition + "  operator: exists\n", "id: X\n  name: Y\n  severity: BAD"),
       "4: unknown severity `BAD` (one of CRITICAL, HIGH, MEDIUM, LOW, INFO, NONE, OFF) [BAD]"},
      {policy(condition + "  operator: exists\n", "id: X\n  name: Y\n  confidence: sure"),
       "4: unknown confidence `sure` (one of HIGH, MEDIUM, LOW) [sure]"},
      // Conditions.
      {policy(condition + "  operator: eqals\n  value: a\n"),
       "8: unknown operator `eqals` (did you mean `equals`?) [eqals]"},
      {policy(condition + "  operator: jsonpath_equals\n  value: a\n"),
       "8: operators with JSONPath are not supported [jsonpath_equals]"},
      {policy(condition + "  operator: equals\n"),
       "5: the condition has no key `value` [cond_type: attribute]"},
      {policy(condition + "  operator: equals\n  value: {a: b}\n"),
       "9: `equals` takes no mapping [{a: b}]"},
      {policy(condition + "  operator: equals\n  value: []\n"), "9: the list is empty [[]]"},
      {policy(condition + "  operator: starting_with\n  value: [a]\n"),
       "9: `starting_with` takes no list [[a]]"},
      {policy(condition + "  operator: greater_than\n  value: many\n"),
       "9: `greater_than` takes a number [many]"},
      {policy(condition + "  operator: within\n  value: [a, [b]]\n"),
       "9: a string, number or boolean is expected here [[b]]"},
      {policy("  cond_type: attribute\n  attribute: a..b\n  operator: exists\n"),
       "6: an empty part in the attribute [a..b]"},
      {policy(condition + "  operator: exists\n  resource_type: RUN\n"),
       "9: unknown key `resource_type` (did you mean `resource_types`?) [resource_type]"},
      {policy("  cond_type: connection\n  operator: exists\n"),
       "5: conditions of type `connection` are not supported [connection]"},
      {policy("  cond_type: atribute\n"),
       "5: unknown condition type `atribute` (did you mean `attribute`?) [atribute]"},
      {policy("  attribute: a\n"),
       "5: the condition has neither `cond_type` nor `and`, `or` or `not` [attribute: a]"},
      {policy("  - a\n"), "5: a condition must be a mapping [- a]"},
      {policy("  and: []\n"), "5: a list of conditions is expected here [[]]"},
      {policy("  or: a\n"), "5: a list of conditions is expected here [a]"},
      {policy("  not: [{cond_type: attribute, attribute: a, operator: exists}, {}]\n"),
       "5: `not` takes exactly one condition (join several by `and` or `or`) "
       "[[{cond_type: attribute, attribute: a, operator: exists}, {}]]"},
      {policy("  and: [a]\n  or: [b]\n"),
       "6: unknown key `or` (the keys of this condition are `and`) [or]"},
      // Filters.
      {policy(
           "  cond_type: filter\n  attribute: resource_type\n  operator: within\n  value: [RUN]\n"),
       "5: a filter needs a condition beside it, joined by `and` [filter]"},
      {policy("  or:\n    - cond_type: filter\n      attribute: resource_type\n      operator: "
              "within\n      value: [RUN]\n"),
       "6: a filter is possible only within `and` [filter]"},
      {policy("  and:\n    - cond_type: filter\n      attribute: name\n      operator: within\n    "
              "  value: [RUN]\n"),
       "7: a filter is about `resource_type` [name]"},
      {policy("  and:\n    - cond_type: filter\n      attribute: resource_type\n      operator: "
              "within\n      value: [RUN]\n"),
       "6: there is no condition besides the filter [- cond_type: filter]"},
  };
  for (const auto& test : cases) EXPECT_EQ(read(test.text), test.expected) << test.text;
}

TEST(Policy, RefusesABadRegularExpression) {
  const std::string text =
      policy("  cond_type: attribute\n  attribute: a\n  operator: regex_match\n  value: '(a'\n");
  EXPECT_TRUE(read(text).starts_with("8: ")) << read(text);
  EXPECT_TRUE(read(text).ends_with("['(a']")) << read(text);
}

TEST(Policy, MapsSeverities) {
  struct {
    std::string_view word;
    Severity severity;
    bool off;
  } const cases[] = {
      {"CRITICAL", Severity::kCritical, false}, {"HIGH", Severity::kHigh, false},
      {"IMPORTANT", Severity::kHigh, false},    {"Medium", Severity::kMedium, false},
      {"MODERATE", Severity::kMedium, false},   {"low", Severity::kLow, false},
      {"INFO", Severity::kInfo, false},         {"NONE", Severity::kInfo, false},
      {"OFF", Severity::kInfo, true},
  };
  for (const auto& test : cases) {
    const std::string text = policy("  cond_type: attribute\n  attribute: a\n  operator: exists\n",
                                    "id: X\n  name: Y\n  severity: " + std::string(test.word));
    const Document document = parse(text);
    const Result<Policy> read = Policy::read(document, document.root());
    ASSERT_TRUE(read.ok()) << test.word;
    EXPECT_EQ(read->info.severity, test.severity) << test.word;
    EXPECT_EQ(read->off, test.off) << test.word;
  }
}

/// Checks a definition on a resource of type `type` whose attributes are `attributes`: the verdict,
/// and the parts of `attributes` that are named as the reason.
std::string check(std::string_view definition, std::string_view type,
                  const std::string& attributes) {
  const std::string text(definition);
  const Document document = parse(text);
  const Result<Definition> read = Definition::read(document, document.root());
  if (!read.ok()) return read.error().message;
  const Document tree = parse(attributes);
  const Resource resource{.type = type, .name = "x", .attributes = &tree.root()};
  const Outcome outcome = read->condition.evaluate(resource);
  std::string out = outcome.verdict == Verdict::kPass   ? "pass"
                    : outcome.verdict == Verdict::kFail ? "fail"
                                                        : "not applicable";
  for (Span span : outcome.witnesses) out += " " + attributes.substr(span.begin, span.size());
  return out;
}

TEST(Definition, IsEvaluatedWithItsReasons) {
  const std::string is_a =
      "{cond_type: attribute, resource_types: [T], attribute: a, operator: equals, value: 1}";
  const std::string is_b =
      "{cond_type: attribute, resource_types: [T], attribute: b, operator: equals, value: 2}";
  const std::string other =
      "{cond_type: attribute, resource_types: [U], attribute: a, operator: exists}";
  const std::string no_bad =
      "{cond_type: attribute, attribute: 'l.*', operator: not_contains, value: bad}";
  const std::string all_good =
      "{cond_type: attribute, attribute: 'l.*', operator: equals, value: good}";
  const std::string any_bad =
      "{cond_type: attribute, attribute: 'l.*', operator: equals, value: bad}";
  struct {
    std::string definition;
    std::string_view type;
    std::string attributes;
    std::string_view expected;
  } const cases[] = {
      {is_a, "T", "{a: 1}", "pass 1"},
      {is_a, "T", "{a: 9}", "fail 9"},
      {is_a, "T", "{}", "fail"},
      {is_a, "U", "{a: 9}", "not applicable"},
      {"{and: [" + is_a + ", " + is_b + "]}", "T", "{a: 1, b: 2}", "pass 2"},
      {"{and: [" + is_a + ", " + is_b + "]}", "T", "{a: 8, b: 9}", "fail 8 9"},
      {"{and: [" + is_a + ", " + is_b + "]}", "T", "{a: 8}", "fail 8"},
      {"{or: [" + is_a + ", " + is_b + "]}", "T", "{a: 1, b: 9}", "pass 1"},
      {"{or: [" + is_a + ", " + is_b + "]}", "T", "{a: 8, b: 9}", "fail 9"},
      {"{or: [" + is_a + ", " + is_b + "]}", "T", "{a: 8}", "fail 8"},
      {"{not: " + is_a + "}", "T", "{a: 1}", "fail 1"},
      {"{not: {and: [" + is_a + ", " + is_b + "]}}", "T", "{a: 1, b: 2}", "fail 2"},
      {"{not: {or: [" + is_a + ", " + is_b + "]}}", "T", "{a: 1, b: 2}", "fail 1 2"},
      // What is about other types says nothing.
      {"{and: [" + is_a + ", " + other + "]}", "T", "{a: 1}", "pass 1"},
      {"{or: [" + is_a + ", " + other + "]}", "T", "{a: 9}", "fail 9"},
      {"{not: " + other + "}", "T", "{a: 9}", "not applicable"},
      // Lists: any item will do, but "does not contain" is said of all.
      {any_bad, "T", "{l: [good, bad]}", "pass bad"},
      {all_good, "T", "{l: [bad, worse]}", "fail bad"},
      {"{not: " + any_bad + "}", "T", "{l: [bad, good, bad]}", "fail bad bad"},
      {no_bad, "T", "{l: [good, too bad]}", "fail too bad"},
      {no_bad, "T", "{l: [good]}", "pass good"},
      {no_bad, "T", "{}", "pass"},
      // Allowed and forbidden types.
      {"{cond_type: resource, resource_types: [T], operator: not_exists}", "T", "{}", "fail"},
      {"{cond_type: resource, resource_types: [T], operator: not_exists}", "U", "{}", "pass"},
      {"{cond_type: resource, resource_types: [T], operator: exists}", "U", "{}", "fail"},
      {"{cond_type: resource, resource_types: [T], operator: exists}", "T", "{}", "pass"},
  };
  for (const auto& test : cases)
    EXPECT_EQ(check(test.definition, test.type, test.attributes), test.expected)
        << test.definition << " on " << test.type << test.attributes;
}

TEST(Definition, KnowsItsTypes) {
  struct {
    std::string_view definition;
    std::vector<std::string> types;
  } const cases[] = {
      {"{cond_type: attribute, attribute: a, operator: exists}", {}},
      {"{cond_type: attribute, resource_types: all, attribute: a, operator: exists}", {}},
      {"{cond_type: attribute, resource_types: [U, T, T], attribute: a, operator: exists}",
       {"T", "U"}},
      {"{cond_type: attribute, resource_types: T, attribute: a, operator: exists}", {"T"}},
      {"{and: [{cond_type: attribute, attribute: a, operator: exists},"
       " {cond_type: attribute, resource_types: [T], attribute: a, operator: exists}]}",
       {"T"}},
      {"{and: [{cond_type: filter, attribute: resource_type, operator: within, value: [V]},"
       " {cond_type: attribute, attribute: a, operator: exists}]}",
       {"V"}},
      {"{cond_type: resource, resource_types: [T], operator: exists}", {}},
      {"{cond_type: resource, resource_types: [T], operator: not_exists}", {"T"}},
  };
  for (const auto& test : cases) {
    const std::string text(test.definition);
    const Document document = parse(text);
    const Result<Definition> read = Definition::read(document, document.root());
    ASSERT_TRUE(read.ok()) << test.definition;
    EXPECT_EQ(read->types, test.types) << test.definition;
  }
}

}  // namespace
}  // namespace scan::iac
