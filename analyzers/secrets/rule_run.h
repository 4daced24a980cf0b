// Runs the rules over one view after the other of one source.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scan/analyzer.h"
#include "secrets/rule.h"
#include "secrets/trace.h"
#include "secrets/view.h"
#include "secrets/window_search.h"
#include "syntax/parser.h"

namespace scan::secrets {

/// What a rule found in a view. The spans are in the view's text.
struct Match {
  std::uint32_t rule = 0;
  /// Without line breaks around it.
  Span match;
  Span secret;
  /// An allowlist names the commit.
  bool known = false;
  /// What rules found nearby that the rule requires.
  struct Companion {
    std::uint32_t rule = 0;
    Span secret;
  };
  std::vector<Companion> companions;
};

/// What another rule found in a view, as far as it may be required near a match.
struct Companions {
  /// What stands there, or nothing for a rule that is about the path alone.
  std::vector<Match> matches;
  /// The rule is about the path alone, and the path is of that kind. In Gitleaks it then stands on
  /// a line before the first.
  bool path_matches = false;
};

/// How far rules have come in one view, of which they see portion after portion. A plain value.
struct ViewProgress {
  struct OfRule {
    /// Ordered by place.
    std::vector<Match> matches;
    /// No regex's match begins before.
    std::uint32_t from = 0;
    /// The last name that has its value.
    Span served;
    /// What was read and is not judged: the next one may replace it.
    std::vector<Assignment> assignments;
    /// It came to a limit, or has seen all of the view.
    bool ended = false;
  };
  std::map<std::uint32_t, OfRule> rules;
};

/// Refers to all that it is given.
class RuleRun {
 public:
  RuleRun(const std::vector<Rule>& rules, const syntax::ParserPool& parsers, const Source& source,
          const FileContext& context, std::vector<Notice>& notices);

  /// Runs the rules that the view is for on the next of its portions, as far as they concern the
  /// source. `windows` are WindowSearch's. Gives a notice for each limit that was hit. What the
  /// base in `kinship` tells is not asked again; its trace gets what was matched and which rules
  /// were passed over.
  void run(const View& view, std::span<const Window> windows, ViewProgress& progress,
           const Kinship& kinship);

  /// After the last portion: appends what was found in the view that concerns it and no allowlist
  /// admits, ordered by rule, then place.
  void finish(const View& view, ViewProgress& progress, std::vector<Match>& matches, Trace* trace);

  /// Appends a match with empty spans for each rule of `indices`, all of them about the path alone,
  /// that the path is of the kind of.
  void run_on_path(std::span<const std::uint32_t> indices, std::vector<Match>& matches);

  /// Whether any rule that reads texts may find something in the source: by its path.
  bool any_concerned();

  /// Whether the time for the source is over. Gives a notice when it first is.
  bool stopped();

 private:
  bool concerns_source(const Rule& rule);
  bool admit_source(const Allowlists& allowlists) const;
  bool admit_directory(const Allowlists& allowlists) const;
  Companions companions(const View& view, std::uint32_t index);
  void run_rule(const View& view, std::uint32_t index, std::span<const Window> windows,
                ViewProgress::OfRule& progress, const Kinship& kinship);
  void run_regex(const View& view, std::uint32_t index, std::span<const Window> windows,
                 ViewProgress::OfRule& progress, const Kinship& kinship);
  bool take_over(const View& view, const Window& window, std::vector<Match>& matches,
                 const Kinship& kinship);
  void run_names(const View& view, std::uint32_t index, std::span<const Window> windows,
                 ViewProgress::OfRule& progress);
  void read_assignments(const View& view, std::uint32_t index, std::span<const Window> windows,
                        ViewProgress::OfRule& progress);
  void judge_assignments(const View& view, std::uint32_t index, std::size_t count,
                         ViewProgress::OfRule& progress);
  static std::optional<Match> plausible_match(const View& view, const Rule& rule,
                                              std::uint32_t index, const std::vector<Span>& groups);
  void admit(const View& view, Match match, std::vector<Match>& matches) const;
  static bool is_plausible(const View& view, const Rule& rule, Span secret);
  bool is_given(const View& view, Span secret, const AssignmentReader& to);
  void too_many(const Rule& rule, ViewProgress::OfRule& progress);
  enum class Admission { kNone, kOfCommit, kAnywhere };
  Admission admission(const Rule& rule, const View& view, const Match& match) const;
  void notice(std::string code, std::string message, std::string rule_id);

  const std::vector<Rule>& rules_;
  const syntax::ParserPool& parsers_;
  const Source& source_;
  const FileContext& context_;
  std::vector<Notice>& notices_;
  std::vector<std::uint32_t> counts_;  // of each rule's matches, in all views
  // What concerns_source() said of each rule, and which global allowlists admit the source.
  std::vector<std::optional<bool>> concerns_;
  std::map<const Allowlists*, bool> admitted_;
  bool stopped_ = false;
};

}  // namespace scan::secrets
