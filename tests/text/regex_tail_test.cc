#include "text/regex_tail.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace scan::text {
namespace {

std::optional<std::string> tail(std::string_view pattern) {
  return tail_of(pattern, shape_of(pattern), 100);
}

TEST(RegexTail, BeginsWithTheLiterals) {
  EXPECT_EQ(tail("[a-z]{0,50}?(?:acme)[ ]{0,3}=(\\d{8})"), "(?:acme)[ ]{0,3}=(\\d{8})");
  EXPECT_EQ(tail("(?i)[\\w.-]{0,50}?(?:acme|corp)(?:[ \\t]{0,20})[=:]x"),
            "(?i)(?:acme|corp)(?:[ \\t]{0,20})[=:]x");
  EXPECT_EQ(tail("\\b(acme_[0-9]{4})"), std::nullopt);  // at its very beginning, but for nothing
  EXPECT_EQ(tail("[^x]acme[0-9]{4}"), "acme[0-9]{4}");
  EXPECT_EQ(tail("[a-z\\]]{2}(?:acme)\\d"), "(?:acme)\\d");
}

TEST(RegexTail, EndsBeforeWhatIsTooLong) {
  EXPECT_EQ(tail("[a-z]{9}acme[ ]{0,3}=(\\d+)$"), "acme[ ]{0,3}=");
  EXPECT_EQ(tail("[a-z]{9}(?:acme)=(\\d{80})[a-z]{30}x"), "(?:acme)=(\\d{80})");
  EXPECT_EQ(tail("[a-z]{9}(?:acme)\\d{200}"), std::nullopt);
}

TEST(RegexTail, IsNotGuessed) {
  for (const std::string_view pattern :
       {"acme", "[a-z]{2}|acme1", "[a-z](?i)acme", "[a-z]\\Qacme\\E", "[a-z]([0-9]acme)",
        "[[:alpha:]]acme", "[a-z]{3}", "[a-z](acme"})
    EXPECT_EQ(tail(pattern), std::nullopt) << pattern;
}

}  // namespace
}  // namespace scan::text
