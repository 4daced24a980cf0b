// Haskell's Data.Version, as Cabal has it: numbers between dots.
#include "sca/versions/number_list.h"
#include "sca/versions/ordering.h"

namespace scan::sca {

std::optional<std::string> hackage_key(std::string_view version) {
  KeyWriter key;
  if (!write_number_list(version, ".", key)) return std::nullopt;
  return key.take();
}

}  // namespace scan::sca
