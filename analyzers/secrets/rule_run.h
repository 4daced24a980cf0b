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
#include "secrets/rule_index.h"
#include "secrets/trace.h"
#include "secrets/view.h"
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

struct Companions;

/// Refers to all that it is given.
class RuleRun {
 public:
  RuleRun(const std::vector<Rule>& rules, const syntax::ParserPool& parsers, const Source& source,
          const FileContext& context, std::vector<Notice>& notices);

  /// Appends what the rules that the view is for find in it and no allowlist admits, as far as it
  /// concerns the view, ordered by rule, then place. `windows` are RuleIndex's for the view's text.
  /// Gives a notice for each limit that was hit. Adds to `trace`, unless it is null, what was
  /// matched and which rules were passed over.
  void run(const View& view, std::span<const Window> windows, std::vector<Match>& matches,
           Trace* trace);

  /// Appends a match with empty spans for each rule of `indices`, all of them about the path alone,
  /// that the path is of the kind of.
  void run_on_path(std::span<const std::uint32_t> indices, std::vector<Match>& matches);

  /// Whether the time for the source is over. Gives a notice when it first is.
  bool stopped();

 private:
  bool concerns_source(const Rule& rule);
  bool admit_source(const Allowlists& allowlists) const;
  bool admit_directory(const Allowlists& allowlists) const;
  Companions companions(const View& view, std::uint32_t index);
  void run_rule(const View& view, std::uint32_t index, std::span<const Window> windows,
                std::vector<Match>& matches, Trace* trace);
  void run_regex(const View& view, std::uint32_t index, std::span<const Window> windows,
                 std::vector<Match>& matches, Trace* trace);
  void run_names(const View& view, std::uint32_t index, std::span<const Window> windows,
                 std::vector<Match>& matches);
  void run_assignments(const View& view, std::uint32_t index, std::span<const Window> windows,
                       std::vector<Match>& matches);
  void consider(const View& view, std::uint32_t index, const std::vector<Span>& groups,
                std::vector<Match>& matches) const;
  void admit(const View& view, Match match, std::vector<Match>& matches) const;
  static bool is_plausible(const View& view, const Rule& rule, Span secret);
  bool is_given(const View& view, Span secret, const AssignmentReader& to);
  void too_many(const Rule& rule);
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
