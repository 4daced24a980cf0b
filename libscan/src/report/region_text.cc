#include "report/region_text.h"

#include <algorithm>
#include <tuple>

#include "base/utf8.h"
#include "report/encoding.h"

namespace scan::report {

Region snippet_region(const Location& location) {
  const std::string_view snippet = location.snippet;
  if (snippet.empty()) return {};
  const std::uint32_t line = std::max(location.region.start_line, 1u);
  const auto breaks = static_cast<std::uint32_t>(std::count(snippet.begin(), snippet.end(), '\n'));
  const std::size_t last = snippet.rfind('\n');
  std::string_view last_line = last == std::string_view::npos ? snippet : snippet.substr(last + 1);
  if (last_line.ends_with('\r')) last_line.remove_suffix(1);
  const std::uint32_t from = breaks == 0 ? location.snippet_column : 1;
  const auto length = static_cast<std::uint32_t>(base::utf16_length(repaired(last_line)));
  return {line, location.snippet_column, line + breaks, from + length};
}

bool contains(const Region& outer, const Region& inner) {
  return std::tie(outer.start_line, outer.start_column) <=
             std::tie(inner.start_line, inner.start_column) &&
         std::tie(inner.end_line, inner.end_column) <= std::tie(outer.end_line, outer.end_column);
}

}  // namespace scan::report
