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
  EXPECT_EQ(tail("\\b(acme_[0-9]{4})"), "\\b(acme_[0-9]{4})");
  EXPECT_EQ(tail("\\b(?:acme|corp)(?:[ ]{0,9})=[a-z]{200}"), "\\b(?:acme|corp)(?:[ ]{0,9})=");
  EXPECT_EQ(tail("\\bacme[a-z]{200}"), std::nullopt);  // nothing but what is known to be there
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

TEST(RegexHead, IsAClassThatTakesAsLittleAsWillDo) {
  const auto head = lazy_head_of("(?i)[\\w.x-]{0,50}?(?:key|token)=(a|b)");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->max, 50u);
  EXPECT_EQ(head->rest, "(?i)(?:key|token)=(a|b)");
  EXPECT_EQ(head->bytes.count(), 26u + 26 + 10 + 3);
  ASSERT_TRUE(lazy_head_of("[a-f]{0,3}?x"));
  EXPECT_EQ(lazy_head_of("[a-f]{0,3}?x")->bytes.count(), 6u);
  for (const std::string_view pattern :
       {"", "[a-f]{0,3}?", "[a-f]{0,3}x", "[a-f]{1,3}?x", "[a-f]{0,}?x", "[a-f]*?x", "[^a]{0,3}?x",
        "[\\W]{0,3}?x", "[a-f]{0,3}?x|y", "(?s)[a-f]{0,3}?x", "x[a-f]{0,3}?y", "([a-f]{0,3}?)x",
        "[a-Z]{0,3}?x", "[\xc3\xa4]{0,3}?x"})
    EXPECT_FALSE(lazy_head_of(pattern)) << pattern;
}

}  // namespace
}  // namespace scan::text
