// Applies fixes to a text in memory: what `--fix`, its preview and the tests of rules share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scan/finding.h"

namespace scan::engine {

/// A text with fixes in it, and what became of each finding.
struct FixedText {
  std::string text;
  /// Whose fix is in the text; also one that another finding asks for in the same words.
  std::vector<const Finding*> applied;
  /// Whose fix was left out because it overlaps one that is in the text.
  std::vector<const Finding*> conflicting;
};

/// Applies the fixes of `findings`, all of them of one file and with a fix, to its text. The fix
/// that begins first wins, and the longer one where two begin together; order does not matter.
/// Edits that lie outside the text, or overlap within one fix, count as conflicting.
FixedText fixed_text(std::string_view text, std::vector<const Finding*> findings);

}  // namespace scan::engine
