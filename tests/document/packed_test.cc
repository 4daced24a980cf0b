#include "document/packed.h"

#include <gtest/gtest.h>

#include "document/dump.h"
#include "document/same_values.h"

namespace scan::document {
namespace {

TEST(Packed, IsTheSameDocument) {
  const struct {
    Syntax syntax;
    std::string_view text;
  } cases[] = {
      {Syntax::kYaml, ""},
      {Syntax::kYaml, "a: [1, -2, 0x1F, 1.5, -.inf, true, no, null, ~]\nb: {c: }\n"},
      {Syntax::kYaml, "a: !Ref 'it''s'\nb: |\n  two\n  lines\n\"k\\ney\": \"\\x41\"\n"},
      {Syntax::kYaml, "--- 1\n--- [a]\n--- {}\n"},
      {Syntax::kYaml, "base: &b {x: 1, y: [z]}\nmore:\n  <<: *b\n  y: 2\nagain: *b\n"},
      {Syntax::kYaml, "{a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10, a: 11}"},
      {Syntax::kJson, "{\"a\": [\"\\u00e4\", \"\xc3\xa4\", 9223372036854775807, -1e300]}"},
      {Syntax::kToml,
       "# x\na = 'b'\n[[r]]\nid = \"i\\t\"\nd = 2020-01-01\n[[r]]\nid = '''\nx'''\n"},
      {Syntax::kToml, "[a.b]\nc.d = 1\n[a]\ne = [{f = true}, {f = false}]\n"},
  };
  for (const auto& each : cases) {
    const auto document = Document::parse(each.syntax, each.text, "f");
    ASSERT_TRUE(document.ok()) << each.text << document.error().message;
    const std::string packed = pack(*document);
    const Document unpacked = Document::unpack(packed, each.text, "f");
    EXPECT_TRUE(same(*document, unpacked)) << dump(*document) << "\n" << dump(unpacked);
    EXPECT_EQ(unpacked.text(), each.text);
    EXPECT_EQ(unpacked.path(), "f");
  }
}

TEST(Packed, FindsMembersAndShowsPlaces) {
  const std::string_view text = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\ng: 7\nh: 8\ni: 9\nj: ten\n";
  const auto document = Document::parse(Syntax::kYaml, text, "f");
  const std::string packed = pack(*document);
  const Document unpacked = Document::unpack(packed, text, "f");
  const Value* ten = unpacked.root().find("j");
  ASSERT_NE(ten, nullptr);
  const Error error = unpacked.error_at(ten->span, ErrorCode::kInvalidRule, "no");
  EXPECT_EQ(error.region.start_line, 10u);
  EXPECT_EQ(error.source_line, "j: ten");
}

}  // namespace
}  // namespace scan::document
