// The advisory index: OSV advisories compiled into one memory-mapped file. Link scan::builtin.
//
//   scan::build_advisory_database({"osv/PyPI/all.zip"}, "advisories.db");
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "scan/notice.h"
#include "scan/result.h"

namespace scan {

struct AdvisoryDatabaseStatus {
  std::uint32_t format_version = 0;
  /// Seconds since 1970-01-01 UTC, when the newest of its advisories was modified.
  std::int64_t newest_modified = 0;
  std::uint64_t advisories = 0;
  std::uint64_t packages = 0;
  std::uint64_t bytes = 0;
  /// Advisories by ecosystem.
  std::map<std::string, std::uint64_t> ecosystems;
  /// What was left out while building, and why. Empty for an index that was opened.
  std::vector<Notice> notices;
};

/// Compiles OSV records (JSON files, directories of them, zip archives of them) into one index at
/// `output`, written beside it and renamed. Equal input gives equal bytes. kNotFound, kIo;
/// kInvalidData when no record could be read; a single malformed record is a notice.
Result<AdvisoryDatabaseStatus> build_advisory_database(const std::vector<std::string>& inputs,
                                                       const std::string& output);

/// Opens an index and verifies all its checksums. kNotFound; kInvalidData when truncated or
/// corrupt.
Result<AdvisoryDatabaseStatus> check_advisory_database(const std::string& path);

}  // namespace scan
