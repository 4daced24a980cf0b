// How Scala is spelled for tree-sitter-scala: its patterns, and what the grammar does not know.
#pragma once

#include <string_view>

#include "syntax/offset_map.h"
#include "syntax/pattern_syntax.h"

namespace scan::syntax {

/// A text as the grammar can read it. Respelled is what it does not know:
/// - `{ x: T => …` and `{ implicit x: T => …` as `{ (x: T) => …`;
/// - `class A @B() (c: D)` as `class A @B() protected (c: D)`, since the grammar would take the
///   parameters for further arguments of the annotation; the modifier has no text;
/// - `super[A].b` as `super.b`.
SpelledText respell_scala(std::string_view text);

const PatternSyntax& scala_patterns();

}  // namespace scan::syntax
