// Hostile input ends in an error, in time that grows with its length.
#include <gtest/gtest.h>

#include "document/dump.h"

namespace scan::document {
namespace {

constexpr int kDeep = 100'000;

std::string repeat(std::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

std::string message_of(Syntax syntax, const std::string& text) {
  const auto result = Document::parse(syntax, text, "");
  return result.ok() ? "accepted" : result.error().message;
}

TEST(Limits, DeepNestingIsAnErrorInEverySyntax) {
  const std::string_view message = "the nesting is too deep";
  EXPECT_EQ(message_of(Syntax::kJson, repeat("[", kDeep)), message);
  EXPECT_EQ(message_of(Syntax::kJson, repeat("{\"a\":", kDeep)), message);
  EXPECT_EQ(message_of(Syntax::kJson, repeat("[", kDeep) + repeat("]", kDeep)), message);
  EXPECT_EQ(message_of(Syntax::kYaml, repeat("[", kDeep)), message);
  EXPECT_EQ(message_of(Syntax::kYaml, repeat("[\n", kDeep)), message);
  EXPECT_EQ(message_of(Syntax::kYaml, repeat("{a: ", kDeep)), message);
  EXPECT_EQ(message_of(Syntax::kYaml, repeat("- ", kDeep)), message);
  EXPECT_EQ(message_of(Syntax::kToml, "a = " + repeat("[", kDeep)), message);
  EXPECT_EQ(message_of(Syntax::kToml, "a = " + repeat("{a=", kDeep)), message);
  EXPECT_EQ(message_of(Syntax::kToml, repeat("a.", kDeep) + "a = 1"), message);
  EXPECT_EQ(message_of(Syntax::kToml, "[" + repeat("a.", kDeep) + "a]"), message);
  EXPECT_EQ(message_of(Syntax::kToml, "a = " + repeat("{a.a.a.a.a.a.a.a=", 200)), message);
  EXPECT_EQ(message_of(Syntax::kXml, repeat("<a>", kDeep)), message);
  EXPECT_EQ(message_of(Syntax::kXml, repeat("<a>", kDeep) + repeat("</a>", kDeep)), message);
  EXPECT_EQ(message_of(Syntax::kYaml, repeat("? ", kDeep)), "a key must be a scalar");
}

TEST(Limits, DepthIsCountedExactly) {
  for (const Syntax syntax : {Syntax::kJson, Syntax::kYaml}) {
    EXPECT_EQ(message_of(syntax, repeat("[", 256) + repeat("]", 256)), "accepted");
    EXPECT_EQ(message_of(syntax, repeat("[", 257) + repeat("]", 257)), "the nesting is too deep");
  }
  // Dots in strings, numbers and comments are no nesting.
  EXPECT_EQ(message_of(Syntax::kToml, "a = '" + repeat(".", kDeep) + "' # " + repeat(".", kDeep)),
            "accepted");
  EXPECT_EQ(message_of(Syntax::kToml, "a = \"\"\"\\\"" + repeat(".\n[", kDeep) + "\"\"\""),
            "accepted");
  EXPECT_EQ(message_of(Syntax::kToml, "a = [" + repeat("1.5, ", kDeep) + "]"), "accepted");
  EXPECT_EQ(message_of(Syntax::kToml, repeat("[[a.b.c]]\nd.e = 1\n", 1000)), "accepted");
}

TEST(Limits, AnAliasDeepensByWhatItNames) {
  std::string text = "a0: &a0 [x]\n";
  for (int i = 1; i < 300; ++i) {
    const std::string name = "a" + std::to_string(i);
    text += name + ": &" + name + " [*a" + std::to_string(i - 1) + "]\n";
  }
  EXPECT_EQ(message_of(Syntax::kYaml, text), "the nesting is too deep");
}

TEST(Limits, AliasBombsAreDefused) {
  std::string lists = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  std::string merges = "a0: &a0 {k0: 0, k1: 0, k2: 0, k3: 0}\n";
  for (int i = 1; i < 40; ++i) {
    const std::string name = "a" + std::to_string(i), before = "*a" + std::to_string(i - 1);
    lists += name + ": &" + name + " [" + repeat(before + ", ", 9) + "]\n";
    merges += name + ": &" + name + " {<<: [" + repeat(before + ", ", 9) + "]}\n";
  }
  EXPECT_EQ(message_of(Syntax::kYaml, lists), "the aliases expand to too many values");
  EXPECT_EQ(message_of(Syntax::kYaml, merges), "the aliases expand to too many values");
  // Many aliases of something small are no bomb.
  EXPECT_EQ(message_of(Syntax::kYaml, "a: &a [1]\nb:\n" + repeat("- *a\n", kDeep)), "accepted");
}

TEST(Limits, EntitiesAreNotExpanded) {
  std::string text = "<!DOCTYPE a [<!ENTITY e0 'x'>";
  for (int i = 1; i < 40; ++i)
    text += "<!ENTITY e" + std::to_string(i) + " '" +
            repeat("&e" + std::to_string(i - 1) + ";", 9) + "'>";
  EXPECT_EQ(describe(Document::parse(Syntax::kXml, text + "]><a>&e39;</a>", "")), "{a: '&e39;'}");
  EXPECT_EQ(message_of(Syntax::kXml, "<a>" + repeat("&", kDeep) + "</a>"), "accepted");
}

// Each of these took seconds for some megabytes: libyaml compares the directives with each other,
// and clearing a hash table costs what its largest content did.
TEST(Limits, ManyDirectivesAndManyDocumentsAreNotQuadratic) {
  std::string directives;
  for (int i = 0; i < kDeep; ++i) directives += "%TAG !a" + std::to_string(i) + "! x:\n";
  EXPECT_EQ(message_of(Syntax::kYaml, directives + "---\na\n"),
            "there are too many %TAG directives");
  EXPECT_EQ(message_of(Syntax::kYaml, "%TAG !e! tag:example.org:\n---\n!e!a x\n"), "accepted");
  std::string documents;
  for (int i = 0; i < kDeep; ++i) documents += "- &a" + std::to_string(i) + " x\n";
  EXPECT_EQ(message_of(Syntax::kYaml, documents + repeat("--- &a x\n", kDeep)), "accepted");
}

TEST(Limits, ValuesAreCounted) {
  const Limits limits{.max_values = 4};
  EXPECT_TRUE(Document::parse(Syntax::kJson, "[1,2,3]", "", limits).ok());
  EXPECT_FALSE(Document::parse(Syntax::kJson, "[1,2,3,4]", "", limits).ok());
  EXPECT_FALSE(Document::parse(Syntax::kYaml, "[1,2,[3]]", "", limits).ok());
  EXPECT_FALSE(Document::parse(Syntax::kToml, "a=[1,2,3]", "", limits).ok());
}

}  // namespace
}  // namespace scan::document
