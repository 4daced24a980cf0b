// npm orders by SemVer. Its tools accept a leading "v" or "=" and space around a version, and, of
// old packages, a pre-release without its hyphen: "1.2.3beta".
#include <algorithm>

#include "sca/versions/ordering.h"
#include "sca/versions/semver.h"

namespace scan::sca {

std::optional<std::string> semver_key(std::string_view version) {
  while (!version.empty() && (version.front() == ' ' || version.front() == '='))
    version.remove_prefix(1);
  while (!version.empty() && version.back() == ' ') version.remove_suffix(1);
  if (!version.empty() && to_lower(version.front()) == 'v') version.remove_prefix(1);
  KeyWriter key;
  if (write_semver(version, key)) return key.take();

  const std::size_t word = version.find_first_not_of("0123456789.");
  if (word == std::string_view::npos || !is_letter(version[word]) ||
      std::count(version.begin(), version.begin() + static_cast<std::ptrdiff_t>(word), '.') != 2)
    return std::nullopt;
  KeyWriter loose;
  std::string hyphenated(version);
  if (!write_semver(hyphenated.insert(word, "-"), loose)) return std::nullopt;
  return loose.take();
}

}  // namespace scan::sca
