// The way of a source: its text; in that the windows in which a rule may match (WindowSearch), and
// the matches there (RuleRun), portion by portion; the same for the views that are made of it, and
// of them; and of all together the findings (FoundSecrets).
#include "secrets/detector.h"

#include <algorithm>
#include <memory>
#include <span>
#include <utility>

#include "secrets/decoded_views.h"
#include "secrets/found_secrets.h"
#include "secrets/rule_run.h"
#include "secrets/trace.h"
#include "secrets/unescaped_views.h"
#include "secrets/view.h"

namespace scan::secrets {
namespace {

// What may be made of one source: twice the largest one, when it is encoded throughout. Less than a
// second's work.
constexpr std::uint64_t kMaxViewBytes = 128u << 20;

// The walk from a source to what it says, and to what that says.
class Exploration {
 public:
  Exploration(const std::vector<Rule>& rules, const RuleIndex& index,
              const syntax::ParserPool& parsers, const Source& source, const FileContext& context,
              PortionSize portion, FileResult& out)
      : rules_(rules),
        index_(index),
        portion_(portion),
        source_(source),
        run_(rules, parsers, source, context, out.notices),
        found_(rules, source),
        budget_(kMaxViewBytes) {}

  /// `kinship`: of the source's own text.
  void run(const Kinship& kinship, std::uint32_t depth, bool unescape,
           std::span<const std::uint32_t> path_rules, FileResult& out);

 private:
  void explore(const View& view, const Kinship& kinship, KeywordsMet met, std::uint32_t depth,
               bool unescape);
  void explore_made(const View& view, const Kinship& parent, const KeywordsMet& met,
                    std::uint32_t depth, bool unescape);

  const std::vector<Rule>& rules_;
  const RuleIndex& index_;
  const PortionSize portion_;
  const Source& source_;
  RuleRun run_;
  FoundSecrets found_;
  ViewBudget budget_;
};

void Exploration::run(const Kinship& kinship, std::uint32_t depth, bool unescape,
                      std::span<const std::uint32_t> path_rules, FileResult& out) {
  if (run_.any_concerned()) explore(View(source_.text()), kinship, {}, depth, unescape);
  std::vector<Match> paths;
  run_.run_on_path(path_rules, paths);
  found_.add_paths(paths);
  found_.report(out);
  if (budget_.exhausted())
    out.notices.push_back(
        {.code = "decode-limit",
         .message = "encoded texts in this file were not all looked into: they are too large",
         .path = {},
         .rule_id = {},
         .incomplete = true});
}

void Exploration::explore(const View& view, const Kinship& kinship, KeywordsMet met,
                          std::uint32_t depth, bool unescape) {
  using Asked = WindowSearch::Asked;
  // An unescaped view is made for rules with anchors; another one would run over every such view.
  const Asked asked = view.readers() == Readers::kUnescaping ? Asked::kAnchored : Asked::kAll;
  Trace* const trace = kinship.trace;
  WindowSearch search(index_, view.text(), kinship, asked, met, portion_);
  ViewProgress progress;
  UnescapedParts parts(view, rules_);
  std::vector<Window> windows;
  while (search.next([this] { return run_.stopped(); }, windows)) {
    // A match that concerns the view is in a window that does.
    std::erase_if(windows, [&view, trace](const Window& window) {
      const bool concerned = view.concerns({window.begin, window.end});
      if (!concerned && trace != nullptr) trace->passed_over[window.rule] = true;
      return !concerned;
    });
    run_.run(view, windows, progress, kinship);
    if (unescape && depth > 0) parts.add(windows);
  }
  std::vector<Match> matches;
  run_.finish(view, progress, matches, trace);
  if (trace != nullptr && trace->whole) trace->settle();
  if (!matches.empty()) found_.add(view, matches);
  if (depth == 0 || run_.stopped()) return;
  const auto explore_further = [&](const View& made) {
    if (!run_.stopped()) explore_made(made, kinship, met, depth - 1, unescape);
  };
  for_each_decoded(view, kinship, budget_, explore_further);
  parts.for_each(source_.path(), budget_, explore_further);
}

// What is made of a view has nearly all of its text, and is only about the rest.
void Exploration::explore_made(const View& view, const Kinship& parent, const KeywordsMet& met,
                               std::uint32_t depth, bool unescape) {
  Trace trace;
  Kinship kinship{.size = static_cast<std::uint32_t>(view.text().size()),
                  .trace = depth > 0 ? &trace : nullptr};
  std::vector<SharedPart> shared;
  if (index_.knows_texts() && parent.trace != nullptr && parent.trace->whole) {
    shared = view.shared_with_parent();
    kinship.base = parent.trace;
    kinship.shared = shared;
    kinship.base_size = parent.size;
  }
  explore(view, kinship, met, depth, unescape);
}

// What a detector keeps of a source.
struct KeptTrace {
  const Detector* detector = nullptr;
  Trace trace;
};

Kinship kinship_of(const Source& source, const Lineage* lineage, const Detector& detector,
                   Trace* trace) {
  Kinship kinship{.size = static_cast<std::uint32_t>(source.text().size()), .trace = trace};
  if (lineage == nullptr || lineage->base == nullptr) return kinship;
  const KeptTrace& kept = lineage->base->derived<KeptTrace>(
      [](const Source&) { return std::make_unique<KeptTrace>(); });
  if (kept.detector != &detector) return kinship;
  kinship.base = &kept.trace;
  kinship.shared = lineage->shared;
  kinship.base_size = static_cast<std::uint32_t>(lineage->base->text().size());
  return kinship;
}

}  // namespace

Detector::Detector(std::vector<Rule> rules, RuleIndex::Mode mode, std::uint32_t max_decode_depth,
                   PortionSize portion)
    : rules_(std::move(rules)),
      mode_(mode),
      max_decode_depth_(max_decode_depth),
      portion_(portion),
      any_unescapes_(std::ranges::any_of(rules_, &Rule::unescape)) {
  for (std::uint32_t i = 0; i < rules_.size(); ++i)
    if (!rules_[i].reads_text() && rules_[i].path && !rules_[i].skip_report)
      path_rules_.push_back(i);
}

const RuleIndex& Detector::index() const {
  std::call_once(index_once_, [this] { index_.emplace(rules_, mode_); });
  return *index_;
}

bool Detector::has_rule_about(std::string_view path) const {
  return std::ranges::any_of(path_rules_, [&](std::uint32_t index) {
    return rules_[index].path->contains(path) == text::MatchStatus::kMatch;
  });
}

void Detector::detect(const Source& source, const FileContext& context, FileResult& out) const {
  Trace trace;
  Exploration(rules_, index(), parsers_, source, context, portion_, out)
      .run(kinship_of(source, context.lineage, *this, &trace), max_decode_depth_, any_unescapes_,
           path_rules_, out);
  if (context.lineage != nullptr && trace.whole)
    source.derived<KeptTrace>([&](const Source&) {
      return std::make_unique<KeptTrace>(KeptTrace{this, std::move(trace)});
    });
}

}  // namespace scan::secrets
