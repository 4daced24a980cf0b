// Where in a text each rule is worth running: one pass over the text for all rules.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "secrets/rule_index.h"
#include "secrets/trace.h"
#include "text/literal_set.h"

namespace scan::secrets {

/// A part of a text that a rule's regex is to be run on. A match that begins in [begin, last_begin]
/// ends by `end`; one that begins later is for another window of the rule, or is not whole.
struct Window {
  std::uint32_t rule = 0;
  std::uint32_t begin = 0;
  std::uint32_t last_begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Window&, const Window&) = default;
};

/// Of each rule, whether one of its keywords was met, if that matters.
using KeywordsMet = std::vector<bool>;

/// How much of a text is looked through before the windows in it are given out. What they are does
/// not depend on it.
struct PortionSize {
  /// Bytes that are searched at a time. So few that they and their hits stay in a processor's
  /// second cache.
  std::uint32_t step = 128 << 10;
  /// A portion ends with the step that has brought so many windows: one megabyte.
  std::size_t windows = 64 << 10;
};

/// One pass over one text. Refers to all that it is given.
class WindowSearch {
 public:
  /// Of which rules windows are wanted: all, or those that are run around literals alone.
  enum class Asked : std::uint8_t { kAll, kAnchored };

  /// `met` holds the keywords of what the text is a part of, or is empty; those of the text are
  /// added, all of them before the first window is given out.
  ///
  /// With a base in `kinship` no window is for a place where nothing can match, as nothing did in
  /// the base. Its trace gets the literals, what is asked for the sake of them, and the rules that
  /// were passed over.
  WindowSearch(const RuleIndex& index, std::string_view text, const Kinship& kinship, Asked asked,
               KeywordsMet& met, PortionSize size = {});

  /// Replaces `windows` by those of the next portion, ordered by rule, then place. All portions
  /// together have the windows of all rules with a regex; those of one rule do not overlap, and
  /// come in order. False, and no windows, when there is no other portion, or when `should_stop`,
  /// which is asked now and then, ended the search.
  bool next(const std::function<bool()>& should_stop, std::vector<Window>& windows);

 private:
  using Plan = RuleIndex::Plan;

  // A part of the text, and how many of its bytes are none that a rule repeats without end.
  struct Run {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t core = 0;
  };

  bool search_portion(const std::function<bool()>& should_stop);
  void search_step(std::uint32_t end);
  bool look_ahead(const std::function<bool()>& should_stop);
  void take_from_base();
  void tell_of_text(std::span<const Trace::Hit> hits);
  void note_hit(Trace::Hit& hit);
  void note_anchor(std::uint32_t rule, Trace::Hit& hit);
  void note_folded(Trace::Hit& hit);
  bool tail_follows(const RuleIndex::Tail* tail, Span reach, Trace::Hit& hit) const;
  void add_window(const Window& window, Trace::Hit& hit);
  void add_anywhere(std::uint32_t rule, std::vector<Window>& windows);
  std::uint32_t begin_of_match(std::uint32_t rule, std::uint32_t end) const;
  std::uint32_t end_of_match(std::uint32_t rule, std::uint32_t begin);
  std::uint32_t folded_reach(std::uint32_t rule) const;
  bool is_one(std::uint32_t rule) const;
  void join(std::vector<Window>& windows) const;
  std::uint32_t settled_up_to(std::uint32_t rule) const;
  void give_out(std::vector<Window>& windows);
  void finish_trace();
  bool closed(std::uint32_t rule) const;

  const RuleIndex& index_;
  const std::string_view text_;
  const std::uint32_t text_size_;
  const Kinship& kinship_;
  const Asked asked_;
  KeywordsMet& met_;
  const PortionSize size_;

  std::uint32_t at_ = 0;  // what is before it was searched
  bool done_ = false;
  bool looked_ahead_ = false;
  bool told_ = false;  // of all of the text what keywords and letters it has
  bool folded_beyond_ascii_ = false;
  std::vector<Trace::Hit> hits_;  // of a step; of the whole text where there is a base
  std::size_t next_hit_ = 0;
  std::uint32_t hits_before_ = 0;       // of earlier steps
  std::vector<Window> windows_;         // that are not given out
  std::vector<std::uint32_t> latest_;   // of each rule: its last one's index, or kNone
  std::vector<bool> folds_;             // of each rule, whether it is one of index_.folding_
  std::map<std::uint32_t, Run> runs_;   // of rules, where their ends were looked for last
  std::optional<Alongside> alongside_;  // where there is a base
};

}  // namespace scan::secrets
