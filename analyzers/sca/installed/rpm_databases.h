// The databases in which RPM keeps its headers: SQLite, its own "ndb", and Berkeley DB's hash.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scan::sca {

/// Whether these are the first bytes of one.
bool is_rpm_database(std::string_view head);

struct RpmHeaders {
  /// In the order of the database.
  std::vector<std::string> blobs;
  /// Whether there may be more that could not be read.
  bool damaged = false;
};

/// All headers. Steps are bounded by the size of the database, whatever its pages point to.
RpmHeaders read_rpm_database(std::string_view bytes);

}  // namespace scan::sca
