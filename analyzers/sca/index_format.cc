// The hash that packages are found by.
#include "sca/index_format.h"

#include <xxhash.h>

#include <string>

namespace scan::sca {

std::uint64_t package_hash(std::string_view ecosystem, std::string_view normalised_name) {
  std::string key;
  key.reserve(ecosystem.size() + 1 + normalised_name.size());
  key.append(ecosystem).push_back('\0');
  key.append(normalised_name);
  return XXH3_64bits(key.data(), key.size());
}

}  // namespace scan::sca
