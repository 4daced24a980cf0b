#include "secrets/checks/check.h"

#include <algorithm>
#include <array>

namespace scan::secrets {
namespace {

constexpr auto kChecks = std::to_array<Check>({
#define SCAN_CHECK(name, function, about) {name, &(function), about},
#include "secrets/checks/checks.def"
#undef SCAN_CHECK
});

}  // namespace

std::span<const Check> all_checks() { return kChecks; }

const Check* find_check(std::string_view name) {
  const auto found = std::ranges::find(kChecks, name, &Check::name);
  return found == kChecks.end() ? nullptr : &*found;
}

}  // namespace scan::secrets
