#include "syntax/string_parts.h"

#include <vector>

namespace scan::syntax {
namespace {

// The token that is such a literal, when there is one: where it stands is more exact.
RawId token_in(const Lowering& l, RawId at, Span span) {
  for (const RawId child : l.children(at)) {
    if (span.contains(l.raw(child).span) && l.raw(child).end == child + 1) return child;
  }
  return at;
}

std::vector<RawId> expansions_in(const Lowering& l, RawId at, Span inner,
                                 bool (*is_literal)(const Lowering&, RawId)) {
  std::vector<RawId> expansions;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child) && !is_literal(l, child) &&
        inner.contains(l.raw(child).span)) {
      expansions.push_back(child);
    }
  }
  return expansions;
}

}  // namespace

void string_items(Lowering& l, RawId at, Span inner, bool (*is_literal)(const Lowering&, RawId)) {
  const std::string_view text = l.concrete().text;
  std::uint32_t begin = inner.begin;
  const auto literal = [&](std::uint32_t end) {
    if (begin >= end) return;
    l.leaf(Kind::kString, Role::kItem, token_in(l, at, {begin, end}),
           l.intern(text.substr(begin, end - begin)));
  };
  for (const RawId expansion : expansions_in(l, at, inner, is_literal)) {
    literal(l.raw(expansion).span.begin);
    l.visit(expansion, Role::kItem);
    begin = l.raw(expansion).span.end;
  }
  literal(inner.end);
}

void string_parts(Lowering& l, RawId at, Span inner, Role role,
                  bool (*is_literal)(const Lowering&, RawId)) {
  if (expansions_in(l, at, inner, is_literal).empty()) {
    const std::string_view text = l.concrete().text;
    return l.leaf(Kind::kString, role, at, l.intern(text.substr(inner.begin, inner.size())));
  }
  l.open(Kind::kInterpolated, role, at);
  string_items(l, at, inner, is_literal);
  l.close();
}

}  // namespace scan::syntax
