// Which advisories speak of one vulnerability.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scan::sca {

/// Union-find over ids: an advisory and its aliases are one group, and so are groups that share an
/// id.
class AliasGroups {
 public:
  /// The ids of one group, ordered by id_order().
  using Ids = std::span<const std::string_view>;

  /// States that two ids name one vulnerability; with equal ids, that the id exists. The ids
  /// themselves must outlive the object.
  void join(std::string_view id, std::string_view alias);

  /// All groups, in the order of their first ids. They stay as long as the object, if join() is not
  /// called again.
  std::vector<Ids> groups();

 private:
  std::uint32_t node(std::string_view id);
  std::uint32_t root(std::uint32_t node);

  std::unordered_map<std::string_view, std::uint32_t> nodes_;
  std::vector<std::uint32_t> parents_;
  std::vector<std::uint32_t> sizes_;
  std::vector<std::string_view> ids_;  // group by group, once groups() was called
};

/// Whether `a` is to be named before `b`: CVE ids first, as they alone are the same in every
/// database; then GitHub's, then any others. Of one kind the shorter, then the lesser: CVE-2021-999
/// before CVE-2021-1000.
bool id_order(std::string_view a, std::string_view b);

}  // namespace scan::sca
