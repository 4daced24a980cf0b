// Gitleaks asks an allowlist twice: about the file before a rule runs, and about each match. With
// "OR" the first time is about path and commit, the second about regexes and stopwords. With "AND"
// all that the list has must hold, so that the first time can decide only for a list that has no
// more than those. A search that hits its limit admits nothing.
#include "secrets/allowlist.h"

#include <algorithm>

namespace scan::secrets {
namespace {

bool any_contains(const std::vector<text::Regex>& regexes, std::string_view text) {
  return !text.empty() && std::ranges::any_of(regexes, [text](const text::Regex& regex) {
    return regex.contains(text) == text::MatchStatus::kMatch;
  });
}

bool contains_stopword(const text::LiteralSet& stopwords, std::string_view secret) {
  std::vector<text::LiteralHit> hits;
  stopwords.find_all(secret, hits);
  return !hits.empty();
}

}  // namespace

bool Allowlist::admits_file(std::string_view path) const {
  if (condition == Condition::kAny) return any_contains(paths, path);
  if (!commits.empty() || !regexes.empty() || stopwords) return false;
  return any_contains(paths, path);
}

bool Allowlist::admits(std::string_view path, const Candidate& candidate) const {
  const auto regex_admits = [&] {
    return any_contains(regexes, target == Target::kSecret  ? candidate.secret
                                 : target == Target::kMatch ? candidate.match
                                                            : candidate.line);
  };
  const auto stopword_admits = [&] {
    return stopwords && contains_stopword(*stopwords, candidate.secret);
  };
  if (condition == Condition::kAny) return regex_admits() || stopword_admits();
  return commits.empty() && (paths.empty() || any_contains(paths, path)) &&
         (regexes.empty() || regex_admits()) && (!stopwords || stopword_admits());
}

}  // namespace scan::secrets
