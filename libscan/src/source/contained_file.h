// A file below a root, held by its directory, so that nothing on the way can lead elsewhere.
#pragma once

#include <string>

#include "base/descriptor.h"
#include "scan/result.h"

namespace scan::source {

/// An open directory and the name of a file in it.
struct ContainedFile {
  base::Descriptor directory;
  std::string name;
};

/// Opens the directory of the file at `path` below `root`, which may itself be reached through
/// links. Below the root no link is followed, and neither "..", nor an absolute path, nor an empty
/// part is taken: kInvalidArgument, kNotFound or kIo.
Result<ContainedFile> open_contained(const std::string& root, const std::string& path);

}  // namespace scan::source
