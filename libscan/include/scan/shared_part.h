// What two texts have in common.
//
//   scan::SharedPart part{.begin = 100, .base_begin = 80, .size = 900};
//   // text.substr(100, 900) == base.substr(80, 900)
#pragma once

#include <cstdint>

namespace scan {

/// A part of a text that stands in another one, its base, as well. In bytes.
struct SharedPart {
  std::uint32_t begin = 0;       ///< in the text
  std::uint32_t base_begin = 0;  ///< in the base
  std::uint32_t size = 0;

  friend bool operator==(const SharedPart&, const SharedPart&) = default;
};

}  // namespace scan
