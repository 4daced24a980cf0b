// What Java and Apex share, whose grammars have one origin: rules for types, expressions,
// definitions and statements, and how patterns are spelled.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/adapter.h"
#include "syntax/c_like.h"
#include "syntax/lowering.h"
#include "syntax/recipes.h"

namespace scan::syntax::java_family {

/// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kIfType,
  kBlockType,
  kModifiersType,
  kDeclaratorType,
  kScopedNameType,
  kAsteriskType,
  kNameType,
  kClassBodyType,
  kThrowsType,
  kSuperType,
  kParentsType,
  kCatchParameterType,
  kCatchTypeType,
  kLabelType,
  kTypeArgumentsType,
};

/// The type of a declaration, if it says any: `var` does not.
void visit_type(Lowering& l, RawId type);
void visit_modifiers(Lowering& l, RawId at);

/// Rules for what the grammars call so.
void scoped_type(Lowering& l, RawId at, Role role);
void generic_type(Lowering& l, RawId at, Role role);
void array_type(Lowering& l, RawId at, Role role);
void type_parameter(Lowering& l, RawId at, Role role);
void class_literal(Lowering& l, RawId at, Role role);
void method_invocation(Lowering& l, RawId at, Role role);
void constructor_invocation(Lowering& l, RawId at, Role role);
void object_creation(Lowering& l, RawId at, Role role);
void array_creation(Lowering& l, RawId at, Role role);
void instance_of(Lowering& l, RawId at, Role role);
void annotation(Lowering& l, RawId at, Role role);
void annotation_pair(Lowering& l, RawId at, Role role);
void method(Lowering& l, RawId at, Role role);
void enum_constant(Lowering& l, RawId at, Role role);
void declaration(Lowering& l, RawId at, Role role);
void try_statement(Lowering& l, RawId at, Role role);
void for_each(Lowering& l, RawId at, Role role);
void parameters(Lowering& l, RawId at, Role role);
void finally_clause(Lowering& l, RawId at, Role role);

/// A class, or what is one with a modifier `word`.
template <Word kind, Word word>
void class_like(Lowering& l, RawId at, Role role) {
  l.open(Kind::kClass, role, at, l.intern(kind.characters));
  visit_modifiers(l, at);
  if (const std::string_view modifier = word.characters; !modifier.empty()) {
    l.leaf(Kind::kIdentifier, Role::kModifier, at, l.intern(modifier));
  }
  l.visit(l.field(at, Field::kName), Role::kName);
  l.visit(l.field(at, Field::kTypeParameters), Role::kTypeArguments);
  l.visit(l.field(at, Field::kParameters), Role::kParameters);
  l.visit(l.child_of_type(at, kSuperType), Role::kBases);
  l.visit(l.child_of_type(at, kParentsType), Role::kBases);
  l.visit(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

/// The parents of a class or interface, in a list of types.
template <Word word>
void parents(Lowering& l, RawId at, Role role) {
  c_like::each_named<Kind::kType, Role::kBases, word>(l, l.named_child(at, 0), role);
}

/// The roles of fields in both grammars, of which either has all.
std::vector<FieldRow> field_roles();

/// How both spell patterns; the quotes and what a name is are the language's own.
PatternSyntax pattern_syntax();

}  // namespace scan::syntax::java_family
