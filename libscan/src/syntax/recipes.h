// Lowering rules that several languages share: what an adapter's table names where a row is not
// enough and the language nothing special.
#pragma once

#include <cstddef>
#include <span>

#include "syntax/literal_text.h"
#include "syntax/lowering.h"

namespace scan::syntax {

/// A text as a template argument.
template <std::size_t size>
struct Word {
  constexpr Word(const char (&text)[size]) {  // NOLINT: implicit, so that a literal is an argument
    for (std::size_t i = 0; i < size; ++i) characters[i] = text[i];
  }
  char characters[size];
};

/// A node whose children are its operands: `return x`, `await x`.
template <Kind kind>
void operand(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  l.visit_children(at, Role::kOperand);
  l.close();
}

/// A node of a fixed name, its children with one role: "splat" of "**".
template <Kind kind, Word word, Role child_role = Role::kItem>
void named(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at, l.intern(word.characters));
  l.visit_children(at, child_role);
  l.close();
}

/// A node of a fixed name, its children with the roles of their fields.
template <Kind kind, Word word>
void named_by_field(Lowering& l, RawId at, Role role) {
  l.node(kind, at, role, l.intern(word.characters));
}

/// The text of the field `operator`, or of the first token where the grammar has no such field.
inline Symbol operator_of(Lowering& l, RawId at) {
  RawId sign = l.field(at, Field::kOperator);
  if (sign == 0) sign = l.first_token(at);
  return sign == 0 ? 0 : l.text(sign);
}

/// A node named by its operator, its children with the roles of their fields: `a + b`, `a += b`.
template <Kind kind>
void operation(Lowering& l, RawId at, Role role) {
  l.node(kind, at, role, operator_of(l, at));
}

/// `-a`, `not a`, `a++`.
inline void unary(Lowering& l, RawId at, Role role) {
  l.open(Kind::kUnary, role, at, operator_of(l, at));
  l.visit_children(at, Role::kOperand);
  l.close();
}

/// A number by its value.
inline void number(Lowering& l, RawId at, Role role) {
  const std::string_view text = l.concrete().text_of(at);
  l.leaf(Kind::kNumber, role, at,
         is_canonical_number(text) ? l.intern(text) : l.make(canonical_number(text)));
}

/// A list whose named children are each lowered by `item`: parameters.
template <Kind kind, Role list_role, void (*item)(Lowering&, RawId)>
void list_of(Lowering& l, RawId at, Role) {
  l.open(kind, list_role, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child)) item(l, child);
  }
  l.close();
}

/// `a.b.c` as nested members, the last outermost; `names` are the leaves, at least one. A chain
/// that is longer than any program's keeps its last names only.
inline void member_chain(Lowering& l, std::span<const RawId> names, RawId at, Role role) {
  constexpr std::size_t kMaxNames = 200;
  if (names.size() > kMaxNames) names = names.last(kMaxNames);
  for (std::size_t i = names.size(); i > 1; --i) {
    l.open(Kind::kMember, i == names.size() ? role : Role::kObject, at);
  }
  l.visit(names.front(), names.size() == 1 ? role : Role::kObject);
  for (const RawId name : names.subspan(1)) {
    l.visit(name, Role::kProperty);
    l.close();
  }
}

/// A node of two named children, each with a role of its own: `A::b`, `a[b]`, `label: a`.
template <Kind kind, Role first, Role second>
void two_children(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  l.visit(l.named_child(at, 0), first);
  l.visit(l.named_child(at, 1), second);
  l.close();
}

/// A call of a language's own word: `echo a, b` as `echo(a, b)`.
inline void keyword_call(Lowering& l, RawId at, Role role) {
  const RawId keyword = l.first_token(at);
  l.open(Kind::kCall, role, at);
  if (keyword != 0) l.leaf(Kind::kIdentifier, Role::kCallee, keyword, l.text(keyword));
  l.open(Kind::kArguments, Role::kArguments, at);
  l.visit_children(at, Role::kItem);
  l.close();
  l.close();
}

/// The block in a field; an empty one where the grammar leaves it out because nothing is in it.
template <Field field = Field::kBody>
void block_of(Lowering& l, RawId at, Role role) {
  if (const RawId block = l.field(at, field); block != 0) return l.visit(block, role);
  l.open(Kind::kBlock, role, at);
  l.close();
}

/// Nothing but one field: `else` and `finally` of a try.
template <Field field, Role as>
void only_field(Lowering& l, RawId at, Role) {
  l.visit(l.field(at, field), as);
}

}  // namespace scan::syntax
