#include "syntax/string_parts.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "syntax/pattern_text.h"

namespace scan::syntax {
namespace {

// What is put into a string: a node of the grammar, or a name that it does not know (node 0).
struct Expansion {
  Span span;
  RawId node;
};

// The token that is such a literal, when there is one: where it stands is more exact.
RawId token_in(const Lowering& l, RawId at, Span span) {
  for (const RawId child : l.children(at)) {
    if (span.contains(l.raw(child).span) && l.raw(child).end == child + 1) return child;
  }
  return at;
}

std::vector<Expansion> expansions_of(const Lowering& l, RawId at, Span inner,
                                     bool (*is_literal)(const Lowering&, RawId)) {
  std::vector<Expansion> expansions;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child) && !is_literal(l, child) &&
        inner.contains(l.raw(child).span)) {
      expansions.push_back({l.raw(child).span, child});
    }
  }
  return expansions;
}

bool begins_name(char c) {
  return base::is_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

// Adds each `$name` in a literal.
void add_names(std::string_view text, Span literal, Escapes escapes,
               std::vector<Expansion>& expansions) {
  for (std::uint32_t i = literal.begin; i + 1 < literal.end; ++i) {
    if (text[i] == '\\' && escapes == Escapes::kBackslash) {
      ++i;
      continue;
    }
    if (text[i] != '$' || !begins_name(text[i + 1])) continue;
    std::uint32_t end = i + 1;
    while (end < literal.end && (begins_name(text[end]) || base::is_digit(text[end]))) ++end;
    expansions.push_back({{i, end}, 0});
    i = end - 1;
  }
}

void lower_items(Lowering& l, RawId at, Span inner, const std::vector<Expansion>& expansions) {
  const std::string_view text = l.concrete().text;
  std::uint32_t begin = inner.begin;
  const auto literal = [&](std::uint32_t end) {
    if (begin >= end) return;
    const std::string_view part = text.substr(begin, end - begin);
    l.leaf_part(Kind::kString, Role::kItem, token_in(l, at, {begin, end}), {begin, end},
                l.intern(part));
  };
  for (const Expansion& expansion : expansions) {
    const Span span = expansion.span;
    literal(span.begin);
    if (expansion.node != 0) {
      l.visit(expansion.node, Role::kItem);
    } else {
      l.open_part(Kind::kInterpolation, Role::kItem, at, span);
      l.leaf_part(Kind::kIdentifier, Role::kItem, at, {span.begin + 1, span.end},
                  l.intern(text.substr(span.begin + 1, span.size() - 1)));
      l.close();
    }
    begin = span.end;
  }
  literal(inner.end);
}

void lower(Lowering& l, RawId at, Span inner, Role role, const std::vector<Expansion>& expansions) {
  if (expansions.empty()) {
    const std::string_view text = l.concrete().text;
    return l.leaf(Kind::kString, role, at, l.intern(text.substr(inner.begin, inner.size())));
  }
  l.open(Kind::kInterpolated, role, at);
  lower_items(l, at, inner, expansions);
  l.close();
}

}  // namespace

void string_parts(Lowering& l, RawId at, Span inner, Role role,
                  bool (*is_literal)(const Lowering&, RawId)) {
  lower(l, at, inner, role, expansions_of(l, at, inner, is_literal));
}

void string_items(Lowering& l, RawId at, Span inner, bool (*is_literal)(const Lowering&, RawId)) {
  lower_items(l, at, inner, expansions_of(l, at, inner, is_literal));
}

void string_parts_with_names(Lowering& l, RawId at, Span inner, Role role, Escapes escapes,
                             bool (*is_literal)(const Lowering&, RawId)) {
  const std::string_view text = l.concrete().text;
  std::vector<Expansion> all;
  const std::string_view whole = text.substr(inner.begin, inner.size());
  if (!l.concrete().is_pattern || !is_metavariable(whole)) {
    const std::vector<Expansion> known = expansions_of(l, at, inner, is_literal);
    std::uint32_t begin = inner.begin;
    for (const Expansion& each : known) {
      add_names(text, {begin, each.span.begin}, escapes, all);
      all.push_back(each);
      begin = each.span.end;
    }
    add_names(text, {begin, inner.end}, escapes, all);
  }
  lower(l, at, inner, role, all);
}

}  // namespace scan::syntax
