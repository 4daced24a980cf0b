// The frameworks whose files are read, one row each in frameworks.def.
#pragma once

#include <span>
#include <string_view>

#include "iac/resource.h"
#include "scan/source.h"

namespace scan::iac {

struct Framework {
  std::string_view name;
  bool (*wants)(std::string_view path);
  /// Never fails: what cannot be read is a notice.
  ResourceFile (*read)(const Source& source);
};

/// In the order of frameworks.def.
std::span<const Framework> frameworks();

/// The framework of the file at `path`; nullptr when there is none.
const Framework* framework_of(std::string_view path);

// The rows' functions.
bool is_dockerfile(std::string_view path);
ResourceFile read_dockerfile(const Source& source);
bool is_gitlab_ci(std::string_view path);
ResourceFile read_gitlab_ci(const Source& source);

}  // namespace scan::iac
