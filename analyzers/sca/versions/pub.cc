// Dart's order: SemVer, but build metadata counts, by the rules for pre-releases, and a version
// that has it is greater than the one without.
#include "sca/versions/ordering.h"
#include "sca/versions/semver.h"

namespace scan::sca {
namespace {

constexpr std::uint8_t kNoBuild = 1;
constexpr std::uint8_t kBuild = 2;

}  // namespace

std::optional<std::string> pub_key(std::string_view version) {
  version = base::trimmed(version, kSpace);
  if (!version.empty() && to_lower(version.front()) == 'v') version.remove_prefix(1);
  std::size_t plus = version.find('+');
  KeyWriter key;
  if (!write_semver(version.substr(0, plus), key)) return std::nullopt;
  key.rank(plus == std::string_view::npos ? kNoBuild : kBuild);
  if (plus != std::string_view::npos && !write_identifiers(version.substr(plus + 1), key))
    return std::nullopt;
  return key.take();
}

}  // namespace scan::sca
