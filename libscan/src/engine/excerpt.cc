// A report must show code without the file, which may be gone by then (a commit, an archive), so
// every location carries an excerpt: bounded, masked, and cut only between characters.
#include "engine/excerpt.h"

#include <algorithm>
#include <string_view>

#include "base/utf8.h"

namespace scan::engine {
namespace {

// How much of a cut line stands before the match.
constexpr std::uint32_t kWindowBefore = 80;

// As base::character_start().
std::uint32_t boundary(std::string_view text, std::uint32_t offset) {
  return static_cast<std::uint32_t>(base::character_start(text, offset));
}

Span whole_line(const Source& source, std::uint32_t line) {
  const std::string_view bytes = source.line(line);
  if (bytes.empty()) return {};
  const auto begin = static_cast<std::uint32_t>(bytes.data() - source.text().data());
  return {begin, begin + static_cast<std::uint32_t>(bytes.size())};
}

// The part of a line that is shown when it is too long: around the match if there is one line only.
Span window(const Source& source, Span line, Span match, bool single_line) {
  if (line.size() <= kSnippetBytes) return line;
  const std::string_view text = source.text();
  std::uint32_t begin = line.begin;
  if (single_line && match.begin > line.begin + kWindowBefore)
    begin = boundary(text, match.begin - kWindowBefore);
  return {begin, boundary(text, std::min(begin + kSnippetBytes, line.end))};
}

}  // namespace

void resolve(const Source& source, const Masking& masking, Location& location) {
  if (location.path.empty()) location.path = source.path();
  location.region = source.region(location.span);
  const std::uint32_t first = location.region.start_line;
  const std::uint32_t last = std::min(location.region.end_line, first + kSnippetLines - 1);
  location.snippet.clear();
  location.snippet_column = 1;
  for (std::uint32_t line = first; line <= last; ++line) {
    const Span whole = whole_line(source, line);
    const Span shown = window(source, whole, location.span, first == location.region.end_line);
    if (line > first) location.snippet.push_back('\n');
    location.snippet += masking.excerpt(shown);
    if (shown.begin != whole.begin)
      location.snippet_column = source.region({shown.begin, shown.begin}).start_column;
  }
}

}  // namespace scan::engine
