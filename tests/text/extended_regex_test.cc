#include "text/extended_regex.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/regex.h"

namespace scan::text {
namespace {

TEST(ExtendedRegex, IsStrippedWhereTheModeHolds) {
  const struct {
    std::string_view pattern;
    std::string_view stripped;
  } cases[] = {
      {"a b # c", "a b # c"},
      {"(?x) a b # c", "ab"},
      {"(?x)\n  a  # first\n  b\t# second\n", "ab"},
      {"(?xi) a", "(?i)a"},
      {"(?i)(?x) a", "(?i)a"},
      {"(?x-i) a", "(?-i)a"},
      {"(?ix-s: a b ) c", "(?i-s:ab) c"},
      {"(?x: a b ) c d", "(?:ab) c d"},
      {"(?x) a (?-x) b c", "a b c"},
      {"(?x) a (?-x: b c) d e", "a(?: b c)de"},
      {"( a (?x) b ) c", "( a b) c"},
      {"(?x) ( a (?-x) b ) c", "(a b )c"},
      {"(?x) a\\ b \\# c", "a\\ b\\#c"},
      {"(?x) [ #] [^ ]] [[:alpha:] #] [\\] #] x", "[ #][^ ]][[:alpha:] #][\\] #]x"},
      {"(?x) \\Q a # b\\E c", "\\Q a # b\\Ec"},
      {"(?x) (?P<TOKEN> [a-z] +) (?<n> b {2} )", "(?P<TOKEN>[a-z]+)(?<n>b{2})"},
      {"a(?# a comment, with ( and [ in it)b", "ab"},
      {"(?x) # a comment with ) and [ in it\n a", "a"},
      {"(?x) a # the last line", "a"},
      {"(?x) a # the last line\r\n b", "ab"},
      {"(?u)a(?-u:b)", "a(?:b)"},
      {"(?=x) (?<!x) (?>x) (?|x)", "(?=x) (?<!x) (?>x) (?|x)"},
      {"(?x) (?= a ) b", "(?=a)b"},
      {"(?x)", ""},
      {"(?", "(?"},
      {"(?x", "(?x"},
      {"(?x) )) a", "))a"},
      {"[ab", "[ab"},
      {"a\\", "a\\"},
      {"(?# open", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(without_extended_mode(c.pattern), c.stripped) << c.pattern;
}

// PCRE2 knows the mode itself; RE2 runs what is left without it.
TEST(ExtendedRegex, MatchesTheSameWithoutIt) {
  const std::vector<std::string> patterns = {
      "(?xi)\n\\b\n(\n  acme [_-] key   # the name\n  \\s* = \\s*\n  (?P<TOKEN> [a-f 0-9]{4} ) # "
      "value\n"
      ")\n\\b\n",
      "(?x: k [#] \\# ) =[ ]?(\\w+)",
      "(?x) (?: key | token (?-x: of) ) \\ * = ( [^ \\] ]+ )",
      "(?x) ^ a (?# no matter ) b $",
  };
  const std::vector<std::string> texts = {
      "acme_key = 1a2b",  "ACME-KEY=ffff ffff", "k##= value", "k# #=value", "key  =abc]",
      "token of=abc def", "tokenof=abc",        "ab",         "a b",        "acme key=1a2b"};
  for (const std::string& pattern : patterns) {
    const Regex with(pattern);
    const Regex without(without_extended_mode(pattern));
    EXPECT_TRUE(with.check().ok()) << pattern;
    EXPECT_FALSE(with.linear()) << pattern;
    EXPECT_TRUE(without.linear()) << without.pattern();
    for (const std::string& text : texts) {
      std::vector<Span> a;
      std::vector<Span> b;
      ASSERT_EQ(with.search(text, 0, a), without.search(text, 0, b)) << pattern << "\n" << text;
      EXPECT_EQ(a, b) << pattern << "\n" << text;
    }
  }
}

}  // namespace
}  // namespace scan::text
