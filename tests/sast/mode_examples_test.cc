// Rules of the modes extract and join against annotated files, by the same door as `scan test`.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "sast/sast_analyzer.h"
#include "scan/engine.h"
#include "scan/rule_test.h"

namespace scan::sast {
namespace {

class ModeExamplesTest : public ::testing::TestWithParam<std::pair<const char*, std::uint64_t>> {};

TEST_P(ModeExamplesTest, Hold) {
  const auto& [name, annotations] = GetParam();
  const std::string path =
      (std::filesystem::path(SCAN_SOURCE_DIR) / "tests" / "sast" / "modes" / name).string();
  Result<std::vector<rules::RuleFile>> files = rules::load({path}, {});
  ASSERT_TRUE(files.ok()) << files.error().message;
  rules::Loading loading;
  loading.files = *std::move(files);
  auto analyzer = make_analyzer(std::move(loading));
  ASSERT_TRUE(analyzer.ok()) << analyzer.error().message;
  std::vector<std::unique_ptr<Analyzer>> list;
  list.push_back(*std::move(analyzer));
  const Result<Engine> engine = Engine::create(std::move(list));
  const Result<RuleTestReport> report = test_rules(*engine, {path});
  ASSERT_TRUE(report.ok()) << report.error().message;
  EXPECT_EQ(report->passed, annotations);
  for (const RuleTestFailure& failure : report->failures) {
    ADD_FAILURE() << failure.path << ":" << failure.line << ": " << failure.rule_id << " "
                  << failure.hint;
  }
  EXPECT_TRUE(report->left_out.empty());
}

INSTANTIATE_TEST_SUITE_P(Modes, ModeExamplesTest,
                         ::testing::Values(std::pair("scripts.yaml", 3u),
                                           std::pair("templates.yaml", 4u)));

}  // namespace
}  // namespace scan::sast
