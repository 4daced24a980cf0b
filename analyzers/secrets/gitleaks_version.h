// The version of Gitleaks whose configuration is read here, for files that ask for one.
#pragma once

#include <cstdint>
#include <string_view>

namespace scan::secrets {

inline constexpr std::string_view kKnownGitleaks = "8.30.1";

enum class GitleaksVersion : std::uint8_t { kKnown, kNewer, kInvalid };

/// How `version`, as in `minVersion` ("v8.25.0"; empty: any), stands to kKnownGitleaks. What
/// follows the numbers, as "-rc1", is left out of account.
GitleaksVersion compare_with_known_gitleaks(std::string_view version);

}  // namespace scan::secrets
