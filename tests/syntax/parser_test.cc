#include "syntax/parser.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "syntax/tree_dump.h"

namespace scan::syntax {
namespace {

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

Parsed parse(std::string_view language, std::string_view text) {
  ParserPool parsers;
  return std::move(*parsers.parse(*find_language(language), text));
}

// Every node lies within its parent, in numbers and ends alike.
void expect_sound(const Tree& tree) {
  ASSERT_GT(tree.size(), 0u);
  EXPECT_EQ(tree.end(0), tree.size());
  for (NodeId node = 1; node < tree.size(); ++node) {
    const NodeId parent = tree.parent(node);
    ASSERT_LT(parent, node);
    ASSERT_LE(tree.end(node), tree.end(parent));
    ASSERT_LE(tree.span(node).end, tree.source().size());
    ASSERT_LE(tree.span(node).begin, tree.span(node).end);
  }
}

TEST(ParserTest, AnEmptyTextIsAProgram) {
  const Parsed parsed = parse("python", "");
  EXPECT_EQ(dump(parsed.tree), "program\n");
  EXPECT_FALSE(parsed.tree.has_errors());
}

TEST(ParserTest, SaysWhereItCouldNotGoOn) {
  const Parsed parsed = parse("python", "a = 1\nb = = 2\nfoo(3)\n");
  EXPECT_TRUE(parsed.tree.has_errors());
  ASSERT_TRUE(parsed.first_error.has_value());
  EXPECT_EQ(parsed.first_error->begin, 10u);
  EXPECT_NE(dump(parsed.tree).find("identifier \"foo\""), std::string::npos);
  expect_sound(parsed.tree);
}

TEST(ParserTest, DeepNestingCostsNoStack) {
  const int kDepth = 100'000;
  const struct {
    std::string_view language;
    std::string text;
  } kCases[] = {
      {"python", "x = " + repeat("[", kDepth) + repeat("]", kDepth)},
      {"python", "x = " + repeat("-", kDepth) + "1"},
      {"python", "x = 1" + repeat(" + 1", kDepth)},
      {"python", repeat("(", kDepth)},
      {"javascript", "x = " + repeat("[", kDepth) + repeat("]", kDepth)},
      {"javascript", repeat("{", kDepth) + repeat("}", kDepth)},
      {"javascript", "x = " + repeat("f(", kDepth) + repeat(")", kDepth)},
      {"javascript", repeat("if (a) ", kDepth) + "b()"},
  };
  for (const auto& each : kCases) expect_sound(parse(each.language, each.text).tree);
}

TEST(ParserTest, BytesThatAreNoTextAreHarmless) {
  std::string bytes = "a = '";
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (const Language& language : languages()) {
    expect_sound(parse(language.name, bytes).tree);
    expect_sound(parse(language.name, bytes.substr(7)).tree);
  }
}

TEST(ParserTest, StopsWhenAsked) {
  const std::string text = repeat("def f(a, b):\n    return a + b\n", 20'000);
  ParserPool parsers;
  EXPECT_FALSE(parsers.parse(*find_language("python"), text, [] { return true; }).has_value());
  // The parser that was stopped is fit for the next text.
  EXPECT_EQ(parsers.parse(*find_language("python"), "a")->tree.size(), 2u);
}

TEST(ParserTest, IsSharedByThreads) {
  ParserPool parsers;
  std::vector<std::string> dumps(4);
  std::vector<std::thread> threads;
  for (std::string& out : dumps) {
    threads.emplace_back([&] {
      for (int i = 0; i < 50; ++i) {
        out = dump(parsers.parse(*find_language(i % 2 ? "python" : "javascript"), "f(a.b)")->tree);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::string& out : dumps) EXPECT_EQ(out, dumps.front());
}

TEST(TreeTest, EqualityIsOfMeaning) {
  const struct {
    std::string_view a, b;
    bool equal;
  } kCases[] = {{"f(x)", "f( x )", true},  {"f(x)", "f(y)", false}, {"'a'", "\"a\"", true},
                {"0x10", "16", true},      {"a.b", "a.c", false},   {"f(a)(b)", "f(a, b)", false},
                {"a + b", "a - b", false}, {"(a)", "a", true},      {"'a' 'b'", "'ab'", true}};
  for (const auto& each : kCases) {
    const Parsed a = parse("python", each.a);
    const Parsed b = parse("python", each.b);
    EXPECT_EQ(Tree::equal(a.tree, 0, b.tree, 0), each.equal) << each.a << " and " << each.b;
  }
}

}  // namespace
}  // namespace scan::syntax
