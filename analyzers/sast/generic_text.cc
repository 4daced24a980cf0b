// The items stand in one array in which lists are marked, so that to match within a list, or as if
// it were not there, is to step over a mark or not.
#include "sast/generic_text.h"

#include <algorithm>

#include "base/ascii.h"

namespace scan::sast {

namespace {

constexpr std::uint32_t kNone = 0xffffffff;
constexpr std::size_t kPeeked = 4'096;      // bytes by which a text is judged
constexpr std::size_t kLongLine = 150;      // bytes a line on average
constexpr std::size_t kShortText = 500;     // bytes of a text that may be one line
constexpr std::size_t kControlPercent = 1;  // of the ASCII characters

char closing(GenericSymbol open) {
  switch (open) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    default:
      return 0;
  }
}

bool is_closing(GenericSymbol symbol) { return symbol == ')' || symbol == ']' || symbol == '}'; }

// For each item of a line the bracket that closes it, or kNone. A bracket is closed by the first
// closing one after it that is not closed within; if that is of another kind, by none. From right
// to left, `stop[i]` is that first closing one from item i on.
std::vector<std::uint32_t> pair_brackets(const std::vector<GenericItem>& line) {
  const auto size = static_cast<std::uint32_t>(line.size());
  std::vector<std::uint32_t> partner(size, kNone);
  std::vector<std::uint32_t> stop(size + 1, kNone);
  for (std::uint32_t i = size; i-- > 0;) {
    const GenericSymbol symbol = line[i].symbol;
    stop[i] = stop[i + 1];
    if (is_closing(symbol)) {
      stop[i] = i;
    } else if (const char close = closing(symbol); close != 0 && stop[i + 1] != kNone) {
      const std::uint32_t found = stop[i + 1];
      if (line[found].symbol != static_cast<GenericSymbol>(close)) continue;
      partner[i] = found;
      partner[found] = i;
      stop[i] = stop[found + 1];
    }
  }
  return partner;
}

}  // namespace

bool is_generic_word(char c) { return base::is_alphanumeric(c) || c == '_'; }

bool is_generic_space(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == ' ' || c == '\t' || c == '\n') return true;
  return c == '\r' && text.substr(at + 1).starts_with('\n');
}

std::uint32_t generic_indentation(std::string_view text, std::size_t from) {
  constexpr std::uint32_t kTab = 8;
  std::uint32_t columns = 0;
  for (; from < text.size() && (text[from] == ' ' || text[from] == '\t'); ++from) {
    columns += text[from] == '\t' ? kTab : 1;
  }
  return columns;
}

GenericText::GenericText(std::string_view text) : text_(text) {
  read();
  find_list_ends();
  index();
}

GenericSymbol GenericText::word(std::string_view text) const {
  const auto found = words_.find(text);
  return found == words_.end() ? 0 : found->second;
}

std::span<const std::uint32_t> GenericText::positions(GenericSymbol symbol) const {
  if (symbol == 0 || symbol + 1 >= first_position_.size()) return {};
  return std::span(positions_)
      .subspan(first_position_[symbol], first_position_[symbol + 1] - first_position_[symbol]);
}

void GenericText::read() {
  std::vector<std::uint32_t> open = {0};  // the indentations of the lists that are open
  Line line;
  std::size_t at = 0;
  for (std::uint32_t number = 0; at < text_.size(); ++number) {
    const std::uint32_t columns = generic_indentation(text_, at);
    line.clear();
    at = read_line(at, number, line);
    if (line.empty()) continue;
    indent_to(columns, open);
    append(line);
  }
  for (; open.size() > 1; open.pop_back()) mark(kListEnd);
}

std::size_t GenericText::read_line(std::size_t at, std::uint32_t number, Line& line) {
  while (at < text_.size()) {
    if (text_[at] == '\n') return at + 1;
    if (is_generic_space(text_, at)) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text_.size() && is_generic_word(text_[end])) ++end;
    GenericSymbol symbol = static_cast<unsigned char>(text_[at]);
    if (end > at) {
      const auto next = static_cast<GenericSymbol>(kFirstWord + words_.size());
      symbol = words_.try_emplace(text_.substr(at, end - at), next).first->second;
    } else {
      ++end;
    }
    line.push_back(
        {symbol, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), number, 0});
    at = end;
  }
  return at;
}

void GenericText::indent_to(std::uint32_t columns, std::vector<std::uint32_t>& open) {
  while (columns < open.back()) {
    mark(kListEnd);
    open.pop_back();
  }
  if (columns > open.back()) {
    mark(kListBegin);
    open.push_back(columns);
  }
}

void GenericText::append(const Line& line) {
  const std::vector<std::uint32_t> partner = pair_brackets(line);
  for (std::uint32_t i = 0; i < line.size(); ++i) {
    const bool paired = partner[i] != kNone;
    const bool filled = paired && partner[i] != i + 1 && i != partner[i] + 1;
    if (filled && partner[i] < i) mark(kListEnd);
    items_.push_back(line[i]);
    if (filled && partner[i] > i) mark(kListBegin);
  }
}

void GenericText::mark(GenericSymbol symbol) { items_.push_back({.symbol = symbol}); }

void GenericText::find_list_ends() {
  std::vector<std::uint32_t> ends = {static_cast<std::uint32_t>(items_.size())};
  for (auto i = static_cast<std::uint32_t>(items_.size()); i-- > 0;) {
    if (items_[i].symbol == kListEnd) {
      items_[i].list_end = i;
      ends.push_back(i);
    } else {
      items_[i].list_end = ends.back();
      if (items_[i].symbol == kListBegin) ends.pop_back();
    }
  }
}

void GenericText::index() {
  first_position_.assign(kFirstWord + words_.size() + 1, 0);
  for (const GenericItem& item : items_) ++first_position_[item.symbol + 1];
  for (std::size_t i = 1; i < first_position_.size(); ++i) {
    first_position_[i] += first_position_[i - 1];
  }
  positions_.resize(items_.size());
  std::vector<std::uint32_t> next = first_position_;
  for (std::uint32_t i = 0; i < items_.size(); ++i) positions_[next[items_[i].symbol]++] = i;
}

bool is_gibberish(std::string_view text) {
  text = text.substr(0, kPeeked);
  if (text.empty()) return false;
  std::size_t lines = 1;
  std::size_t printable = 0;
  std::size_t control = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) continue;
    if (c == '\n') ++lines;
    const bool shown = c == '\n' || c == '\t' || c == '\r' || (byte >= ' ' && byte < 0x7f);
    ++(shown ? printable : control);
  }
  if (control * 100 >= kControlPercent * (printable + control) && control > 0) return true;
  return lines * kLongLine < text.size() && text.size() > kShortText;
}

}  // namespace scan::sast
