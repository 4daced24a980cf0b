#include <gtest/gtest.h>

#include "rules/fields.h"

namespace scan::rules {
namespace {

TEST(Nearest, NamesWhatWasMeant) {
  const std::vector<std::string_view> keys = {
      "id",       "pattern",   "patterns", "pattern-either",
      "severity", "languages", "fix",      "metavariable-regex"};
  struct {
    std::string_view word;
    std::string_view expected;
  } const cases[] = {
      {"patern", "pattern"},
      {"pattren", "pattern"},
      {"Pattern", "pattern"},
      {"pattern_either", "pattern-either"},
      {"PATTERN_EITHER", "pattern-either"},
      {"severty", "severity"},
      {"language", "languages"},
      {"metavariable-regx", "metavariable-regex"},
      {"fixx", "fix"},
      {"pattern", "pattern"},
      // Too far from all.
      {"colour", ""},
      {"x", ""},
      {"", ""},
      {"idle-since", ""},
  };
  for (const auto& [word, expected] : cases) EXPECT_EQ(nearest(word, keys), expected) << word;
  EXPECT_EQ(nearest("pattern", {}), "");
}

TEST(Nearest, AHugeWordCostsNothing) {
  const std::string huge(50'000'000, 'a');
  EXPECT_EQ(nearest(huge, {huge}), "");
}

}  // namespace
}  // namespace scan::rules
