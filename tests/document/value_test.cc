#include <gtest/gtest.h>

#include <cmath>

#include "document/dump.h"

namespace scan::document {
namespace {

Document parse(Syntax syntax, std::string_view text) {
  auto document = Document::parse(syntax, text, "a");
  EXPECT_TRUE(document.ok()) << document.error().message;
  return std::move(document).value();
}

TEST(Value, FindsTheLastOfEqualKeysInSmallAndLargeMappings) {
  for (const int count : {0, 1, 7, 8, 9, 1000}) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "k" + std::to_string(i) + ": first\n";
    for (int i = 0; i < count; i += 3) text += "k" + std::to_string(i) + ": last\n";
    const Document document = parse(Syntax::kYaml, text);
    for (int i = 0; i < count; ++i) {
      const Value* value = document.root().find("k" + std::to_string(i));
      ASSERT_NE(value, nullptr);
      EXPECT_EQ(value->text, i % 3 == 0 ? "last" : "first");
    }
    for (const std::string_view absent : {"", "k", "k1000", "a", "z"})
      EXPECT_EQ(document.root().find(absent), nullptr) << absent;
  }
}

TEST(Value, FindsNothingInWhatIsNoMapping) {
  const Document document = parse(Syntax::kJson, "[1]");
  EXPECT_EQ(document.root().find("a"), nullptr);
  EXPECT_EQ(document.root().items[0]->find("a"), nullptr);
}

TEST(Value, NumbersHaveTheirValues) {
  const Document yaml =
      parse(Syntax::kYaml, "[-12, +7, 0x1F, 0o17, 1.5e2, -.inf, .nan, 18446744073709551616]");
  const auto items = yaml.root().items;
  EXPECT_EQ(items[0]->integer, -12);
  EXPECT_EQ(items[0]->number, -12.0);
  EXPECT_EQ(items[1]->integer, 7);
  EXPECT_EQ(items[2]->integer, 31);
  EXPECT_EQ(items[3]->integer, 15);
  EXPECT_EQ(items[4]->number, 150.0);
  EXPECT_EQ(items[5]->number, -INFINITY);
  EXPECT_TRUE(std::isnan(items[6]->number));
  EXPECT_EQ(items[7]->number, 18446744073709551616.0);
  const Document toml = parse(Syntax::kToml, "a = [0x1F, 1_000, 2.5, true]");
  const auto values = toml.root().find("a")->items;
  EXPECT_EQ(values[0]->integer, 31);
  EXPECT_EQ(values[1]->number, 1000.0);
  EXPECT_EQ(values[2]->number, 2.5);
  EXPECT_TRUE(values[3]->boolean);
}

TEST(Document, ErrorsHaveTheirPlace) {
  const std::string text =
      "\xEF\xBB\xBF"
      "a: 1\r\nb\xF0\x9F\x98\x80: [x,\r\n y]\r\n";
  const Document document = parse(Syntax::kYaml, text);
  const Value* list = document.root().members[1].value;
  const Error error = document.error_at(list->span, ErrorCode::kInvalidRule, "no", "why");
  EXPECT_EQ(error.code, ErrorCode::kInvalidRule);
  EXPECT_EQ(error.message, "no");
  EXPECT_EQ(error.hint, "why");
  EXPECT_EQ(error.path, "a");
  EXPECT_EQ(error.region, (Region{2, 6, 3, 4}));
  EXPECT_EQ(error.source_line, "b\xF0\x9F\x98\x80: [x,");
  const Error first =
      document.error_at(document.root().members[0].key_span, ErrorCode::kInvalidRule, "");
  EXPECT_EQ(first.region, (Region{1, 1, 1, 2}));
  EXPECT_EQ(first.source_line, "a: 1");
  const Error beyond = document.error_at({9999, 10000}, ErrorCode::kInvalidRule, "");
  EXPECT_EQ(beyond.region, (Region{4, 1, 4, 1}));
}

TEST(Document, MovesWithItsValues) {
  Document document = parse(Syntax::kYaml, "a: [1, 2]\n");
  const Value* root = &document.root();
  const Document moved = std::move(document);
  EXPECT_EQ(&moved.root(), root);
  EXPECT_EQ(dump(moved), "{a: [integer'1', integer'2']}");
}

}  // namespace
}  // namespace scan::document
