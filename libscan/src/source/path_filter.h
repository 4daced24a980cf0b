// Include and exclude globs for paths that no directory leads to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "source/ignore_list.h"

namespace scan::source {

/// Decides as the walk does (ScanOptions::include and exclude), of a whole path at once. Immutable
/// and safe to share between threads.
class PathFilter {
 public:
  PathFilter(const std::vector<std::string>& include, const std::vector<std::string>& exclude);

  /// Whether a directory may have files that takes_file() is true for.
  bool takes_directory(std::string_view path) const;
  bool takes_file(std::string_view path) const;

 private:
  IgnoreList include_;
  IgnoreList exclude_;
};

}  // namespace scan::source
