#include "license/license_list.h"

#include <algorithm>
#include <iterator>

#include "base/ascii.h"

namespace scan::license {
namespace {

using base::to_lower;

constexpr ListedLicense kLicenses[] = {
#define LICENSE(id, modern) {id, modern},
#include "license/licenses.def"
#undef LICENSE
};

constexpr std::string_view kExceptions[] = {
#define EXCEPTION(id) id,
#include "license/exceptions.def"
#undef EXCEPTION
};

constexpr bool before(std::string_view a, std::string_view b) {
  return std::ranges::lexicographical_compare(a, b, {}, to_lower, to_lower);
}
constexpr std::string_view id_of(const ListedLicense& license) { return license.id; }

static_assert(std::ranges::is_sorted(kLicenses, before, id_of), "looked up by bisection");
static_assert(std::ranges::is_sorted(kExceptions, before), "looked up by bisection");

}  // namespace

const ListedLicense* find_license(std::string_view id) {
  const auto* found = std::ranges::lower_bound(kLicenses, id, before, id_of);
  return found != std::end(kLicenses) && !before(id, found->id) ? found : nullptr;
}

std::string_view find_exception(std::string_view id) {
  const auto* found = std::ranges::lower_bound(kExceptions, id, before);
  return found != std::end(kExceptions) && !before(id, *found) ? *found : std::string_view();
}

}  // namespace scan::license
