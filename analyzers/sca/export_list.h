// The list of an export's records and their times, by which changes are told.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scan/result.h"

namespace scan::sca {

/// When each record was modified, by id: seconds since 1970-01-01 UTC.
using ExportList = std::map<std::string, std::int64_t, std::less<>>;

/// Reads modified_id.csv: "TIME,ID" or "TIME,ECOSYSTEM/ID" a line. kInvalidData for anything else,
/// an id that could be no file's name among it.
Result<ExportList> read_export_list(std::string_view csv);

/// What one list has and another has not, or has older.
std::vector<std::string> newer_ids(const ExportList& list, const ExportList& than);

/// Whether a list has every id of another.
bool has_all_ids(const ExportList& list, const ExportList& of);

/// What an archive of records holds. kInvalidData and kIo as for_each_advisory_file(), whose checks
/// (checksums among them) the whole archive passes.
Result<ExportList> list_archive(const std::string& path);

}  // namespace scan::sca
