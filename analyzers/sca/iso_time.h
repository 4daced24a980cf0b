// Times as advisories write them (RFC 3339, always UTC), in seconds since 1970-01-01.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace scan::sca {

/// Of the day that `text` begins with ("2024-05-01", and whatever follows); nullopt when there is
/// none.
std::optional<std::int64_t> parse_iso_day(std::string_view text);

/// Of "2024-10-10T12:34:56.789Z", to the second; nullopt when malformed.
std::optional<std::int64_t> parse_iso_time(std::string_view text);

/// "2024-05-01"
std::string iso_date(std::int64_t seconds);

}  // namespace scan::sca
