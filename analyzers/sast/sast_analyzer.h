// The analyzer for source code: Semgrep rules over the common Tree.
#pragma once

#include <cstdint>
#include <memory>

#include "rules/loading.h"
#include "scan/analyzer.h"
#include "scan/result.h"

namespace scan::sast {

/// Makes the analyzer from rule files of format kSemgrep. kInvalidRule with the place of the first
/// rule that is malformed, unless bad rules are skipped.
Result<std::unique_ptr<Analyzer>> make_analyzer(rules::Loading loading);

/// How much was really tried, summed over all files so far. What compiling rules together saves is
/// the distance from rule_pairs to tried_pairs, and from files to parsed_files.
struct Statistics {
  std::uint64_t files = 0;         ///< in a language that there are rules for
  std::uint64_t parsed_files = 0;  ///< that some rule was left for
  std::uint64_t rule_pairs = 0;    ///< (rule, file) by language
  std::uint64_t tried_pairs = 0;   ///< whose formula was evaluated
  std::uint64_t patterns =
      0;  ///< (pattern, file) searched for; each once for all rules that share it
};

/// Of an analyzer that make_analyzer() made. May be called at any time, from any thread.
Statistics statistics_of(const Analyzer& sast_analyzer);

}  // namespace scan::sast
