// The findings of one source: what its views yielded, put together.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scan/analyzer.h"
#include "secrets/assessment.h"
#include "secrets/rule.h"
#include "secrets/rule_run.h"
#include "secrets/view.h"

namespace scan::secrets {

/// Refers to the rules and the source.
class FoundSecrets {
 public:
  FoundSecrets(const std::vector<Rule>& rules, const Source& source)
      : rules_(rules), source_(source) {}

  /// Takes over what was found in a view, which need not outlive the call.
  void add(const View& view, std::span<const Match> matches);

  /// Takes over what RuleRun::run_on_path() yielded.
  void add_paths(std::span<const Match> matches);

  /// Adds to `out` a finding for each match that gives way to no other one, and where each secret
  /// stands. Called once.
  void report(FileResult& out);

 private:
  struct Companion {
    const Rule* rule;
    Span secret_place;
  };
  struct Found {
    const Rule* rule;
    /// In the source.
    Span match;
    Span secret_place;
    std::string_view secret;
    bool known;
    Assessment assessment;
    std::vector<Companion> companions;
    /// Of the secret.
    std::vector<View::Step> way;
    Codings codings;
    /// By which it can be learned whether the secret is live.
    std::optional<HttpRequest> request;

    std::size_t depth() const { return way.size() - 1; }
  };
  void drop_repeated();

  void name_companions(const Found& found, Finding& finding) const;

  const std::vector<Rule>& rules_;
  const Source& source_;
  std::vector<Found> found_;
  std::vector<Finding> paths_;
  bool any_made_ = false;          // views that are not the source
  std::deque<std::string> texts_;  // of secrets, where the view's text goes away
};

}  // namespace scan::secrets
