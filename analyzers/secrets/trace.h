// What is remembered of a text for the sake of those that have parts of it in common with it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "scan/shared_part.h"
#include "scan/span.h"
#include "text/decoding.h"
#include "text/literal_set.h"

namespace scan::secrets {

/// What came of one text. A plain value.
struct Trace {
  /// A literal in the text.
  struct Hit {
    std::uint32_t literal = 0;
    std::uint32_t begin = 0;
    /// For its sake no rule matches, unless `questions` has one about it. That was learned from so
    /// many bytes before it and, counted from its begin, so many after it.
    bool settled = false;
    std::uint32_t before = 0;
    std::uint32_t after = 0;

    /// Adds to what it is judged by. `from` is not behind its begin.
    void judged_by(std::uint32_t from, std::uint32_t to) {
      before = std::max(before, begin - from);
      after = std::max(after, to - std::min(to, begin));
    }
  };
  /// A rule that is to be run for the sake of a hit, and where.
  struct Question {
    std::uint32_t hit = 0;  ///< in `hits`
    std::uint32_t rule = 0;
    Span window;
  };
  /// What a rule's regex matched, whatever came of it.
  struct Matched {
    std::uint32_t rule = 0;
    Span span;
    /// What of it may be a secret, as far as the text alone tells; nullopt: nothing.
    std::optional<Span> match;
    Span secret;
  };

  /// False when it does not tell all: the search was ended, or there is too much to remember.
  bool whole = false;
  /// Every literal in the text, ordered.
  std::vector<Hit> hits;
  /// In the order of the hits.
  std::vector<Question> questions;
  /// All that was matched, ordered by rule, then begin.
  std::vector<Matched> matched;
  /// Of each rule, whether there are windows that it was not run in.
  std::vector<bool> passed_over;
  /// Of each rule, whether the text has none of its keywords. Then nothing is asked for it, and
  /// hits are settled all the same.
  std::vector<bool> closed;
  /// What is encoded in the text of a source, in order.
  std::vector<text::EncodedSpan> encoded;

  /// What the rule matched that has a byte in `span`, or is empty and stands there.
  std::span<const Matched> matches_in(std::uint32_t rule, Span span) const;

  /// To be called when the rules have been run: hits for whose sake something was matched are not
  /// settled.
  void settle();
};

/// How a text relates to others.
struct Kinship {
  const Trace* base = nullptr;         ///< of the text that it has parts of; null: of none
  std::span<const SharedPart> shared;  ///< in the order of the text
  std::uint32_t base_size = 0;         ///< of that text
  std::uint32_t size = 0;              ///< of the text itself
  Trace* trace = nullptr;              ///< where to keep what comes of it; null: nowhere

  /// What of a part may be asked for: without the characters at its ends, beside which others stand
  /// than in the base.
  Span sure(const SharedPart& part) const;

  /// What a rule matches in a window, each match of which begins up to `last_begin`, as it matched
  /// the same in the base; in the places of the base, which are `shift` before those of the text,
  /// modulo 2^32. nullopt when the base does not tell.
  struct Known {
    std::span<const Trace::Matched> matched;
    std::uint32_t shift = 0;
  };
  std::optional<Known> known_matches(std::uint32_t rule, Span window,
                                     std::uint32_t last_begin) const;
};

/// Appends to `hits` what LiteralSet::find_all() would find in `text`, but looks only where it
/// differs from the base. Those are settled that are so in the base for reasons that hold here.
/// `sizes` are those of the literals, of which the longest has `max_size`.
void find_hits(const text::LiteralSet& literals, std::span<const std::uint32_t> sizes,
               std::uint32_t max_size, std::string_view text, const Kinship& kinship,
               std::vector<Trace::Hit>& hits);

/// Goes along a text and tells what its base has at the same place.
class Alongside {
 public:
  explicit Alongside(const Kinship& kinship) : kinship_(kinship) {}

  /// Goes to an offset, not before the last one.
  void go_to(std::uint32_t offset);

  /// Whether no match of the rule can begin and end in `span`, which contains the offset: the base
  /// has the same bytes there, and the rule was run there and matched nothing.
  bool is_clear(std::uint32_t rule, Span span) const;

 private:
  const Kinship& kinship_;
  std::size_t next_ = 0;  // part
  SharedPart part_;
  Span sure_;
};

}  // namespace scan::secrets
