// Pattern text to Tree: a pattern is parsed by the grammar of its language, which knows neither
// metavariables nor ellipses. Each is spelled as something that the grammar accepts at its place
// (pattern_syntax.h); spans and names of the Tree are those of the text as it was written, so the
// Tree says "$X" and "...".
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scan/result.h"
#include "scan/span.h"
#include "syntax/language.h"
#include "syntax/parser.h"
#include "syntax/tree.h"

namespace scan::syntax {

/// `(T $X)` or `($X: T)` in a pattern. Its node is the outermost one within `all`.
struct TypedMetavariable {
  Span all, name, type;
};

/// A parsed pattern. Owns the text that its tree refers to.
struct PatternTree {
  std::unique_ptr<const std::string> text;
  Tree tree;
  /// Where in `text` the pattern itself stands, with what completes it; the rest was put around it
  /// to parse it.
  Span own;
  /// The end of `own` that was put there to complete the pattern and stands for anything; empty:
  /// none was.
  Span completion;
  std::vector<TypedMetavariable> typed;
  /// As PatternSyntax has it.
  bool one_item_stands_alone = false;
  /// As PatternSyntax has it.
  bool names_in_any_case = false;
};

/// What the node of `<... P ...>` begins with in a PatternTree; no code does.
inline constexpr std::string_view kDeepBegin = "<...";

/// Parses a pattern. kInvalidRule with the place in `pattern` (Error::region counts from its begin)
/// when the grammar cannot make sense of it.
Result<PatternTree> parse_pattern(const ParserPool& parsers, const Language& language,
                                  std::string_view pattern);

inline bool is_ellipsis(std::string_view name) { return name == "..."; }

/// "$X", "$REQ_1": a dollar sign, a capital letter or "_", then capital letters, digits and "_";
/// but not "$_GET" and the like, which are PHP's.
bool is_metavariable(std::string_view name);
/// "$...X".
bool is_ellipsis_metavariable(std::string_view name);

}  // namespace scan::syntax
