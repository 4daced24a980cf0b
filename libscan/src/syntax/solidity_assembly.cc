// What stands in Solidity's `assembly`.
#include <vector>

#include "syntax/recipes.h"
#include "syntax/solidity.h"

namespace scan::syntax::solidity {

void assembly(Lowering& l, RawId at, Role role) {
  l.open(Kind::kWith, role, at, l.intern("assembly"));
  l.open(Kind::kBlock, Role::kBody, at);
  l.visit_children(at, Role::kItem);
  l.close();
  l.close();
}

namespace {

// The names before the sign and the value after it; several names are a tuple.
void assign(Lowering& l, RawId at, Kind kind, Role role) {
  std::vector<RawId> names;
  RawId sign = 0;
  RawId value = 0;
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) {
      if (l.concrete().text_of(child).starts_with(":")) sign = child;
    } else if (!l.dropped(child)) {
      (sign == 0 ? names.emplace_back() : value) = child;
    }
  }
  if (sign == 0 && kind == Kind::kAssignment) return l.visit_children(at, role);
  l.open(kind, role, at);
  if (names.size() == 1) l.visit(names.front(), Role::kLeft);
  if (names.size() > 1) {
    l.open_until(Kind::kTuple, Role::kLeft, names.front(), names.back());
    for (const RawId name : names) l.visit(name, Role::kItem);
    l.close();
  }
  l.visit(value, Role::kRight);
  l.close();
}

}  // namespace

void yul_assignment(Lowering& l, RawId at, Role role) { assign(l, at, Kind::kAssignment, role); }

void yul_declaration(Lowering& l, RawId at, Role role) { assign(l, at, Kind::kVariable, role); }

void yul_path(Lowering& l, RawId at, Role role) {
  std::vector<RawId> names;
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && !l.dropped(child)) names.push_back(child);
  }
  if (!names.empty()) member_chain(l, names, at, role);
}

void yul_call(Lowering& l, RawId at, Role role) {
  const RawId callee = l.field(at, Field::kFunction);
  l.open(Kind::kCall, role, at);
  l.visit(callee, Role::kCallee);
  l.open(Kind::kArguments, Role::kArguments, at);
  for (const RawId child : l.children(at)) {
    if (l.raw(child).named && child != callee) l.visit(child, Role::kItem);
  }
  l.close();
  l.close();
}

void yul_if(Lowering& l, RawId at, Role role) {
  l.open(Kind::kIf, role, at);
  l.visit(l.named_child(at, 0), Role::kCondition);
  l.visit(l.named_child(at, 1), Role::kBody);
  l.close();
}

void yul_for(Lowering& l, RawId at, Role role) {
  l.open(Kind::kFor, role, at);
  l.visit(l.named_child(at, 0), Role::kInitializer);
  l.visit(l.named_child(at, 1), Role::kCondition);
  l.visit(l.named_child(at, 2), Role::kUpdate);
  l.visit(l.named_child(at, 3), Role::kBody);
  l.close();
}

void yul_switch(Lowering& l, RawId at, Role role) {
  const RawId subject = l.named_child(at, 0);
  RawId value = 0;
  l.open(Kind::kSwitch, role, at);
  l.visit(subject, Role::kCondition);
  l.open(Kind::kBlock, Role::kBody, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.dropped(child) || child == subject) continue;
    if (l.type(child) != kYulBlockType) {
      value = child;
      continue;
    }
    l.open(Kind::kCase, Role::kItem, child, value == 0 ? l.intern("default") : 0);
    l.visit(value, Role::kValue);
    l.visit(child, Role::kBody);
    l.close();
    value = 0;
  }
  l.close();
  l.close();
}

void yul_function(Lowering& l, RawId at, Role role) {
  const RawId name = l.named_child(at, 0);
  l.open(Kind::kFunction, role, at);
  l.visit(name, Role::kName);
  l.open(Kind::kParameters, Role::kParameters, at);
  bool inside = true;
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) {
      inside &= l.concrete().text_of(child) != ")";
    } else if (inside && child != name) {
      l.open(Kind::kParameter, Role::kItem, child);
      l.visit(child, Role::kName);
      l.close();
    }
  }
  l.close();
  l.visit(l.child_of_type(at, kYulBlockType), Role::kBody);
  l.close();
}

}  // namespace scan::syntax::solidity
