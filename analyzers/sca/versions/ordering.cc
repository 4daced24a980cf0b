// The table of orderings.
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

constexpr OrderingRow kOrderings[] = {
#define ORDERING(name, ordering, key) {name, Ordering::ordering, key},
#include "sca/versions/orderings.def"
#undef ORDERING
};
static_assert(std::size(kOrderings) + 1 == kOrderingCount);
static_assert(static_cast<std::uint8_t>(std::rbegin(kOrderings)->ordering) + 1 == kOrderingCount);

}  // namespace

std::span<const OrderingRow> orderings() { return kOrderings; }

std::optional<std::string> ordering_key(Ordering ordering, std::string_view version) {
  // Keys hold text that NUL ends.
  if (ordering == Ordering::kNone || version.find('\0') != std::string_view::npos)
    return std::nullopt;
  return kOrderings[static_cast<std::size_t>(ordering) - 1].key(version);
}

}  // namespace scan::sca
