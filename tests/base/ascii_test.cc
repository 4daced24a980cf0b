#include "base/ascii.h"

#include <gtest/gtest.h>

namespace scan::base {
namespace {

TEST(Ascii, LeavesAllOtherBytesAlone) {
  for (int i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    EXPECT_EQ(is_digit(c), i >= '0' && i <= '9') << i;
    EXPECT_EQ(is_letter(c), (i >= 'A' && i <= 'Z') || (i >= 'a' && i <= 'z')) << i;
    EXPECT_EQ(to_lower(c), i >= 'A' && i <= 'Z' ? static_cast<char>(i + 32) : c) << i;
    EXPECT_EQ(to_upper(c), i >= 'a' && i <= 'z' ? static_cast<char>(i - 32) : c) << i;
  }
  EXPECT_EQ(lowered("MD5 \xC3\x89"), "md5 \xC3\x89");
}

}  // namespace
}  // namespace scan::base
