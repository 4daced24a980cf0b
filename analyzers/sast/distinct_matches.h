// The matches that begin at one node, each kept once: the matcher often finds one on several ways.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sast/binding.h"

namespace scan::sast {

/// Appends matches to a list unless they are there already. Few are compared one by one; with more
/// a table of hashes says which to compare, so that thousands cost no pairs.
class DistinctMatches {
 public:
  /// Begins anew: what `out` has now is not compared with. It must live until the next call.
  void begin(std::vector<Match>& out);
  /// Adds a match, whose bindings are ordered. False: it is there already.
  bool add(Match match);
  /// How often two matches were compared, or their hashes, since it was made.
  std::uint64_t compared() const { return compared_; }

 private:
  bool is_new(const Match& match, std::uint64_t hash);
  void insert(std::uint32_t position);
  void rehash();

  std::vector<Match>* out_ = nullptr;
  std::size_t first_ = 0;
  std::vector<std::uint64_t> hashes_;  // of the matches from first_ on
  std::vector<std::uint32_t> slots_;   // 1 + index in hashes_, by hash; 0: free. Empty: few matches
  std::uint64_t compared_ = 0;
};

}  // namespace scan::sast
