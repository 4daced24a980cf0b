// Which advisories speak of one vulnerability.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scan::sca {

/// Union-find over ids: an advisory and its aliases are one group, and so are groups that share an
/// id.
class AliasGroups {
 public:
  /// States that two ids name one vulnerability; with equal ids, that the id exists.
  void join(std::string_view id, std::string_view alias);

  /// The ids of each group, ordered by id_order(); groups in the order of their first ids.
  std::vector<std::vector<std::string>> groups();

 private:
  std::uint32_t node(std::string_view id);
  std::uint32_t root(std::uint32_t node);

  std::unordered_map<std::string, std::uint32_t> nodes_;
  std::vector<std::uint32_t> parents_;
  std::vector<std::uint32_t> sizes_;
};

/// Whether `a` is to be named before `b`: CVE ids first, as they alone are the same in every
/// database; then GitHub's, then any others. Of one kind the shorter, then the lesser: CVE-2021-999
/// before CVE-2021-1000.
bool id_order(std::string_view a, std::string_view b);

}  // namespace scan::sca
