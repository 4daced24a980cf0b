#include "document/code_point_index.h"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.h"

namespace scan::document {
namespace {

// Against a plain count, across the offsets that are kept.
TEST(CodePointIndex, AgreesWithCounting) {
  std::string ascii, mixed;
  for (int i = 0; i < 500; ++i) {
    ascii += "x";
    base::append_utf8(i % 7 == 0 ? U'\U0001F600' : i % 3 == 0 ? U'\u00e9' : U'x', mixed);
  }
  for (const std::string& text : {std::string(), ascii, mixed}) {
    const CodePointIndex index(text);
    std::size_t code_point = 0;
    for (std::uint32_t at = 0; at < text.size(); ++at) {
      if (base::is_continuation(text[at])) continue;
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
