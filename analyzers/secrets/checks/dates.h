// Dates, as properties and reasons have them.
#pragma once

#include <cstdint>
#include <string>

namespace scan::secrets {

/// The last second that has a year of four digits.
inline constexpr std::int64_t kLastDate = 253'402'300'799;

/// ISO 8601 in UTC, as "2023-11-14T22:13:20Z". `seconds` since 1970, from 0 to kLastDate.
std::string date_of(std::int64_t seconds);

}  // namespace scan::secrets
