// What columns cost in a long line. That they are exact is in source_test.cc.
#include "source/columns.h"

#include <gtest/gtest.h>

#include <string>

namespace scan::source {
namespace {

// The bytes counted for a column every 200 bytes of a text that is one line.
std::uint64_t cost_of_one_line(std::uint32_t size) {
  const std::string text(size, 'x');
  Columns columns;
  for (std::uint32_t at = 0; at < size; at += 200)
    EXPECT_EQ(columns.column(text, 0, at), at + 1) << at;
  return columns.counted();
}

// Counting from the beginning of the line each time would cost four times as much in twice the
// line.
TEST(Columns, OfOneLongLineCostInProportionToItsLength) {
  const std::uint64_t once = cost_of_one_line(1'000'000);
  EXPECT_GE(once, 1'000'000u);
  EXPECT_LE(2 * cost_of_one_line(2'000'000), 5 * once);
}

TEST(Columns, OfShortLinesNeedNoTable) {
  const std::string text = "first\nsecond\n";
  Columns columns;
  EXPECT_EQ(columns.column(text, 6, 9), 4u);
  EXPECT_EQ(columns.counted(), 3u);
}

}  // namespace
}  // namespace scan::source
