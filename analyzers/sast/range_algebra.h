// Ranges of a file with what metavariables are bound to in them, and how sets of them are combined.
#pragma once

#include <cstdint>
#include <vector>

#include "sast/binding.h"
#include "scan/span.h"

namespace scan::sast {

/// A part of the file that some part of a formula is satisfied with.
struct Range {
  enum class Kind : std::uint8_t {
    kPlain,
    kInside,    ///< only encloses others
    kAnywhere,  ///< counts as enclosing everything
    kRegex,
  };
  Span span;
  Kind kind = Kind::kPlain;
  Bindings bindings;
};

using Ranges = std::vector<Range>;

/// The binding of a metavariable, or nullptr.
const Binding* find_binding(const Bindings& bindings, MetavariableId metavariable);

/// Adds the bindings of `more` that `bindings` has not; both are ordered.
void add_bindings(Bindings& bindings, const Bindings& more);

/// Orders ranges by place, kind and bindings, and leaves each once.
void normalize(Ranges& ranges);

/// The operations, with a budget: what would pass it is left out, and limited() says so.
class RangeAlgebra {
 public:
  /// `target` must outlive it; nullptr: bindings are mere texts.
  explicit RangeAlgebra(const Target* target) : target_(target) {}

  /// The ranges of one set that lie in one of the other, with the bindings of both. They must agree
  /// on the metavariables that they share. An enclosing range does not survive in one that was
  /// matched.
  Ranges intersect(const Ranges& a, const Ranges& b);

  /// Takes from `ranges` what `negative` rules out: a match of the same place, what lies in an
  /// enclosing range, what lies in the match of a regular expression or has one in it; everything
  /// when there is one that counts anywhere.
  void subtract(Ranges& ranges, const Ranges& negative);

  /// Whether each metavariable of `a` that `b` has too stands for the same in both.
  bool agree(const Bindings& a, const Bindings& b) const;

  bool limited() const { return limited_; }
  void reset() { limited_ = false, steps_ = 0; }

 private:
  bool count();

  const Target* target_;
  std::uint64_t steps_ = 0;
  bool limited_ = false;
};

}  // namespace scan::sast
