// Many literals searched for in one pass over the bytes: the prefilter of every rule.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scan/span.h"

namespace scan::text {

enum class Case : std::uint8_t { kSensitive, kInsensitive /* ASCII letters only */ };

struct Literal {
  std::string text;  ///< not empty
  Case case_mode = Case::kSensitive;
};

struct LiteralHit {
  std::uint32_t literal = 0;  ///< index in the list given to the constructor
  std::uint32_t begin = 0;    ///< byte offset of its first byte

  friend auto operator<=>(const LiteralHit&, const LiteralHit&) = default;
};

/// Immutable once built; safe to share between threads. Takes microseconds to build for tens of
/// literals, milliseconds for thousands. An empty literal is never found.
class LiteralSet {
 public:
  explicit LiteralSet(std::vector<Literal> literals);
  LiteralSet(LiteralSet&&) noexcept;
  LiteralSet& operator=(LiteralSet&&) noexcept;
  ~LiteralSet();

  std::size_t size() const;

  /// Appends every occurrence of every literal, overlapping ones too, ordered by offset, then
  /// literal.
  void find_all(std::string_view text, std::vector<LiteralHit>& hits) const;

  /// The same for the occurrences that begin within `range`; they may end beyond it. A caller that
  /// goes through a large text in steps needs no more memory than the hits of one step.
  void find_all(std::string_view text, Span range, std::vector<LiteralHit>& hits) const;

  /// Marks in `present` (size() bits, 64 a word, cleared first) the literals that occur at all;
  /// each is looked for until found, so this is cheaper than find_all().
  void find_present(std::string_view text, std::vector<std::uint64_t>& present) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace scan::text
