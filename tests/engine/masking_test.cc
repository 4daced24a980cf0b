#include "engine/masking.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scan::engine {
namespace {

Span whole(std::string_view text) { return {0, static_cast<std::uint32_t>(text.size())}; }

TEST(Masking, HidesASecretCharacterForCharacter) {
  const std::string_view text = "password = 'hunter2'\n";
  const Masking masking(text, {{12, 19}});
  EXPECT_EQ(masking.excerpt(whole(text)), "password = '*******'\n");
}

TEST(Masking, KeepsThePrefixThatNamesALongSecretsKind) {
  const std::string_view text = "key: AKIAQWERTYUIOPASDFGH";
  const Masking masking(text, {{5, 25}});
  EXPECT_EQ(masking.excerpt(whole(text)), "key: AKIA****************");
}

TEST(Masking, CountsCharactersNotBytes) {
  const std::string_view text = "p=\"naïve\"";  // ï is two bytes
  const Masking masking(text, {{3, 9}});
  EXPECT_EQ(masking.excerpt(whole(text)), "p=\"*****\"");
}

TEST(Masking, MasksWhatAnExcerptHasOfASecret) {
  const std::string_view text = "aaaa bbbb cccc";
  const Masking masking(text, {{5, 9}});
  EXPECT_EQ(masking.excerpt({7, 11}), "** c");
  EXPECT_EQ(masking.excerpt({0, 4}), "aaaa");
  EXPECT_EQ(masking.excerpt({9, 14}), " cccc");
}

TEST(Masking, KeepsLineBreaksSoThatLinesStayLines) {
  const std::string_view text = "-----BEGIN\nabc\n-----END";
  const Masking masking(text, {whole(text)});
  EXPECT_EQ(masking.excerpt(whole(text)), "----******\n***\n********");
}

TEST(Masking, MergesOverlappingSpansAndClampsThem) {
  const std::string_view text = "0123456789";
  const Masking masking(text, {{4, 6}, {2, 5}, {8, 99}, {50, 60}});
  EXPECT_EQ(masking.excerpt(whole(text)), "01****67**");
}

TEST(Masking, ReplacesASecretWhereverItStandsInWords) {
  const std::string_view text = "x = 'hunter2'";
  const Masking masking(text, {{5, 12}});
  std::string message = "hunter2 is the password hunter2";
  masking.mask(message);
  EXPECT_EQ(message, "******* is the password *******");
}

TEST(Masking, ReplacesOverlappingSecretsAndBeginningsOfCutOnes) {
  const std::string_view text = "abcdefghijklmnopqrstuvwxyz";
  const Masking masking(text, {{0, 10}, {6, 16}, {0, 4}, {4, 26}});
  const auto masked = [&](std::string words) {
    masking.mask(words);
    return words;
  };
  EXPECT_EQ(masked("<abcdefghij>"), "<**********>");
  EXPECT_EQ(masked("<abcdefghijklmnop>"), "<****************>");
  EXPECT_EQ(masked("<abcdx>"), "<****x>");
  EXPECT_EQ(masked("<efghijklmnopqrst. Cut there>"), "<****************. Cut there>");
  EXPECT_EQ(masked("<efghijkl>"), "<efghijkl>");
}

TEST(Masking, ReplacesTheLinesOfASecretWithSeveral) {
  const std::string_view text = "-----BEGIN KEY-----\r\nMIIEowIBAAKCAQEA7x\r\n}\n";
  const Masking masking(text, {whole(text)});
  std::string message = "found MIIEowIBAAKCAQEA7x }";
  masking.mask(message);
  EXPECT_EQ(message, "found ****************** }");
}

// With how many secrets of a file that has `count` as many messages were compared.
std::size_t cost_of_masking(std::size_t count) {
  std::string text;
  std::vector<Span> secrets;
  for (std::size_t i = 0; i < count; ++i) {
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += "key_" + std::to_string(i * 7919 + 1'000'000'000'000);
    secrets.push_back({begin, static_cast<std::uint32_t>(text.size())});
    text.push_back('\n');
  }
  const SecretTexts texts(Masking::texts_of(text, secrets, {}));
  std::size_t cost = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::string message = "a message that has no secret, but key_1 and key_2";
    cost += texts.mask(message);
  }
  return cost;
}

TEST(Masking, OfManySecretsInManyMessagesIsNotQuadratic) {
  const std::size_t once = cost_of_masking(10'000);
  EXPECT_GE(once, 20'000u);  // each message has two places to look at
  EXPECT_LE(2 * cost_of_masking(20'000), 5 * once);
}

TEST(Masking, DoesNotReplaceTinySecretsInWords) {
  const std::string_view text = "pin=12";
  const Masking masking(text, {{4, 6}});
  std::string message = "CWE-312 on line 12";
  masking.mask(message);
  EXPECT_EQ(message, "CWE-312 on line 12");
}

}  // namespace
}  // namespace scan::engine
