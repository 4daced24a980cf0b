// Walks a directory tree: which files there are to scan, in git's sense of what is ignored.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "scan/cancellation.h"
#include "scan/notice.h"
#include "scan/result.h"
#include "scan/scan_options.h"

namespace scan::source {

/// A regular file that the walk leads to.
struct FoundFile {
  std::string path;         ///< relative to the root, '/' between parts; "" never
  std::string system_path;  ///< to open it with
  std::uint64_t size = 0;   ///< bytes, as the directory says; may have changed since
};

struct WalkOptions {
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  IgnoreFiles ignore_files = IgnoreFiles::kHonour;
  const CancellationToken* cancellation = nullptr;
};

/// What the walk left out; keys as in Statistics::skipped.
struct WalkSummary {
  std::map<std::string, std::uint64_t> skipped;
  std::vector<Notice> notices;
};

/// Calls `on_file` for every regular file below `root` (or for `root` itself if it is one), in an
/// unspecified order, from the calling thread. Follows a symbolic link only to a target inside the
/// root, and each directory once. `.git` is never entered. Fails with kNotFound or kIo if `root`
/// itself cannot be opened; anything below it that cannot be read is a notice.
Result<WalkSummary> walk(const std::string& root, const WalkOptions& options,
                         const std::function<void(FoundFile)>& on_file);

/// Reads a whole file of at most `max_bytes`. kNotFound, kIo, or kInvalidData when it is larger.
/// Never blocks on a FIFO or device.
Result<std::string> read_file(const std::string& system_path, std::uint64_t max_bytes);

/// Reads at most the first `bytes` of a file. Fails and never blocks as read_file().
Result<std::string> read_prefix(const std::string& system_path, std::uint64_t bytes);

}  // namespace scan::source
