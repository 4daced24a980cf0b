// The expressions of `metavariable-comparison`: what they come to, and where a wrong one is wrong.
#include "sast/comparison.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace scan::sast {
namespace {

using Value = ComparisonValue;

// $I is 5, $F 2.5, $S "abc", $N "0x10", $D "2020-01-31", $L [1, "a"], $B true, $C the code `f(x)`.
std::optional<Value> lookup(std::string_view name) {
  if (name == "$I") return Value::of(std::int64_t{5});
  if (name == "$F") return Value::of(2.5);
  if (name == "$S") return Value::of(std::string("abc"));
  if (name == "$N") return Value::of(std::string("0x10"));
  if (name == "$D") return Value::of(std::string("2020-01-31"));
  if (name == "$B") return Value::of(true);
  if (name == "$C") return Value{.kind = Value::Kind::kCode, .text = "f(x)"};
  if (name == "$L") {
    return Value{.kind = Value::Kind::kList,
                 .items = {Value::of(std::int64_t{1}), Value::of(std::string("a"))}};
  }
  return std::nullopt;
}

bool holds(std::string_view text, bool strip = false) {
  MetavariableTable names;
  const auto parsed = Comparison::parse(text, strip, names);
  EXPECT_TRUE(parsed.ok()) << text << ": " << parsed.error().message;
  if (!parsed.ok()) return false;
  return parsed->holds([&](MetavariableId id) { return lookup(names.name(id)); });
}

TEST(ComparisonTest, WhatHolds) {
  for (const std::string_view text : {
           "$I == 5",
           "$I > 4 and $I < 6",
           "4 < $I < 6",
           "$I >= 5 and not $I > 5",
           "$I + 1 == 6",
           "$I - 1 - 1 == 3",
           "$I * 2 + 1 == 11",
           "2 + $I * 2 == 12",
           "(2 + $I) * 2 == 14",
           "$I / 2 == 2",
           "-$I / 2 == -2",
           "$I % 3 == 2",
           "2 ** 3 ** 2 == 512",
           "-2 ** 2 == -4",
           "$F == 2.5",
           "$F < $I",
           "$F * 2 == $I",
           "5.0 == $I",
           "$I & 4 == 4 & $I",
           "$I | 2 == 7",
           "$I ^ 1 == 4",
           "~$I == -6",
           "0o17 == 15 and 0x1f == 31 and 0b11 == 3 and 1_000 == 1000",
           "$S == 'abc'",
           "$S != \"abd\"",
           "$S in ['x', 'abc']",
           "$S not in ['x']",
           "'b' in $S",
           "'x' not in $S",
           "1 in $L and 'a' in $L and 2 not in $L",
           "$I in (1, 5)",
           "int($N) == 16",
           "str($I) == '5'",
           "str($F * 2) == '5.'",
           "str($C) == 'f(x)'",
           "str($B) == 'true'",
           "re.match('a.c', $S)",
           "re.match(r'^\\w+$', $S)",
           "not re.match('b', $S)",
           "strptime($D) < strptime('2021-01-01')",
           "strptime('1970-01-02') == 86400.0",
           "today() > strptime($D)",
           "parse_promql_duration('1h30m') == 5400000",
           "parse_promql_duration('1d5ms') == 86400005",
       }) {
    EXPECT_TRUE(holds(text)) << text;
  }
}

TEST(ComparisonTest, WhatDoesNotHold) {
  for (const std::string_view text : {
           "$I == 6",
           "$UNBOUND == 1",
           "$UNBOUND != 1",
           "$I == 5 or $UNBOUND == 1",  // what fails makes the whole fail
           "$C == 'f(x)'",              // code is no string
           "$C != 1",
           "$S > 1",
           "$S + 'd' == 'abcd'",
           "$I",
           "not $I",
           "$I / 0 == 1",
           "$I % 0 == 1",
           "2 ** -1 == 0",
           "int($S) == 1",
           "int($F) == 2",
           "$S == 5",
           "$B == 1",
           "strptime('2021-02-30') > 0",
           "strptime('2021-257-01') > 0.0",
           "strptime('67557-01-01') > 0.0",
           "strptime('yesterday') > 0",
           "parse_promql_duration('5') > 0",
           "parse_promql_duration('h') > 0",
           "9223372036854775807 + 1 > 0",  // 64 bits wrap around
           "re.match('c', $S)",
       }) {
    EXPECT_FALSE(holds(text)) << text;
  }
}

// The middle of a chain of comparisons stands in two of them: it is not computed twice at each
// depth.
TEST(ComparisonTest, ChainsInChains) {
  std::string text = "True";
  for (int depth = 0; depth < 45; ++depth) text = "True == (" + text + ") == True";
  EXPECT_TRUE(holds(text));
}

TEST(ComparisonTest, LongChains) {
  std::string sum = "1";
  std::string negation;
  for (int i = 1; i < 100'000; ++i) sum += "+1";
  for (int i = 0; i < 100'000; ++i) negation += "not ";
  EXPECT_TRUE(holds(sum + " == 100000"));
  EXPECT_TRUE(holds(negation + "True"));
}

TEST(ComparisonTest, StripReadsTextsAsNumbers) {
  EXPECT_TRUE(holds("$N > 15", true));
  EXPECT_FALSE(holds("$N > 15", false));
  EXPECT_TRUE(holds("$I == 5", true));
}

TEST(ComparisonTest, IntegersAsWritten) {
  const struct {
    std::string_view text;
    IntegerSyntax syntax;
    std::optional<std::int64_t> value;
  } kRows[] = {{"0644", IntegerSyntax::kCode, 420},
               {"0644", IntegerSyntax::kPython, 644},
               {"0o644", IntegerSyntax::kPython, 420},
               {"-7", IntegerSyntax::kPython, -7},
               {"10L", IntegerSyntax::kCode, 10},
               {"0xFFu", IntegerSyntax::kCode, 255},
               {"10L", IntegerSyntax::kPython, std::nullopt},
               {"1.5", IntegerSyntax::kCode, std::nullopt},
               {"99999999999999999999", IntegerSyntax::kCode, std::nullopt},
               {"", IntegerSyntax::kCode, std::nullopt},
               {"08", IntegerSyntax::kCode, std::nullopt}};
  for (const auto& row : kRows)
    EXPECT_EQ(parse_integer(row.text, row.syntax), row.value) << row.text;
}

TEST(ComparisonTest, WhatIsWrongIsShownWhere) {
  const struct {
    std::string text;
    std::uint32_t column;
    std::string message;
  } kRows[] = {{"$X >", 5, "a value was expected here"},
               {"", 1, "a value was expected here"},
               {"$X == 1 2", 9, "an operator was expected here"},
               {"$X == (1", 9, "`)` was expected here"},
               {"$X == foo", 7, "unknown name `foo`"},
               {"len($X) == 1", 1, "unknown name `len`"},
               {"int($X, 2) == 1", 1, "`int` takes 1 arguments"},
               {"re.match($X, 'a')", 1, "the regular expression of `re.match` is a string"},
               {"$X == 'a", 9, "the string does not end"},
               {"$X == 1x", 7, "`1x` is not a number"},
               {"$ == 1", 1, "a metavariable's name was expected here"},
               {std::string(200, '(') + "1", 51, "the expression is nested too deeply"},
               {std::string(200, '-') + "1", 100, "the expression is nested too deeply"}};
  for (const auto& row : kRows) {
    MetavariableTable names;
    const auto parsed = Comparison::parse(row.text, false, names);
    ASSERT_FALSE(parsed.ok()) << row.text;
    EXPECT_EQ(parsed.error().message, row.message) << row.text;
    EXPECT_EQ(parsed.error().region.start_column, row.column) << row.text;
  }
}

}  // namespace
}  // namespace scan::sast
