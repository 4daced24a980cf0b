// Which matches are one, and that keeping thousands apart costs no pairs.
#include "sast/distinct_matches.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scan::sast {
namespace {

Match match_of(Binding binding) {
  binding.metavariable = 1;
  return {{0, 9}, {std::move(binding)}};
}

TEST(DistinctMatchesTest, OneIsAsItsPlaceAndBindingsAre) {
  const std::string other_x = "x";
  std::vector<Match> out;
  DistinctMatches matches;
  matches.begin(out);
  EXPECT_TRUE(matches.add({{0, 9}, {}}));
  EXPECT_TRUE(matches.add({{0, 8}, {}}));
  EXPECT_TRUE(matches.add(match_of({.text = "x"})));
  EXPECT_TRUE(matches.add(match_of({.text = "y"})));
  EXPECT_TRUE(matches.add(match_of({.first = 3, .end = 4, .text = "x"})));
  EXPECT_TRUE(matches.add(match_of({.first = 3, .end = 5, .text = "x"})));
  EXPECT_FALSE(matches.add({{0, 9}, {}}));
  EXPECT_FALSE(matches.add(match_of({.text = other_x})));
  EXPECT_FALSE(matches.add(match_of({.first = 3, .end = 4, .text = other_x})));
  EXPECT_EQ(out.size(), 6);
  // What was there before is another start's.
  matches.begin(out);
  EXPECT_TRUE(matches.add({{0, 9}, {}}));
}

TEST(DistinctMatchesTest, ThousandsCostNoPairs) {
  constexpr std::uint32_t kMatches = 20'000;
  std::vector<std::string> texts;
  for (std::uint32_t i = 0; i < kMatches; ++i) texts.push_back(std::to_string(i));
  std::vector<Match> out;
  DistinctMatches matches;
  matches.begin(out);
  for (int round = 0; round < 2; ++round) {
    for (std::uint32_t i = 0; i < kMatches; ++i) {
      EXPECT_EQ(matches.add(match_of({.text = texts[i]})), round == 0);
      EXPECT_EQ(matches.add(match_of({.first = i, .end = i + 1})), round == 0);
    }
  }
  EXPECT_EQ(out.size(), 2 * kMatches);
  EXPECT_LT(matches.compared(), 20 * kMatches);
}

}  // namespace
}  // namespace scan::sast
