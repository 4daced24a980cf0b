// Where in a text each rule is worth running: one pass over the text for all rules.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "secrets/rule.h"
#include "secrets/trace.h"
#include "text/literal_set.h"
#include "text/regex_shape.h"

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

/// Immutable; safe to share between threads.
class RuleIndex {
 public:
  /// Whether rules are run around the literals that their regexes need, or on whole texts. The
  /// findings are the same.
  enum class Mode : std::uint8_t { kWindows, kWholeTexts };

  explicit RuleIndex(const std::vector<Rule>& rules, Mode mode = Mode::kWindows);

  /// The windows of all rules with a regex, ordered by rule, then place; those of one rule do not
  /// overlap. `should_stop` is asked now and then; false when it ended the search. `met` holds the
  /// keywords of what the text is a part of, or is empty; those of the text are added.
  ///
  /// With a base in `kinship` no window is for a place where nothing can match, as nothing did in
  /// the base. Its trace gets the literals, and the rules that were passed over.
  bool find_windows(std::string_view text, const std::function<bool()>& should_stop,
                    const Kinship& kinship, KeywordsMet& met, std::vector<Window>& windows) const;

 private:
  struct Pass;
  class LiteralTable;

  void plan_rule(std::uint32_t index, const Rule& rule, Mode mode, LiteralTable& table);
  bool find_literals(std::string_view text, const std::function<bool()>& should_stop,
                     const Kinship& kinship, Pass& pass) const;
  bool tail_follows(std::uint32_t rule, Span reach, const Pass& pass) const;
  void note_anchor(std::uint32_t rule, std::uint32_t hit, Pass& pass) const;
  void note_hit(text::LiteralHit hit, Pass& pass) const;
  void note_folded(std::uint32_t hit, Pass& pass) const;
  void add_window(const Window& window, Pass& pass) const;
  std::uint32_t end_of_match(std::uint32_t rule, std::uint32_t begin, Pass& pass) const;

  /// What a literal's presence means for a rule.
  struct Use {
    std::uint32_t rule = 0;
    enum class Role : std::uint8_t { kAnchor, kKeyword, kFoldedBeyondAscii };
    Role role = Role::kAnchor;
  };
  /// How a rule is run.
  struct Plan {
    bool runs = false;
    bool anchored = false;      ///< only around its anchors, else on the whole text
    bool gated = false;         ///< only in a text with a keyword
    bool looks_around = false;  ///< what it finds depends on more than its windows
    std::uint32_t min_before = 0;
    std::uint32_t max_before = 0;
    std::uint32_t max_length = 0;
    /// As RegexShape has them, where max_length is unbounded.
    std::uint32_t max_core = text::RegexShape::kUnbounded;
    std::bitset<256> run_bytes;
  };

  static std::uint32_t max_tail(const Plan& plan);

  std::vector<Plan> plans_;
  /// Of each rule what must follow from its anchor on (regex_tail.h); null where that is not known.
  std::vector<std::unique_ptr<const text::Regex>> tails_;
  /// The anchored rules whose regexes may match letters beyond ASCII for "k" and "s".
  std::vector<std::uint32_t> folding_;
  text::LiteralSet literals_;
  std::vector<std::uint32_t> literal_sizes_;
  std::uint32_t max_literal_ = 0;
  /// The uses of literal i are [use_starts_[i], use_starts_[i + 1]).
  std::vector<std::uint32_t> use_starts_;
  std::vector<Use> uses_;
};

}  // namespace scan::secrets
