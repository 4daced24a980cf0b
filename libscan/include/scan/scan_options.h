// How to run one scan. Every field has a default; name the ones that differ.
//
//   engine.scan({"."}, {.exclude = {"vendor/"}, .threads = 4});
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scan/cancellation.h"
#include "scan/notice.h"

namespace scan {

/// Whether .gitignore, .scanignore and their kin narrow the walk.
enum class IgnoreFiles : std::uint8_t { kHonour, kDisregard };

enum class SecretsInReports : std::uint8_t { kMask, kShow };

class Verifier;

/// How far a scan has come; see ScanOptions::on_progress.
struct Progress {
  std::uint64_t files_found = 0;  ///< grows until the walk has ended
  std::uint64_t files_done = 0;
  std::uint64_t bytes_done = 0;
};

/// Whether objects count that no reference leads to, as what a rebase left behind.
enum class Unreachable : std::uint8_t { kSkip, kInclude };

/// Which part of a git repository's history to look at besides the tree.
struct History {
  /// "A..B", "A...B", or one revision with all that it comes from: what appears in these commits
  /// and was not there before. Empty: all references, stashes and heads of working trees.
  std::string range;
  /// Only together with an empty range.
  Unreachable unreachable = Unreachable::kSkip;
};

struct ScanOptions {
  /// Globs in .gitignore's syntax, relative to each scanned root. A file that matches `exclude` is
  /// left out; when `include` is not empty, so is one that does not match it. They win over ignore
  /// files.
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  IgnoreFiles ignore_files = IgnoreFiles::kHonour;

  /// When set, the analyzers that want it (Analyzer::reads_history) see every content that the git
  /// repository at each root ever held, each once; scan() fails with kNotFound where a root is in
  /// none, and kInvalidArgument where the range names an unknown revision. Nothing is fetched.
  std::optional<History> history;

  /// How many archives, each in the one before, are opened for the analyzers that want it
  /// (Analyzer::reads_archives); 0: none. Told by their bytes, whatever their names. A root of the
  /// scan that is an archive is opened in any case. Limits on what comes out of an archive end in
  /// notices.
  unsigned max_archive_depth = 0;

  /// A stored report: what it has is known, and suppressed. One of our own (`json`), by
  /// fingerprints; or Gitleaks' JSON, by rule, file, lines, commit and secret. scan() fails with
  /// kNotFound or kInvalidData where it cannot be read. Empty: none.
  std::string baseline;

  /// Files that list findings that somebody decided not to act upon: VEX documents (OpenVEX, CSAF,
  /// CycloneDX), our own `.scan-exceptions.yaml`, osv-scanner's and Trivy's. Those of the last
  /// three that stand in the tree hold for the folder that they stand in, without being named.
  /// scan() fails with kNotFound, kInvalidData or kInvalidRule where one of these cannot be read.
  std::vector<std::string> exceptions;
  /// The time by which an exception has expired: seconds since 1970-01-01 UTC; 0: the system's
  /// clock.
  std::int64_t now = 0;

  /// Worker threads; 0: one for each processor. The result does not depend on it.
  unsigned threads = 0;
  /// Bytes. A larger text file is left out with a notice, and the scan is incomplete.
  std::uint64_t max_file_size = 64u << 20;
  /// For the whole scan; what is not done by then is left out with a notice. 0: no limit.
  std::chrono::milliseconds timeout{0};
  /// For one file and one analyzer.
  std::chrono::milliseconds file_timeout{30'000};

  /// Whether snippets, messages and properties hide the secrets that were found.
  SecretsInReports secrets = SecretsInReports::kMask;
  /// When not null, asked about each secret whose rule says how; must live until scan() returns. It
  /// is the only way in which a scan can make a connection. kUnknown changes nothing but a
  /// property.
  Verifier* verifier = nullptr;

  /// What the caller knows to be missing already, as rules that could not be loaded: part of the
  /// result's notices.
  std::vector<Notice> notices;

  /// When not null, raised by the caller to stop the scan; scan() then returns kCancelled. Must
  /// live until scan() returns.
  const CancellationToken* cancellation = nullptr;
  /// Called a few times a second, from one thread at a time, while the scan runs. May be empty.
  std::function<void(const Progress&)> on_progress;
};

}  // namespace scan
