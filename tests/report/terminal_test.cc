#include "report/terminal.h"

#include <gtest/gtest.h>

#include <vector>

namespace scan::report {
namespace {

using namespace std::string_literals;

TEST(Terminal, KnowsHowManyColumnsACodePointTakes) {
  const std::vector<std::pair<char32_t, unsigned>> cases = {
      {U'a', 1},      {U'\u00E9', 1}, {U'\u0301', 0},     {U'\u200D', 0},     {U'\u4E2D', 2},
      {U'\uFF21', 2}, {U'\uFF71', 1}, {U'\U0001F511', 2}, {U'\uAC00', 2},     {U'\u1160', 0},
      {U'\uFE0F', 0}, {U'\uFFFD', 1}, {U'\U00020000', 2}, {U'\U0010FFFF', 1}, {U'\u00AD', 1}};
  for (const auto& [value, columns] : cases)
    EXPECT_EQ(columns_of(value), columns) << static_cast<unsigned>(value);
  EXPECT_EQ(columns_of("a\u4E2De\u0301"), 4u);
}

TEST(Terminal, EscapesWhatCouldSteerIt) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"plain \u4E2D\u6587", "plain \u4E2D\u6587"},
      {"\x1b[31m", "\\x1b[31m"},
      {"\a\b\x7F"s, "\\x07\\x08\\x7f"},
      {"\0"s, "\\x00"},
      {"a\nb\rc\td", "a\\nb\\rc\\td"},
      {"\u009B2J", "\\x9b2J"},  // the one-character form of ESC [
      {"\x9B", "\uFFFD"},       // as a bare byte
      {"a\u202Eb\u2066", "a\\u{202e}b\\u{2066}"},
      {"\u2028", "\\u{2028}"},
      {"\u200B\uFEFF", "\\u{200b}\\u{feff}"},
      {"\U000E0041", "\\u{e0041}"},  // an invisible tag
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(printable(text), expected);
}

TEST(Terminal, WrapsProse) {
  struct Case {
    std::string text;
    std::size_t at, indent, width;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {"", 5, 2, 20, ""},
      {"one two three four", 0, 0, 9, "one two\nthree\nfour"},
      {"one two three", 6, 2, 13, "one two\n  three"},
      {"fits exactly", 0, 0, 12, "fits exactly"},
      {"a verylongwordthatfitsnowhere b", 0, 2, 10, "  a\n  verylongwordthatfitsnowhere\n  b"},
      {"first\n  second  \n\nthird\n", 3, 2, 40, "first\n  second\n\n  third"},
      {"\u4E2D\u4E2D \u4E2D\u4E2D", 0, 0, 8, "\u4E2D\u4E2D\n\u4E2D\u4E2D"},
      {"tab\tand\r\nbreak", 0, 0, 40, "tab and\nbreak"},
      {"an \x1b[2J escape", 0, 0, 40, "an \\x1b[2J escape"},
  };
  for (const Case& c : cases) {
    std::string out;
    Page(out, Color::kNever).wrap(c.text, c.at, c.indent, c.width);
    EXPECT_EQ(out, c.expected);
  }
}

TEST(Terminal, ColoursOnlyWhenAskedTo) {
  std::string plain, coloured;
  Page(plain, Color::kNever).put(Ink::kHigh, "x").put(Ink::kPlain, "y");
  Page(coloured, Color::kAlways).put(Ink::kHigh, "x").put(Ink::kPlain, "y").put(Ink::kHigh, "");
  EXPECT_EQ(plain, "xy");
  EXPECT_EQ(coloured, "\x1b[1;31mx\x1b[0my");
}

}  // namespace
}  // namespace scan::report
