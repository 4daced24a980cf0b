// Pattern text to Tree: a pattern is parsed by the grammar of its language, which knows neither
// metavariables nor ellipses. Each is spelled, byte for byte, as a name that the grammar accepts;
// the adapter then reads the names from the text as it was written, so that the Tree says "$X" and
// "...", and offsets stay right.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "scan/result.h"
#include "scan/span.h"
#include "syntax/language.h"
#include "syntax/parser.h"
#include "syntax/tree.h"

namespace scan::syntax {

/// A parsed pattern. Owns the text that its tree refers to.
struct PatternTree {
  std::unique_ptr<const std::string> text;
  Tree tree;
  /// Where in `text` the pattern itself stands; the rest was put around it to parse it.
  Span own;
};

/// The callee of the call that `<... P ...>` becomes in a PatternTree: a name that no code has.
inline constexpr std::string_view kDeepCallee = "<..";

/// Parses a pattern. kInvalidRule with the place in `pattern` (Error::region counts from its begin)
/// when the grammar cannot make sense of it.
Result<PatternTree> parse_pattern(const ParserPool& parsers, const Language& language,
                                  std::string_view pattern);

/// Whether a name in a PatternTree is an ellipsis. Where one ends a statement, its last dot is
/// spelled as the semicolon.
inline bool is_ellipsis(std::string_view name) { return name == "..." || name == ".."; }

/// "$X", "$REQ_1": a dollar sign, a capital letter or "_", then capital letters, digits and "_".
bool is_metavariable(std::string_view name);
/// "$...X".
bool is_ellipsis_metavariable(std::string_view name);

}  // namespace scan::syntax
