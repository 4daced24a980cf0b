// Keeping an advisory index up to date with the public OSV export, or a mirror of it. Link
// scan::builtin.
//
//   auto update = scan::update_advisory_database({.folder = "osv", .database = "advisories.db"});
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "scan/advisory_database.h"
#include "scan/cancellation.h"
#include "scan/network_options.h"
#include "scan/result.h"

namespace scan {

/// Whether an index may replace one that knows of far more.
enum class ShrinkingDatabase : std::uint8_t { kRefuse, kAccept };

struct UpdateProgress {
  /// What is done: "PyPI/all.zip", or "building".
  std::string step;
  /// Bytes of that file which are there, and of the whole; 0: not known.
  std::uint64_t bytes = 0;
  std::uint64_t total = 0;
};

struct AdvisoryUpdateOptions {
  /// URL of a folder with ECOSYSTEM/all.zip, and where there are such ecosystems.txt,
  /// ECOSYSTEM/modified_id.csv and ECOSYSTEM/ID.json.
  std::string source = "https://osv-vulnerabilities.storage.googleapis.com";
  /// As OSV spells them. Empty: those of the export that scans can find packages of; "all": all of
  /// the export.
  std::vector<std::string> ecosystems;
  /// Where downloads are kept; made where it is not there.
  std::string folder;
  /// The index that is replaced.
  std::string database;
  /// EPSS scores and CISA's catalogue: files, or URLs (http, https). Empty: none.
  std::string epss;
  std::string kev;
  ShrinkingDatabase shrinking = ShrinkingDatabase::kRefuse;
  NetworkOptions network;
  unsigned threads = 0;  ///< as AdvisoryBuildOptions::threads
  /// When not null, raised by the caller to stop; what was downloaded stays for the next time.
  const CancellationToken* cancellation = nullptr;
  std::function<void(const UpdateProgress&)> on_progress;
};

struct AdvisoryUpdate {
  AdvisoryDatabaseStatus status;
  std::uint64_t bytes_received = 0;
  std::uint64_t archives = 0;  ///< that were downloaded
  std::uint64_t records = 0;   ///< that were downloaded one by one
  /// False when the source had nothing newer: then only the time at which it was asked was noted.
  bool rebuilt = false;
};

/// Downloads what changed, and replaces the index as a whole when all of it is there and sound; in
/// every other case the old one stays as it is. kNotFound: the source has no such ecosystem or
/// file. kIo: it cannot be reached, or a file cannot be written. kInvalidData: what came is no
/// export, or knows of much less than the index that is there. kInvalidArgument, kCancelled.
Result<AdvisoryUpdate> update_advisory_database(const AdvisoryUpdateOptions& options);

}  // namespace scan
