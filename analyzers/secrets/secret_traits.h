// What a secret must be made of beyond what a regex can say: Kingfisher's `pattern_requirements`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scan::secrets {

struct SecretTraits {
  /// ASCII's printing characters but for letters, digits and space.
  static constexpr std::string_view kPunctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

  /// How many of each the secret has at least. Letters and digits are ASCII's.
  std::uint32_t min_digits = 0;
  std::uint32_t min_uppercase = 0;
  std::uint32_t min_lowercase = 0;
  std::uint32_t min_special = 0;
  /// What is special.
  std::string special = std::string(kPunctuation);
  /// In lower case: a secret that has one of these, in any case, is none.
  std::vector<std::string> ignored;

  bool found_in(std::string_view secret) const;

  friend bool operator==(const SecretTraits&, const SecretTraits&) = default;
};

}  // namespace scan::secrets
