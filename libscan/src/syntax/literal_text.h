// What a literal means, whatever its spelling.
#pragma once

#include <string>
#include <string_view>

namespace scan::syntax {

/// The spelling by which equal numbers are equal texts: an integer of up to 64 bits in decimal
/// (0x8, 0b1000 and 1_0 included), anything else in lower case without "_".
std::string canonical_number(std::string_view text);

/// Whether `text` is already in that spelling: plain decimal digits without a leading zero.
bool is_canonical_number(std::string_view text);

}  // namespace scan::syntax
