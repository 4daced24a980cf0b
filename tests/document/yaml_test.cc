#include <gtest/gtest.h>

#include "document/dump.h"

namespace scan::document {
namespace {

struct Case {
  std::string_view text;
  std::string_view expected;
};

class Yaml : public testing::TestWithParam<Case> {};
TEST_P(Yaml, IsReadAs) {
  EXPECT_EQ(describe(Document::parse(Syntax::kYaml, GetParam().text, "a.yaml")),
            GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Values, Yaml,
                         testing::ValuesIn<Case>({
                             {"", "null''"},
                             {"# nothing\n", "null''"},
                             {"a: 1\nb:\n  - x\n", "{a: integer'1', b: ['x']}"},
                             {"{a: [1, {b: c}], d: }", "{a: [integer'1', {b: 'c'}], d: null''}"},
                             {"a: 'it''s'\nb: \"tab\\t\"\n", "{a: 'it's', b: 'tab\t'}"},
                             {"a: |\n  one\n   two\n\nb: >-\n  one\n  two\n",
                              "{a: 'one\n two\n', b: 'one two'}"},
                             {"a: one\n  two\n", "{a: 'one two'}"},
                             {"a\r\n", "'a'"},
                             {"a: 1\r\nb: |\r\n  x\r\n  y\r\n", "{a: integer'1', b: 'x\ny\n'}"},
                             {"\xEF\xBB\xBF"
                              "a: 1\n",
                              "{a: integer'1'}"},
                             {"? a\n: b\n", "{a: 'b'}"},
                             {"\"\": b\n", "{: 'b'}"},
                             {"1.10: x\ntrue: y\n", "{1.10: 'x', true: 'y'}"},
                             {"---\na\n---\nb\n...\n", "'a' --- 'b'"},
                             {"---\n---\n", "null'' --- null''"},
                             {"a: 1\na: 2\n", "{a: integer'1', a: integer'2'}"},
                         }));

INSTANTIATE_TEST_SUITE_P(
    CoreSchema, Yaml,
    testing::ValuesIn<Case>({
        {"[~, null, Null, NULL, nUll]", "[null'~', null'null', null'Null', null'NULL', 'nUll']"},
        {"[true, True, FALSE, yes, on, no]",
         "[boolean'true', boolean'True', boolean'FALSE', 'yes', 'on', 'no']"},
        {"[0, -1, +12, 010, 0o17, 0x1F, -0x1F, 0x, 1_000]",
         "[integer'0', integer'-1', integer'+12', integer'010', integer'0o17', integer'0x1F', "
         "'-0x1F',"
         " '0x', '1_000']"},
        {"[9223372036854775807, 9223372036854775808]",
         "[integer'9223372036854775807', number'9223372036854775808']"},
        {"[1.10, .5, 5., 1e3, -1.5E-3, 1.2.3, ., -, +, e3, 1e, +-1]",
         "[number'1.10', number'.5', number'5.', number'1e3', number'-1.5E-3', '1.2.3', '.', '-', "
         "'+',"
         " 'e3', '1e', '+-1']"},
        {"[.inf, -.INF, +.Inf, .nan, -.nan, inf, nan, infinity]",
         "[number'.inf', number'-.INF', number'+.Inf', number'.nan', '-.nan', 'inf', 'nan',"
         " 'infinity']"},
        {"[\"1\", 'true', \"\"]", "['1', 'true', '']"},
        {"[!!str 1, !!int \"1\", !!float '1.5', ! 1, !!bool x]",
         "['1', integer'1', number'1.5', '1', 'x']"},
    }));

INSTANTIATE_TEST_SUITE_P(Tags, Yaml,
                         testing::ValuesIn<Case>({
                             {"a: !Ref b\n", "{a: !Ref 'b'}"},
                             {"a: !reference [b, c]\n", "{a: !reference ['b', 'c']}"},
                             {"a: !GetAtt\n  b: 1\n", "{a: !GetAtt {b: integer'1'}}"},
                             {"a: !Sub 5\n", "{a: !Sub '5'}"},
                             {"a: !!map {b: !<tag:example.org,2000:c> d}\n",
                              "{a: {b: !tag:example.org,2000:c 'd'}}"},
                         }));

INSTANTIATE_TEST_SUITE_P(
    Aliases, Yaml,
    testing::ValuesIn<Case>({
        {"a: &x [1]\nb: *x\n", "{a: [integer'1'], b: [integer'1']}"},
        {"&k a: *k\n", "{a: 'a'}"},
        {"a: &x k\n*x : v\n", "{a: 'k', k: 'v'}"},
        {"[&a 1, &a 2, *a]", "[integer'1', integer'2', integer'2']"},
        {"&a [&a 1, *a]", "[integer'1', integer'1']"},
        {"a: &x [*x]\n", "1:8 the alias stands inside the value that `&x` names"},
        {"a: *x\n", "1:4 there is no anchor `&x` before this alias"},
        {"a: &x 1\n---\nb: *x\n", "3:4 there is no anchor `&x` before this alias"},
        {"a: &x [1]\n*x : v\n", "2:1 a key must be a scalar"},
    }));

INSTANTIATE_TEST_SUITE_P(
    MergeKeys, Yaml,
    testing::ValuesIn<Case>({
        {"x: &x {a: 1, b: 2}\ny:\n  b: 3\n  <<: *x\n  c: 4\n",
         "{x: {a: integer'1', b: integer'2'}, y: {b: integer'3', a: integer'1', c: integer'4'}}"},
        {"x: &x {a: 1}\ny: &y {a: 2, b: 3}\nz: {<<: [*x, *y]}\n",
         "{x: {a: integer'1'}, y: {a: integer'2', b: integer'3'}, z: {a: integer'1', b: "
         "integer'3'}}"},
        {"x: &x {a: 1}\ny: &y {<<: *x}\nz: {<<: *y, b: 2}\n",
         "{x: {a: integer'1'}, y: {a: integer'1'}, z: {a: integer'1', b: integer'2'}}"},
        {"{<<: {a: 1, a: 2}}", "{a: integer'2'}"},
        {"{\"<<\": 1}", "{<<: integer'1'}"},
        {"{<<: 1}", "1:2 only a mapping, or a list of mappings, can be merged"},
        {"{<<: [{}, 1]}", "1:2 only a mapping, or a list of mappings, can be merged"},
    }));

INSTANTIATE_TEST_SUITE_P(
    Errors, Yaml,
    testing::ValuesIn<Case>({
        {"a: b: c\n", "1:5 mapping values are not allowed here"},
        {"\ta: 1\n", "1:1 a tab cannot indent"},
        {"a: [1, 2\nb: 3\n",
         "2:2 expected `,` or `]` (while parsing a flow sequence that begins on line 1)"},
        {"a: \"foo\nb: 3\n",
         "3:1 the text ends within a quoted string (while scanning a quoted scalar that begins on "
         "line 1)"},
        {"a: 1\n b: 2\n", "2:3 mapping values are not allowed here"},
        {"- a\nb: 1\n",
         "2:1 expected the next `-` of the list or its end (while parsing a block collection that "
         "begins"
         " on line 1)"},
        {"a: 1\n- b\n",
         "2:1 expected a key of the mapping or its end (while parsing a block mapping that begins "
         "on"
         " line 1)"},
        {"[a, b]: c\n", "1:1 a key must be a scalar"},
        {"{{ x }}: c\n", "1:1 a key must be a scalar"},
        {"a: @x\n", "1:4 no value can begin with this character"},
        {"é: \xF0\x9F\x98\x80: c\n", "1:6 mapping values are not allowed here"},
        {"a: \"\xC3\"\n", "1:5 malformed UTF-8"},
        {std::string_view("a: \0b\n", 6), "1:4 control characters are not allowed here"},
        {"a: 1\nb: \x01\n", "2:4 control characters are not allowed here"},
        {"a: \"\\q\"\n", "1:5 found unknown escape character"},
        {"a: !e!x 1\n", "1:4 found undefined tag handle"},
        {"%YAML 3.0\n---\na\n", "1:1 found incompatible YAML document"},
    }));

class YamlSpans : public testing::TestWithParam<Case> {};
TEST_P(YamlSpans, Cover) {
  const auto document = Document::parse(Syntax::kYaml, GetParam().text, "a.yaml");
  ASSERT_TRUE(document.ok()) << document.error().message;
  EXPECT_EQ(dump_spans(*document), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, YamlSpans,
    testing::ValuesIn<Case>({
        {"  a: 1\n  b: 'x'\n\n", "<a: 1\n  b: 'x'> {a: <1>, b: <'x'>}"},
        {"a:\n- x\n- y: 1\n# end\n", "<a:\n- x\n- y: 1> {a: <- x\n- y: 1> [<x>, <y: 1> {y: <1>}]}"},
        {"a: |\n  one\n\n\nb: 1\n", "<a: |\n  one\n\n\nb: 1> {a: <|\n  one>, b: <1>}"},
        {"a: !Ref b\nc: &x !y # z\n  d: 1\n",
         "<a: !Ref b\nc: &x !y # z\n  d: 1> {a: <b>, c: <d: 1> {d: <1>}}"},
        {"[ a, {b: c} ]", "<[ a, {b: c} ]> [<a>, <{b: c}> {b: <c>}]"},
        {"a: &x [1]\nb: *x\n", "<a: &x [1]\nb: *x> {a: <[1]> [<1>], b: <[1]> [<1>]}"},
        {"\xEF\xBB\xBF\"é\": \xF0\x9F\x98\x80\nb: ü\n",
         "<\"é\": \xF0\x9F\x98\x80\nb: ü> {\"é\": <\xF0\x9F\x98\x80>, b: <ü>}"},
        {"a: \xE2\x80\xA8 b\r\nc: d\r\n", "<a: \xE2\x80\xA8 b\r\nc: d> {a: <b>, c: <d>}"},
        {"a:\nb: !x\n", "<a:\nb: !x> {a: <>, b: <>}"},
    }));

}  // namespace
}  // namespace scan::document
