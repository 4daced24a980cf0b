#include "text/line_diff.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace scan::text {
namespace {

std::string diff(std::string_view a, std::string_view b) {
  return unified_diff("a/x", "b/x", a, b);
}

TEST(LineDiff, OfEqualTextsIsEmpty) {
  EXPECT_EQ(diff("", ""), "");
  EXPECT_EQ(diff("a\nb\n", "a\nb\n"), "");
}

TEST(LineDiff, HasThreeLinesOfContextAndJoinsWhatIsNear) {
  EXPECT_EQ(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- a/x\n+++ b/x\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  EXPECT_EQ(diff("a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n"),
            "--- a/x\n+++ b/x\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
  EXPECT_EQ(diff("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n"),
            "--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n "
            "7\n-b\n+B\n");
}

TEST(LineDiff, TellsOfAMissingLastLineBreakAndOfEmptySides) {
  EXPECT_EQ(diff("a", "a\n"),
            "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
  EXPECT_EQ(diff("", "a\n"), "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+a\n");
  EXPECT_EQ(diff("a\nb\n", ""), "--- a/x\n+++ b/x\n@@ -1,2 +0,0 @@\n-a\n-b\n");
  EXPECT_EQ(diff("a\nb\n", "a\n"), "--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n a\n-b\n");
}

// What the changes say must make the new text of the old one, and they must be the fewest where
// the texts are small.
TEST(LineDiff, ChangesMakeTheNewTextOfTheOldOne) {
  std::mt19937 random(7);
  const auto text = [&](std::size_t lines) {
    std::string out;
    for (std::size_t i = 0; i < lines; ++i) out += std::string(1, "abc"[random() % 3]) + "\n";
    return out;
  };
  for (int round = 0; round < 2000; ++round) {
    const std::string a = text(random() % 12);
    const std::string b = text(random() % 12);
    const auto old_lines = lines_of(a);
    const auto new_lines = lines_of(b);
    std::string made;
    std::size_t at = 0;
    std::size_t size = 0;
    for (const LineChange& change : line_changes(old_lines, new_lines)) {
      ASSERT_GE(change.old_begin, at);
      for (; at < change.old_begin; ++at) made += old_lines[at];
      for (std::size_t i = change.new_begin; i < change.new_end; ++i) made += new_lines[i];
      at = change.old_end;
      size += change.old_end - change.old_begin + change.new_end - change.new_begin;
    }
    for (; at < old_lines.size(); ++at) made += old_lines[at];
    ASSERT_EQ(made, b) << a;
    // The longest common subsequence, the plain way.
    std::vector<std::vector<std::size_t>> common(old_lines.size() + 1,
                                                 std::vector<std::size_t>(new_lines.size() + 1));
    for (std::size_t i = 0; i < old_lines.size(); ++i)
      for (std::size_t j = 0; j < new_lines.size(); ++j)
        common[i + 1][j + 1] = old_lines[i] == new_lines[j]
                                   ? common[i][j] + 1
                                   : std::max(common[i][j + 1], common[i + 1][j]);
    ASSERT_EQ(size, old_lines.size() + new_lines.size() - 2 * common.back().back())
        << a << "/" << b;
  }
}

TEST(LineDiff, OfTextsWithNothingInCommonIsBounded) {
  std::string a;
  std::string b;
  for (int i = 0; i < 5000; ++i) {
    a += "old " + std::to_string(i) + "\n";
    b += "new " + std::to_string(i) + "\n";
  }
  const std::vector<LineChange> changes = line_changes(lines_of(a), lines_of(b));
  EXPECT_EQ(changes, (std::vector<LineChange>{{0, 5000, 0, 5000}}));
}

}  // namespace
}  // namespace scan::text
