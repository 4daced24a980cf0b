// Patterns over mere text: what each engine finds, and that no pattern and no text is too much.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "sast/generic_matcher.h"
#include "sast/generic_search.h"

namespace scan::sast {
namespace {

constexpr auto kAlien = GenericOptions::Engine::kAliengrep;

// Each match as "text" or "text $X=value …".
std::vector<std::string> found(std::string_view pattern, std::string_view text,
                               const GenericOptions& options = {}) {
  MetavariableTable metavariables;
  const Result<GenericPattern> compiled = compile_generic(pattern, options, metavariables);
  if (!compiled.ok()) return {"does not compile: " + compiled.error().message};
  GenericSearch search(text, GenericSearch::Extent::kPart);
  std::vector<std::string> out;
  for (const Match& match : search.matches(*compiled).matches) {
    std::string& shown =
        out.emplace_back(text.substr(match.span.begin, match.span.end - match.span.begin));
    for (const Binding& binding : match.bindings) {
      shown.append(" ").append(metavariables.name(binding.metavariable)).append("=");
      shown.append(binding.text);
    }
  }
  return out;
}

using Texts = std::vector<std::string>;

struct Case {
  const char* what;
  const char* pattern;
  const char* text;
  Texts expected;
};

void check(const std::vector<Case>& cases, const GenericOptions& options = {}) {
  for (const Case& each : cases) {
    EXPECT_EQ(found(each.pattern, each.text, options), each.expected) << each.what;
  }
}

TEST(SpacegrepTest, FindsItems) {
  check({
      {"white space is free", "a=1;", "a  = 1 ;\nx a=\n1;", {"a  = 1 ;", "a=\n1;"}},
      {"words are whole", "key", "keys key_ mykey key", {"key"}},
      {"case matters", "Key", "key KEY Key", {"Key"}},
      {"bytes beyond ASCII", "naïve", "naive naïve", {"naïve"}},
      {"a metavariable is a word", "port: $P", "port: 80\nport: \"x\"", {"port: 80 $P=80"}},
      {"it may have small letters", "$Port;", "80;", {"80; $Port=80"}},
      {"and not begin with an underscore", "$_ = 1", "a = 1 $_ = 1", {"$_ = 1"}},
      {"it is one thing", "$A == $A", "x == y, z == z", {"z == z $A=z"}},
      {"four dots are dots", "....", "a .... b ...", {"...."}},
  });
}

TEST(SpacegrepTest, EllipsisTakesAsLittleAsItCan) {
  check({
      {"on one line", "a ... c", "a b c c", {"a b c"}},
      {"over nothing", "a ... c", "a c", {"a c"}},
      {"over lines", "a\n...\nc", "a\nb\nb\nc", {"a\nb\nb\nc"}},
      {"over ten of them", "a ... c", "a\n\n\n\n\n\n\n\n\n\nc", {"a\n\n\n\n\n\n\n\n\n\nc"}},
      {"and no more", "a ... c", "a\n\n\n\n\n\n\n\n\n\n\nc", {}},
      {"two in a row: over twenty",
       "a ... ... c",
       "a\n\n\n\n\n\n\n\n\n\n\nc",
       {"a\n\n\n\n\n\n\n\n\n\n\nc"}},
      {"from the nearest begin", "a ... c", "a a c", {"a c"}},
      {"it is bound with the space before it",
       "<b>$...X</b>",
       "<b>bold  text</b>",
       {"<b>bold  text</b> $...X=bold  text"}},
      {"bound again it is the same text",
       "($...X) ($...X)",
       "(a b) (a) (c d) (c d)",
       {"(c d) (c d) $...X=c d"}},
      {"at the end it takes the rest of the list", "a ...", "x a b\n  c\nd", {"a b\n  c\nd"}},
      {"but not what is beyond it", "a ...", "f(a b) c", {"a b"}},
      {"a choice is taken back", "$A ... $A", "x y z y", {"y z y $A=y"}},
  });
  check({{"by the span that is asked for", "a ... b", "a b a\nb", {"a b"}}},
        {.ellipsis_max_span = 0});
}

TEST(SpacegrepTest, ListsAreBracketsAndIndentation) {
  check({
      {"brackets of a pattern are characters",
       "f(a, b)",
       "f(a, b) f(\n  a,\n  b)",
       {"f(a, b)", "f(\n  a,\n  b)"}},
      {"what begins in a list ends in it", "b ... d", "f(b c) d", {}},
      {"a list is passed over", "f(...) d", "f(b (c)) d", {"f(b (c)) d"}},
      {"an indented pattern wants an indented text", "a:\n  b", "a: b\na:\n   b", {"a:\n   b"}},
      {"and all of it", "a:\n  b\nd", "a:\n  b\n  c\nd", {}},
      {"or what an ellipsis takes", "a:\n  b\n  ...\nd", "a:\n  b\n  c\nd", {"a:\n  b\n  c\nd"}},
      {"brackets across lines are none", "x ... y", "(x\n) y", {"x\n) y"}},
      {"brackets of two kinds do not pair", "x ... y", "(x] y", {"x] y"}},
  });
}

TEST(SpacegrepTest, LeavesCommentsOut) {
  using Comments = GenericOptions::Comments;
  check({{"c", "a b", "a /* x\n */ b a // y\n b", {"a /* x\n */ b"}}},
        {.comment_style = Comments::kC});
  check({{"cpp", "a b", "a /* x */ b // a b\na // y\n b", {"a /* x */ b", "a // y\n b"}}},
        {.comment_style = Comments::kCpp});
  check({{"shell", "a b", "a # a b\nb", {"a # a b\nb"}}}, {.comment_style = Comments::kShell});
}

TEST(SpacegrepTest, LeavesGibberishAloneUnlessItIsAskedFor) {
  const std::string minified = std::string(300, ';') + "key" + std::string(300, ';');
  MetavariableTable metavariables;
  const Result<GenericPattern> pattern = compile_generic("key", {}, metavariables);
  ASSERT_TRUE(pattern.ok());
  EXPECT_TRUE(is_gibberish(minified));
  EXPECT_TRUE(
      GenericSearch(minified, GenericSearch::Extent::kFile).matches(*pattern).matches.empty());
  EXPECT_EQ(GenericSearch(minified, GenericSearch::Extent::kPart).matches(*pattern).matches.size(),
            1);
  EXPECT_TRUE(is_gibberish("\x01\x02\x03 key"));
  EXPECT_FALSE(is_gibberish(std::string(400, ';')));
  EXPECT_FALSE(is_gibberish("naïve\nkey\n"));
  EXPECT_FALSE(is_gibberish(""));
}

TEST(AliengrepTest, FindsItems) {
  check(
      {
          {"white space is free", "a=1;", "a  = 1 ;\nx a=\n1;", {"a  = 1 ;", "a=\n1;"}},
          {"words are whole", "key", "keys key_ mykey key", {"key"}},
          {"a metavariable is a word", "port: $P", "port: 80", {"port: 80 $P=80"}},
          {"and one thing", "$A == $A", "x == xy, z == z", {"z == z $A=z"}},
          {"an ellipsis takes little", "a ... c", "a b c c", {"a b c"}},
          {"and over lines", "a ... c", "a\nb\nc", {"a\nb\nc"}},
          {"without the space around it",
           "<b> $...X </b>",
           "<b> bold  text </b>",
           {"<b> bold  text </b> $...X=bold  text"}},
          {"brackets are nodes", "f(..., x)", "f(g(x), y, x)", {"f(g(x), y, x)"}},
          {"that are not run over", "f(... x)", "f() x)", {}},
          {"at an edge it reaches the edge of the text", "... b", "a\nb b", {"a\nb"}},
          {"brackets that do not pair are characters", "(a", "((a", {"(a"}},
      },
      {.engine = kAlien});
}

TEST(AliengrepTest, HasItsOptions) {
  check({{"caseless", "hello $X $X", "HELLO a A hello b b", {"hello b b $X=b"}}},
        {.engine = kAlien, .caseless = true});
  check({{"extra characters of words", "to: $X;", "to: e-mail;", {"to: e-mail; $X=e-mail"}}},
        {.engine = kAlien, .extra_word_characters = {"-"}});
  check({{"extra braces", "<... b>", "<a <c> b>", {"<a <c> b>"}}},
        {.engine = kAlien, .extra_braces = {{"<", ">"}}});
  check({{"other braces", "(... b)", "(a ) b)", {}}}, {.engine = kAlien});
  check({{"other braces", "(... b)", "(a ) b)", {"(a ) b)"}}},
        {.engine = kAlien, .has_braces = true, .braces = {{"<", ">"}}});
  check(
      {
          {"an ellipsis stays on its line", "a ... c", "a\nc a b c", {"a b c"}},
          {"a long one does not", "a .... c", "a\nb\nc", {"a\nb\nc"}},
          {"a line break is one", "a\nb", "a b\na \n  b", {"a \n  b"}},
          {"at an edge it reaches the edge of the line", "a ...", "x a b\nc", {"a b"}},
      },
      {.engine = kAlien, .multiline = false});
}

TEST(GenericPatternTest, RefusesWhatCanNeverBeRight) {
  struct Bad {
    std::string pattern;
    GenericOptions options;
    const char* message;
    Region region;
  };
  const GenericOptions alien{.engine = kAlien};
  GenericOptions shared = alien;
  shared.extra_braces = {{"(", ">"}};
  GenericOptions wide = alien;
  wide.extra_word_characters = {"ab"};
  GenericOptions lettered = alien;
  lettered.extra_braces = {{"a", "b"}};
  std::string deep;
  for (int i = 1; i < 200; ++i) deep += std::string(i, ' ') + "a\n";
  const std::vector<Bad> bad = {
      {"  \n", {}, "the pattern is empty", {2, 1, 2, 2}},
      {"a\nb ... $...X", {}, "`$...X` cannot follow another ellipsis", {2, 7, 2, 8}},
      {"$...X $...Y", {}, "`$...Y` cannot follow another ellipsis", {1, 7, 1, 8}},
      {deep, {}, "the pattern is nested too deeply", {101, 102, 101, 103}},
      {" ", alien, "the pattern is empty", {1, 1, 1, 2}},
      {"$X $...X", alien, "`$X` and `$...X` in one pattern: a name is of one kind", {1, 1, 1, 2}},
      {"a", shared, "a brace belongs to two pairs: `(>`", {1, 1, 1, 2}},
      {"a", wide, "a character of words, `ab`, is not one byte", {1, 1, 1, 2}},
      {"a", lettered, "a character of words cannot be a brace: `ab`", {1, 1, 1, 2}},
      {std::string(20'000, 'a'), alien, "the pattern is too long", {1, 1, 1, 2}},
  };
  for (const Bad& each : bad) {
    MetavariableTable metavariables;
    const Result<GenericPattern> result =
        compile_generic(each.pattern, each.options, metavariables);
    ASSERT_FALSE(result.ok()) << each.message;
    EXPECT_EQ(result.error().message, each.message);
    EXPECT_EQ(result.error().region, each.region) << each.message;
  }
}

TEST(GenericPatternTest, NamesTheWordsThatATextMustHave) {
  const auto required = [](std::string_view pattern, const GenericOptions& options) {
    MetavariableTable metavariables;
    const Result<GenericPattern> compiled = compile_generic(pattern, options, metavariables);
    std::vector<std::string> words;
    for (const text::Literal& each : compiled->required) {
      words.push_back((each.case_mode == text::Case::kInsensitive ? "~" : "") + each.text);
    }
    return words;
  };
  EXPECT_EQ(required("open $X\n  ... close(a) open", {}), (Texts{"a", "close", "open"}));
  EXPECT_EQ(required("open(... close)", {.engine = kAlien}), (Texts{"open", "close"}));
  // "s" has a third case, a long s, which the literals do not know.
  EXPECT_EQ(required("open(... close)", {.engine = kAlien, .caseless = true}), (Texts{"~open"}));
}

// The steps of a pattern with many ellipses over a text in which it fails late.
std::uint64_t steps_of(std::string_view pattern_text, const std::string& text) {
  MetavariableTable metavariables;
  const Result<GenericPattern> pattern = compile_generic(pattern_text, {}, metavariables);
  const GenericText read(text);
  GenericMatcher matcher(read, std::get<SpacePattern>(pattern->matched));
  EXPECT_FALSE(matcher.run().limited) << pattern_text;
  return matcher.steps();
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(GenericMatcherTest, DoesNotTryWaysAgainThatFailed) {
  const std::string text = repeated("a ", 100) + "\nz";
  // Each further ellipsis adds work, and does not multiply it.
  const std::uint64_t four = steps_of("a ... a ... a ... a ... b ... z", text + " b");
  const std::uint64_t eight =
      steps_of("a ... a ... a ... a ... a ... a ... a ... a ... b ... z", text + " b");
  EXPECT_LT(four, 200'000);
  EXPECT_LT(eight, 3 * four);
}

TEST(GenericMatcherTest, TakesTimeInProportionToTheText) {
  const std::string line = "key = value; other = f(x, [y], \"z\")\n";
  for (const char* pattern :
       {"key = $X ... z", "$A = $B ... $C ...\n$A = q", "$X", "...", "key ... nothing"}) {
    const std::uint64_t some = steps_of(pattern, repeated(line, 50) + "q nothing\n");
    const std::uint64_t more = steps_of(pattern, repeated(line, 200) + "q nothing\n");
    EXPECT_LE(more, 5 * some + 1'000) << pattern;
  }
}

TEST(GenericMatcherTest, EndsWhereThereIsTooMuch) {
  MetavariableTable metavariables;
  const auto limited = [&](std::string_view pattern, const std::string& text) {
    const Result<GenericPattern> compiled = compile_generic(pattern, {}, metavariables);
    return GenericSearch(text, GenericSearch::Extent::kPart).matches(*compiled).limited;
  };
  EXPECT_TRUE(limited("$X", repeated("a ", 30'000))) << "matches";
  EXPECT_TRUE(limited("a ... b", repeated("a ", 300'000) + "\nb")) << "steps";
  EXPECT_FALSE(limited("b", repeated("a ", 300'000) + "\nb"));
}

TEST(GenericMatcherTest, NestingCostsNoStack) {
  const std::string open = repeated("(", 200'000);
  EXPECT_EQ(found("a", open + "a" + repeated(")", 200'000)), Texts{"a"});
  EXPECT_EQ(found("( a", open + "a"), Texts{"(a"});
  std::string stairs;
  for (int i = 0; i < 2'000; ++i) stairs += std::string(i, ' ') + "x\n";
  EXPECT_EQ(found("q ...", stairs + std::string(2'000, ' ') + "q w"), Texts{"q w"});
}

}  // namespace
}  // namespace scan::sast
