#include "base/utf8.h"

#include <gtest/gtest.h>

namespace scan::base {
namespace {

TEST(Utf8, FindsWhereItIsMalformed) {
  struct {
    std::string_view text;
    int at;  // -1: well-formed
  } const cases[] = {
      {"", -1},
      {"plain ASCII of more than eight bytes", -1},
      {"\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80 \xEE\x80\x80 \xF4\x8F\xBF\xBF", -1},
      {"0123456789\x80", 10},        // a continuation alone
      {"a\xC3", 1},                  // cut off
      {"a\xE2\x82", 1},              //
      {"a\xC3(", 1},                 // no continuation
      {"a\xC0\xAF", 1},              // overlong
      {"a\xE0\x80\xAF", 1},          //
      {"a\xF0\x80\x80\xAF", 1},      //
      {"a\xED\xA0\x80", 1},          // a surrogate
      {"a\xF4\x90\x80\x80", 1},      // beyond U+10FFFF
      {"a\xF8\x88\x80\x80\x80", 1},  // five bytes
      {"\xC3\xA9\xC3\xA9\xFF", 4},
  };
  for (const auto& [text, at] : cases) {
    const auto found = find_malformed_utf8(text);
    EXPECT_EQ(found ? static_cast<int>(*found) : -1, at) << testing::PrintToString(text);
  }
}

TEST(Utf8, EncodesEachCodePointAsItWas) {
  for (const char32_t value :
       {U'\0', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
    std::string bytes;
    append_utf8(value, bytes);
    const CodePoint point = decode_utf8(bytes, 0);
    EXPECT_EQ(point.value, value);
    EXPECT_EQ(point.size, bytes.size());
    EXPECT_TRUE(point.valid);
  }
}

TEST(Utf8, IsCutBetweenCharacters) {
  const std::string_view text = "a\xC3\xA9\xF0\x9F\x98\x80z";
  struct {
    std::size_t offset, expected;
  } const cases[] = {{0, 0}, {1, 1}, {2, 1}, {3, 3}, {4, 3}, {6, 3}, {7, 7}, {8, 8}, {100, 8}};
  for (const auto& [offset, expected] : cases)
    EXPECT_EQ(character_start(text, offset), expected) << offset;
  EXPECT_EQ(character_start("\x80\x80", 1), 0u);  // none begins there
}

TEST(Utf8, CountsUnitsOfUtf16) {
  EXPECT_EQ(utf16_length(""), 0u);
  EXPECT_EQ(utf16_length("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), 5u);
  EXPECT_EQ(utf16_length("\xC3"), 1u);
}

}  // namespace
}  // namespace scan::base
