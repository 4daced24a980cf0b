#include "text/regex.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <thread>
#include <vector>

namespace scan::text {
namespace {

enum class Runs { kLinear, kBacktracking };

struct Case {
  std::string pattern;
  std::string text;
  std::vector<std::string> groups;  // empty: no match; "<none>": a group that took no part
  Runs runs = Runs::kLinear;
  RegexOptions options = {};
};

std::vector<std::string> groups_of(const Regex& regex, std::string_view text,
                                   std::uint32_t from = 0) {
  std::vector<Span> spans;
  std::vector<std::string> groups;
  if (regex.search(text, from, spans) != MatchStatus::kMatch) return groups;
  for (const Span span : spans)
    groups.emplace_back(span.begin == Regex::kNoGroup ? "<none>"
                                                      : text.substr(span.begin, span.size()));
  return groups;
}

// A head is not searched for, but what is found is what would be. A regex for which "." means more
// is searched for as it stands.
TEST(Regex, FindsTheSameBehindAHead) {
  const std::string rest =
      "(?:key|to|ken)(?:[ \\t\\w.-]{0,4})[:=]{1,2}([a-z0-9]{2,5}|[\\w=]{6,})(;|$)";
  const std::vector<std::string> words = {
      "key", "KEY", "to", "ken", "=", ":",        "\n",           " ",        ";",
      "a1",  "bcd", "_",  ".",   "-", "\xC3\xA9", "\xE2\x84\xAA", "\xC5\xBF", "token=ab12;"};
  std::mt19937 random(7);
  std::size_t found = 0;
  for (const std::string head : {"(?i)[\\w.-]{0,5}?", "[a-z]{0,3}?", "(?i)[\\w]{0,50}?"}) {
    const Regex ours(head + rest);
    const Regex plain(head + rest, {.dot_all = true});
    for (int round = 0; round < 4000; ++round) {
      std::string text;
      for (auto count = random() % 24; count > 0; --count) text += words[random() % words.size()];
      const Span range{static_cast<std::uint32_t>(random() % (text.size() + 1)),
                       static_cast<std::uint32_t>(text.size())};
      std::vector<Span> groups;
      std::vector<Span> expected;
      const MatchStatus status = plain.search(text, range, expected);
      ASSERT_EQ(ours.search(text, range, groups), status) << head << " in " << text;
      ASSERT_EQ(ours.contains(text), plain.contains(text)) << head << " in " << text;
      ASSERT_EQ(ours.matches_at(text, range), plain.matches_at(text, range)) << text;
      if (status != MatchStatus::kMatch) continue;
      ASSERT_EQ(groups, expected) << head << " in " << text << " from " << range.begin;
      ++found;
    }
  }
  EXPECT_GT(found, 500u);
}

TEST(Regex, FindsTheLeftmostMatchAndItsGroups) {
  const std::vector<Case> cases = {
      {"b+", "abbbc", {"bbb"}},
      {"x", "abc", {}},
      {"(a)|(b)", "b", {"b", "<none>", "b"}},
      {"(?P<year>\\d+)-(?<month>\\d+)", "on 2024-05", {"2024-05", "2024", "05"}},
      {"[(?<x]+(?<y>z)", "(?<z", {"(?<z", "z"}},
      {"[](?<]+(?<y>z)", "](?<z", {"](?<z", "z"}},
      {"\\Q(?<\\E(?<y>z)", "(?<z", {"(?<z", "z"}},
      {"\\(?<", "(<", {"(<"}},
      {"(?i)KEY", "a key", {"key"}},
      {"KEY", "a key", {"key"}, Runs::kLinear, {.case_insensitive = true}},
      {"a.c", "a\nc", {}},
      {"a.c", "a\nc", {"a\nc"}, Runs::kLinear, {.dot_all = true}},
      {"^b$", "a\nb\nc", {}},
      {"^b$", "a\nb\nc", {"b"}, Runs::kLinear, {.multi_line = true}},
      {"a$", "a\n", {}},
      {"^.$", "\xc3\xa9", {"\xc3\xa9"}},
      {"\\bk\\b", "ok k", {"k"}},
      {"foo(?=bar)", "foo foobar", {"foo"}, Runs::kBacktracking},
      {"(?<!x)foo", "xfoo foo", {"foo"}, Runs::kBacktracking},
      {"(?<a>.)\\1", "abb", {"bb", "b"}, Runs::kBacktracking},
      {"(?P<a>.)(?P=a)", "abb", {"bb", "b"}, Runs::kBacktracking},
      {"a++b", "aaab", {"aaab"}, Runs::kBacktracking},
      {"(?>a+)b", "aab", {"aab"}, Runs::kBacktracking},
      {"a\\Z", "ba\n", {"a"}, Runs::kBacktracking},
      {"(?!x)a$", "a\n", {}, Runs::kBacktracking},
      {"(?!x)\xc3\xa9.", "a\xc3\xa9z", {"\xc3\xa9z"}, Runs::kBacktracking},
      {"(?=.)^.$", "\xc3\xa9", {"\xc3\xa9"}, Runs::kBacktracking},
      {"(?=A)a", "xa", {"a"}, Runs::kBacktracking, {.case_insensitive = true}},
      {"(?=a)(a)|(b)", "b", {"b", "<none>", "b"}, Runs::kBacktracking},
  };
  for (const Case& c : cases) {
    const Regex regex(c.pattern, c.options);
    ASSERT_TRUE(regex.check().ok()) << c.pattern << ": " << regex.check().error().message;
    EXPECT_EQ(regex.linear(), c.runs == Runs::kLinear) << c.pattern;
    EXPECT_EQ(groups_of(regex, c.text), c.groups) << c.pattern;
    EXPECT_EQ(regex.contains(c.text),
              c.groups.empty() ? MatchStatus::kNoMatch : MatchStatus::kMatch)
        << c.pattern;
  }
}

TEST(Regex, SearchesFromAnOffsetWithTheTextBeforeItInView) {
  for (const std::string pattern : {"\\bb", "(?<!\\w)b"}) {
    const Regex regex(pattern);
    std::vector<Span> groups;
    EXPECT_EQ(regex.search("ab b", 1, groups), MatchStatus::kMatch);
    EXPECT_EQ(groups.front(), (Span{3, 4})) << pattern;
    EXPECT_EQ(regex.search("ab b", 4, groups), MatchStatus::kNoMatch);
    EXPECT_EQ(regex.search("ab b", 99, groups), MatchStatus::kNoMatch);
  }
}

TEST(Regex, SearchesWithinARange) {
  for (const std::string pattern : {"b+", "(?=b)b+"}) {
    const Regex regex(pattern);
    std::vector<Span> groups;
    EXPECT_EQ(regex.search("bb bbbb b", Span{1, 5}, groups), MatchStatus::kMatch);
    EXPECT_EQ(groups.front(), (Span{1, 2})) << pattern;
    EXPECT_EQ(regex.search("bb bbbb b", Span{2, 5}, groups), MatchStatus::kMatch);
    EXPECT_EQ(groups.front(), (Span{3, 5})) << pattern;
    EXPECT_EQ(regex.search("bb bbbb b", Span{2, 3}, groups), MatchStatus::kNoMatch);
  }
  std::vector<Span> groups;
  EXPECT_EQ(Regex("b$").search("bb", Span{0, 1}, groups), MatchStatus::kNoMatch);
  EXPECT_EQ(Regex("b\\b").search("bb", Span{0, 1}, groups), MatchStatus::kNoMatch);
}

TEST(Regex, MatchesAPrefix) {
  for (const std::string pattern : {"ab|b", "(?=a)ab|b"}) {
    const Regex regex(pattern);
    EXPECT_EQ(regex.matches_prefix("abc"), MatchStatus::kMatch) << pattern;
    EXPECT_EQ(regex.matches_prefix("cab"), MatchStatus::kNoMatch) << pattern;
    EXPECT_EQ(regex.matches_at("cabc", Span{1, 4}), MatchStatus::kMatch) << pattern;
    EXPECT_EQ(regex.matches_at("cabc", Span{0, 4}), MatchStatus::kNoMatch) << pattern;
  }
  EXPECT_EQ(Regex("\\Bb").matches_at("ab", Span{1, 2}), MatchStatus::kMatch);
  EXPECT_EQ(Regex("a\\b").matches_at("ab", Span{0, 1}), MatchStatus::kNoMatch);
}

TEST(Regex, NamesItsGroups) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(Regex("(?<a>x)(y)(?P<b>z)").group_names(), (Names{"a", "", "b"}));
  EXPECT_EQ(Regex("(?=.)(?<a>x)(y)(?P<b>z)").group_names(), (Names{"a", "", "b"}));
  EXPECT_EQ(Regex("(?:x)").group_count(), 0u);
}

TEST(Regex, ReportsWhatNeitherEngineTakes) {
  for (const std::string pattern : {"(", "[a", "a**", "\\1(?", "x{2,1}"}) {
    const Regex regex(pattern);
    ASSERT_FALSE(regex.check().ok()) << pattern;
    EXPECT_EQ(regex.check().error().code, ErrorCode::kInvalidRule);
    EXPECT_NE(regex.check().error().message.find("offset"), std::string::npos);
    EXPECT_EQ(regex.contains("a"), MatchStatus::kNoMatch);
    EXPECT_EQ(regex.group_count(), 0u);
  }
}

TEST(Regex, LargeRepetitionsStayLinear) {
  const Regex regex("(?i)key.{0,40}[\\pL\\d=_-]{10,400}");
  ASSERT_TRUE(regex.check().ok());
  EXPECT_TRUE(regex.linear());
  EXPECT_EQ(regex.contains("the KEY is " + std::string(500, 'x')), MatchStatus::kMatch);
}

TEST(Regex, GivesUpInsteadOfHanging) {
  const Regex exponential("(?=a)(?:a|aa)+$");
  std::vector<Span> groups;
  EXPECT_EQ(exponential.search(std::string(200, 'a') + "b", 0, groups), MatchStatus::kLimit);
  // No single starting position passes the match limit, but all of them together would take hours.
  const Regex quadratic("(?!x)a*b");
  EXPECT_EQ(quadratic.contains(std::string(10'000'000, 'a')), MatchStatus::kLimit);
}

TEST(Regex, FindsAMatchThatBeginsInAnySlice) {
  const Regex regex("(?=x)x(y)?");
  for (const std::size_t offset : {0u, 15u, 16u, 17u, 511u, 512u, 513u, 1025u, 100'000u}) {
    // Characters of two bytes, so that a slice may end within one.
    std::string text;
    while (text.size() < offset) text += "\xc3\xa9";
    const auto begin = static_cast<std::uint32_t>(text.size());
    text += "xy\xc3\xa9";
    std::vector<Span> groups;
    ASSERT_EQ(regex.search(text, 0, groups), MatchStatus::kMatch) << offset;
    EXPECT_EQ(groups, (std::vector<Span>{{begin, begin + 2}, {begin + 1, begin + 2}}));
  }
}

TEST(Regex, SurvivesBytesThatAreNotUtf8) {
  for (const std::string pattern : {"a.?b", "(?=a)a.?b"}) {
    const Regex regex(pattern);
    EXPECT_EQ(regex.contains("\xff\xfe\x80 a\xff \xc3"), MatchStatus::kNoMatch);
    EXPECT_EQ(regex.contains("\xff\xfe\x80 ab\xff \xc3"), MatchStatus::kMatch);
  }
}

TEST(Regex, IsSharedBetweenThreads) {
  for (const std::string pattern : {"k(e+)y", "(?=k)k(e+)y"}) {
    const Regex regex(pattern);
    std::vector<std::thread> threads;
    std::vector<int> matches(4);
    for (std::size_t t = 0; t < matches.size(); ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 200; ++i)
          matches[t] += groups_of(regex, "a keeey") == std::vector<std::string>{"keeey", "eee"};
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(matches, std::vector<int>(4, 200)) << pattern;
  }
}

TEST(Regex, RefusesGroupsByTheThousand) {
  const auto nested = [](std::size_t depth) {
    return Regex(std::string(depth, '(') + 'a' + std::string(depth, ')'));
  };
  EXPECT_TRUE(nested(900).check().ok());
  const Status status = nested(20'000).check();
  ASSERT_FALSE(status.ok());
  EXPECT_NE(status.error().message.find("groups"), std::string::npos);
}

}  // namespace
}  // namespace scan::text
