// How sets of ranges are combined. Ranges are written as "begin-end", bindings as metavariables
// with texts.
#include "sast/range_algebra.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scan::sast {
namespace {

using Kind = Range::Kind;

Range range(std::uint32_t begin, std::uint32_t end, std::string_view x = {},
            Kind kind = Kind::kPlain, std::string_view y = {}) {
  Range out{{begin, end}, kind, {}};
  if (!x.empty()) out.bindings.push_back({.metavariable = 1, .text = x});
  if (!y.empty()) out.bindings.push_back({.metavariable = 2, .text = y});
  return out;
}

std::string shown(const Ranges& ranges) {
  std::string out;
  for (const Range& each : ranges) {
    if (!out.empty()) out += ' ';
    out += std::to_string(each.span.begin) + "-" + std::to_string(each.span.end);
    for (const Binding& binding : each.bindings) {
      out += (binding.metavariable == 1 ? "x" : "y") + std::string(binding.text);
    }
  }
  return out;
}

TEST(RangeAlgebraTest, Intersections) {
  const struct {
    Ranges a, b;
    std::string expected;
  } kRows[] = {
      {{range(1, 3)}, {range(0, 5)}, "1-3"},
      {{range(0, 5)}, {range(1, 3)}, "1-3"},
      {{range(0, 3)}, {range(2, 5)}, ""},
      {{range(0, 3)}, {range(0, 3)}, "0-3"},
      {{range(0, 3)}, {range(3, 5)}, ""},
      // Metavariables must agree, and are put together.
      {{range(1, 3, "a")}, {range(0, 5, "a")}, "1-3xa"},
      {{range(1, 3, "a")}, {range(0, 5, "b")}, ""},
      {{range(1, 3, "a")}, {range(0, 5, "", Kind::kPlain, "b")}, "1-3xayb"},
      {{range(0, 9, "a"), range(0, 9, "b")}, {range(1, 2), range(3, 4, "b")}, "1-2xa 1-2xb 3-4xb"},
      // What only encloses does not survive in what was matched.
      {{range(1, 3, "", Kind::kInside)}, {range(0, 5)}, ""},
      {{range(1, 3, "", Kind::kInside)}, {range(0, 5, "", Kind::kInside)}, "1-3"},
      {{range(1, 3)}, {range(0, 5, "", Kind::kInside)}, "1-3"},
      // A place that counts everywhere.
      {{range(1, 3, "a")}, {range(7, 9, "a", Kind::kAnywhere)}, "1-3xa"},
      {{range(1, 3, "a")}, {range(7, 9, "b", Kind::kAnywhere)}, ""},
      // An empty range lies in what it stands beside.
      {{range(3, 3)}, {range(0, 3)}, "3-3"},
  };
  for (const auto& row : kRows) {
    RangeAlgebra algebra(nullptr);
    EXPECT_EQ(shown(algebra.intersect(row.a, row.b)), row.expected)
        << shown(row.a) << " with " << shown(row.b);
    EXPECT_FALSE(algebra.limited());
  }
}

TEST(RangeAlgebraTest, Differences) {
  const struct {
    Range negative;
    std::string left;  // of 0-9 with x = a, 2-4 with x = b, and 3-4
  } kRows[] = {
      {range(2, 4), "0-9xa 3-4"},
      {range(2, 4, "b"), "0-9xa 3-4"},
      {range(2, 4, "c"), "0-9xa 2-4xb 3-4"},
      {range(1, 5), "0-9xa 2-4xb 3-4"},
      {range(1, 5, "", Kind::kInside), "0-9xa"},
      {range(1, 5, "a", Kind::kInside), "0-9xa 2-4xb"},
      {range(3, 4, "", Kind::kInside), "0-9xa 2-4xb"},
      {range(3, 4, "", Kind::kRegex), ""},
      {range(2, 3, "", Kind::kRegex), "3-4"},
      {range(20, 30, "", Kind::kAnywhere), ""},
  };
  for (const auto& row : kRows) {
    Ranges ranges = {range(0, 9, "a"), range(2, 4, "b"), range(3, 4)};
    RangeAlgebra algebra(nullptr);
    algebra.subtract(ranges, {row.negative});
    EXPECT_EQ(shown(ranges), row.left) << shown({row.negative});
  }
}

TEST(RangeAlgebraTest, GroupsNeedNotAgree) {
  Range a = range(0, 1, "a");
  Range b = range(0, 1, "b");
  a.bindings[0].is_group = b.bindings[0].is_group = true;
  RangeAlgebra algebra(nullptr);
  EXPECT_EQ(shown(algebra.intersect({a}, {b})), "0-1xa 0-1xb");
}

TEST(RangeAlgebraTest, ManyRangesSideBySideCostLittle) {
  Ranges inner;
  Ranges outer;
  for (std::uint32_t i = 0; i < 50'000; ++i) {
    inner.push_back(range(4 * i + 1, 4 * i + 2));
    outer.push_back(range(4 * i, 4 * i + 3));
  }
  RangeAlgebra algebra(nullptr);
  EXPECT_EQ(algebra.intersect(inner, outer).size(), 50'000u);
  EXPECT_FALSE(algebra.limited());
  algebra.subtract(inner, outer);
  EXPECT_EQ(inner.size(), 50'000u);
}

TEST(RangeAlgebraTest, TooManyPairsAreALimit) {
  Ranges same(6'000, range(0, 9));
  RangeAlgebra algebra(nullptr);
  algebra.subtract(same, Ranges(6'000, range(0, 9, "", Kind::kAnywhere)));
  EXPECT_TRUE(same.empty());
  Ranges many;
  for (std::uint32_t i = 0; i < 6'000; ++i) many.push_back(range(i, 20'000 - i));
  EXPECT_LE(algebra.intersect(many, many).size(), 200'000u);
  EXPECT_TRUE(algebra.limited());
}

}  // namespace
}  // namespace scan::sast
