#include "text/regex_shape.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace scan::text {
namespace {

constexpr std::uint32_t kUnbounded = RegexShape::kUnbounded;

std::set<std::string> literals_of(const RegexShape& shape) {
  std::set<std::string> out;
  for (const Literal& literal : shape.literals)
    out.insert((literal.case_mode == Case::kInsensitive ? "i:" : "") + literal.text);
  return out;
}

struct ShapeCase {
  std::string pattern;
  std::uint32_t min_length;
  std::uint32_t max_length;
  std::set<std::string> literals;
  std::uint32_t min_before = 0;
  std::uint32_t max_before = 0;
};

TEST(RegexShape, KnowsLengthsAndLiterals) {
  const std::vector<ShapeCase> cases = {
      {"abc", 3, 3, {"abc"}},
      {"ghp_[0-9A-Za-z]{36}", 40, 40, {"ghp_"}},
      {"\\b(?:AKIA|ASIA|A3T[A-Z0-9])[A-Z2-7]{16}\\b", 20, 20, {"AKIA", "ASIA", "A3T"}},
      {"A[KS]IA", 4, 4, {"AKIA", "ASIA"}},
      {"(?i)[\\w.-]{0,50}?(?:algolia)[ \\t]{0,3}=['\"]?([a-z0-9]{32})(?:['\"\\s;]|\\\\[nr]|$)",
       40,
       96,
       {"i:algolia"},
       0,
       50},
      {"(?i:sk)_(live|test)", 7, 7, {"i:sk_live", "i:sk_test"}},
      {"https?://[^/]{1,5}@", 9, 29, {"http://", "https://"}},
      {"[a-z]{3}token", 8, 8, {"token"}, 3, 3},
      {"(?:x|[0-9]{2})secret", 7, 8, {"secret"}, 1, 2},
      {"ey[A-Za-z]{17,}\\.ey", 22, kUnbounded, {".ey"}, 19, kUnbounded},
      {"(?s)-----BEGIN.*?-----", 15, kUnbounded, {"-----BEGIN"}},
      {"\xc3\xa9.{2}", 4, 10, {"\xc3\xa9"}},
      {"(?i)\xc3\xa9xyz", 4, 7, {"i:xyz"}, 1, 4},
      {"(?:ab){3}", 6, 6, {"ababab"}},
      {"(?:ab){2,4}", 4, 8, {"ab"}},
      {"\\Qa.b\\Ec", 4, 4, {"a.bc"}},
      {"\\x61\\x{62}\\.\\n", 4, 4, {"ab.\n"}},
      {"a{2}{", 3, 3, {"aa{"}},
      {"^$", 0, 0, {}},
      {"(?:secret)?", 0, 6, {}},
      {"[a-z]+", 1, kUnbounded, {}},
      {"[^a]", 1, 4, {}},
      {"a|bc|", 0, 2, {}},
      {"[[:digit:]_-]{2}", 2, 2, {}},
  };
  for (const ShapeCase& c : cases) {
    const RegexShape shape = shape_of(c.pattern);
    EXPECT_TRUE(shape.understood) << c.pattern;
    EXPECT_EQ(shape.min_length, c.min_length) << c.pattern;
    EXPECT_EQ(shape.max_length, c.max_length) << c.pattern;
    EXPECT_EQ(literals_of(shape), c.literals) << c.pattern;
    if (shape.literals.empty()) continue;
    EXPECT_EQ(shape.min_before, c.min_before) << c.pattern;
    EXPECT_EQ(shape.max_before, c.max_before) << c.pattern;
  }
}

TEST(RegexShape, KnowsWhatMakesAMatchLong) {
  const RegexShape shape = shape_of("(?i)key=([a-f0-9]{5,}|x{2})={0,3}");
  EXPECT_EQ(shape.max_length, kUnbounded);
  EXPECT_EQ(shape.max_core, 4u + 5 + 3);
  for (const char c : {'a', 'F', '7'})
    EXPECT_TRUE(shape.run_bytes.test(static_cast<unsigned char>(c))) << c;
  for (const char c : {'g', '=', ' '})
    EXPECT_FALSE(shape.run_bytes.test(static_cast<unsigned char>(c))) << c;
  EXPECT_EQ(shape_of("key=(ab)+").max_core, kUnbounded);
}

TEST(RegexShape, ClaimsNothingAboutWhatItDoesNotRead) {
  for (const std::string pattern :
       {"(?=a)b",   "(?<!a)b",   "a++",         "(a)\\1",  "a**",      "*a",
        "{3}",      "a{2}{3}",   "(",           ")",       "a)",       "[a",
        "(?)",      "(?-)",      "(?-:a)",      "(?U)a*",  "(?#x)a",   "\\Za",
        "\\R",      "\\h",       "[\\Q]\\E]",   "a{1001}", "a{3,2}",   "(?:a{100}){100}",
        "\\",       "[[:foo:]]", "\\x{110000}", "\xff",    "(?P<1>a)", "(?P<n",
        "\\Qab\\E*"}) {
    const RegexShape shape = shape_of(pattern);
    EXPECT_FALSE(shape.understood) << pattern;
    EXPECT_EQ(shape.max_length, kUnbounded) << pattern;
    EXPECT_TRUE(shape.literals.empty()) << pattern;
  }
  EXPECT_FALSE(shape_of(std::string(100'000, '(')).understood);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// Whether `match` has a literal where the shape says.
bool keeps_promise(const RegexShape& shape, std::string_view match) {
  if (match.size() < shape.min_length || match.size() > shape.max_length) return false;
  if (shape.literals.empty()) return true;
  for (std::size_t at = shape.min_before; at <= shape.max_before && at < match.size(); ++at) {
    for (const Literal& literal : shape.literals) {
      const std::string_view there = match.substr(at, literal.text.size());
      const bool fold = literal.case_mode == Case::kInsensitive;
      if (std::equal(there.begin(), there.end(), literal.text.begin(), literal.text.end(),
                     [&](char a, char b) { return fold ? lower(a) == lower(b) : a == b; }))
        return true;
    }
  }
  return false;
}

// Patterns made at random from a grammar, matched against random text.
class PatternMaker {
 public:
  explicit PatternMaker(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
  std::string pick(const std::vector<std::string>& from) { return from[below(from.size())]; }

  std::string pattern(int depth) {
    std::string out;
    for (std::size_t n = 1 + below(4); n > 0; --n) {
      switch (below(depth > 2 ? 4 : 7)) {
        case 0:
        case 1:
          out += pick({"a", "b", "ab", "aba", "B", "\xc3\xa9", "\\x61", "\\."});
          break;
        case 2:
          out +=
              pick({"[ab]", "[^a]", ".", "\\w", "[AB.]", "[a-b\xc3\xa9]", "(?i)", "\\b", "\\PL"});
          continue;
        case 3:
          out += pick({"a", "[ab]", "(?:ab)", "."}) +
                 pick({"?", "*", "+", "{2}", "{1,3}", "{0,2}?", "{2,}"});
          break;
        default:
          out += "(" + pick({"", "?:", "?i:", "?-i:"}) + pattern(depth + 1) + "|" +
                 pattern(depth + 1) + ")";
          out += pick({"", "", "?", "{2}", "+"});
      }
    }
    return out;
  }

  std::string text() {
    std::string out;
    for (std::size_t n = below(30); n > 0; --n)
      out += pick({"a", "b", "A", "B", ".", "\xc3\xa9", "\n"});
    return out;
  }

 private:
  std::mt19937 random_;
};

TEST(RegexShape, HoldsForEveryMatch) {
  PatternMaker make(91);
  std::size_t matches = 0;
  std::size_t with_literals = 0;
  for (int round = 0; round < 1500; ++round) {
    const Regex regex(make.pattern(0));
    const RegexShape shape = shape_of(regex.pattern());
    if (!shape.understood) continue;
    ASSERT_TRUE(regex.check().ok()) << regex.pattern();
    ASSERT_EQ(shape.group_count, regex.group_count()) << regex.pattern();
    for (int i = 0; i < 10; ++i) {
      const std::string text = make.text();
      std::vector<Span> groups;
      if (regex.search(text, 0, groups) != MatchStatus::kMatch) continue;
      const std::string match = text.substr(groups.front().begin, groups.front().size());
      ASSERT_TRUE(keeps_promise(shape, match)) << regex.pattern() << " matched " << match;
      const auto core = std::ranges::count_if(
          match, [&shape](char c) { return !shape.run_bytes.test(static_cast<unsigned char>(c)); });
      ASSERT_LE(core, shape.max_core) << regex.pattern() << " matched " << match;
      ++matches;
      with_literals += shape.literals.empty() ? 0 : 1;
    }
  }
  EXPECT_GT(matches, 2000u);
  EXPECT_GT(with_literals, 400u);
}

}  // namespace
}  // namespace scan::text
