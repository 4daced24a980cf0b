// SemVer 2.0.0's precedence as section 11 words it, for versions that are valid: slow, and
// independent of the ordering keys that it checks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scan::sca {

inline std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts = {""};
  for (char c : text)
    if (c == separator)
      parts.emplace_back();
    else
      parts.back() += c;
  return parts;
}

inline bool all_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// -1, 0, 1. Numbers without leading zeros: of two the longer is greater.
inline int compare_numbers(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
  return a == b ? 0 : a < b ? -1 : 1;
}

inline int compare_identifiers(const std::string& a, const std::string& b) {
  if (all_digits(a) && all_digits(b)) return compare_numbers(a, b);
  if (all_digits(a) != all_digits(b)) return all_digits(a) ? -1 : 1;
  return a == b ? 0 : a < b ? -1 : 1;
}

inline int semver_compare(std::string_view a, std::string_view b) {
  auto core = [](std::string_view v) { return split(v.substr(0, v.find_first_of("-+")), '.'); };
  for (std::size_t i = 0; i < 3; ++i)
    if (int order = compare_numbers(core(a)[i], core(b)[i])) return order;
  auto prerelease = [](std::string_view v) -> std::vector<std::string> {
    v = v.substr(0, v.find('+'));
    std::size_t dash = v.find('-');
    if (dash == std::string_view::npos) return {};
    return split(v.substr(dash + 1), '.');
  };
  std::vector<std::string> left = prerelease(a), right = prerelease(b);
  if (left.empty() != right.empty()) return left.empty() ? 1 : -1;
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i)
    if (int order = compare_identifiers(left[i], right[i])) return order;
  return left.size() == right.size() ? 0 : left.size() < right.size() ? -1 : 1;
}

}  // namespace scan::sca
