#include "text/unescaping.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scan::text {
namespace {

using Read = std::size_t (*)(std::string_view, std::string&);

struct Case {
  std::string text;  // the spelling and what follows it
  std::size_t size = 0;
  std::string meaning;
};

void expect(Read read, const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    std::string out = "<";
    EXPECT_EQ(read(c.text, out), c.size) << c.text;
    EXPECT_EQ(out, "<" + c.meaning) << c.text;
  }
}

TEST(Unescaping, ReadsEscapes) {
  expect(read_escape, {
                          {"\\n.", 2, "\n"},
                          {"\\r\\n", 2, "\r"},
                          {"\\t", 2, "\t"},
                          {"\\\"", 2, "\""},
                          {"\\'", 2, "'"},
                          {"\\/", 2, "/"},
                          {"\\\\n", 2, "\\"},
                          {"\\x2b0", 4, "+"},
                          {"\\x2", 0, ""},
                          {"\\xe4", 0, ""},
                          {"\\u002B0", 6, "+"},
                          {"\\u{2b}", 6, "+"},
                          {"\\u{2b", 0, ""},
                          {"\\u{110000}", 0, ""},
                          {"\\u00e4", 6, "\xc3\xa4"},
                          {"\\ud83d\\ude00", 12, "\xf0\x9f\x98\x80"},
                          {"\\ud83d!", 0, ""},
                          {"\\u0000", 0, ""},
                          {"\\0531", 4, "+"},
                          {"\\05", 0, ""},
                          {"\\777", 0, ""},
                          {"\\\nx", 2, ""},
                          {"\\\r\nx", 3, ""},
                          {"\\d", 0, ""},
                          {"\\", 0, ""},
                          {"n", 0, ""},
                          {"", 0, ""},
                      });
}

TEST(Unescaping, ReadsEntities) {
  expect(read_entity, {
                          {"&amp;b", 5, "&"},
                          {"&quot;", 6, "\""},
                          {"&#43;", 5, "+"},
                          {"&#x2B;", 6, "+"},
                          {"&#x1F600;", 9, "\xf0\x9f\x98\x80"},
                          {"&#0;", 0, ""},
                          {"&#xD800;", 0, ""},
                          {"&#;", 0, ""},
                          {"&#43", 0, ""},
                          {"&amp", 0, ""},
                          {"&b=1;", 0, ""},
                      });
}

TEST(Unescaping, JoinsLiterals) {
  expect(read_joint, {
                         {"\" + \"b", 5, ""},
                         {"' . 'b", 5, ""},
                         {"\"\n    \"b", 7, ""},
                         {"\" +\r\n\t\"", 7, ""},
                         {"\"\"", 0, ""},
                         {"\" + 'b", 0, ""},
                         {"\", \"", 0, ""},
                         {"\" + b", 0, ""},
                         {"\"", 0, ""},
                         {"\"" + std::string(300, ' ') + "\"", 0, ""},
                     });
  expect(read_line_joint, {
                              {"\\n\",\n   \"b", 9, "\n"},
                              {"\\n\" ]", 0, ""},
                              {"\\n", 0, ""},
                              {"\\t\",\"", 0, ""},
                          });
  expect(read_doubled_quote, {{"''x", 2, "'"}, {"'x", 0, ""}});
}

}  // namespace
}  // namespace scan::text
