#include "syntax/swift_nodes.h"

namespace scan::syntax::swift {

bool is_named(const Lowering& l, RawId node) { return l.raw(node).named && !l.dropped(node); }

bool is_token(const Lowering& l, RawId node, std::string_view text) {
  return !l.raw(node).named && l.concrete().text_of(node) == text;
}

RawId token(const Lowering& l, RawId at, std::string_view text, RawId after) {
  for (const RawId child : l.children(at)) {
    if (child > after && is_token(l, child, text)) return child;
  }
  return 0;
}

void between(Lowering& l, RawId at, Kind kind, Role role, RawId from, RawId to) {
  if (from == 0 || to == 0) {
    l.open(kind, role, at);
    return l.close();
  }
  l.open_from(from, kind, role, to);
  for (const RawId child : l.children(at)) {
    if (child > from && child < to && is_named(l, child)) l.visit(child, Role::kItem);
  }
  l.close();
}

void braces(Lowering& l, RawId at, Role role, RawId after) {
  const RawId from = token(l, at, "{", after);
  between(l, at, Kind::kBlock, role, from, token(l, at, "}", from));
}

void implicit_member(Lowering& l, RawId dot, RawId name, Role role) {
  l.open_from(dot, Kind::kMember, role, name);
  l.leaf(Kind::kOther, Role::kObject, dot, l.intern(""));
  if (l.type(name) == kNameType) {
    l.visit(name, Role::kProperty);
  } else if (l.raw(name).named) {
    l.open(Kind::kOther, Role::kProperty, name);  // `.repeat(a)`, of which the word is a keyword
    l.visit_children(name, Role::kItem);
    l.close();
  } else {
    l.leaf(Kind::kIdentifier, Role::kProperty, name, l.text(name));
  }
  l.close();
}

}  // namespace scan::syntax::swift
