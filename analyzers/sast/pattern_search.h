// Finds where several patterns match in one file. The Tree is gone through once for all of them:
// each pattern starts only at nodes of a kind, and with a name, that it can begin with.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sast/matcher.h"

namespace scan::sast {

/// The matches of one pattern.
struct PatternMatches {
  std::vector<Match> matches;
  std::uint64_t tried = 0;  ///< nodes at which it was tried
  /// Whether a limit of the matcher was hit: some may be missing.
  bool limited = false;
  /// What the matcher did, in its own steps: bounded, whatever the pattern and the text.
  std::uint64_t steps = 0;
};

/// All matches of all patterns; `out` is parallel to `patterns`. `should_stop` is asked between
/// patterns: once it says true, the rest is left undone and the result is false.
bool search(const Target& target, std::span<const Pattern* const> patterns,
            const std::function<bool()>& should_stop, std::vector<PatternMatches>& out);

/// The matches of one pattern that begin at the nodes [first, end) and within one of `spans`.
/// For what only few places of a file are asked for: it costs those places alone.
PatternMatches search_within(const Target& target, const Pattern& pattern, syntax::NodeId first,
                             syntax::NodeId end, std::vector<::scan::Span> spans);

}  // namespace scan::sast
