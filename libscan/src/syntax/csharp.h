// What the parts of the adapter of C# share: the numbers of its grammar's types, and what they do
// alike. Each rule is a row of the table in adapter_csharp.cc; csharp_patterns.cc says how patterns
// are spelled.
#pragma once

#include <cstdint>

#include "syntax/lowering.h"
#include "syntax/pattern_syntax.h"

namespace scan::syntax::csharp {

/// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kIfType,
  kBlockType,
  kModifierType,
  kAttributesType,
  kVariablesType,
  kDeclaratorType,
  kQualifiedNameType,
  kArrowType,
  kBasesType,
  kParametersType,
  kTypeParametersType,
  kArgumentsType,
  kInitializerType,
  kStringContentType,
  kInterpolationType,
  kCatchDeclarationType,
  kConstructorInitializerType,
  kNameType,
  kMemberBindingType,
  kAttributeArgumentsType,
  kBracketedType,
};

/// A type, where there is one: `var` says nothing.
inline void visit_type(Lowering& l, RawId type) {
  if (type != 0 && l.concrete().text_of(type) != "var") l.visit(type, Role::kType);
}

/// `foreach (T a in b)`.
void for_each(Lowering& l, RawId at, Role role);
/// `using (a) b`, `lock (a) b`, `fixed (a) b`: named by the keyword.
void with_statement(Lowering& l, RawId at, Role role);
/// What is behind a `try`.
void catch_clause(Lowering& l, RawId at, Role role);
void finally_clause(Lowering& l, RawId at, Role role);
/// A branch of a `switch`: values stand before the colon, statements after it.
void switch_section(Lowering& l, RawId at, Role role);
/// A branch of a `switch` that is an expression: what is behind the arrow comes last.
void switch_arm(Lowering& l, RawId at, Role role);
/// `a switch { b => c }`.
void switch_expression(Lowering& l, RawId at, Role role);

/// How patterns are spelled.
PatternSyntax patterns();

}  // namespace scan::syntax::csharp
