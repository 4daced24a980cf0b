#include "report/code_frame.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <vector>

#include "report/sample.h"

namespace scan::report {
namespace {

std::string frame(const Location& location, std::size_t width = 60) {
  std::string out;
  Page page(out, Color::kNever);
  draw_code_frame(page, location, Ink::kHigh, width);
  return out;
}

struct Case {
  std::string name;
  std::uint32_t line;
  std::string code;
  std::string marked;
  std::string expected;
};

TEST(CodeFrame, PutsTheMarksUnderTheText) {
  const std::vector<Case> cases = {
      {"plain", 7, "  call(x)", "call(x)", R"(
  |
7 |   call(x)
  |   ^^^^^^^
)"},
      {"tabs", 10, "\tif\tcall()", "call()", R"(
   |
10 |     if  call()
   |         ^^^^^^
)"},
      {"a marked tab", 1, "a\tb", "\tb", R"(
  |
1 | a   b
  |  ^^^^
)"},
      {"wide characters", 1, "中文 = md5(\"鍵\")", "md5(\"鍵\")", R"(
  |
1 | 中文 = md5("鍵")
  |        ^^^^^^^^^
)"},
      {"beyond the basic plane", 1, "\"🔑\" + key", "key", R"(
  |
1 | "🔑" + key
  |        ^^^
)"},
      {"combining marks", 1, "e\u0301e\u0301 bad", "bad",
       "\n  |\n1 | e\u0301e\u0301 bad\n  |    ^^^\n"},
      {"escapes", 1, "\x1b[2J bad", "bad", R"(
  |
1 | \x1b[2J bad
  |         ^^^
)"},
      {"an empty region", 3, "FROM x", "", R"(
  |
3 | FROM x
  | ^
)"},
      {"a carriage return", 1, "bad\r", "bad", R"(
  |
1 | bad
  | ^^^
)"},
      {"two lines", 9, "a = f(\n  b)", "f(\n  b)", R"(
   |
 9 | / a = f(
10 | |   b)
   | |____^
)"},
      {"an empty line within", 1, "f(\n\n)", "f(\n\n)", R"(
  |
1 | / f(
2 | |
3 | | )
  | |_^
)"},
      {"up to the next line's beginning", 1, "bad\nnext", "bad\n", R"(
  |
1 | bad
  | ^^^
)"},
      {"many lines", 1, "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12",
       "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12", R"(
   |
 1 | / 1
 2 | | 2
 3 | | 3
 4 | | 4
 5 | | 5
 6 | | 6
   | | …
11 | | 11
12 | | 12
   | |__^
)"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ("\n" + frame(place("f", c.line, c.code, c.marked)), c.expected);
  }
}

TEST(CodeFrame, SaysWhereTheSnippetEndsBeforeTheRegion) {
  Location location = place("f", 5, "f(\n  1,\n  2,", "f(\n  1,\n  2,");
  location.region.end_line = 900;
  location.region.end_column = 2;
  EXPECT_EQ("\n" + frame(location), R"(
    |
  5 | / f(
  6 | |   1,
  7 | |   2,
    | | …
)");
}

TEST(CodeFrame, DrawsNothingWithoutCode) {
  Location location;
  location.path = "f";
  EXPECT_EQ(frame(location), "");
  location.region = {1, 1, 1, 2};
  EXPECT_EQ(frame(location), "");
}

// Whatever the line and wherever the mark: no line of the frame is wider than asked for, the mark
// is not empty, and it stands under marked text.
TEST(CodeFrame, CutsLongLinesAroundTheMark) {
  for (const std::size_t before : {0u, 5u, 60u, 200u}) {
    for (const std::size_t marked : {1u, 10u, 50u, 300u}) {
      for (const std::size_t after : {0u, 3u, 200u}) {
        for (const std::string unit : {"x", "中", "\t"}) {
          std::string code;
          for (std::size_t i = 0; i < before; ++i) code += unit;
          code += std::string(marked, '#');
          for (std::size_t i = 0; i < after; ++i) code += unit;
          SCOPED_TRACE(code);
          std::istringstream lines(frame(place("f", 123, code, std::string(marked, '#')), 60));
          std::string margin, text, marks;
          std::getline(lines, margin);
          std::getline(lines, text);
          std::getline(lines, marks);
          EXPECT_LE(columns_of(text), 60u);
          EXPECT_LE(columns_of(marks), 60u);
          const std::size_t first = marks.find('^');
          ASSERT_NE(first, std::string::npos);
          const auto shown = static_cast<std::size_t>(std::count(text.begin(), text.end(), '#'));
          EXPECT_EQ(marks.size() - first, shown);
          EXPECT_GE(shown, std::min<std::size_t>(marked, 30));
          EXPECT_EQ(columns_of(std::string_view(text).substr(0, text.find('#'))), first);
        }
      }
    }
  }
}

TEST(CodeFrame, ShowsThatTheSnippetBeginsWithinItsLine) {
  Location location = place("f", 1, "xx bad yy", "bad");
  location.region.start_column += 80;
  location.region.end_column += 80;
  location.snippet_column = 81;
  EXPECT_EQ("\n" + frame(location), R"(
  |
1 | …xx bad yy
  |     ^^^
)");
}

}  // namespace
}  // namespace scan::report
