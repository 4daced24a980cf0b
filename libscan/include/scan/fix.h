// Applies the fixes that findings carry, or shows what they would change.
//
//   const scan::ScanResult result = *engine.scan({"src"});
//   for (const scan::FixedFile& file : scan::apply_fixes(result, scan::FixMode::kShow).files)
//     std::cout << file.diff;                            // for `patch -p1`, in src/
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scan/notice.h"
#include "scan/scan_result.h"

namespace scan {

enum class FixMode : std::uint8_t {
  kShow,   ///< nothing is written
  kApply,  ///< files are replaced, each as a whole or not at all
};

/// What fixing comes to in one file.
struct FixedFile {
  /// As in Location.
  std::string path;
  /// Findings whose fix is in it.
  std::uint64_t fixes = 0;
  /// Unified, as `patch -p1` and `git apply` take it; bytes of the file, whatever its encoding.
  std::string diff;

  friend bool operator==(const FixedFile&, const FixedFile&) = default;
};

struct FixReport {
  /// Those that were changed, or would be. Ordered by path.
  std::vector<FixedFile> files;
  /// "fix-conflict": the fix overlaps another one and was left out; scanning and fixing again may
  /// apply it. "fix-stale": the file is no longer what was scanned and was left alone.
  /// "fix-failed": it could not be read or written, which makes the notice incomplete.
  std::vector<Notice> notices;

  friend bool operator==(const FixReport&, const FixReport&) = default;
};

/// Applies the fixes of all findings that are not suppressed. `result` is what a scan of
/// directories or files returned, by a process whose working directory was this one.
///
/// Where two fixes overlap the one that begins first wins, and the longer one where both begin
/// together. A file keeps its encoding, byte order mark, line breaks, permissions and, where the
/// system allows it, owner. Nothing outside the roots of the scan is written, and no symbolic link
/// below them is followed.
FixReport apply_fixes(const ScanResult& result, FixMode mode);

}  // namespace scan
