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
  /// When the source that it was made from was last asked and had nothing newer
  /// (update_advisory_database()); 0 for one that was built from files.
  std::int64_t confirmed = 0;
  /// Of the EPSS scores and of CISA's catalogue in it; 0 where there are none, 1 where they do not
  /// say of when they are.
  std::int64_t epss_time = 0;
  std::int64_t kev_time = 0;
  std::uint64_t advisories = 0;
  std::uint64_t packages = 0;
  std::uint64_t bytes = 0;
  /// Advisories by ecosystem.
  std::map<std::string, std::uint64_t> ecosystems;
  /// The names of the files and folders that it was built from.
  std::vector<std::string> inputs;
  /// What was left out while building, and why. Empty for an index that was opened.
  std::vector<Notice> notices;

  /// The time of what it knows, by which its age is told.
  std::int64_t known_until() const { return confirmed != 0 ? confirmed : newest_modified; }
};

struct AdvisoryBuildOptions {
  /// EPSS scores as FIRST publishes them (CSV, plain or gzip) and CISA's catalogue of known
  /// exploited vulnerabilities (JSON), as files. Empty: none.
  std::string epss;
  std::string kev;
  /// Becomes AdvisoryDatabaseStatus::confirmed.
  std::int64_t confirmed = 0;
  /// 0: one for each processor. The index does not depend on it.
  unsigned threads = 0;
};

/// Compiles OSV records (JSON files, directories of them, zip archives of them) into one index at
/// `output`, written beside it and renamed. Equal input gives equal bytes. kNotFound, kIo;
/// kInvalidData when no record could be read; a single malformed record is a notice.
Result<AdvisoryDatabaseStatus> build_advisory_database(const std::vector<std::string>& inputs,
                                                       const std::string& output,
                                                       const AdvisoryBuildOptions& options = {});

/// Opens an index and verifies all its checksums. kNotFound; kInvalidData when truncated or
/// corrupt.
Result<AdvisoryDatabaseStatus> check_advisory_database(const std::string& path);

}  // namespace scan
