// How often byte strings occur in source text, for choosing what is worth searching for.
#pragma once

#include <string_view>

namespace scan::text {

/// The expected occurrences of `text` a byte of source code, ASCII case ignored, as if its bytes
/// stood there independently: good enough to compare two candidates. 1 for an empty one.
double expected_frequency(std::string_view text);

}  // namespace scan::text
