// The places of a pattern that its language's grammar does not know: metavariables, ellipses, deep
// expressions, typed metavariables. Found once; spelled in several ways until the grammar agrees.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scan/span.h"
#include "syntax/offset_map.h"
#include "syntax/pattern_syntax.h"
#include "syntax/pattern_text.h"

namespace scan::syntax {

/// One place that is spelled otherwise than it is written.
struct Hole {
  Span written;                         ///< in the pattern
  std::string name;                     ///< what every spelling is put around
  std::span<const Spelling> spellings;  ///< at least one
  std::size_t choice = 0;               ///< of them
};

struct PatternHoles {
  std::vector<Hole> holes;               ///< in order
  std::vector<TypedMetavariable> typed;  ///< spans in the pattern
};

/// Whether `(T $X)` is read as a typed metavariable, or as it stands: both occur, as a lambda has
/// parameters.
enum class TypedReading : std::uint8_t { kTyped, kAsWritten };

/// `syntax` must outlive the result.
PatternHoles find_holes(const PatternSyntax& syntax, std::string_view pattern, TypedReading typed);

/// A pattern in its frame, spelled; the map leads to frame.before + pattern + frame.after.
SpelledText spell(std::string_view pattern, const Frame& frame, std::span<const Hole> holes);

}  // namespace scan::syntax
