// What can be said of a pattern without running it: how long its matches can be, and which literals
// none of them can be without. From this a rule set knows where in a text a pattern is worth
// running.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/literal_set.h"
#include "text/regex.h"

namespace scan::text {

/// All lengths and distances are bytes. When nothing is known every field has its default, which is
/// always true.
///
/// Case-insensitive matching of "k" and "s" also accepts two letters beyond ASCII,
/// kFoldedBeyondAscii, which literals and lengths leave out of account: a shape holds for texts
/// that contain neither.
struct RegexShape {
  static constexpr std::uint32_t kUnbounded = 0xffffffff;

  /// The pattern is in the common subset of RE2's and PCRE2's syntax that this analysis reads, and
  /// well-formed; it compiles unless it is too large.
  bool understood = false;
  /// Capturing groups; 0 unless understood.
  std::uint32_t group_count = 0;
  std::uint32_t min_length = 0;
  std::uint32_t max_length = kUnbounded;
  /// Where max_length is unbounded because of repetitions of single characters alone: the most
  /// bytes of a match that are none of `run_bytes`. So a match ends before one more of such.
  std::uint32_t max_core = kUnbounded;
  std::bitset<256> run_bytes;
  /// Each match contains at least one of these; empty when no such set is known.
  std::vector<Literal> literals;
  /// The distance from the beginning of a match to the beginning of that literal.
  std::uint32_t min_before = 0;
  std::uint32_t max_before = kUnbounded;
};

/// LATIN SMALL LETTER LONG S and KELVIN SIGN.
inline constexpr std::array<std::string_view, 2> kFoldedBeyondAscii = {"\xc5\xbf", "\xe2\x84\xaa"};

/// Analyses a pattern in time linear in its length. Of several sets of literals it gives the one
/// that is expected to occur the least in source text.
RegexShape shape_of(std::string_view pattern, const RegexOptions& options = {});

}  // namespace scan::text
