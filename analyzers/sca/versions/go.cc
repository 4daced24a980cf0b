// Go modules order by SemVer with a prefix "v" (golang.org/ref/mod#versions). "+incompatible" is
// build metadata and pseudo-versions are pre-releases, made so that SemVer orders them:
// v1.2.4-0.20220101120000-abcdef012345 stands between v1.2.3 and v1.2.4.
//
// Releases of Go itself, the packages "stdlib" and "toolchain", are written "1.21rc2" in go.mod and
// "1.21.0-rc.2" in advisories; both give the same key. "1.21rc2-custom" is Go 1.21rc2 built by
// somebody.
#include "sca/versions/ordering.h"
#include "sca/versions/semver.h"

namespace scan::sca {
namespace {

// "rc2", "beta1": the pre-release of a Go release.
std::optional<std::string> go_release_key(std::string_view version) {
  KeyWriter key;
  if (!write_release(version, key)) return std::nullopt;
  for (std::string_view word : {"alpha", "beta", "rc"}) {
    if (!version.starts_with(word)) continue;
    version.remove_prefix(word.size());
    std::string identifiers = std::string(word) + '.';
    std::string_view number = take_digits(version);
    bool suffix_only = version.empty() || version.front() == '-';
    if (number.empty() || !suffix_only) return std::nullopt;
    if (!write_prerelease(identifiers.append(number), key)) return std::nullopt;
    return key.take();
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> go_key(std::string_view version) {
  if (version.starts_with("go")) version.remove_prefix(2);
  if (version.starts_with("v")) version.remove_prefix(1);
  KeyWriter key;
  if (write_semver(version, key)) return key.take();
  return go_release_key(version);
}

}  // namespace scan::sca
