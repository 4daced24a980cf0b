#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "iac/iac_analyzer.h"

namespace scan::iac {
namespace {

rules::RuleFile rule_file(std::string text) {
  auto kept = std::make_unique<const std::string>(std::move(text));
  auto document = document::Document::parse(document::Syntax::kYaml, *kept, "policy.yaml");
  EXPECT_TRUE(document.ok()) << document.error().message;
  return {.path = "policy.yaml",
          .format = rules::Format::kCheckov,
          .text = std::move(kept),
          .document = std::move(*document)};
}

std::string policy(std::string_view id, std::string_view definition,
                   std::string_view metadata = "") {
  return "metadata: {id: " + std::string(id) + ", name: title of " + std::string(id) +
         std::string(metadata) + "}\ndefinition: " + std::string(definition) + "\n";
}

Result<std::unique_ptr<Analyzer>> make(const std::vector<std::string>& policies,
                                       rules::Selection selection = {}) {
  rules::Loading loading;
  for (const std::string& text : policies) loading.files.push_back(rule_file(text));
  loading.selection = std::move(selection);
  return make_analyzer(std::move(loading));
}

/// "line rule name" of each finding.
std::vector<std::string> analyze(const Analyzer& analyzer, std::string path, std::string text) {
  const Source source(std::move(path), std::move(text));
  FileResult result;
  const CancellationToken token;
  analyzer.analyze(source, {token, std::chrono::steady_clock::now() + std::chrono::minutes(1)},
                   result);
  std::vector<std::string> found;
  for (const Finding& finding : result.findings)
    found.push_back(std::to_string(source.line_of(finding.primary().span.begin)) + " " +
                    finding.rule_id + " " + finding.primary().logical_name);
  return found;
}

constexpr std::string_view kNoBad =
    "{not: {cond_type: attribute, resource_types: [RUN, jobs], attribute: 'commands.*', "
    "operator: regex_match, value: bad}}";

TEST(Analyzer, FindsEachPlaceOnce) {
  const auto analyzer = make({policy("X", kNoBad)});
  ASSERT_TRUE(analyzer.ok());
  EXPECT_THAT(analyze(**analyzer, "Dockerfile",
                      "FROM a AS b\nRUN good && \\\n  bad 1; bad 2 && \\\n  bad 3\n"),
              testing::ElementsAre("3 X RUN.b", "3 X RUN.b", "4 X RUN.b"));
  // A job that extends another shows the same line: it is found where it is written.
  EXPECT_THAT(analyze(**analyzer, ".gitlab-ci.yml",
                      "a: {extends: .base}\nb: {extends: .base}\n.base:\n  script:\n    - bad\n"),
              testing::ElementsAre("5 X job..base"));
}

TEST(Analyzer, PointsAtTheResourceWhereSomethingIsMissing) {
  const auto analyzer = make({policy(
      "X",
      "{and: [{cond_type: filter, attribute: resource_type, operator: within, value: [jobs]},"
      " {cond_type: attribute, attribute: timeout, operator: exists}]}")});
  ASSERT_TRUE(analyzer.ok());
  EXPECT_THAT(analyze(**analyzer, ".gitlab-ci.yml", "a:\n  timeout: 1h\nb:\n  script: x\n"),
              testing::ElementsAre("3 X job.b"));
}

TEST(Analyzer, KeepsPoliciesToTheirFrameworks) {
  const std::string all = "{cond_type: attribute, attribute: no, operator: exists}";
  const auto analyzer =
      make({policy("D", all, ", frameworks: [Dockerfile]"),
            policy("T", all, ", frameworks: [terraform]") + "scope: {provider: aws}\n",
            policy("A", all) + "scope: {provider: aws}\n"});
  ASSERT_TRUE(analyzer.ok());
  EXPECT_THAT(analyze(**analyzer, "Dockerfile", "FROM a\n"), testing::ElementsAre("1 D FROM.0"));
  EXPECT_THAT(analyze(**analyzer, ".gitlab-ci.yml", "a: {script: b}\n"), testing::IsEmpty());
}

TEST(Analyzer, SelectsByIdAndAlias) {
  const std::vector<std::string> policies = {policy("X", kNoBad, ", aliases: [Y]"),
                                             policy("Z", kNoBad),
                                             policy("O", kNoBad, ", severity: OFF")};
  const auto ids = [&](rules::Selection selection) {
    std::vector<std::string> ids;
    const auto analyzer = make(policies, std::move(selection));
    for (const RuleInfo& rule : (*analyzer)->rules()) ids.push_back(rule.id);
    return ids;
  };
  EXPECT_THAT(ids({}), testing::ElementsAre("X", "Z"));
  EXPECT_THAT(ids({{"Y"}, {}}), testing::ElementsAre("X"));
  EXPECT_THAT(ids({{}, {"Y"}}), testing::ElementsAre("Z"));
}

TEST(Analyzer, RefusesOrSkipsBadPolicies) {
  const std::vector<std::string> policies = {policy("X", "{cond_type: nothing}"),
                                             policy("Y", kNoBad), policy("Y", kNoBad)};
  EXPECT_EQ(make(policies).error().message, "unknown condition type `nothing`");

  rules::Loading loading;
  std::vector<Error> rejected;
  for (const std::string& text : policies) loading.files.push_back(rule_file(text));
  loading.bad_rules = BadRules::kSkip;
  loading.rejected = &rejected;
  const auto analyzer = make_analyzer(std::move(loading));
  ASSERT_TRUE(analyzer.ok());
  EXPECT_EQ((*analyzer)->rules().size(), 1u);
  ASSERT_EQ(rejected.size(), 2u);
  EXPECT_EQ(rejected[1].message, "there is another policy with the id `Y`");
}

TEST(Analyzer, StopsInTime) {
  const auto analyzer = make({policy("X", kNoBad)});
  const Source source("Dockerfile", "FROM a\nRUN bad\n");
  FileResult result;
  const CancellationToken token;
  (*analyzer)->analyze(source, {token, std::chrono::steady_clock::now() - std::chrono::seconds(1)},
                       result);
  EXPECT_TRUE(result.findings.empty());
  ASSERT_EQ(result.notices.size(), 1u);
  EXPECT_EQ(result.notices[0].code, "time-limit");
  EXPECT_TRUE(result.notices[0].incomplete);
}

}  // namespace
}  // namespace scan::iac
