#include "report/encoding.h"

#include <gtest/gtest.h>

#include <vector>

#include "report/json_writer.h"

namespace scan::report {
namespace {

using namespace std::string_literals;

TEST(Encoding, RepairsEachMaximalPartOnce) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", ""},
      {"plain", "plain"},
      {"gr\xC3\xBC\xC3\x9F", "gr\xC3\xBC\xC3\x9F"},
      {"\xF0\x9F\x94\x91", "\xF0\x9F\x94\x91"},
      {"a\xFFz", "a\uFFFDz"},
      {"\xC3", "\uFFFD"},
      {"\xE4\xB8", "\uFFFD"},  // cut off: one
      {"\xE4\xB8(", "\uFFFD("},
      {"\xC0\xAF", "\uFFFD\uFFFD"},                      // overlong
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // a surrogate
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // beyond U+10FFFF
      {"\xF0\x9F\x94z", "\uFFFDz"},
  };
  for (const auto& [bytes, expected] : cases) {
    EXPECT_EQ(repaired(bytes), expected);
    EXPECT_EQ(is_utf8(bytes), bytes == expected);
    EXPECT_TRUE(is_utf8(repaired(bytes)));
  }
}

TEST(Encoding, MakesUrisOfPaths) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"src/a.py", "src/a.py"},
      {"./src/a.py", "src/a.py"},
      {"my dir/b#1?.py", "my%20dir/b%231%3F.py"},
      {"100%.txt", "100%25.txt"},
      {"@scope/a+b=c,(d).js", "@scope/a+b=c,(d).js"},
      {"c:/x", "c%3A/x"},  // else "c" would be a scheme
      {"a/c:/x", "a/c:/x"},
      {"\xE4\xB8\xAD", "%E4%B8%AD"},
      {"latin\xE9", "latin%E9"},
      {"back\\slash", "back%5Cslash"},
      {"/etc/a b:c", "file:///etc/a%20b:c"},
      {"\x1b\n\"<", "%1B%0A%22%3C"},
  };
  for (const auto& [path, uri] : cases) EXPECT_EQ(uri_of(path), uri);
}

TEST(Encoding, PercentDecodingUndoesPercentEncoding) {
  std::string all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<char>(i));
  EXPECT_EQ(percent_decoded(percent_encoded(all)), all);
  EXPECT_EQ(percent_decoded("100%"), "100%");
  EXPECT_EQ(percent_decoded("%4"), "%4");
  EXPECT_EQ(percent_decoded("%zz%41"), "%zzA");
}

TEST(JsonWriter, WritesNestedValues) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("text", "a\"b\\c\n\t\r\x01\x7F");
  json.member("bytes", "\xC3\xBC\xFF|"s);
  json.member("number", 18'446'744'073'709'551'615u);
  json.member("truth", false);
  json.begin_object("empty");
  json.end_object();
  json.member_array("none", {});
  json.begin_array("two");
  json.begin_object();
  json.end_object();
  json.value(true);
  json.end_array();
  json.member_unless_empty("absent", std::string_view());
  json.end_object();
  EXPECT_EQ(out, R"({
  "text": "a\"b\\c\n\t\r\u0001\u007f",
  "bytes": ")"
                 "\xC3\xBC\uFFFD"
                 R"(|",
  "number": 18446744073709551615,
  "truth": false,
  "empty": {},
  "none": [],
  "two": [
    {},
    true
  ]
})");
}

}  // namespace
}  // namespace scan::report
