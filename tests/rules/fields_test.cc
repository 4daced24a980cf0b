#include "rules/fields.h"

#include <gtest/gtest.h>

#include <functional>

namespace scan::rules {
namespace {

using document::Document;
using document::Syntax;

Document parse(std::string_view text) {
  auto document = Document::parse(Syntax::kYaml, text, "rule.yaml");
  EXPECT_TRUE(document.ok()) << document.error().message;
  return std::move(document).value();
}

// As an editor shows it: place, message, hint, and the words above the caret.
std::string describe(const Status& status) {
  if (status.ok()) return "ok";
  const Error& error = status.error();
  EXPECT_EQ(error.code, ErrorCode::kInvalidRule);
  EXPECT_EQ(error.path, "rule.yaml");
  EXPECT_EQ(error.region.start_line, error.region.end_line);
  const std::string caret = error.source_line.substr(
      error.region.start_column - 1, error.region.end_column - error.region.start_column);
  return std::to_string(error.region.start_line) + ":" + std::to_string(error.region.start_column) +
         " " + error.message + (error.hint.empty() ? "" : " (" + error.hint + ")") + " [" + caret +
         "]";
}

// A reader that asks for every kind of field.
std::string read(std::string_view text) {
  const Document document = parse(text);
  Fields fields(document, document.root(), "rule");
  fields.required_string("id");
  fields.optional_string("message");
  fields.optional_int("count");
  fields.optional_number("entropy");
  fields.optional_bool("enabled");
  fields.strings("keywords");
  fields.mappings("patterns");
  fields.ignore("metadata");
  return describe(fields.finish());
}

TEST(Fields, Diagnose) {
  struct {
    std::string_view text;
    std::string_view expected;
  } const cases[] = {
      {"id: a\n", "ok"},
      {"id: 1.10\nmessage: true\ncount: 3\nentropy: 3\nenabled: false\nkeywords: [a, 1]\n"
       "patterns: [{a: b}]\nmetadata: {x: [y]}\n",
       "ok"},
      {"id: a\nentropy: 3.5\nkeywords: a\npatterns: []\n", "ok"},
      {"id: a\nmesage: b\n", "2:1 unknown key `mesage` (did you mean `message`?) [mesage]"},
      {"id: a\ncolour: b\n",
       "2:1 unknown key `colour` (the keys of this rule are `id`, `message`, `count`, `entropy`, "
       "`enabled`, `keywords`, `patterns`, `metadata`) [colour]"},
      {"message: a\ncount: 1\n", "1:1 the rule has no key `id` [message: a]"},
      {"{}", "1:1 the rule has no key `id` [{}]"},
      {"ID: a\n", "1:1 unknown key `ID` (did you mean `id`?) [ID]"},
      {"id: [a]\n", "1:5 `id` must be a string, not a list [[a]]"},
      {"id:\n  a: b\n", "2:3 `id` must be a string, not a mapping [a: b]"},
      {"id: ~\n", "1:5 `id` must be a string, not null [~]"},
      {"id: a\nmessage: [b,\n c]\n", "2:10 `message` must be a string, not a list [[b,]"},
      {"id: a\ncount: 1.5\n", "2:8 `count` must be an integer, not a number [1.5]"},
      {"id: a\ncount: '1'\n", "2:8 `count` must be an integer, not a string ['1']"},
      {"id: a\nentropy: high\n", "2:10 `entropy` must be a number, not a string [high]"},
      {"id: a\nenabled: yes\n", "2:10 `enabled` must be true or false, not a string [yes]"},
      {"id: a\nkeywords: {a: b}\n",
       "2:11 `keywords` must be a list of strings, not a mapping [{a: b}]"},
      {"id: a\nkeywords: [b, [c]]\n",
       "2:15 an item of `keywords` must be a string, not a list [[c]]"},
      {"id: a\npatterns: b\n", "2:11 `patterns` must be a list of mappings, not a string [b]"},
      {"id: a\npatterns: [b]\n", "2:12 an item of `patterns` must be a mapping, not a string [b]"},
      {"id: a\nid: b\n", "1:1 the key `id` stands twice [id]"},
      {"- id: a\n", "1:1 the rule must be a mapping, not a list [- id: a]"},
      {"a\n", "1:1 the rule must be a mapping, not a string [a]"},
      {"", "1:1 the rule must be a mapping, not null []"},
      // The first place in the file wins, whatever was asked for first.
      {"id: a\nkeywords: {}\ncount: x\n",
       "2:11 `keywords` must be a list of strings, not a mapping [{}]"},
      {"id: a\ncount: x\ncolor: y\n", "2:8 `count` must be an integer, not a string [x]"},
      {"idd: a\ncount: x\n", "1:1 unknown key `idd` (did you mean `id`?) [idd]"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(read(text), expected) << text;
}

TEST(Fields, GiveTheValues) {
  const Document document =
      parse("a: 1.10\nb: -3\nc: 2.5\nd: true\ne: [x, 2]\nf: y\ng: [{k: v}, {}]\nh: ~\n");
  Fields fields(document, document.root(), "rule");
  EXPECT_EQ(fields.required_string("a"), "1.10");
  EXPECT_EQ(fields.optional_string("z"), std::nullopt);
  EXPECT_EQ(fields.optional_int("b"), -3);
  EXPECT_EQ(fields.optional_number("b"), -3.0);
  EXPECT_EQ(fields.optional_number("c"), 2.5);
  EXPECT_EQ(fields.optional_bool("d"), true);
  EXPECT_EQ(fields.strings("e"), (std::vector<std::string>{"x", "2"}));
  EXPECT_EQ(fields.strings("f"), (std::vector<std::string>{"y"}));
  EXPECT_EQ(fields.strings("z"), std::vector<std::string>{});
  ASSERT_EQ(fields.mappings("g").size(), 2u);
  EXPECT_EQ(fields.mappings("g")[0]->find("k")->text, "v");
  ASSERT_NE(fields.optional("h"), nullptr);
  EXPECT_EQ(fields.optional("z"), nullptr);
  EXPECT_TRUE(fields.finish().ok());
}

TEST(Fields, AnalyzersAddTheirOwnErrors) {
  const Document document = parse("id: a\nregex: '('\nxyz: 1\n");
  Fields fields(document, document.root(), "rule");
  fields.required_string("id");
  fields.fail(*fields.required("regex"), "missing )", "close the group");
  EXPECT_EQ(describe(fields.finish()), "2:8 missing ) (close the group) ['(']");
}

// Keys merged from an anchor belong to the rule as well.
TEST(Fields, SeeMergedKeys) {
  EXPECT_EQ(read("id: a\n<<: {message: b, count: 1}\n"), "ok");
  EXPECT_EQ(read("id: a\n<<: {mesage: b}\n"),
            "2:6 unknown key `mesage` (did you mean `message`?) [mesage]");
}

}  // namespace
}  // namespace scan::rules
