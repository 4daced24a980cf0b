// How large the list of a 7z archive's entries is.
#pragma once

#include <cstdint>

#include "source/archive_input.h"

namespace scan::source {

/// The bytes of the header that lists the entries of a 7z archive, as they are when it is unpacked:
/// libarchive holds the list, which takes several times as much, before it gives the first entry.
/// 0 for what is no 7z archive, or one without a header; the greatest number where a packed header
/// is described as no program does it. `input` has a size and is at its begin; it is left there.
std::uint64_t seven_zip_header_bytes(ArchiveInput& input);

}  // namespace scan::source
