// Gitleaks' processRequiredRules(): distance is that between where two matches begin, counted in
// lines, and in columns whatever the lines.
#include "secrets/requirements.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace scan::secrets {
namespace {

// 1-based; columns are bytes. Gitleaks counts the line break before a line as its first column, so
// that it is the first line of a file whose columns are one less than the others'.
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

Place place_of(const View& view, const Match& match, const Source& source) {
  const std::uint32_t begin = view.place(match.match).begin;
  const std::uint32_t line = source.line_of(begin);
  const auto line_begin =
      static_cast<std::uint32_t>(source.line(line).data() - source.text().data());
  return {line, begin - line_begin + (line == 1 ? 1 : 2)};
}

bool within(std::uint32_t a, std::uint32_t b, std::optional<std::uint32_t> distance) {
  return !distance || std::max(a, b) - std::min(a, b) <= *distance;
}

bool near(Place a, Place b, const Requirement& requirement) {
  return within(a.line, b.line, requirement.within_lines) &&
         within(a.column, b.column, requirement.within_columns);
}

// The companions of one required rule, and where they stand.
struct Candidates {
  const Companions* companions = nullptr;
  std::vector<Place> places;
};

// The first one that is near enough.
bool accompany(const Requirement& requirement, const Candidates& candidates, Place place,
               Match& match) {
  if (candidates.companions == nullptr) return false;
  if (candidates.companions->path_matches && near(place, Place{}, requirement)) return true;
  const auto found = std::ranges::find_if(
      candidates.places, [&](Place other) { return near(place, other, requirement); });
  if (found == candidates.places.end()) return false;
  const Match& other = candidates.companions->matches[found - candidates.places.begin()];
  match.companions.push_back({.rule = other.rule, .secret = other.secret});
  return true;
}

}  // namespace

void keep_accompanied(const Rule& rule, const View& view, const Source& source,
                      const std::function<const Companions&(std::uint32_t)>& companions_of,
                      std::vector<Match>& matches) {
  if (matches.empty()) return;
  std::vector<Candidates> candidates;
  for (const Requirement& requirement : rule.required) {
    Candidates& candidate = candidates.emplace_back();
    if (!requirement.rule) continue;
    candidate.companions = &companions_of(*requirement.rule);
    for (const Match& match : candidate.companions->matches)
      candidate.places.push_back(place_of(view, match, source));
  }
  std::erase_if(matches, [&](Match& match) {
    const Place place = place_of(view, match, source);
    std::vector<std::string_view> lacking;
    for (const Requirement& requirement : rule.required) lacking.push_back(requirement.id);
    for (std::size_t i = 0; i < candidates.size(); ++i)
      if (accompany(rule.required[i], candidates[i], place, match))
        std::erase(lacking, rule.required[i].id);
    return !lacking.empty();
  });
}

}  // namespace scan::secrets
