// Regular expressions that a hostile text can make take exponential time.
#pragma once

#include <string_view>

namespace scan::sast {

/// Whether a backtracking engine may take time beyond all bounds for `regex`, in PCRE's syntax: a
/// repetition of what repeats in more than one way itself, before something that may not match. An
/// estimate, as Semgrep's analyzer `redos` makes it; false for what is no regular expression.
bool may_backtrack_without_bounds(std::string_view regex);

}  // namespace scan::sast
