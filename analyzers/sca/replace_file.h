// Puts a file in place of another, whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "scan/result.h"

namespace scan::sca {

/// Writes `bytes` to a temporary file beside `path`, flushes it to disk and renames it to `path`,
/// so that a reader has the old file or the new one. kIo with the system's reason; nothing is left
/// behind then.
Status replace_file(const std::string& path, std::string_view bytes);

}  // namespace scan::sca
