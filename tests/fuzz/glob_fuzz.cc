// Ignore patterns on paths. Input: a path on the first line, an ignore file behind it. Patterns of
// plain bytes, `?` and stars are checked against their definition.
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "source/glob.h"
#include "source/ignore_list.h"

namespace {

using scan::source::EntryKind;
using scan::source::Glob;
using scan::source::IgnoreList;

// Which suffixes of `text` a suffix of the pattern matches, from its end to its beginning.
bool matches_by_definition(std::string_view pattern, std::string_view text) {
  const std::size_t n = text.size();
  std::vector<std::vector<bool>> rest(pattern.size() + 1, std::vector<bool>(n + 1, false));
  rest[pattern.size()][n] = true;
  for (std::size_t p = pattern.size(); p-- > 0;) {
    const bool run_before = p > 0 && pattern[p - 1] == '*';
    if (pattern[p] == '*' && run_before) continue;  // told at the first star of the run
    std::size_t behind = p;
    while (behind < pattern.size() && pattern[behind] == '*') ++behind;
    const bool part = behind - p > 1 && (p == 0 || pattern[p - 1] == '/') &&
                      (behind == pattern.size() || pattern[behind] == '/');
    for (std::size_t t = n + 1; t-- > 0;) {
      const bool more = t < n;
      if (pattern[p] != '*') {
        rest[p][t] = more && (pattern[p] == '?' ? text[t] != '/' : text[t] == pattern[p]) &&
                     rest[p + 1][t + 1];
        continue;
      }
      rest[p][t] = rest[behind][t] ||
                   (part && behind < pattern.size() && rest[behind + 1][t] &&
                    (t == 0 || text[t - 1] == '/')) ||
                   (more && (part || text[t] != '/') && rest[p][t + 1]);
    }
  }
  return rest[0][0];
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = input.find('\n');
  if (end == std::string_view::npos) return 0;
  const std::string_view path = input.substr(0, end);
  const std::string_view file = input.substr(end + 1);

  const IgnoreList list(file);
  const IgnoreList::Match as_file = list.match(path, EntryKind::kFile);
  (void)list.match(path, EntryKind::kDirectory);
  if (list.empty() && as_file != IgnoreList::Match::kNone) std::abort();

  const std::string_view pattern = file.substr(0, file.find('\n'));
  if (pattern.find_first_of("[\\") == std::string_view::npos && pattern.size() < 200 &&
      path.size() < 200 && Glob(pattern).matches(path) != matches_by_definition(pattern, path))
    std::abort();
  return 0;
}
