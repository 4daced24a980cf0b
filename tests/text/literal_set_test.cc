#include "text/literal_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace scan::text {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// The definition, without any cleverness.
std::vector<LiteralHit> naive(const std::vector<Literal>& literals, std::string_view text) {
  std::vector<LiteralHit> hits;
  for (std::uint32_t begin = 0; begin < text.size(); ++begin) {
    for (std::uint32_t i = 0; i < literals.size(); ++i) {
      const std::string& wanted = literals[i].text;
      const std::string_view there = text.substr(begin, wanted.size());
      const bool fold = literals[i].case_mode == Case::kInsensitive;
      if (!wanted.empty() &&
          std::equal(there.begin(), there.end(), wanted.begin(), wanted.end(),
                     [&](char a, char b) { return fold ? lower(a) == lower(b) : a == b; }))
        hits.push_back({i, begin});
    }
  }
  return hits;
}

void expect_agreement(const std::vector<Literal>& literals, std::string_view text) {
  const LiteralSet set(literals);
  ASSERT_EQ(set.size(), literals.size());
  const std::vector<LiteralHit> expected = naive(literals, text);
  std::vector<LiteralHit> hits;
  set.find_all(text, hits);
  ASSERT_EQ(hits, expected) << "in " << text;

  std::vector<std::uint64_t> present = {~std::uint64_t{0}, 7, 7};
  set.find_present(text, present);
  std::vector<std::uint64_t> expected_present((literals.size() + 63) / 64);
  for (const LiteralHit& hit : expected)
    expected_present[hit.literal / 64] |= std::uint64_t{1} << (hit.literal % 64);
  ASSERT_EQ(present, expected_present) << "in " << text;

  // In steps of any size the hits are the same.
  for (const std::uint32_t step : {1u, 7u, 64u}) {
    std::vector<LiteralHit> stepped;
    for (std::uint32_t begin = 0; begin < text.size(); begin += step)
      set.find_all(text, Span{begin, begin + step}, stepped);
    ASSERT_EQ(stepped, expected) << "in steps of " << step << " in " << text;
  }
}

std::vector<Literal> insensitive(std::vector<std::string> texts) {
  std::vector<Literal> literals;
  for (std::string& text : texts) literals.push_back({std::move(text), Case::kInsensitive});
  return literals;
}

TEST(LiteralSet, FindsOverlappingLiteralsInOrder) {
  const LiteralSet set({{"bcd"}, {"abcd"}, {"cd"}, {"d"}, {"abcd"}});
  std::vector<LiteralHit> hits;
  set.find_all("abcd", hits);
  EXPECT_EQ(hits, (std::vector<LiteralHit>{{1, 0}, {4, 0}, {0, 1}, {2, 2}, {3, 3}}));
}

TEST(LiteralSet, FoldsAsciiLettersAndNothingElse) {
  expect_agreement(
      {{"Key", Case::kInsensitive}, {"Key"}, {"KEY"}, {"\xc3\x84x", Case::kInsensitive}},
      "key KEY Key kEy \xc3\x84X \xc3\xa4x");
  // Bytes that differ in the bit by which letters fold.
  expect_agreement(
      insensitive({"a@b", "a`b", "[x]", "{x}", "\n_\n", "***", "1:2", "_k"}),
      "a@b a`b A@B A`B [x] {x} [X] {X} \n_\n *_* *\x7f* *** \n\n\n 1:2 \x11\x1a\x12 _K \x7fk");
}

TEST(LiteralSet, IsEmptyWithoutLiteralsOrText) {
  expect_agreement({}, "some text that is longer than a step of the loop");
  expect_agreement({{"a"}, {"abc"}}, "");
  expect_agreement({{""}, {"abc"}}, "abc");
}

TEST(LiteralSet, FindsEveryLengthAtEveryOffsetUpToTheEnd) {
  const std::string alphabet = "abcdefghijklmnopqrstuvwxyz0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  for (std::size_t length = 1; length <= 40; ++length) {
    const std::string literal = alphabet.substr(7, length);
    for (std::size_t offset = 0; offset < 40; ++offset) {
      for (const std::size_t after : {0u, 1u, 2u, 3u, 7u, 8u, 9u, 20u}) {
        const std::string text = std::string(offset, '.') + literal + std::string(after, '.');
        expect_agreement({{literal}, {literal, Case::kInsensitive}}, text);
      }
    }
  }
}

TEST(LiteralSet, PaddingIsNoText) {
  const std::string zeros(3, '\0');
  expect_agreement({{zeros}, {"a" + zeros}, {zeros.substr(0, 1)}, {"  "}}, "xyza");
  expect_agreement({{zeros}, {"a" + zeros}}, "xyza" + zeros.substr(1));
}

TEST(LiteralSet, AgreesWithTheDefinitionOnRandomInput) {
  std::mt19937 random(20240511);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  for (int round = 0; round < 1500; ++round) {
    // Small alphabets give many overlaps, large ones near misses.
    const std::string alphabet = std::vector<std::string>{
        "ab", "abAB", "aA@`[{", "abcdefgh_-09ABCDEFGH", "\n*\x1f?\xc3\xa9\x80"}[below(5)];
    const auto word = [&](std::size_t length) {
      std::string out;
      while (out.size() < length) out += alphabet[below(alphabet.size())];
      return out;
    };
    std::vector<Literal> literals;
    for (std::size_t n = 1 + below(round % 10 == 0 ? 300 : 12); n > 0; --n)
      literals.push_back({word(1 + below(below(4) == 0 ? 14 : 5)),
                          below(2) == 0 ? Case::kSensitive : Case::kInsensitive});
    expect_agreement(literals, word(below(200)));
    if (HasFatalFailure()) return;
  }
}

TEST(LiteralSet, ManyLiteralsInOneSlot) {
  std::vector<Literal> literals;
  for (int i = 0; i < 3000; ++i) literals.push_back({"secret_zqz_" + std::to_string(i)});
  expect_agreement(literals, "a secret_zqz_1, secret_zqz_2999 and secret_zqz_x");
}

}  // namespace
}  // namespace scan::text
