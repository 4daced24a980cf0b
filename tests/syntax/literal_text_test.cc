#include "syntax/literal_text.h"

#include <gtest/gtest.h>

namespace scan::syntax {
namespace {

TEST(LiteralTextTest, EqualNumbersGetOneSpelling) {
  const struct {
    std::string_view text, canonical;
  } kCases[] = {{"8", "8"},          {"0x8", "8"},
                {"0X1F", "31"},      {"0b1000", "8"},
                {"0o17", "15"},      {"1_000", "1000"},
                {"1.5E3", "1500.0"}, {"0.123e1", "1.23"},
                {"1.230", "1.23"},   {"2.0", "2.0"},
                {"010", "8"},        {"09", "9"},
                {"0x", "0x"},        {"10n", "10n"},
                {"0", "0"},          {"18446744073709551616", "18446744073709551616"}};
  for (const auto& each : kCases) EXPECT_EQ(canonical_number(each.text), each.canonical);
}

TEST(LiteralTextTest, PlainDecimalsAreCanonical) {
  EXPECT_TRUE(is_canonical_number("0"));
  EXPECT_TRUE(is_canonical_number("1024"));
  EXPECT_FALSE(is_canonical_number("007"));
  EXPECT_FALSE(is_canonical_number("1.0"));
  EXPECT_FALSE(is_canonical_number(""));
}

}  // namespace
}  // namespace scan::syntax
