// Definitions of Scala: what they are is told by words of their own (`val`, `case`, `given`), and
// by annotations and modifiers that may stand anywhere among their parts.
#include <string_view>
#include <vector>

#include "syntax/scala.h"

namespace scan::syntax::scala {
namespace {

// The word that begins a declaration (`val`, `def`, `object`) or stands in it (`case`).
RawId token(const Lowering& l, RawId at, std::string_view word) {
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named && l.concrete().text_of(child) == word) return child;
  }
  return 0;
}

void modifier_token(Lowering& l, RawId at, std::string_view word) {
  if (const RawId found = token(l, at, word); found != 0) {
    l.leaf(Kind::kIdentifier, Role::kModifier, found, l.intern(word));
  }
}

// Annotations and modifiers, wherever they stand in a declaration.
void visit_modifiers(Lowering& l, RawId at) {
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kAnnotationType) l.visit(child, Role::kDecorator);
    if (l.type(child) == kModifiersType) l.visit(child, Role::kModifier);
  }
}

// All lists of parameters as one.
void visit_parameters(Lowering& l, RawId at) {
  l.open(Kind::kParameters, Role::kParameters, at);
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kParametersType) l.visit_children(child, Role::kItem);
  }
  l.close();
}

// What is made of a parent's constructor stands beside the type, so that a pattern may leave it
// out.
void visit_parent(Lowering& l, RawId type, RawId arguments, std::string_view word) {
  l.open(Kind::kType, Role::kBases, type, l.intern(word));
  l.visit(type, Role::kItem);
  l.close();
  if (arguments == 0) return;
  l.open(Kind::kCall, Role::kBases, type, l.intern(word));
  l.visit(type, Role::kCallee);
  l.visit(arguments, Role::kArguments);
  l.close();
}

}  // namespace

// `private[a]` is private.
void soft_modifier(Lowering& l, RawId at, Role) {
  if (l.raw(at).span.size() == 0) return;  // put there by respell_scala()
  const RawId word = l.first_token(at);
  l.leaf(Kind::kIdentifier, Role::kModifier, at, l.text(word == 0 ? at : word));
}

void annotation(Lowering& l, RawId at, Role) {
  const RawId arguments = l.field(at, Field::kArguments);
  l.open(Kind::kDecorator, Role::kDecorator, at);
  if (arguments != 0) l.open(Kind::kCall, Role::kOperand, at);
  l.visit(l.field(at, Field::kName), arguments == 0 ? Role::kOperand : Role::kCallee);
  l.visit(arguments, Role::kArguments);
  if (arguments != 0) l.close();
  l.close();
}

// The types of `A with B`, each of which the grammar may have put together with the next ones.
std::vector<RawId> types_in(const Lowering& l, RawId at) {
  std::vector<RawId> types;
  for (const RawId child : l.children(at)) {
    if (!is_named(l, child) || l.type(child) == kArgumentsType || l.type(child) == kBlockType) {
      continue;
    }
    if (l.type(child) != kCompoundType) {
      types.push_back(child);
      continue;
    }
    for (const RawId part : l.children(child)) {
      if (is_named(l, part)) types.push_back(part);
    }
  }
  return types;
}

void parameter(Lowering& l, RawId at, Role) {
  l.open(Kind::kParameter, Role::kItem, at);
  visit_modifiers(l, at);
  for (const std::string_view word : {"val", "var"}) modifier_token(l, at, word);
  l.visit(l.field(at, Field::kType), Role::kType);
  l.visit(l.field(at, Field::kName), Role::kName);
  if (l.field(at, Field::kName) == 0) l.visit(l.child_of_type(at, kWildcardType), Role::kName);
  l.visit(l.field(at, Field::kDefaultValue), Role::kDefault);
  l.close();
}

// What has no body is a declaration, and a pattern of one is no pattern of others.
void function(Lowering& l, RawId at, Role role) {
  const RawId body = l.field(at, Field::kBody);
  l.open(Kind::kFunction, role, at, body == 0 ? l.intern("declaration") : 0);
  visit_modifiers(l, at);
  l.visit(l.child_of_type(at, kTypeParametersType), Role::kTypeArguments);
  l.visit(l.field(at, Field::kReturnType), Role::kType);
  l.visit(l.field(at, Field::kName), Role::kName);
  visit_parameters(l, at);
  l.visit_as_block(body, Role::kBody);
  l.close();
}

void parents(Lowering& l, RawId at, Role) {
  std::string_view word = "extends";
  for (const RawId type : types_in(l, at)) {
    // Only the first one can be given arguments, which stand behind it.
    const RawId arguments = word == "extends" ? l.child_of_type(at, kArgumentsType) : 0;
    visit_parent(l, type, arguments, word);
    word = "with";
  }
}

void class_of(Lowering& l, RawId at, Role role, std::string_view word) {
  l.open(Kind::kClass, role, at, l.intern(word));
  visit_modifiers(l, at);
  modifier_token(l, at, "case");
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kTypeParameters), Role::kTypeArguments);
  visit_parameters(l, at);
  l.visit(l.field(at, Field::kExtend), Role::kBases);
  RawId body = 0;
  for (const RawId child : l.children(at)) {
    if (l.type(child) == kBlockType) body = child;
  }
  if (body != 0) {
    l.visit(body, Role::kBody);
  } else {
    empty(l, Kind::kBlock, Role::kBody, at);
  }
  l.close();
}

// `val a: T = b`, and what is declared without a value.
void variable(Lowering& l, RawId at, Role role) {
  l.open(Kind::kVariable, role, at);
  visit_modifiers(l, at);
  modifier_token(l, at, "val");
  // As the peer has it, `var` in a pattern is also `val`.
  if (!l.concrete().is_pattern) modifier_token(l, at, "var");
  l.visit(l.field(at, Field::kType), Role::kType);
  const RawId pattern = l.field(at, Field::kPattern);
  l.visit(pattern == 0 ? l.field(at, Field::kName) : pattern, Role::kLeft);
  l.visit(l.field(at, Field::kValue), Role::kRight);
  l.close();
}

// `given a: T = b` is a value; without a name, or with members, it is only what it is.
void given(Lowering& l, RawId at, Role role) {
  const RawId body = l.field(at, Field::kBody);
  const RawId name = l.field(at, Field::kName);
  if (name == 0 || body == 0 || l.type(body) == kBlockType) return l.node(Kind::kOther, at, role);
  l.open(Kind::kVariable, role, at);
  visit_modifiers(l, at);
  modifier_token(l, at, "given");
  l.visit(l.field(at, Field::kReturnType), Role::kType);
  l.visit(name, Role::kLeft);
  l.visit(body, Role::kRight);
  l.close();
}

}  // namespace scan::syntax::scala
