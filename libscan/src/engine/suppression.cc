// What each kind of directive silences is what the tool does that it comes from. This is the one
// place in the engine that knows analyzers by name: people's comments name tools, and each tool's
// comments were only ever about its own kind of finding. An analyzer that is not named here is
// silenced by the directives that speak to all.
#include "engine/suppression.h"

#include <algorithm>

namespace scan::engine {
namespace {

using Kind = Directive::Kind;

enum class Reach {
  kStart,  // a finding that begins on its lines
  kTouch,  // a finding that has one of its lines
};

// What a kind silences: an analyzer by its name in reports (empty: all of them), and by which
// lines.
struct Effect {
  std::string_view with_ids;
  std::string_view without_ids;
  Reach reach;
};

Effect effect_of(Kind kind) {
  switch (kind) {
    case Kind::kNosem:
      return {"", "sast", Reach::kStart};
    case Kind::kNosec:
      return {"sast", "sast", Reach::kTouch};
    case Kind::kNoqa:
      return {"", "", Reach::kTouch};
    case Kind::kGitleaksAllow:
      return {"secrets", "secrets", Reach::kTouch};
    case Kind::kNosonar:
    case Kind::kCheckovSkip:
    case Kind::kScanIgnore:
      break;
  }
  return {"", "", Reach::kStart};
}

// Semgrep's ids are paths with dots, of which people write the last part, or all of it even where
// the rule's file has only the last part.
bool is_tail_of(std::string_view tail, std::string_view id) {
  return id.ends_with(tail) && (id.size() == tail.size() || id[id.size() - tail.size() - 1] == '.');
}

bool names(const Directive& directive, std::string_view rule_id,
           const std::vector<std::string>& aliases) {
  return std::any_of(directive.ids.begin(), directive.ids.end(), [&](const std::string& id) {
    return is_tail_of(id, rule_id) || is_tail_of(rule_id, id) ||
           std::find(aliases.begin(), aliases.end(), id) != aliases.end();
  });
}

}  // namespace

std::vector<Suppressions::Candidate> Suppressions::candidates_for(
    std::string_view analyzer, std::string_view rule_id, const std::vector<std::string>& aliases) {
  std::vector<Candidate> candidates;
  for (const Directive& directive : directives_) {
    ++looked_at_;
    const Effect effect = effect_of(directive.kind);
    const std::string_view only = directive.ids.empty() ? effect.without_ids : effect.with_ids;
    if (!only.empty() && only != analyzer) continue;
    if (!directive.ids.empty() && !names(directive, rule_id, aliases)) continue;
    candidates.push_back({&directive, directive.last_line});
  }
  std::ranges::stable_sort(
      candidates, {}, [](const Candidate& candidate) { return candidate.directive->first_line; });
  for (std::size_t i = 1; i < candidates.size(); ++i)
    candidates[i].reaches = std::max(candidates[i].reaches, candidates[i - 1].reaches);
  return candidates;
}

std::optional<Suppression> Suppressions::find(std::string_view analyzer, std::string_view rule_id,
                                              const std::vector<std::string>& aliases,
                                              const Region& region) {
  const auto [entry, added] = by_rule_.try_emplace({std::string(analyzer), std::string(rule_id)});
  std::vector<Candidate>& candidates = entry->second;
  if (added) candidates = candidates_for(analyzer, rule_id, aliases);
  auto candidate = std::ranges::lower_bound(candidates, region.start_line, {}, &Candidate::reaches);
  for (; candidate != candidates.end(); ++candidate) {
    ++looked_at_;
    const Directive& directive = *candidate->directive;
    if (directive.first_line > region.end_line) break;
    const bool touch = effect_of(directive.kind).reach == Reach::kTouch;
    const std::uint32_t end = touch ? region.end_line : region.start_line;
    if (end < directive.first_line || directive.last_line < region.start_line) continue;
    return Suppression{.kind = Suppression::Kind::kInSource,
                       .directive = directive.text,
                       .justification = directive.reason};
  }
  return std::nullopt;
}

}  // namespace scan::engine
