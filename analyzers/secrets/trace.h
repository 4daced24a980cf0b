// What is remembered of a text for the sake of those that have parts of it in common with it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scan/shared_part.h"
#include "scan/span.h"
#include "text/literal_set.h"

namespace scan::secrets {

/// What came of one text. A plain value.
struct Trace {
  /// What a rule's regex matched, whatever came of it.
  struct Matched {
    std::uint32_t rule = 0;
    Span span;
  };

  /// False when it does not tell all: the search was ended, or there is too much to remember.
  bool whole = false;
  /// Every literal in the text, ordered.
  std::vector<text::LiteralHit> hits;
  /// All that was matched, ordered by rule, then begin.
  std::vector<Matched> matched;
  /// Of each rule, whether there are windows that it was not run in.
  std::vector<bool> passed_over;

  /// Whether anything that the rule matched, which is no longer than `max_length`, has a byte in
  /// `span`.
  bool has_match(std::uint32_t rule, Span span, std::uint32_t max_length) const;
};

/// How a text relates to others.
struct Kinship {
  const Trace* base = nullptr;         ///< of the text that it has parts of; null: of none
  std::span<const SharedPart> shared;  ///< in the order of the text
  std::uint32_t base_size = 0;         ///< of that text
  Trace* trace = nullptr;              ///< where to keep what comes of it; null: nowhere
};

/// Appends to `hits` what LiteralSet::find_all() would find in `text`, but looks only where it
/// differs from the base. `sizes` are those of the literals, of which the longest has `max_size`.
void find_hits(const text::LiteralSet& literals, std::span<const std::uint32_t> sizes,
               std::uint32_t max_size, std::string_view text, const Kinship& kinship,
               std::vector<text::LiteralHit>& hits);

/// Goes along a text and tells what its base has at the same place.
class Alongside {
 public:
  Alongside(const Kinship& kinship, std::uint32_t text_size)
      : kinship_(kinship), text_size_(text_size) {}

  /// Goes to an offset, not before the last one.
  void go_to(std::uint32_t offset);

  /// Whether no match of the rule can begin and end in `span`, which contains the offset: the base
  /// has the same bytes there, and the rule was run there and matched nothing.
  bool is_clear(std::uint32_t rule, Span span, std::uint32_t max_length) const;

 private:
  const Kinship& kinship_;
  std::uint32_t text_size_;
  std::size_t next_ = 0;  // part
  SharedPart part_;
  // What of the part may be asked for: without the characters at its ends, beside which others
  // stand than in the base.
  Span sure_;
};

}  // namespace scan::secrets
