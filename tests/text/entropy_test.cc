#include "text/entropy.h"

#include <gtest/gtest.h>

namespace scan::text {
namespace {

TEST(Entropy, IsBitsPerByte) {
  EXPECT_EQ(shannon_entropy(""), 0);
  EXPECT_EQ(shannon_entropy("aaaaaaaa"), 0);
  EXPECT_DOUBLE_EQ(shannon_entropy("abab"), 1);
  EXPECT_DOUBLE_EQ(shannon_entropy("0123456789abcdef"), 4);
  EXPECT_NEAR(shannon_entropy("aab"), 0.9183, 1e-4);
}

}  // namespace
}  // namespace scan::text
