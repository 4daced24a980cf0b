// Walks a directory tree: which files there are to scan, in git's sense of what is ignored.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "scan/notice.h"
#include "scan/result.h"
#include "scan/scan_options.h"

namespace scan::source {

/// Whether a symbolic link as the last part of a path is followed.
enum class FinalLink : std::uint8_t { kFollow, kRefuse };

/// A regular file that the walk leads to.
struct FoundFile {
  std::string path;         ///< relative to the root, '/' between parts; "" never
  std::string system_path;  ///< to open it with; the root as given, if that is the file
  std::uint64_t size = 0;   ///< bytes, as the directory says; may have changed since
  /// How to open it: no file below the root was a link, so that one that has become a link since
  /// must not lead out of the root.
  FinalLink link = FinalLink::kRefuse;
};

struct WalkOptions {
  /// As the fields of ScanOptions of the same names.
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  IgnoreFiles ignore_files = IgnoreFiles::kHonour;
  /// Asked at every entry of a directory; once it is true, the walk ends. May be empty: never.
  std::function<bool()> should_stop;
};

/// What the walk left out; keys as in Statistics::skipped.
struct WalkSummary {
  std::map<std::string, std::uint64_t> skipped;
  std::vector<Notice> notices;
  /// False when WalkOptions::should_stop ended the walk.
  bool complete = true;
};

/// Calls `on_file` for every regular file below `root` (or for `root` itself if it is one), in an
/// unspecified order, from the calling thread.
///
/// No symbolic link is followed but `root` itself: what a link leads to inside the root is found
/// under its own name, and what is outside is not asked for. So links cannot form loops, nothing is
/// found twice, and what is found does not depend on the order of a directory. `.git` is never
/// entered.
///
/// Fails with kNotFound or kIo if `root` itself cannot be opened; anything below it that cannot be
/// read is a notice.
Result<WalkSummary> walk(const std::string& root, const WalkOptions& options,
                         const std::function<void(FoundFile)>& on_file);

/// Reads a whole file of at most `max_bytes`. kNotFound, kIo, or kInvalidData when it is larger.
/// Never blocks on a FIFO or device: what is not a regular file is kIo.
Result<std::string> read_file(const std::string& system_path, std::uint64_t max_bytes,
                              FinalLink link = FinalLink::kFollow);

/// Reads at most the first `bytes` of a file. Fails and never blocks as read_file().
Result<std::string> read_prefix(const std::string& system_path, std::uint64_t bytes,
                                FinalLink link = FinalLink::kFollow);

}  // namespace scan::source
