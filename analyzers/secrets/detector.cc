// The way of a source: its views; in each the windows in which a rule may match (RuleIndex), and
// the matches there (RuleRun); and of all of them together the findings (FoundSecrets).
#include "secrets/detector.h"

#include <utility>

#include "secrets/found_secrets.h"
#include "secrets/rule_run.h"
#include "secrets/view.h"

namespace scan::secrets {

Detector::Detector(std::vector<Rule> rules, RuleIndex::Mode mode)
    : rules_(std::move(rules)), index_(rules_, mode) {}

void Detector::detect(const Source& source, const FileContext& context, FileResult& out) const {
  RuleRun run(rules_, parsers_, source, context, out.notices);
  FoundSecrets found(rules_, source);
  const View view(source.text());
  std::vector<Match> matches;
  std::vector<Window> windows;
  index_.find_windows(
      view.text(), [&run] { return run.stopped(); }, windows);
  run.run(view, windows, matches);
  found.add(view, matches);
  matches.clear();
  run.run_on_path(matches);
  found.add_paths(matches);
  found.report(out);
}

}  // namespace scan::secrets
