// The built-in rules against the annotated examples beside them, by the same door as `scan test`:
// what an annotation demands is found, what it forbids is not, and nothing else in its file is
// found by a rule that the file names. Every rule is shown to find something and to leave something
// alone.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "engine/rule_annotations.h"
#include "scan/builtin.h"
#include "scan/engine.h"
#include "scan/rule_test.h"

namespace scan {
namespace {

namespace fs = std::filesystem;

struct Suite {
  std::string analyzer;
  int least;  // annotations of each kind that every rule has
};

class BuiltinRules : public testing::TestWithParam<Suite> {
 protected:
  BuiltinRules() : folder_(fs::path(SCAN_SOURCE_DIR) / "rules" / GetParam().analyzer) {}

  static Result<Engine> engine() {
    auto analyzers = make_builtin_analyzers({.analyzers = {GetParam().analyzer}});
    if (!analyzers.ok()) return analyzers.error();
    return Engine::create(std::move(analyzers->list));
  }

  const fs::path folder_;
};

TEST_P(BuiltinRules, FindWhatTheirExamplesSay) {
  const Result<Engine> rules = engine();
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  const Result<RuleTestReport> report = test_rules(*rules, {folder_.string()});
  ASSERT_TRUE(report.ok()) << report.error().message;
  for (const RuleTestFailure& failure : report->failures)
    ADD_FAILURE() << failure.path << ":" << failure.line
                  << (failure.kind == RuleTestFailure::Kind::kMissed ? ": missed "
                                                                     : ": unexpected ")
                  << failure.rule_id;
  EXPECT_GT(report->passed, 0u);
}

TEST_P(BuiltinRules, HaveExamplesOfBothKinds) {
  using Kind = engine::RuleAnnotation::Kind;
  std::map<std::pair<Kind, std::string>, int> examples;
  for (const auto& entry : fs::directory_iterator(folder_)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    for (const engine::RuleAnnotation& annotation : engine::find_annotations(text))
      ++examples[{annotation.kind, annotation.rule_id}];
  }
  const Result<Engine> rules = engine();
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  for (const RuleInfo& rule : rules->rules()) {
    EXPECT_GE((examples[{Kind::kExpected, rule.id}]), GetParam().least) << rule.id;
    EXPECT_GE((examples[{Kind::kForbidden, rule.id}]), GetParam().least) << rule.id;
  }
}

// Else what an example shows may be what was left out of it.
TEST_P(BuiltinRules, ScanTheirExamplesWhole) {
  const Result<Engine> rules = engine();
  ASSERT_TRUE(rules.ok()) << rules.error().message;
  const Result<ScanResult> result =
      rules->scan({folder_.string()}, {.ignore_files = IgnoreFiles::kDisregard});
  ASSERT_TRUE(result.ok()) << result.error().message;
  for (const Notice& notice : result->notices)
    EXPECT_FALSE(notice.incomplete) << notice.path << ": " << notice.message;
}

INSTANTIATE_TEST_SUITE_P(, BuiltinRules,
                         testing::Values(Suite{"sast", 3}, Suite{"secrets", 3}, Suite{"iac", 1}),
                         [](const auto& suite) { return suite.param.analyzer; });

}  // namespace
}  // namespace scan
