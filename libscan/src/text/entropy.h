// Shannon entropy, as secret rules use it.
#pragma once

#include <string_view>

namespace scan::text {

/// Bits per byte of `text`: 0 for an empty one, at most 8.
double shannon_entropy(std::string_view text);

}  // namespace scan::text
