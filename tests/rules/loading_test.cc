#include "rules/loading.h"

#include <gtest/gtest.h>

namespace scan::rules {
namespace {

TEST(Selection, KeepsAndDropsByIdAndAlias) {
  RuleInfo rule;
  rule.id = "python-weak-hash";
  rule.aliases = {"B303", "G401"};
  struct {
    std::vector<std::string> keep, drop;
    bool admitted;
  } const cases[] = {
      {{}, {}, true},
      {{"python-weak-hash"}, {}, true},
      {{"other", "G401"}, {}, true},
      {{"other"}, {}, false},
      {{"python-weak"}, {}, false},
      {{}, {"B303"}, false},
      {{}, {"other"}, true},
      {{"B303"}, {"python-weak-hash"}, false},
  };
  for (const auto& [keep, drop, admitted] : cases) {
    const Selection selection(keep, drop);
    EXPECT_EQ(selection.admits(rule), admitted);
    EXPECT_EQ(selection.empty(), keep.empty() && drop.empty());
  }
}

TEST(Loading, RejectReturnsTheErrorOrKeepsIt) {
  const Error error{
      .code = ErrorCode::kInvalidRule, .message = "unknown key `patern`", .path = "a.yaml"};
  Loading strict;
  EXPECT_EQ(strict.reject(error).error().message, "unknown key `patern`");
  std::vector<Error> rejected;
  Loading lenient{.bad_rules = BadRules::kSkip, .rejected = &rejected};
  EXPECT_TRUE(lenient.reject(error).ok());
  ASSERT_EQ(rejected.size(), 1u);
  EXPECT_EQ(rejected[0].path, "a.yaml");
}

}  // namespace
}  // namespace scan::rules
