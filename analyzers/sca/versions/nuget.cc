// NuGet's order: SemVer with up to four numbers, and pre-release labels in which case does not
// count. A label of digits that does not fit 32 bits is a word to NuGet, so
// "1.0.0-20240101120000" compares as text with others of its kind.
#include <algorithm>

#include "sca/versions/ordering.h"
#include "sca/versions/semver.h"

namespace scan::sca {
namespace {

constexpr std::size_t kMaxNumbers = 4;

// Whether int.TryParse() takes it.
bool fits_32_bits(std::string_view digits) {
  constexpr std::string_view kMax = "2147483647";
  while (!digits.empty() && digits.front() == '0') digits.remove_prefix(1);
  return digits.size() < kMax.size() || (digits.size() == kMax.size() && digits <= kMax);
}

}  // namespace

std::optional<std::string> nuget_key(std::string_view version) {
  version = base::trimmed(version, kSpace);
  if (!version.empty() && to_lower(version.front()) == 'v') version.remove_prefix(1);
  std::string lower = base::lowered(version);
  std::string_view rest = lower;
  std::string_view numbers = rest.substr(0, rest.find_first_of("-+"));
  if (static_cast<std::size_t>(std::count(numbers.begin(), numbers.end(), '.')) >= kMaxNumbers)
    return std::nullopt;
  KeyWriter key;
  if (!write_semver(rest, key, fits_32_bits)) return std::nullopt;
  return key.take();
}

}  // namespace scan::sca
