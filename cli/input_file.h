// Files that are named on the command line.
#pragma once

#include <string>
#include <string_view>

#include "scan/result.h"

namespace scan::cli {

/// All of a file or pipe; `what` it is, for the message. kNotFound, kIo, or kInvalidData for what
/// is neither, as a device without end.
Result<std::string> read_input(const std::string& path, std::string_view what);

}  // namespace scan::cli
