#include "sca/installed/stanzas.h"

#include <algorithm>

#include "base/ascii.h"

namespace scan::sca {
namespace {

bool equal_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b,
                            [](char x, char y) { return base::to_lower(x) == base::to_lower(y); });
}

}  // namespace

std::string_view Stanza::find(std::string_view name) const {
  for (const auto& [field, value] : fields)
    if (equal_letters(field, name)) return value;
  return {};
}

bool take_stanza(std::string_view text, std::size_t& at, Stanza& stanza) {
  stanza.fields.clear();
  std::size_t begin = at;
  std::size_t end = at;
  std::size_t value_begin = 0;
  while (at < text.size()) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, line_end - at);
    const std::size_t line_begin = std::exchange(at, std::min(line_end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (base::trimmed(line).empty()) {
      if (!stanza.fields.empty()) break;
      begin = end = at;
      continue;
    }
    end = line_begin + line.size();
    if (line.front() == ' ' || line.front() == '\t') {
      if (!stanza.fields.empty())
        stanza.fields.back().second = base::trimmed(text.substr(value_begin, end - value_begin));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == line.npos) continue;
    value_begin = line_begin + colon + 1;
    stanza.fields.emplace_back(base::trimmed(line.substr(0, colon)),
                               base::trimmed(line.substr(colon + 1)));
  }
  stanza.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  return !stanza.fields.empty();
}

bool ends_with_path(std::string_view path, std::string_view suffix) {
  if (!path.ends_with(suffix)) return false;
  if (path.size() == suffix.size()) return true;
  const char before = path[path.size() - suffix.size() - 1];
  return before == '/' || before == '!';
}

}  // namespace scan::sca
