// Whether two trees are the same in all that a Value has.
#pragma once

#include <algorithm>

#include "document/value.h"

namespace scan::document {

inline bool same(const Value& a, const Value& b) {
  const auto same_member = [](const Member& x, const Member& y) {
    return x.key == y.key && x.key_span == y.key_span && same(*x.value, *y.value);
  };
  return a.kind == b.kind && a.span == b.span && a.boolean == b.boolean && a.integer == b.integer &&
         a.number == b.number && a.text == b.text && a.tag == b.tag &&
         (a.sorted_members == nullptr) == (b.sorted_members == nullptr) &&
         std::ranges::equal(a.items, b.items,
                            [](const Value* x, const Value* y) { return same(*x, *y); }) &&
         std::ranges::equal(a.members, b.members, same_member);
}

inline bool same(const Document& a, const Document& b) {
  return std::ranges::equal(a.roots(), b.roots(),
                            [](const Value* x, const Value* y) { return same(*x, *y); });
}

}  // namespace scan::document
