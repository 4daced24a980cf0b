// Names of packages that very many projects use, and names that are easily taken for them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace scan::sca {

/// An index of the names in popular_names.def. Immutable once built, which takes less than a
/// millisecond.
class PopularNames {
 public:
  PopularNames();

  /// The popular name that `name`, as its ecosystem normalises it, is a likely misspelling of;
  /// empty where it is none, or is popular or known to be honest itself. A misspelling: one letter
  /// too many, too few or another one, two neighbours exchanged, or the words between separators in
  /// another order. Names of fewer than five letters have too many neighbours to say.
  std::string_view looked_like(std::string_view ecosystem, std::string_view name) const;

 private:
  std::string_view find_reduced(std::string_view ecosystem, std::string_view name,
                                std::string_view reduced) const;

  // Keys are an ecosystem and a text.
  std::unordered_set<std::string> names_;
  std::unordered_map<std::string, std::vector<std::string_view>> by_reduced_;
  std::unordered_map<std::string, std::string_view> by_words_;
};

}  // namespace scan::sca
