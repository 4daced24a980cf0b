// What stands around a match.
#pragma once

#include <string_view>

#include "scan/span.h"

namespace scan::secrets {

/// The whole lines that `match` is on, without the last line break. Followed for 4,096 bytes on
/// either side: else a line of 100 MB with many matches would be read once for each.
std::string_view lines_around(std::string_view text, Span match);

/// The match with up to 1,024 bytes on either side.
std::string_view text_around(std::string_view text, Span match);

}  // namespace scan::secrets
