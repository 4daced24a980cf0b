// What the policies of rules/iac say of themselves. What they find is in tests/builtin.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "iac/iac_analyzer.h"
#include "rules/rule_file.h"

namespace scan::iac {
namespace {

const std::string kFolder = std::string(SCAN_SOURCE_DIR) + "/rules/iac";

std::unique_ptr<Analyzer> builtin_policies() {
  auto files = rules::load({kFolder}, {});
  EXPECT_TRUE(files.ok()) << files.error().message;
  auto analyzer = make_analyzer({.files = std::move(*files)});
  EXPECT_TRUE(analyzer.ok()) << analyzer.error().path << ":" << analyzer.error().region.start_line
                             << ": " << analyzer.error().message;
  return std::move(*analyzer);
}

TEST(BuiltinPolicies, AreDocumented) {
  for (const RuleInfo& rule : builtin_policies()->rules()) {
    EXPECT_FALSE(rule.title.empty()) << rule.id;
    EXPECT_GT(rule.help.size(), 100u) << rule.id;
    EXPECT_FALSE(rule.cwe.empty()) << rule.id;
    EXPECT_FALSE(rule.languages.empty()) << rule.id;
    EXPECT_TRUE(std::filesystem::exists(kFolder + "/" + rule.id + ".yaml")) << rule.id;
  }
}

}  // namespace
}  // namespace scan::iac
