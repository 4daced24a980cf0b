#include "secrets/secret_traits.h"

#include <algorithm>

#include "base/ascii.h"

namespace scan::secrets {

bool SecretTraits::found_in(std::string_view secret) const {
  const auto count = [secret](const auto& is) {
    return static_cast<std::uint32_t>(std::ranges::count_if(secret, is));
  };
  if (count(base::is_digit) < min_digits || count(base::is_upper) < min_uppercase ||
      count([](char c) { return base::is_letter(c) && !base::is_upper(c); }) < min_lowercase ||
      count([this](char c) { return special.find(c) != special.npos; }) < min_special)
    return false;
  if (ignored.empty()) return true;
  const std::string lowered = base::lowered(secret);
  return std::ranges::none_of(
      ignored, [&lowered](const std::string& word) { return lowered.find(word) != lowered.npos; });
}

}  // namespace scan::secrets
