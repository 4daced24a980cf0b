// What a scan really had to do: the proof that rules are compiled together.
//
//   const scan::Effort& effort = result.statistics.analyzers[0].effort;
//   std::cout << effort.rule_files_tried << " of " << effort.rule_files << " tried\n";
#pragma once

#include <cstdint>

namespace scan {

/// How much of its rules an analyzer really tried. What compiling rules together saves is the
/// distance from `rule_files` to `rule_files_tried`, and from `nodes` to `nodes_tried`. All zero
/// for an analyzer that does not count.
struct Effort {
  std::uint64_t files = 0;             ///< that there is a rule for
  std::uint64_t files_parsed = 0;      ///< for which a rule was left that needs a syntax tree
  std::uint64_t rule_files = 0;        ///< (rule, file) pairs by the file's language
  std::uint64_t rule_files_tried = 0;  ///< those left after literals and paths
  std::uint64_t nodes = 0;             ///< (pattern, node) pairs in the files that were parsed
  std::uint64_t nodes_tried = 0;       ///< those left after the index by kind and name

  Effort& operator+=(const Effort& more) {
    files += more.files;
    files_parsed += more.files_parsed;
    rule_files += more.rule_files;
    rule_files_tried += more.rule_files_tried;
    nodes += more.nodes;
    nodes_tried += more.nodes_tried;
    return *this;
  }
  friend bool operator==(const Effort&, const Effort&) = default;
};

}  // namespace scan
