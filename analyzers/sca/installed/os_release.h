// What os-release(5) says, as a fact.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scan::sca {

inline constexpr std::string_view kOsReleaseFact = "os-release";

/// The fields of the file that are used, unquoted; empty where it has none.
struct OsRelease {
  std::string id;          ///< "ubuntu"
  std::string version_id;  ///< "22.04"
  std::string version;     ///< "22.04.3 LTS (Jammy Jellyfish)"
  std::string codename;    ///< "jammy"
};

/// Of a fact of kOsReleaseFact; nullopt when it is none of this version.
std::optional<OsRelease> read_os_release_payload(std::string_view payload);

}  // namespace scan::sca
