// Gitleaks asks an allowlist twice: about the file before a rule runs, and about each match. With
// "OR" the first time is about path and commit, the second about regexes and stopwords. With "AND"
// all that the list has must hold, so that the first time can decide only for a list that has no
// more than those. The commit comes last, see RuleRun::admission. A search that hits its limit
// admits nothing.
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

bool regexes_admit(const Allowlist& list, const Candidate& candidate) {
  return any_contains(list.regexes, list.target == Allowlist::Target::kSecret  ? candidate.secret
                                    : list.target == Allowlist::Target::kMatch ? candidate.match
                                                                               : candidate.line);
}

// All of what the list has, the commit aside.
bool all_hold(const Allowlist& list, std::string_view path, const Candidate& candidate) {
  return (list.paths.empty() || any_contains(list.paths, path)) &&
         (list.regexes.empty() || regexes_admit(list, candidate)) &&
         (!list.stopwords || contains_stopword(*list.stopwords, candidate.secret));
}

}  // namespace

bool Allowlist::admits_file(std::string_view path) const {
  if (condition == Condition::kAny) return any_contains(paths, path);
  if (!commits.empty() || !regexes.empty() || stopwords) return false;
  return any_contains(paths, path);
}

bool Allowlist::admits(std::string_view path, const Candidate& candidate) const {
  if (condition == Condition::kAll) return commits.empty() && all_hold(*this, path, candidate);
  return regexes_admit(*this, candidate) ||
         (stopwords && contains_stopword(*stopwords, candidate.secret));
}

bool Allowlist::admits_in_commit(std::string_view commit, std::string_view path,
                                 const Candidate& candidate) const {
  if (commit.empty() || std::ranges::find(commits, commit) == commits.end()) return false;
  return condition == Condition::kAny || all_hold(*this, path, candidate);
}

}  // namespace scan::secrets
