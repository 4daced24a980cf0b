// Any pattern over any text: no crash, no hang, and spans that lie within the text. Input: a byte
// of options, the pattern up to a NUL, the text.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "text/regex.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  if (input.size() < 2) return 0;
  const std::string_view pattern = input.substr(1, input.find('\0', 1) - 1);
  if (pattern.size() > 200) return 0;
  const std::string_view text =
      input.substr(std::min(input.size(), pattern.size() + 2)).substr(0, 2000);
  const scan::text::Regex regex(std::string(pattern), {.case_insensitive = (data[0] & 1) != 0,
                                                       .dot_all = (data[0] & 2) != 0,
                                                       .multi_line = (data[0] & 4) != 0});
  if (!regex.check().ok()) return 0;
  std::vector<scan::Span> groups;
  for (std::uint32_t from = 0; from <= text.size();) {
    if (regex.search(text, from, groups) != scan::text::MatchStatus::kMatch) break;
    if (groups.size() != regex.group_count() + 1) std::abort();
    for (const scan::Span group : groups)
      if (group.begin != scan::text::Regex::kNoGroup && group.end > text.size()) std::abort();
    // "\K" and look-behind may report a match that begins before `from`.
    from = std::max(from, groups.front().end) + 1;
  }
  regex.contains(text);
  regex.matches_prefix(text);
  return 0;
}
