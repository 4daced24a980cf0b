// The grammar of C# gives few fields to statements: parts of one are told apart by their order and
// by the tokens between them.
#include "syntax/csharp.h"

namespace scan::syntax::csharp {

void for_each(Lowering& l, RawId at, Role role) {
  l.open(Kind::kForEach, role, at);
  visit_type(l, l.field(at, Field::kType));
  l.visit(l.field(at, Field::kLeft), Role::kLeft);
  l.visit(l.field(at, Field::kRight), Role::kRight);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void with_statement(Lowering& l, RawId at, Role role) {
  RawId body = 0;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child)) body = child;
  }
  const RawId word = l.first_token(at);
  l.open(Kind::kWith, role, at, word == 0 ? 0 : l.text(word));
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != body) l.visit(child, Role::kItem);
  }
  l.visit_as_block(body, Role::kBody);
  l.close();
}

void catch_clause(Lowering& l, RawId at, Role) {
  const RawId caught = l.child_of_type(at, kCatchDeclarationType);
  l.open(Kind::kCatch, Role::kHandler, at);
  if (caught != 0) {
    l.visit(l.field(caught, Field::kType), Role::kType);
    l.visit(l.field(caught, Field::kName), Role::kName);
  }
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

void finally_clause(Lowering& l, RawId at, Role) { l.visit(l.named_child(at, 0), Role::kFinally); }

void switch_section(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCase, role, at, l.has_token(at, "default") ? l.intern("default") : 0);
  RawId body = 0;
  for (const RawId child : l.children(at)) {
    if (body == 0 && l.raw(child).named) l.visit(child, Role::kValue);
    if (!l.raw(child).named && l.concrete().text_of(child) == ":") body = child;
  }
  l.open(Kind::kBlock, Role::kBody, body == 0 ? at : body);
  for (const RawId child : l.children(at)) {
    if (body != 0 && child > body && l.raw(child).named) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

void switch_arm(Lowering& l, RawId at, Role role) {
  RawId last = 0;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child)) last = child;
  }
  l.open(Kind::kCase, role, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != last) l.visit(child, Role::kValue);
  }
  l.visit_as_block(last, Role::kBody);
  l.close();
}

void switch_expression(Lowering& l, RawId at, Role role) {
  const RawId subject = l.named_child(at, 0);
  l.open(Kind::kSwitch, role, at);
  l.visit(subject, Role::kCondition);
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != subject) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

}  // namespace scan::syntax::csharp
