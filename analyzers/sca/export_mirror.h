// A local copy of some ecosystems of an OSV export, kept up to date.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "network/downloader.h"
#include "scan/advisory_update.h"
#include "scan/result.h"

namespace scan::sca {

/// Below its folder is for each ecosystem:
///
///   all.zip        the archive, as it was downloaded
///   changed/       records that changed since, one by one
///   listed.csv     the export's list of records, as it was last downloaded
///   applied.csv    the list of which everything is there
///
/// Files of downloads have companions (Downloader).
class ExportMirror {
 public:
  /// `options` and `downloader` must outlive the object.
  ExportMirror(const AdvisoryUpdateOptions& options, network::Downloader& downloader)
      : options_(options), downloader_(downloader) {}

  /// The ecosystems that `options` asks for. kNotFound when the export has no list of them.
  Result<std::vector<std::string>> ecosystems();

  /// Brings one up to date: single records where few changed, else the archive. True when anything
  /// changed. kNotFound when the export has none of that name; kInvalidData when its archive is
  /// malformed, or lacks much of what the list has.
  Result<bool> update(const std::string& ecosystem);

  /// The folder of an ecosystem.
  std::string folder_of(const std::string& ecosystem) const;
  /// What of it to build an index from.
  std::vector<std::string> inputs_of(const std::string& ecosystem) const;

  std::uint64_t archives() const { return archives_; }
  std::uint64_t records() const { return records_; }

 private:
  Result<network::Freshness> get(const std::string& name, const std::string& path);
  Result<bool> get_archive(const std::string& ecosystem);
  Status get_records(const std::string& ecosystem, const std::vector<std::string>& ids);
  Result<bool> update_without_list(const std::string& ecosystem);
  Status get_what_archive_lacks(const std::string& ecosystem, const std::string& list);

  const AdvisoryUpdateOptions& options_;
  network::Downloader& downloader_;
  std::uint64_t archives_ = 0;
  std::uint64_t records_ = 0;
};

}  // namespace scan::sca
