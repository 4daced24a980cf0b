#include "source/path_filter.h"

namespace scan::source {

PathFilter::PathFilter(const std::vector<std::string>& include,
                       const std::vector<std::string>& exclude) {
  for (const std::string& glob : include) include_.add(glob);
  for (const std::string& glob : exclude) exclude_.add(glob);
}

// Only the directory itself is asked about: those around it were asked before.
bool PathFilter::takes_directory(std::string_view path) const {
  return exclude_.match(path, EntryKind::kDirectory) != IgnoreList::Match::kPositive;
}

bool PathFilter::takes_file(std::string_view path) const {
  if (exclude_.match(path, EntryKind::kFile) == IgnoreList::Match::kPositive) return false;
  if (include_.empty()) return true;
  bool included = false;
  for (std::size_t slash = path.find('/'); slash != path.npos; slash = path.find('/', slash + 1)) {
    const auto match = include_.match(path.substr(0, slash), EntryKind::kDirectory);
    if (match != IgnoreList::Match::kNone) included = match == IgnoreList::Match::kPositive;
  }
  const auto match = include_.match(path, EntryKind::kFile);
  if (match != IgnoreList::Match::kNone) included = match == IgnoreList::Match::kPositive;
  return included;
}

}  // namespace scan::source
