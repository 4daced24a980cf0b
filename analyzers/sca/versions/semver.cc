// SemVer 2.0.0, section 11: numbers first; a pre-release is less than its release; its identifiers
// compare one by one, numbers numerically and below words, words in ASCII order, a longer list
// above its own beginning; build metadata does not count.
#include "sca/versions/semver.h"

#include <vector>

namespace scan::sca {
namespace {

constexpr std::uint8_t kPreRelease = 1;
constexpr std::uint8_t kRelease = 2;
constexpr std::uint8_t kNumericIdentifier = 1;
constexpr std::uint8_t kWordIdentifier = 2;

bool write_identifier(std::string_view identifier, KeyWriter& key, NumberTest is_number) {
  if (identifier.empty()) return false;
  bool numeric = true;
  for (char c : identifier) {
    if (!is_digit(c) && !is_letter(c) && c != '-') return false;
    numeric &= is_digit(c);
  }
  numeric = numeric && is_number(identifier);
  key.rank(numeric ? kNumericIdentifier : kWordIdentifier);
  if (numeric)
    key.number(identifier);
  else
    key.text(identifier);
  return true;
}

bool is_build_metadata(std::string_view text) {
  for (char c : text)
    if (!is_digit(c) && !is_letter(c) && c != '-' && c != '.') return false;
  return true;
}

}  // namespace

bool write_release(std::string_view& rest, KeyWriter& key) {
  std::vector<std::string_view> numbers;
  for (;;) {
    std::string_view digits = take_digits(rest);
    if (digits.empty()) return false;
    numbers.push_back(digits);
    if (rest.empty() || rest.front() != '.') break;
    rest.remove_prefix(1);
  }
  while (!numbers.empty() && is_zero(numbers.back())) numbers.pop_back();
  for (std::string_view digits : numbers) key.number(digits);
  key.end();
  return true;
}

bool write_identifiers(std::string_view identifiers, KeyWriter& key, NumberTest is_number) {
  for (;;) {
    std::size_t dot = identifiers.find('.');
    if (!write_identifier(identifiers.substr(0, dot), key, is_number)) return false;
    if (dot == std::string_view::npos) break;
    identifiers.remove_prefix(dot + 1);
  }
  key.end();
  return true;
}

bool write_prerelease(std::string_view identifiers, KeyWriter& key, NumberTest is_number) {
  key.rank(identifiers.empty() ? kRelease : kPreRelease);
  return identifiers.empty() || write_identifiers(identifiers, key, is_number);
}

bool write_semver(std::string_view version, KeyWriter& key, NumberTest is_number) {
  if (!write_release(version, key)) return false;
  std::size_t plus = version.find('+');
  std::string_view prerelease = version.substr(0, plus);
  if (plus != std::string_view::npos && !is_build_metadata(version.substr(plus + 1))) return false;
  if (prerelease.empty()) return write_prerelease({}, key);
  // "1.0.0-" has an empty identifier, which is not the same as having none.
  return prerelease.front() == '-' && prerelease.size() > 1 &&
         write_prerelease(prerelease.substr(1), key, is_number);
}

}  // namespace scan::sca
