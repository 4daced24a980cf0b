// What each rule is found by in a text: the plan that WindowSearch carries out.
#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "secrets/rule.h"
#include "text/literal_set.h"
#include "text/regex_shape.h"

namespace scan::secrets {

/// Immutable; safe to share between threads.
class RuleIndex {
 public:
  /// Whether rules are run around the literals that their regexes need, or on whole texts. The
  /// findings are the same.
  enum class Mode : std::uint8_t { kWindows, kWholeTexts };

  explicit RuleIndex(const std::vector<Rule>& rules, Mode mode = Mode::kWindows);
  ~RuleIndex();

  /// Whether what is known of other texts is made use of: in kWindows.
  bool knows_texts() const { return mode_ == Mode::kWindows; }

 private:
  friend class WindowSearch;
  class LiteralTable;

  void plan_rule(std::uint32_t index, const Rule& rule, Mode mode, LiteralTable& table);

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

  /// What must follow from an anchor on (regex_tail.h).
  struct Tail {
    std::optional<text::Regex> regex;  ///< nullopt where that is not known
    /// The most bytes that a match of it has, in a text without kFoldedBeyondAscii.
    std::uint32_t max_length = 0;
  };
  /// Of a rule all that must follow; and, where that is long, what of it stands near, which is
  /// asked first. Made when an anchor is met, as most are in no file.
  class Tails;
  static std::uint32_t max_tail(const Plan& plan);
  /// Null where nothing is known to follow.
  const Tail* near_tail(std::uint32_t rule) const;
  const Tail* whole_tail(std::uint32_t rule) const;

  Mode mode_;
  std::vector<Plan> plans_;
  /// Of each rule; null where it has no anchors.
  std::vector<std::unique_ptr<Tails>> tails_;
  /// The anchored rules whose regexes may match letters beyond ASCII for "k" and "s".
  std::vector<std::uint32_t> folding_;
  /// Rules that are gated, and the keywords of each.
  std::vector<std::pair<std::uint32_t, std::vector<std::string>>> gates_;
  text::LiteralSet literals_;
  std::vector<std::uint32_t> literal_sizes_;
  std::uint32_t max_literal_ = 0;
  /// The uses of literal i are [use_starts_[i], use_starts_[i + 1]).
  std::vector<std::uint32_t> use_starts_;
  std::vector<Use> uses_;
  /// Of each literal, whether one of its uses is not as an anchor.
  std::vector<bool> tells_of_text_;
};

}  // namespace scan::secrets
