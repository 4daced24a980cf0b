#include "document/utf8.h"

#include <gtest/gtest.h>

namespace scan::document {
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

TEST(Utf8, AppendsEveryLength) {
  std::string text;
  for (const char32_t c : {U'a', U'\u00e9', U'\u20ac', U'\U0001F600'}) append_utf8(c, text);
  EXPECT_EQ(text, "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
}

// Against a plain count, across the offsets that are kept.
TEST(CodePointIndex, AgreesWithCounting) {
  std::string ascii, mixed;
  for (int i = 0; i < 500; ++i) {
    ascii += "x";
    append_utf8(i % 7 == 0 ? U'\U0001F600' : i % 3 == 0 ? U'\u00e9' : U'x', mixed);
  }
  for (const std::string& text : {std::string(), ascii, mixed}) {
    const CodePointIndex index(text);
    std::size_t code_point = 0;
    for (std::uint32_t at = 0; at < text.size(); ++at) {
      if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
      EXPECT_EQ(index.offset_of(code_point), at);
      EXPECT_EQ(index.code_point_at(at), code_point);
      ++code_point;
    }
    EXPECT_EQ(index.offset_of(code_point), text.size());
    EXPECT_EQ(index.offset_of(code_point + 1000), text.size());
    EXPECT_EQ(index.offset_of(index.code_point_at(static_cast<std::uint32_t>(text.size()))),
              text.size());
  }
}

}  // namespace
}  // namespace scan::document
