// What a scan could not do. A notice never stops a scan; an incomplete one keeps a gate from
// passing.
//
//   for (const scan::Notice& notice : result.notices)
//     if (notice.incomplete) std::cerr << notice.path << ": " << notice.message << '\n';
#pragma once

#include <string>

namespace scan {

/// A part that failed, or that the user should know of (tier 3 of three, see result.h).
struct Notice {
  /// A short stable name for machines: "file-too-large", "file-unreadable", "rule-skipped",
  /// "advisories-missing", "lockfile-invalid", "match-limit" …
  std::string code;
  /// One sentence for people.
  std::string message;
  /// The file that it is about, relative to the scanned root; empty when it is about the scan.
  std::string path;
  /// The rule that it is about; usually empty.
  std::string rule_id;
  /// True when something that should have been looked at was not: the scan is then incomplete, and
  /// never reads as passed.
  bool incomplete = false;

  friend auto operator<=>(const Notice&, const Notice&) = default;
};

}  // namespace scan
