// The table of orderings.
#include "sca/versions/ordering.h"

namespace scan::sca {

std::optional<std::string> ordering_key(Ordering ordering, std::string_view version) {
  switch (ordering) {
    case Ordering::kPep440:
      return pep440_key(version);
    case Ordering::kSemVer:
      return semver_key(version);
    case Ordering::kGo:
      return go_key(version);
    case Ordering::kNone:
      break;
  }
  return std::nullopt;
}

}  // namespace scan::sca
