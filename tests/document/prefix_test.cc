// What is kept of a text that does not parse to its end.
#include <gtest/gtest.h>

#include "document/dump.h"

namespace scan::document {
namespace {

struct Case {
  Syntax syntax;
  std::string text;
  std::string kept;
};

TEST(Prefix, KeepsWhatStandsBeforeTheError) {
  const Case cases[] = {
      {Syntax::kJson, R"({"a": [1, {"b": 2, "c": )", "{a: [integer'1', {b: integer'2'}]}"},
      {Syntax::kJson, R"({"a": "x", "b)", "{a: 'x'}"},
      {Syntax::kJson, R"({"a": "x", "b": @})", "{a: 'x'}"},
      {Syntax::kJson, R"({"a": [], "b": {)", "{a: [], b: {}}"},
      {Syntax::kJson, "@", "null''"},
      {Syntax::kYaml, "a:\n  b: 1\n  c: [2, 'x", "{a: {b: integer'1', c: [integer'2']}}"},
      {Syntax::kYaml, "a: 1\nb: {c: 2, d: ]", "{a: integer'1', b: {c: integer'2'}}"},
      {Syntax::kYaml, "a: &a {x: 1}\nb:\n  <<: *a\n  c: 2\n  d: [",
       "{a: {x: integer'1'}, b: {c: "
       "integer'2', d: []}}"},
      {Syntax::kYaml, "a: 1\nb:\n  <<: 2\n  c: 3\nd: 4\n", "{a: integer'1', b: {c: integer'3'}}"},
      {Syntax::kToml, "a = 1\n[[p]]\nb = 2\n[[p]]\nb = ", "{a: integer'1', p: [{b: integer'2'}]}"},
      {Syntax::kToml, "a = 1\n[[p]]\nb = 2\nc = [\n[1],\n[2],\n[", "{a: integer'1'}"},
      {Syntax::kToml, "a = 1\nb = ", "null''"},
  };
  for (const Case& test : cases) {
    const Document::Prefix prefix = Document::parse_prefix(test.syntax, test.text, "");
    EXPECT_TRUE(prefix.error) << test.text;
    EXPECT_EQ(dump(prefix.document), test.kept) << test.text;
  }
}

TEST(Prefix, IsTheWholeOfASoundText) {
  const Document::Prefix prefix = Document::parse_prefix(Syntax::kJson, "[1]", "");
  EXPECT_FALSE(prefix.error);
  EXPECT_EQ(dump(prefix.document), "[integer'1']");
}

}  // namespace
}  // namespace scan::document
