// Every name that is one edit away from a popular one loses a letter somewhere (or it does), so the
// popular names are found by what remains of each without one letter: a lookup for each letter
// instead of a comparison with each name (the deletion index of SymSpell, for distance 1).
#include "sca/popular_names.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"

namespace scan::sca {
namespace {

constexpr std::size_t kShortest = 5;

// Each "ecosystem:name".
constexpr std::string_view kPopular[] = {
#define POPULAR(row) row,
#define HONEST(row)
#include "sca/popular_names.def"
#undef POPULAR
#undef HONEST
};
constexpr std::string_view kHonest[] = {
#define POPULAR(row)
#define HONEST(row) row,
#include "sca/popular_names.def"
#undef POPULAR
#undef HONEST
};

std::string key(std::string_view ecosystem, std::string_view text) {
  return std::string(ecosystem) + ':' + std::string(text);
}

std::string without(std::string_view name, std::size_t position) {
  std::string rest(name);
  rest.erase(position, 1);
  return rest;
}

bool is_separator(char c) { return c == '-' || c == '_' || c == '.'; }

// The words of a name in the order of the alphabet: what "python-dateutil" and "dateutil_python"
// have in common.
std::string words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (char c : name) {
    if (is_separator(c))
      words.emplace_back();
    else
      words.back().push_back(base::to_lower(c));
  }
  std::ranges::sort(words);
  std::string joined;
  for (const std::string& word : words) joined += word + ' ';
  return joined;
}

// At most one letter more, less or different, or two neighbours exchanged.
bool is_one_edit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  const auto [x, y] = std::ranges::mismatch(a, b);
  const auto at = static_cast<std::size_t>(x - a.begin());
  if (a.size() < b.size()) return a.substr(at) == b.substr(at + 1);
  if (a.substr(at + 1) == b.substr(at + 1)) return true;
  return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
         a.substr(at + 2) == b.substr(at + 2);
}

}  // namespace

PopularNames::PopularNames() {
  for (const std::string_view row : kHonest) names_.emplace(row);
  for (const std::string_view row : kPopular) {
    const std::string_view ecosystem = row.substr(0, row.find(':'));
    const std::string_view name = row.substr(ecosystem.size() + 1);
    names_.emplace(row);
    if (name.size() < kShortest) continue;
    by_reduced_[std::string(row)].push_back(name);
    for (std::size_t i = 0; i < name.size(); ++i) {
      auto& list = by_reduced_[key(ecosystem, without(name, i))];
      if (list.empty() || list.back() != name) list.push_back(name);
    }
    by_words_.emplace(key(ecosystem, words_of(name)), name);
  }
}

std::string_view PopularNames::looked_like(std::string_view ecosystem,
                                           std::string_view name) const {
  const std::string lowered = base::lowered(name);
  if (lowered.size() < kShortest || names_.contains(key(ecosystem, lowered))) return {};
  std::string_view found = find_reduced(ecosystem, lowered, lowered);
  for (std::size_t i = 0; i < lowered.size() && found.empty(); ++i)
    found = find_reduced(ecosystem, lowered, without(lowered, i));
  if (!found.empty()) return found;
  const auto words = by_words_.find(key(ecosystem, words_of(lowered)));
  return words == by_words_.end() ? std::string_view() : words->second;
}

std::string_view PopularNames::find_reduced(std::string_view ecosystem, std::string_view name,
                                            std::string_view reduced) const {
  const auto found = by_reduced_.find(key(ecosystem, reduced));
  if (found == by_reduced_.end()) return {};
  for (const std::string_view popular : found->second)
    if (is_one_edit(name, popular)) return popular;
  return {};
}

}  // namespace scan::sca
