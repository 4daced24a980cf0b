// How much a text looks like a secret rather than like words.
#pragma once

#include <string>
#include <string_view>

namespace scan::sast {

/// The bits that the text takes, by the frequencies of English letters.
double string_entropy(std::string_view text);

/// `metavariable-analysis` with `analyzer: entropy`: long enough, and of few words, for a key or a
/// password that was made by chance.
bool looks_random(std::string_view text);

}  // namespace scan::sast
