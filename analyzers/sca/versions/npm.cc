// npm orders by SemVer. Its tools accept a leading "v" or "=" and space around a version.
#include "sca/versions/ordering.h"
#include "sca/versions/semver.h"

namespace scan::sca {

std::optional<std::string> semver_key(std::string_view version) {
  while (!version.empty() && (version.front() == ' ' || version.front() == '='))
    version.remove_prefix(1);
  while (!version.empty() && version.back() == ' ') version.remove_suffix(1);
  if (!version.empty() && to_lower(version.front()) == 'v') version.remove_prefix(1);
  KeyWriter key;
  if (!write_semver(version, key)) return std::nullopt;
  return key.take();
}

}  // namespace scan::sca
