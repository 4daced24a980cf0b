#include "source/lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace scan::source {
namespace {

// Against one number for each line.
void check(const std::string& text) {
  std::vector<std::uint32_t> begins = {0};
  for (std::uint32_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') begins.push_back(i + 1);
  Lines lines;
  ASSERT_EQ(lines.count(text), begins.size());
  for (std::uint32_t line = 1; line <= begins.size(); ++line)
    ASSERT_EQ(lines.begin_of(text, line), begins[line - 1]) << "line " << line;
  for (std::uint32_t offset = 0; offset < text.size() + 2; ++offset) {
    const auto after = std::ranges::upper_bound(begins, offset);
    ASSERT_EQ(lines.line_of(text, offset), after - begins.begin()) << "offset " << offset;
  }
}

TEST(Lines, AreThoseOfTheText) {
  for (const std::string& text : std::initializer_list<std::string>{
           "", "\n", "a", "a\n", "\n\n\n", "a\r\nb", std::string(512, 'a'), std::string(512, '\n'),
           std::string(511, 'a') + "\n", std::string(512, 'a') + "\n", std::string(2048, '\n'),
           std::string(1500, 'a') + "\nb\n" + std::string(3000, 'c')})
    check(text);
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    std::string text;
    const auto rarity = 1 + random() % 400;
    while (text.size() < 3000) text += random() % rarity == 0 ? '\n' : 'x';
    check(text);
  }
}

}  // namespace
}  // namespace scan::source
