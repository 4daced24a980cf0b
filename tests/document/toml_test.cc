#include <gtest/gtest.h>

#include "document/dump.h"

namespace scan::document {
namespace {

struct Case {
  std::string_view text;
  std::string_view expected;
};

class Toml : public testing::TestWithParam<Case> {};
TEST_P(Toml, IsReadAs) {
  EXPECT_EQ(describe(Document::parse(Syntax::kToml, GetParam().text, "a.toml")),
            GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Values, Toml,
    testing::ValuesIn<Case>({
        {"", "{}"},
        {"z = 1\na = 2\n", "{z: integer'1', a: integer'2'}"},
        {"a = [1, 0x1F, 1_000, 1.5, inf, true, \"x\", 'y']\n",
         "{a: [integer'1', integer'0x1F', integer'1_000', number'1.5', number'inf', boolean'true', "
         "'x',"
         " 'y']}"},
        {"a = 1979-05-27T07:32:00Z\nb = 07:32:00\n", "{a: '1979-05-27T07:32:00Z', b: '07:32:00'}"},
        {"[t]\nb.c = 1\n[t.d]\ne = {f = 1, g.h = 2}\n",
         "{t: {b: {c: integer'1'}, d: {e: {f: integer'1', g: {h: integer'2'}}}}}"},
        {"[[rules]]\nid = 'a'\n[rules.allowlist]\nx = 1\n[[rules]]\nid = 'b'\n",
         "{rules: [{id: 'a', allowlist: {x: integer'1'}}, {id: 'b'}]}"},
        {"\xEF\xBB\xBF"
         "a = 1\n",
         "{a: integer'1'}"},
        {"a = 1\r\nb = 2\r\n", "{a: integer'1', b: integer'2'}"},
        {"'a.b' = 1\n\"c\\n\" = 2\n", "{a.b: integer'1', c\n: integer'2'}"},
    }));

// The regular expressions of Gitleaks rules are written so.
INSTANTIATE_TEST_SUITE_P(Strings, Toml,
                         testing::ValuesIn<Case>({
                             {R"(a = '''(?i)["']?\b(key-[0-9a-f]{32})\b''')",
                              R"({a: '(?i)["']?\b(key-[0-9a-f]{32})\b'})"},
                             {"a = '''\n  x \\\n'y'\n'''", "{a: '  x \\\n'y'\n'}"},
                             {"a = ''''x''''", "{a: ''x''}"},
                             {R"(a = "\\d\"\u00e9")", "{a: '\\d\"é'}"},
                             {"a = \"\"\"\nx \\\n   y\"\"\"", "{a: 'x y'}"},
                             {"a = 'C:\\x'", "{a: 'C:\\x'}"},
                         }));

INSTANTIATE_TEST_SUITE_P(
    Errors, Toml,
    testing::ValuesIn<Case>({
        {"a = \n", "1:5 error while parsing key-value pair: expected value, saw '\\n'"},
        {"a = 1\na = 2\n",
         "2:5 error while parsing key-value pair: cannot redefine existing integer 'a'"},
        {"a = \"x", "1:7 error while parsing string: encountered end-of-file"},
        {"[a\n", "1:3 error while parsing table header: expected ']', saw '\\n'"},
        {"x = 'é\xF0\x9F\x98\x80' é\n",
         "1:11 error while parsing key-value pair: expected a comment or whitespace, saw "
         "'é'"},
        {"a = \"\xC3\"\n", "1:6 malformed UTF-8"},
    }));

class TomlSpans : public testing::TestWithParam<Case> {};
TEST_P(TomlSpans, Cover) {
  const auto document = Document::parse(Syntax::kToml, GetParam().text, "a.toml");
  ASSERT_TRUE(document.ok()) << document.error().message;
  EXPECT_EQ(dump_spans(*document), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, TomlSpans,
    testing::ValuesIn<Case>({
        {"a = 1 # x\nb = \"y\"\n", "<a = 1 # x\nb = \"y\"\n> {a: <1>, b: <\"y\">}"},
        {"[t]\nx = [1,\n 2]\n",
         "<[t]\nx = [1,\n 2]\n> {t: <[t]\nx = [1,\n 2]> {x: <[1,\n 2]> [<1>, <2>]}}"},
        {"\xEF\xBB\xBF'é' = 'ü'\r\nb = {c = 1}",
         "<'é' = 'ü'\r\nb = {c = 1}> {'é': <'ü'>, b: <{c = 1}> {c: <1>}}"},
        {"[[r]]\na = '''x\n'y'''\n[[r]]\nb = 2020-01-01",
         "<[[r]]\na = '''x\n'y'''\n[[r]]\nb = 2020-01-01> {r: <[[r]]\na = '''x\n'y'''\n[[r]]\nb ="
         " 2020-01-01> [<[[r]]\na = '''x\n'y'''> {a: <'''x\n'y'''>}, <[[r]]\nb = 2020-01-01> {b:"
         " <2020-01-01>}]}"},
    }));

}  // namespace
}  // namespace scan::document
