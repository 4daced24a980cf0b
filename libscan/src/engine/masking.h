// Keeps secrets out of whatever a scan says, whichever analyzer says it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scan/span.h"

namespace scan::engine {

/// The secrets of one file. Refers to the file's text.
class Masking {
 public:
  /// `sensitive` in any order, overlapping or not; offsets beyond the text are clamped.
  Masking(std::string_view text, std::vector<Span> sensitive);

  bool empty() const { return spans_.empty(); }

  /// The text of `span` with every character that is part of a secret replaced, character for
  /// character, so that columns stay what they are. A long secret keeps its first four characters,
  /// which name its kind and not its value.
  std::string excerpt(Span span) const;

  /// Replaces every occurrence of a secret in `words`.
  void mask(std::string& words) const;

 private:
  std::string_view text_;
  std::vector<Span> spans_;  // sorted, disjoint
};

}  // namespace scan::engine
