// The grammar of Kotlin has few fields: parts of a statement are told apart by their order and by
// the words between them.
#include "syntax/kotlin_statements.h"

#include <vector>

#include "syntax/kotlin_nodes.h"

namespace scan::syntax::kotlin {
namespace {

// A loop's body is the last child, where it has one.
void visit_loop_body(Lowering& l, RawId at, RawId after) {
  RawId body = 0;
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && child > after) body = child;
  }
  if (body != 0) return l.visit_as_block(body, Role::kBody);
  l.open(Kind::kBlock, Role::kBody, at);
  l.close();
}

}  // namespace

// Condition, consequence, alternative: told apart by `else`.
void if_expression(Lowering& l, RawId at, Role role) {
  const RawId condition = l.field(at, Field::kCondition);
  l.open(Kind::kIf, role, at);
  l.visit(condition, Role::kCondition);
  bool otherwise = false;
  bool has_body = false;
  const auto close_body = [&] {
    if (has_body) return;
    has_body = true;
    l.open(Kind::kBlock, Role::kBody, at);
    l.close();
  };
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named && l.concrete().text_of(child) == "else") {
      close_body();
      otherwise = true;
    }
    if (!is_named(l, child) || child == condition) continue;
    if (!otherwise) {
      has_body = true;
      l.visit_as_block(child, Role::kBody);
    } else if (l.type(child) == kIfType) {
      l.visit(child, Role::kAlternative);
    } else {
      l.visit_as_block(child, Role::kAlternative);
    }
  }
  close_body();
  l.close();
}

void for_statement(Lowering& l, RawId at, Role role) {
  std::vector<RawId> parts;
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && l.type(child) != kIgnoredType) parts.push_back(child);
  }
  l.open(Kind::kForEach, role, at);
  if (parts.size() > 1) {
    visit_first_type(l, parts[0], parts[0]);
    l.visit(parts[0], Role::kLeft);
    l.visit(parts[1], Role::kRight);
    visit_loop_body(l, at, parts[1]);
  }
  l.close();
}

void while_statement(Lowering& l, RawId at, Role role) {
  const RawId condition = l.field(at, Field::kCondition);
  l.open(Kind::kWhile, role, at);
  l.visit(condition, Role::kCondition);
  visit_loop_body(l, at, condition);
  l.close();
}

void do_while(Lowering& l, RawId at, Role role) {
  const RawId condition = l.field(at, Field::kCondition);
  l.open(Kind::kDoWhile, role, at);
  l.visit(condition, Role::kCondition);
  for (const RawId child : l.children(at)) {
    if (is_named(l, child) && child < condition) l.visit_as_block(child, Role::kBody);
  }
  l.close();
}

void when_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kSwitch, role, at);
  if (const RawId subject = l.child_of_type(at, kSubjectType); subject != 0) {
    l.visit_children(subject, Role::kCondition);
  }
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kEntryType) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

void when_entry(Lowering& l, RawId at, Role role) {
  l.open(Kind::kCase, role, at, l.has_token(at, "else") ? l.intern("default") : 0);
  RawId body = 0;
  for (const RawId child : l.children(at)) {
    if (!is_named(l, child)) continue;
    if (l.in_field(child, Field::kCondition)) {
      l.visit(child, Role::kValue);
    } else {
      body = child;
    }
  }
  l.visit_as_block(body, Role::kBody);
  l.close();
}

void try_expression(Lowering& l, RawId at, Role role) {
  l.open(Kind::kTry, role, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kBlockType) l.visit(child, Role::kBody);
    if (l.type(child) == kCatchType) l.visit(child, Role::kHandler);
    if (l.type(child) == kFinallyType) l.visit(l.named_child(child, 0), Role::kFinally);
  }
  l.close();
}

void catch_block(Lowering& l, RawId at, Role) {
  l.open(Kind::kCatch, Role::kHandler, at);
  visit_first_type(l, at, at);
  l.visit(l.child_of_type(at, kNameType), Role::kName);
  l.visit(l.child_of_type(at, kBlockType), Role::kBody);
  l.close();
}

}  // namespace scan::syntax::kotlin
