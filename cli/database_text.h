// What `scan db` tells of a database.
#pragma once

#include <cstdint>
#include <string>

#include "scan/advisory_database.h"

namespace scan::cli {

/// "2024-05-01T12:00:00Z", of seconds since 1970-01-01 UTC.
std::string time_text(std::int64_t seconds);
/// "2024-05-01"
std::string date_text(std::int64_t seconds);

/// For people: what it holds and of when.
std::string database_text(const std::string& path, const AdvisoryDatabaseStatus& status);

}  // namespace scan::cli
