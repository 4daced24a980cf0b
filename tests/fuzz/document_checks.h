// What holds for every document that any parser makes, and for every error.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "document/value.h"

namespace scan::document {

inline void require(bool condition) {
  if (!condition) std::abort();
}

inline void check_error(const Error& error, std::string_view text) {
  require(!error.message.empty());
  require(error.region.start_line >= 1 && error.region.start_column >= 1);
  require(error.region.start_line <= error.region.end_line);
  require(error.region.start_column <= text.size() + 1);
}

/// Walks the values, aliases once for each parent, up to a bound that no small input needs more
/// than.
inline void check_values(const Document& document) {
  const std::size_t size = document.text().size();
  const auto sound = [&](Span span) { return span.begin <= span.end && span.end <= size; };
  struct Visit {
    const Value* value;
    std::uint32_t depth;
  };
  std::vector<Visit> open;
  require(!document.roots().empty());
  for (const Value* root : document.roots()) open.push_back({root, 1});
  for (int left = 100'000; left > 0 && !open.empty(); --left) {
    const auto [value, depth] = open.back();
    open.pop_back();
    require(sound(value->span));
    require(value->is_scalar() || depth <= Limits().max_depth);
    require(value->items.empty() || value->kind == Kind::kSequence);
    require(value->members.empty() || value->kind == Kind::kMapping);
    for (const Value* item : value->items) open.push_back({item, depth + 1});
    for (const Member& member : value->members) {
      require(sound(member.key_span));
      require(value->find(member.key) != nullptr);
      open.push_back({member.value, depth + 1});
    }
  }
}

inline void check_parse(Syntax syntax, const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto prefix = Document::parse_prefix(syntax, text, "input");
  check_values(prefix.document);
  if (prefix.error) check_error(*prefix.error, text);
}

}  // namespace scan::document
