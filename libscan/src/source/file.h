// Opening and reading files relative to a directory; what read_file() of walk.h is made of.
#pragma once

#include <cstdint>
#include <string>

#include "base/descriptor.h"
#include "scan/result.h"
#include "source/walk.h"

namespace scan::source {

/// The absolute path without links; empty when there is none.
std::string real_path(const std::string& path);

/// A regular file that is open, and its size.
struct OpenFile {
  base::Descriptor descriptor;
  std::uint64_t size = 0;
};

/// Opens a file for reading. Fails and never blocks as read_file().
Result<OpenFile> open_file(const std::string& system_path, FinalLink link);

/// As open_file(), below the open directory `directory`.
Result<OpenFile> open_file_at(int directory, const std::string& path, FinalLink link);

/// Reads a regular file below the open directory `directory` (AT_FDCWD: the current one). As
/// read_file().
Result<std::string> read_file_at(int directory, const std::string& path, std::uint64_t max_bytes,
                                 FinalLink link);

}  // namespace scan::source
