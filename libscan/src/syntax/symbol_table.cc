// An open-addressing hash table over texts that live in the source: no allocation for a name.
#include "syntax/symbol_table.h"

#include <utility>

namespace scan::syntax {
namespace {

// FNV-1a over the bytes, eight at a time would gain nothing: identifiers are short. The low bits
// are mixed at the end because they choose the slot.
std::uint32_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (unsigned char byte : text) hash = (hash ^ byte) * 0x100000001b3u;
  return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

}  // namespace

SymbolTable::SymbolTable() : texts_{std::string_view()}, hashes_{0}, slots_(16, 0) {}

std::size_t SymbolTable::slot(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at] != 0 && (hashes_[slots_[at]] != hash || texts_[slots_[at]] != text)) {
    at = (at + 1) & mask;
  }
  return at;
}

Symbol SymbolTable::find(std::string_view text) const {
  if (text.empty()) return 0;
  const Symbol symbol = slots_[slot(text, hash_of(text))];
  return symbol == 0 ? kNone : symbol;
}

Symbol SymbolTable::intern(std::string_view text) {
  if (text.empty()) return 0;
  const std::uint32_t hash = hash_of(text);
  std::size_t at = slot(text, hash);
  if (slots_[at] != 0) return slots_[at];
  if (texts_.size() * 2 > slots_.size()) {
    grow();
    at = slot(text, hash);
  }
  const auto symbol = static_cast<Symbol>(texts_.size());
  texts_.push_back(text);
  hashes_.push_back(hash);
  return slots_[at] = symbol;
}

Symbol SymbolTable::make(std::string text) {
  if (const Symbol known = find(text); known != kNone) return known;
  return intern(made_.emplace_front(std::move(text)));
}

void SymbolTable::grow() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (Symbol symbol = 1; symbol < texts_.size(); ++symbol) {
    std::size_t at = hashes_[symbol] & mask;
    while (slots_[at] != 0) at = (at + 1) & mask;
    slots_[at] = symbol;
  }
}

}  // namespace scan::syntax
