#include "sca/lockfiles/nuget.h"

#include <algorithm>

namespace scan::sca {

std::string nuget_version(std::string_view requested) {
  requested = base::trimmed(requested);
  const bool is_range = requested.starts_with('[') || requested.starts_with('(');
  if (is_range) requested = base::trimmed(requested.substr(1, requested.find_first_of(",])") - 1));
  if (requested.find_first_of("*$,%@ ") != requested.npos) return {};
  return std::string(requested);
}

std::pair<std::string_view, std::string_view> split_library(std::string_view key) {
  const std::size_t slash = std::min(key.rfind('/'), key.size());
  return {key.substr(0, slash), key.substr(std::min(slash + 1, key.size()))};
}

}  // namespace scan::sca
