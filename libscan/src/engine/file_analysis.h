// The map step: one Source through all analyzers that want it.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <span>
#include <vector>

#include "engine/directives.h"
#include "scan/analyzer.h"
#include "scan/scan_options.h"
#include "scan/source.h"

namespace scan::engine {

/// What one file contributes to the fold: everything is resolved, so the source is not needed any
/// more.
struct FileOutcome {
  std::string path;
  /// Of git's history, as Revision::blob; empty for a file of the tree.
  std::string blob;
  std::vector<Finding> findings;
  std::vector<Fact> facts;
  std::vector<Notice> notices;
  /// Kept when there are facts: a finding that is concluded from them may be suppressed here.
  std::vector<Directive> directives;
  /// The long secrets of the file, which other files may have too. Not in order.
  std::vector<std::string> secrets;
  std::vector<LiveCheck> live_checks;

  bool empty() const {
    return findings.empty() && facts.empty() && notices.empty() && secrets.empty();
  }
};

/// The analyzers of `all` that want a file: a bit for each. Without opening it.
std::uint64_t wanted_by(std::span<const std::unique_ptr<Analyzer>> all, std::string_view path);

/// The most analyzers that an engine takes: one bit of wanted_by() each.
inline constexpr std::size_t kMaxAnalyzers = 64;

/// Runs the analyzers whose bits are set in `wanted`, in order, and resolves what they say. An
/// analyzer that throws becomes a notice. Adds to `effort`, analyzer by analyzer. `lineage`: as
/// FileContext has it.
FileOutcome analyze_file(std::span<const std::unique_ptr<Analyzer>> all, std::uint64_t wanted,
                         const Source& source, const CancellationToken& cancellation,
                         std::chrono::steady_clock::time_point scan_deadline,
                         const ScanOptions& options, std::array<Effort, kMaxAnalyzers>& effort,
                         const Lineage* lineage = nullptr);

/// The notice that a finding's fix was left out because a secret is part of it.
Notice fix_withheld(const Finding& finding);

}  // namespace scan::engine
