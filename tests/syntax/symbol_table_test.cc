#include "syntax/symbol_table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace scan::syntax {
namespace {

TEST(SymbolTableTest, EqualTextsAreOneSymbol) {
  SymbolTable table;
  const std::string twice = "os.os";
  const Symbol first = table.intern(std::string_view(twice).substr(0, 2));
  EXPECT_EQ(table.intern(std::string_view(twice).substr(3, 2)), first);
  EXPECT_EQ(table.text(first), "os");
  EXPECT_EQ(table.find("os"), first);
  EXPECT_EQ(table.find("sys"), SymbolTable::kNone);
  EXPECT_EQ(table.intern(""), 0u);
  EXPECT_EQ(table.find(""), 0u);
}

TEST(SymbolTableTest, GrowsAndKeepsAll) {
  SymbolTable table;
  std::vector<Symbol> symbols;
  for (int i = 0; i < 10'000; ++i) symbols.push_back(table.make("name" + std::to_string(i)));
  for (int i = 0; i < 10'000; ++i) {
    EXPECT_EQ(table.find("name" + std::to_string(i)), symbols[static_cast<std::size_t>(i)]);
  }
  EXPECT_EQ(table.size(), 10'001u);
}

}  // namespace
}  // namespace scan::syntax
