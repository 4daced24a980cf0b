// Half of all services issue keys that are 32 random characters and no more. What tells such a key
// is where it stands: a variable, a header, a host called like the service, and the key right after
// it. Written by hand, each of these rules would be the same regex but for the name and the shape
// of the value.
#include "secrets/named_value.h"

#include <algorithm>

#include "base/ascii.h"

namespace scan::secrets {
namespace {

constexpr std::size_t kShortName = 6;

void append_quoted(std::string_view name, std::string& regex) {
  for (const char c : name) {
    if (!base::is_alphanumeric(c) && c != '_' && static_cast<unsigned char>(c) < 0x80)
      regex += '\\';
    regex += c;
  }
}

void append_alternatives(const std::vector<std::string_view>& names, std::string_view before,
                         std::string& regex) {
  if (names.empty()) return;
  if (regex.back() != ':') regex += '|';
  regex += before;
  regex += "(?:";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) regex += '|';
    append_quoted(names[i], regex);
  }
  regex += ')';
}

}  // namespace

std::string named_value_regex(const std::vector<std::string>& names, std::string_view value) {
  std::vector<std::string_view> brief;
  std::vector<std::string_view> telling;
  for (const std::string& name : names)
    (std::ranges::count_if(name, base::is_letter) < static_cast<int>(kShortName) ? brief : telling)
        .push_back(name);
  std::string regex = "(?i:";
  append_alternatives(telling, "", regex);
  append_alternatives(brief, "(?:^|[^a-z])", regex);
  regex += ")[^\\x00]{0," + std::to_string(kNameReach - 1) + "}?[^\\w.%+-](";
  regex += value;
  regex += ")(?:[^\\w-]|$)";
  return regex;
}

}  // namespace scan::secrets
