// What a scan found, and how complete it is: the input of reports and gates.
//
//   const scan::ScanResult result = *engine.scan({"."});
//   std::cout << result.findings.size() << " in " << result.statistics.files << " files"
//             << (result.incomplete() ? ", not all of them whole\n" : "\n");
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "scan/advisory.h"
#include "scan/effort.h"
#include "scan/finding.h"
#include "scan/notice.h"
#include "scan/package.h"

namespace scan {

/// What one analyzer looked at.
struct AnalyzerStatistics {
  std::string name;
  std::uint64_t rules = 0;  ///< loaded
  std::uint64_t files = 0;  ///< that it wanted and saw
  std::uint64_t bytes = 0;  ///< of those files
  Effort effort;

  friend bool operator==(const AnalyzerStatistics&, const AnalyzerStatistics&) = default;
};

/// What was looked at. Contains no times, so that equal input gives equal reports.
struct Statistics {
  std::uint64_t files = 0;  ///< read and seen by at least one analyzer
  std::uint64_t bytes = 0;
  /// Of `files`, those that are not of the tree but contents of git's history.
  std::uint64_t history_files = 0;
  /// Files that were left out, by reason: "binary", "ignored", "excluded", "too-large",
  /// "unreadable", "special" (FIFO, socket, device), "link" (a symbolic link; what it leads to
  /// inside the root is scanned under its own name), "vanished" (gone since the walk saw it),
  /// "unwanted" (no analyzer handles it). An ignored directory counts once, as "ignored".
  std::map<std::string, std::uint64_t> skipped;
  /// In the engine's order of analyzers.
  std::vector<AnalyzerStatistics> analyzers;

  friend bool operator==(const Statistics&, const Statistics&) = default;
};

/// The outcome of a scan. A plain value; equal input gives an equal result, byte for byte, whatever
/// the number of threads and the order of directories.
struct ScanResult {
  /// The roots as the caller named them.
  std::vector<std::string> roots;
  /// Ordered by path, offset, rule id, message. Suppressed ones are among them.
  std::vector<Finding> findings;
  /// The rules that `findings` name, ordered by id; each once.
  std::vector<RuleInfo> rules;
  /// Ordered by purl, then location.
  std::vector<Package> packages;
  /// Those that affect `packages`, ordered by id; each once.
  std::vector<Advisory> advisories;
  /// Ordered by path, code, message; no two alike.
  std::vector<Notice> notices;
  Statistics statistics;

  /// True when something that should have been looked at was not.
  bool incomplete() const {
    for (const Notice& notice : notices)
      if (notice.incomplete) return true;
    return false;
  }

  friend bool operator==(const ScanResult&, const ScanResult&) = default;
};

}  // namespace scan
