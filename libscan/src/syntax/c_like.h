// What the languages with C's braces share (Java, C#, Kotlin, Scala, Go, C, C++, Rust, Swift,
// Solidity, Apex, Dart): rules for statements and types, and where in their patterns an ellipsis
// stands.
//
// Types, in all of them: a name is an identifier or a chain of members; what is made of other types
// is a `type` named by how it is made, whose items are its parts: "<>" (of List<A>: List, A), "[]",
// "?", "*", "&", "->". A pattern's `List` also finds List<A>.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string_view>

#include "syntax/lowering.h"
#include "syntax/pattern_syntax.h"
#include "syntax/recipes.h"

namespace scan::syntax::c_like {

/// The text between the quotes of a string, as written; `text` has one quote or three at each end.
std::string_view quoted(std::string_view text);

/// A string without substitutions.
inline void string(Lowering& l, RawId at, Role role) {
  l.leaf(Kind::kString, role, at, l.intern(quoted(l.concrete().text_of(at))));
}

/// An `if` by the fields condition, consequence and alternative; an alternative of the type
/// `if_type` is `else if`, any other becomes a block.
template <std::uint8_t if_type>
void if_statement(Lowering& l, RawId at, Role role) {
  const RawId otherwise = l.field(at, Field::kAlternative);
  l.open(Kind::kIf, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit_as_block(l.field(at, Field::kConsequence), Role::kBody);
  if (otherwise != 0 && l.type(otherwise) == if_type) {
    l.visit(otherwise, Role::kAlternative);
  } else {
    l.visit_as_block(otherwise, Role::kAlternative);
  }
  l.close();
}

/// `while` and `do` by the fields condition and body.
template <Kind kind>
void conditional_loop(Lowering& l, RawId at, Role role) {
  l.open(kind, role, at);
  l.visit(l.field(at, Field::kCondition), Role::kCondition);
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

/// `for (a; b; c)`; `first` and `last` name the fields before and after the condition, each of
/// which may occur several times.
template <Field first, Field last>
void for_statement(Lowering& l, RawId at, Role role) {
  l.open(Kind::kFor, role, at);
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named) continue;
    if (l.in_field(child, first)) l.visit(child, Role::kInitializer);
    if (l.in_field(child, Field::kCondition)) l.visit(child, Role::kCondition);
    if (l.in_field(child, last)) l.visit(child, Role::kUpdate);
  }
  l.visit_as_block(l.field(at, Field::kBody), Role::kBody);
  l.close();
}

/// `switch` and the like by the fields condition and body.
void switch_statement(Lowering& l, RawId at, Role role);

/// A branch of a `switch`: the field value, where it has one, and behind it statements.
void case_statement(Lowering& l, RawId at, Role role);

/// `try` by the field body; what has no field are its handlers.
void try_statement(Lowering& l, RawId at, Role role);

/// An argument that may have the field name: `name: value`.
void argument(Lowering& l, RawId at, Role role);

/// `a = b` and `a += b`, by the fields left, operator and right.
void assignment(Lowering& l, RawId at, Role role);

/// An expression that is all of a function's body: a block that returns it. `word` names the return
/// where it is another one than `return`.
void returned(Lowering& l, RawId expression, std::string_view word = {});

/// `A.B<C>` of which names and arguments stand side by side: the names, at least one, as a chain of
/// members, and where there are `arguments`, a type that is made of it and of them.
void generic_type(Lowering& l, std::span<const RawId> names, RawId arguments, RawId at, Role role);

/// Every named child becomes one of `kind` named `word`, an item of which it is: `throws A, B`.
template <Kind kind, Role role, Word word>
void each_named(Lowering& l, RawId at, Role) {
  for (const RawId child : l.children(at)) {
    if (!l.raw(child).named || l.dropped(child)) continue;
    l.open(kind, role, child, l.intern(word.characters));
    l.visit(child, Role::kItem);
    l.close();
  }
}

/// Modifiers: words are leaves, what has a rule or row of its own (annotations) is visited.
void modifiers(Lowering& l, RawId at, Role role);

/// What stands at an ellipsis' place in a pattern.
enum class Place : std::uint8_t {
  kExpression,  ///< an operand, an argument, an element
  kStatement,   ///< a statement, or a member of a class
  kParameter,   ///< a parameter of what the pattern declares
  kLoopHeader,  ///< all that is in the parentheses of a `for`
  kHandler,     ///< all that is in the parentheses of a `catch`
  kAnnotation,  ///< an argument of an annotation
};

/// What braces hold that follow `new T` or `new T(...)`.
enum class AfterNew : std::uint8_t { kMembers, kValues };

/// Judges by the words and brackets around the place.
Place place_of(const SpellingContext& context, AfterNew after_new = AfterNew::kMembers);

/// Whether the pattern begins with one of the words and what may follow them: blanks, brackets.
bool begins_with(std::string_view pattern, std::initializer_list<std::string_view> words);

/// The begin of the word that ends before `end`, blanks between them not counted; `end` when there
/// is none.
std::size_t word_before(std::string_view pattern, std::size_t end);

}  // namespace scan::syntax::c_like
