// R's package_version: numbers between dots or hyphens, which are the same.
#include "sca/versions/number_list.h"
#include "sca/versions/ordering.h"

namespace scan::sca {

std::optional<std::string> cran_key(std::string_view version) {
  KeyWriter key;
  if (!write_number_list(version, ".-", key)) return std::nullopt;
  return key.take();
}

}  // namespace scan::sca
