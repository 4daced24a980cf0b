// Strings of languages in which anything may be put into a word: literals and expansions by turns.
#pragma once

#include <cstdint>

#include "scan/span.h"
#include "syntax/lowering.h"

namespace scan::syntax {

/// Lowers what stands in `inner`, a part of `at`: a string, or where named children of `at` stand
/// in it, which `is_literal` does not claim, a concatenation of these and the literals between
/// them. Literals are what lies between, since grammars have tokens of their own within them.
void string_parts(Lowering& l, RawId at, Span inner, Role role,
                  bool (*is_literal)(const Lowering&, RawId));

/// The literals and the rest by turns, as string_parts() makes them, for a node that is open.
void string_items(Lowering& l, RawId at, Span inner, bool (*is_literal)(const Lowering&, RawId));

/// Whether a backslash takes the next character with it.
enum class Escapes : std::uint8_t { kBackslash, kNone };

/// As string_parts(), of a grammar to which `$name` in a string is text: such a name is an
/// interpolation, too. In a pattern, a string that is nothing but a metavariable stays one.
void string_parts_with_names(Lowering& l, RawId at, Span inner, Role role, Escapes escapes,
                             bool (*is_literal)(const Lowering&, RawId));

}  // namespace scan::syntax
