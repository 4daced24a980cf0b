// What each rule is found by in a text: the plan that WindowSearch carries out.
#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
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

  static std::uint32_t max_tail(const Plan& plan);
  /// Null where nothing is known to follow.
  const text::Regex* tail_of(std::uint32_t rule) const;

  std::vector<Plan> plans_;
  /// What must follow from an anchor of a rule on (regex_tail.h). Made when one is met, as most are
  /// in no file.
  class Tail;
  /// Of each rule; null where it has no anchors.
  std::vector<std::unique_ptr<Tail>> tails_;
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
};

}  // namespace scan::secrets
