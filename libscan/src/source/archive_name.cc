#include "source/archive_name.h"

#include <algorithm>
#include <array>

namespace scan::source {

EntryName normalized_name(std::string_view raw) {
  EntryName result;
  result.name.reserve(raw.size());
  result.led_outside = raw.starts_with('/') || raw.starts_with('\\');
  while (!raw.empty()) {
    const std::size_t end = std::min(raw.find_first_of("/\\"), raw.size());
    const std::string_view part = raw.substr(0, end);
    raw.remove_prefix(std::min(end + 1, raw.size()));
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      result.led_outside |= result.name.empty();
      const std::size_t slash = result.name.rfind('/');
      result.name.resize(slash == std::string::npos ? 0 : slash);
      continue;
    }
    if (!result.name.empty()) result.name.push_back('/');
    result.name += part;
  }
  return result;
}

std::string_view without_compression(std::string_view path) {
  constexpr std::array<std::string_view, 7> kEndings = {".gz",  ".xz", ".zst", ".bz2",
                                                        ".lz4", ".lz", ".Z"};
  for (const std::string_view ending : kEndings)
    if (path.ends_with(ending)) return path.substr(0, path.size() - ending.size());
  return path;
}

}  // namespace scan::source
