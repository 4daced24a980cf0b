// Objects as packs store them: as their difference from another one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/shared_part.h"

namespace scan::source {

/// A delta's first words: the size in bytes of what it builds on, and of what it makes.
struct DeltaSizes {
  std::uint64_t base = 0;
  std::uint64_t result = 0;
};

/// nullopt when `delta` does not begin as one.
std::optional<DeltaSizes> delta_sizes(std::string_view delta);

/// Makes of `base` what `delta` says; false when that is not possible, or would be more than
/// `max_bytes`. `shared`, where it is not null, gets what was taken over from the base, in the
/// order of the result: what adjoins in both is one part.
bool apply_delta(std::string_view base, std::string_view delta, std::uint64_t max_bytes,
                 std::string& result, std::vector<SharedPart>* shared);

}  // namespace scan::source
