#include "secrets/gitleaks_version.h"

#include <array>
#include <charconv>
#include <optional>

namespace scan::secrets {
namespace {

using Numbers = std::array<std::uint32_t, 3>;

std::optional<Numbers> numbers_of(std::string_view version) {
  if (version.starts_with('v')) version.remove_prefix(1);
  version = version.substr(0, version.find_first_of("-+"));
  Numbers numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const char* const end = version.data() + version.size();
    const auto [rest, error] = std::from_chars(version.data(), end, numbers[i]);
    if (error != std::errc()) return std::nullopt;
    version.remove_prefix(rest - version.data());
    if (version.empty()) return numbers;
    if (!version.starts_with('.')) return std::nullopt;
    version.remove_prefix(1);
  }
  return std::nullopt;
}

}  // namespace

GitleaksVersion compare_with_known_gitleaks(std::string_view version) {
  if (version.empty()) return GitleaksVersion::kKnown;
  const std::optional<Numbers> numbers = numbers_of(version);
  if (!numbers) return GitleaksVersion::kInvalid;
  return *numbers > *numbers_of(kKnownGitleaks) ? GitleaksVersion::kNewer : GitleaksVersion::kKnown;
}

}  // namespace scan::secrets
