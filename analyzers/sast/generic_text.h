// A text as spacegrep sees it: words, punctuation and other bytes, in lists that stand for what is
// indented and for what is in brackets on one line.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace scan::sast {

/// What an item is: a byte that is punctuation or beyond ASCII, or from kFirstWord on a word of the
/// text. Two items are the same when their symbols are.
using GenericSymbol = std::uint32_t;
inline constexpr GenericSymbol kListBegin = 256;
inline constexpr GenericSymbol kListEnd = 257;
inline constexpr GenericSymbol kFirstWord = 258;

/// A word or a byte of a text, or where a list in it begins or ends.
struct GenericItem {
  GenericSymbol symbol = 0;
  std::uint32_t begin = 0, end = 0;  ///< bytes; none of kListBegin and kListEnd
  std::uint32_t line = 0;            ///< 0-based
  /// The kListEnd of the list that the item stands in, or that a kListBegin begins; the number of
  /// items for the list that is the text.
  std::uint32_t list_end = 0;

  bool is_atom() const { return symbol < kListBegin || symbol >= kFirstWord; }
  bool is_word() const { return symbol >= kFirstWord; }
};

/// A byte of a word: an ASCII letter, a digit or "_".
bool is_generic_word(char c);
/// A byte that stands between items: a space, a tab, a line break.
bool is_generic_space(std::string_view text, std::size_t at);
/// The columns that the blanks at the beginning of `text` take; a tab takes eight.
std::uint32_t generic_indentation(std::string_view text, std::size_t from);

/// Immutable once built; refers to the text. Built in linear time, without recursion.
class GenericText {
 public:
  explicit GenericText(std::string_view text);

  std::string_view text() const { return text_; }
  const std::vector<GenericItem>& items() const { return items_; }
  /// The symbol of a word; 0 for one that is not in the text.
  GenericSymbol word(std::string_view text) const;
  /// The items that are the same as `symbol`, in order; it may be 0.
  std::span<const std::uint32_t> positions(GenericSymbol symbol) const;

 private:
  using Line = std::vector<GenericItem>;
  void read();
  std::size_t read_line(std::size_t at, std::uint32_t number, Line& line);
  void indent_to(std::uint32_t columns, std::vector<std::uint32_t>& open);
  void append(const Line& line);
  void mark(GenericSymbol symbol);
  void find_list_ends();
  void index();

  std::string_view text_;
  std::vector<GenericItem> items_;
  std::unordered_map<std::string_view, GenericSymbol> words_;
  std::vector<std::uint32_t> first_position_;  // by symbol, in positions_; one more than symbols
  std::vector<std::uint32_t> positions_;
};

/// Whether a text does not look like written by people: control characters, or lines that are very
/// long. Told from its beginning, as Semgrep does, which leaves such files alone.
bool is_gibberish(std::string_view text);

}  // namespace scan::sast
