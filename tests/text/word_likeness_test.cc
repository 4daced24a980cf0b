#include "text/word_likeness.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace scan::text {
namespace {

constexpr double kBetween = -0.5;

TEST(WordLikeness, OfNamesAndWords) {
  for (const std::string_view text :
       {"getAuthenticationToken2", "django.contrib.auth.hashers", "SECRET_KEY_BASE_64",
        "correct_horse_battery_staple1", "my-super-secret-password1", "application/json; v=2",
        "python3.11-slim", "1234567890", "org.springframework.web2"})
    EXPECT_GT(word_likeness(text), kBetween) << text;
}

TEST(WordLikeness, OfWhatIsDrawnAtRandom) {
  for (const std::string_view text :
       {"q7RzkBCrEPwGQRFI2R7h7zoH4PBe9", "4be1c07d95a2f3860bd1", "wJ8vT2+/kQx9zL0aRb",
        "X7QK2MZP4ND6WJ5R", "v8x01k4drbpxwunan3w9"})
    EXPECT_LT(word_likeness(text), kBetween) << text;
}

TEST(WordLikeness, TellsNearlyAllRandomTextOfAnyAlphabet) {
  const std::string digits = "0123456789";
  const std::string lower = "abcdefghijklmnopqrstuvwxyz";
  const std::string upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::mt19937 random(20240501);
  for (const std::string& alphabet : {digits + "abcdef", digits + lower, upper + "234567",
                                      digits + lower + upper, digits + lower + upper + "-_"}) {
    int told = 0;
    for (int i = 0; i < 1000; ++i) {
      std::string text;
      for (int c = 0; c < 20; ++c) text += alphabet[random() % alphabet.size()];
      told += static_cast<int>(word_likeness(text) < kBetween);
    }
    EXPECT_GE(told, 980) << alphabet;
  }
}

TEST(WordLikeness, OfNothing) {
  EXPECT_EQ(word_likeness(""), 0);
  EXPECT_EQ(word_likeness("a"), 0);
  EXPECT_LT(word_likeness(std::string("\xff\x00\x80", 3)), 100);
}

}  // namespace
}  // namespace scan::text
