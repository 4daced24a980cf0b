// Names as small numbers: each distinct text of a Tree is stored once.
#pragma once

#include <cstdint>
#include <forward_list>
#include <string>
#include <string_view>
#include <vector>

namespace scan::syntax {

/// A name of one SymbolTable. 0 is the empty text.
using Symbol = std::uint32_t;

/// Interns texts. The texts given to intern() must outlive the table; make() keeps a copy.
class SymbolTable {
 public:
  SymbolTable();

  Symbol intern(std::string_view text);
  /// As intern(), for a text that lives nowhere else.
  Symbol make(std::string text);
  /// The symbol of `text`, or kNone if it was never interned.
  Symbol find(std::string_view text) const;

  std::string_view text(Symbol symbol) const { return texts_[symbol]; }
  std::size_t size() const { return texts_.size(); }

  static constexpr Symbol kNone = 0xffffffff;

 private:
  std::size_t slot(std::string_view text, std::uint32_t hash) const;
  void grow();

  std::vector<std::string_view> texts_;
  std::vector<std::uint32_t> hashes_;
  std::vector<Symbol>
      slots_;  // open addressing; a power of two; 0 (the empty text) marks a free slot
  std::forward_list<std::string> made_;
};

}  // namespace scan::syntax
