#include <gtest/gtest.h>

#include "document/dump.h"

namespace scan::document {
namespace {

struct Case {
  std::string_view text;
  std::string_view expected;
};

class Json : public testing::TestWithParam<Case> {};
TEST_P(Json, IsReadAs) {
  EXPECT_EQ(describe(Document::parse(Syntax::kJson, GetParam().text, "a.json")),
            GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Values, Json,
    testing::ValuesIn<Case>({
        {"", "null''"},
        {" \n", "null''"},
        {"{}", "{}"},
        {"[]", "[]"},
        {"[[], {}, [[]]]", "[[], {}, [[]]]"},
        {"{\"a\": [1, -2.5e3, \"x\", true, false, null], \"b\": {\"\": 0}}",
         "{a: [integer'1', number'-2.5e3', 'x', boolean'true', boolean'false', null'null'],"
         " b: {: integer'0'}}"},
        {"\"\"", "''"},
        {"-0", "integer'-0'"},
        {"123456789012345678901234567890", "number'123456789012345678901234567890'"},
        {"\xEF\xBB\xBF{}", "{}"},
        {"{\"a\":1,\"a\":2}", "{a: integer'1', a: integer'2'}"},
    }));

INSTANTIATE_TEST_SUITE_P(Escapes, Json,
                         testing::ValuesIn<Case>({
                             {R"("\"\\\/\b\f\n\r\t")", "'\"\\/\b\f\n\r\t'"},
                             {R"("a long run before \u00e9 and after it")",
                              "'a long run before é and after it'"},
                             {R"("\ud83d\uDE00")", "'\xF0\x9F\x98\x80'"},
                             {R"("\ud83d")", "'\xEF\xBF\xBD'"},
                             {R"("\ud83dx")", "'\xEF\xBF\xBDx'"},
                             {R"("\ud83d\n")", "'\xEF\xBF\xBD\n'"},
                             {R"("\ude00")", "'\xEF\xBF\xBD'"},
                             {R"({"\u0061": 1})", "{a: integer'1'}"},
                             {R"("\q")", "1:2 no such escape in a JSON string"},
                             {R"("\u12g4")", "1:2 no such escape in a JSON string"},
                             {R"("\u12)", "1:2 no such escape in a JSON string"},
                             {R"("\ud83d\u12)", "1:8 no such escape in a JSON string"},
                             {R"("\)", "1:2 no such escape in a JSON string"},
                         }));

INSTANTIATE_TEST_SUITE_P(Extensions, Json,
                         testing::ValuesIn<Case>({
                             {"[1, 2,]", "[integer'1', integer'2']"},
                             {"{\"a\": 1,}", "{a: integer'1'}"},
                             {"// x\n[1 /* y */, // z\n 2]\n// end", "[integer'1', integer'2']"},
                             {"{/**/\"a\"/**/:/**/1/**/}", "{a: integer'1'}"},
                             {"[1] /* x", "1:5 this comment has no end"},
                             {"[1] / x", "1:5 expected a value"},
                         }));

INSTANTIATE_TEST_SUITE_P(
    Errors, Json,
    testing::ValuesIn<Case>({
        {"[1 2]", "1:4 expected `,` or `]`"},
        {"[1", "1:3 expected `,` or `]`"},
        {"{\"a\": 1", "1:8 expected `,` or `}`"},
        {"[1}", "1:3 expected `,` or `]`"},
        {"[", "1:2 expected a value"},
        {"[,]", "1:2 expected a value"},
        {"[1,,2]", "1:4 expected a value"},
        {"{a: 1}", "1:2 expected a key in double quotes"},
        {"{'a': 1}", "1:2 expected a key in double quotes"},
        {"{,}", "1:2 expected a key in double quotes"},
        {"{\"a\" 1}", "1:6 expected `:` after the key"},
        {"{\"a\":}", "1:6 expected a value"},
        {"{\n  \"a\": tru\n}", "2:8 expected a value"},
        {"[nulls]", "1:2 expected a value"},
        {"]", "1:1 expected a value"},
        {"[1]]", "1:4 there is text after the end of the value"},
        {"[01]", "1:2 malformed number"},
        {"[1.]", "1:2 malformed number"},
        {"[.5]", "1:2 expected a value"},
        {"[-]", "1:2 malformed number"},
        {"[1e]", "1:2 malformed number"},
        {"[1x]", "1:2 malformed number"},
        {"[+1]", "1:2 expected a value"},
        {"\"abc", "1:1 this string has no end"},
        {"[\"abc\n\"]", "1:6 the string does not end on its line"},
        {"[\"a\tb\"]", "1:4 a control character must be escaped"},
        {std::string_view("[\"a\0b\"]", 7), "1:4 a control character must be escaped"},
        {std::string_view("[\0]", 3), "1:2 expected a value"},
        {std::string_view("\"\\\0\"", 4), "1:2 no such escape in a JSON string"},
        {"[\"é\xF0\x9F\x98\x80\", x]", "1:9 expected a value"},
        {"[\"\xFF\"]", "1:3 malformed UTF-8"},
    }));

TEST(Json, SpansCoverQuotesAndBrackets) {
  const auto document = Document::parse(
      Syntax::kJson, "\xEF\xBB\xBF { \"é\" : [ 1.5 , \"x\\n\" ] , \"b\" : {} } ", "");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(dump_spans(*document),
            "<{ \"é\" : [ 1.5 , \"x\\n\" ] , \"b\" : {} }> "
            "{\"é\": <[ 1.5 , \"x\\n\" ]> [<1.5>, <\"x\\n\">], \"b\": <{}> {}}");
}

TEST(Json, AStringWithoutEscapesIsAPartOfTheText) {
  const std::string text = "[\"a string that is longer than eight bytes\"]";
  const auto document = Document::parse(Syntax::kJson, text, "");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->root().items[0]->text.data(), text.data() + 2);
}

// Every position of the special character relative to the words of eight bytes that are looked at.
TEST(Json, FindsTheEndOfAStringAtEveryOffset) {
  for (std::size_t length = 0; length < 40; ++length) {
    const std::string content(length, '!');
    const std::string text = "[\"" + content + "\",\"" + content + "\\n\", \"" + content + "\n";
    EXPECT_EQ(describe(Document::parse(Syntax::kJson, text, "")),
              "1:" + std::to_string(12 + 3 * length) + " the string does not end on its line");
  }
}

}  // namespace
}  // namespace scan::document
