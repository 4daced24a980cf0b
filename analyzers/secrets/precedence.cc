// Two passes: the generic rules as Gitleaks has them, by line; then all others, by the places of
// their secrets, in the order of these.
#include "secrets/precedence.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace scan::secrets {
namespace {

// Pairs that are compared.
constexpr std::size_t kMaxComparisons = 100'000;

class Precedence {
 public:
  Precedence(std::span<const Rival> rivals, const Source& source)
      : rivals_(rivals), source_(source), gives_way_(rivals.size()) {}

  std::vector<bool> decide() {
    compare_generic();
    compare_overlapping();
    return std::move(gives_way_);
  }

 private:
  void compare_generic();
  void compare_overlapping();
  bool beats(std::size_t a, std::size_t b) const;
  bool overlap(const Rival& a, const Rival& b) const;

  const std::span<const Rival> rivals_;
  const Source& source_;
  std::vector<bool> gives_way_;
};

void Precedence::compare_generic() {
  std::map<std::uint32_t, std::set<std::string_view>> better;  // by line
  for (const Rival& rival : rivals_)
    if (rival.rule->precision != Precision::kGeneric)
      better[source_.line_of(rival.match.begin)].insert(rival.text);
  if (better.empty()) return;
  std::size_t comparisons = 0;
  for (std::size_t i = 0; i < rivals_.size(); ++i) {
    if (rivals_[i].rule->precision != Precision::kGeneric) continue;
    const auto line = better.find(source_.line_of(rivals_[i].match.begin));
    if (line == better.end()) continue;
    comparisons += line->second.size();
    if (comparisons > kMaxComparisons) return;
    const std::string_view secret = rivals_[i].text;
    gives_way_[i] = std::ranges::any_of(line->second, [secret](std::string_view other) {
      return other.find(secret) != other.npos;
    });
  }
}

// Whether they do in the view nearest to them that leads to both. All that one encoded segment says
// has the same place in the source.
bool Precedence::overlap(const Rival& a, const Rival& b) const {
  for (const View::Step& mine : a.way)
    for (const View::Step& theirs : b.way)
      if (mine.view == theirs.view) return mine.span.overlaps(theirs.span);
  return false;
}

// Whether `a` stays and `b` goes, where their secrets overlap.
bool Precedence::beats(std::size_t a, std::size_t b) const {
  const Rule& mine = *rivals_[a].rule;
  const Rule& theirs = *rivals_[b].rule;
  if (&mine == &theirs && mine.unescape && rivals_[a].way.size() != rivals_[b].way.size())
    return rivals_[a].way.size() > rivals_[b].way.size();
  const bool builtin = mine.builtin && theirs.builtin;
  if (theirs.precision == Precision::kGeneric && !builtin) return false;
  if (mine.precision != theirs.precision) return mine.precision > theirs.precision;
  if (!builtin && mine.precision == Precision::kFormat) return false;
  const auto rank = [this](std::size_t i) {
    const Rival& rival = rivals_[i];
    return std::tuple(rival.rule->info.confidence, rival.text.size(), rival.match.begin,
                      rivals_.size() - i);
  };
  return rank(a) > rank(b);
}

void Precedence::compare_overlapping() {
  std::vector<std::uint32_t> order(rivals_.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::stable_sort(order, {}, [this](std::uint32_t i) { return rivals_[i].secret.begin; });
  std::size_t comparisons = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Span secret = rivals_[order[i]].secret;
    for (std::size_t j = i + 1; j < order.size(); ++j) {
      if (rivals_[order[j]].secret.begin >= secret.end) break;
      if (++comparisons > kMaxComparisons) return;
      if (!overlap(rivals_[order[i]], rivals_[order[j]])) continue;
      if (beats(order[i], order[j])) gives_way_[order[j]] = true;
      if (beats(order[j], order[i])) gives_way_[order[i]] = true;
    }
  }
}

}  // namespace

std::vector<bool> give_way(std::span<const Rival> rivals, const Source& source) {
  if (rivals.size() < 2) return std::vector<bool>(rivals.size());
  return Precedence(rivals, source).decide();
}

}  // namespace scan::secrets
