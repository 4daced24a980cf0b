// The names that the stored report's writer and reader share. docs/report-schema.md is its
// documentation, docs/report.schema.json its schema.
#pragma once

#include <string_view>

namespace scan::report {

/// "libscan-report/MAJOR". A member that is added keeps the version; one that changes its meaning
/// or goes raises it. A reader passes over members that it does not know.
inline constexpr std::string_view kSchemaPrefix = "libscan-report/";
inline constexpr unsigned kSchemaVersion = 1;
inline constexpr std::string_view kSchema = "libscan-report/1";

/// Suppression::Kind.
inline constexpr std::string_view kInSource = "in-source";
inline constexpr std::string_view kExternal = "external";

}  // namespace scan::report
