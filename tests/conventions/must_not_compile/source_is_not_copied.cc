// A source may be 64 MB, and what was derived from it points into it.
// error: use of deleted function .*Source
#include <utility>
#include <vector>

#include "scan/source.h"

std::vector<scan::Source> collect(scan::Source source) {
  std::vector<scan::Source> sources;
#ifdef MUST_NOT_COMPILE
  sources.push_back(source);
#else
  sources.push_back(std::move(source));
#endif
  return sources;
}
