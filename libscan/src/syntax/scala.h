// The rules of Scala's adapter, in files by what they lower: scala_definitions.cc,
// scala_statements.cc and, with types, literals and expressions, adapter_scala.cc. Each rule is a
// row of the table there; scala_spelling.cc says how patterns are spelled.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/lowering.h"
#include "syntax/recipes.h"

namespace scan::syntax::scala {

/// The types that rules ask for.
enum Type : std::uint8_t {
  kNone,
  kAnnotationType,
  kArgumentsType,
  kAssignmentType,
  kBlockType,
  kCasesType,
  kCaseType,
  kCatchType,
  kCompoundType,
  kContentType,
  kEscapeType,
  kFieldType,
  kFinallyType,
  kGuardType,
  kIfType,
  kLambdaType,
  kModifiersType,
  kParametersType,
  kRenamedType,
  kSelectorsType,
  kTypedPatternType,
  kTypeParametersType,
  kWildcardType,
};

/// Whether it is a node of the language, and nothing that the table drops.
inline bool is_named(const Lowering& l, RawId node) {
  return l.raw(node).named && !l.dropped(node);
}

/// A node with nothing in it.
inline void empty(Lowering& l, Kind kind, Role role, RawId at) {
  l.open(kind, role, at);
  l.close();
}

/// The types of `A with B`, each of which the grammar may have put together with the next ones.
std::vector<RawId> types_in(const Lowering& l, RawId at);

/// `private[a]` is private.
void soft_modifier(Lowering& l, RawId at, Role role);
void annotation(Lowering& l, RawId at, Role role);
void parameter(Lowering& l, RawId at, Role role);
/// What has no body is a declaration, and a pattern of one is no pattern of others.
void function(Lowering& l, RawId at, Role role);
/// `extends A(b) with C`.
void parents(Lowering& l, RawId at, Role role);
/// A class named `word`.
void class_of(Lowering& l, RawId at, Role role, std::string_view word);
template <Word word>
void class_like(Lowering& l, RawId at, Role role) {
  class_of(l, at, role, word.characters);
}
/// `val a: T = b`, and what is declared without a value.
void variable(Lowering& l, RawId at, Role role);
/// `given a: T = b` is a value; without a name, or with members, it is only what it is.
void given(Lowering& l, RawId at, Role role);

/// The statements that the grammar calls so; a `match` is a switch.
void match(Lowering& l, RawId at, Role role);
void case_clause(Lowering& l, RawId at, Role role);
void try_expression(Lowering& l, RawId at, Role role);
/// What is gone through, tested and named, in order; named "yield" where it makes something.
void for_expression(Lowering& l, RawId at, Role role);
/// One of these.
void enumerator(Lowering& l, RawId at, Role role);
/// Each name is an import of its own.
void import_declaration(Lowering& l, RawId at, Role role);
/// What a package clause holds in braces is of the file, as what follows it is.
void package(Lowering& l, RawId at, Role role);
void package_name(Lowering& l, RawId at, Role role);

}  // namespace scan::syntax::scala
