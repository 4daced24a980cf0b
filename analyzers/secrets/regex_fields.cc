#include "secrets/regex_fields.h"

#include <utility>

#include "text/regex_shape.h"

namespace scan::secrets {

Status check_regex(const text::Regex& regex, RegexOrigin origin) {
  if (origin == RegexOrigin::kBuiltin || text::shape_of(regex.pattern()).understood) return {};
  return regex.check();
}

std::optional<text::Regex> read_regex(rules::Fields& fields, std::string_view key,
                                      RegexOrigin origin) {
  std::optional<std::string> pattern = fields.optional_string(key);
  if (!pattern || pattern->empty()) return std::nullopt;
  text::Regex regex(std::move(*pattern));
  if (Status status = check_regex(regex, origin); !status.ok())
    fields.fail(*fields.optional(key), status.error().message);
  return regex;
}

std::vector<text::Regex> read_regexes(rules::Fields& fields, std::string_view key,
                                      RegexOrigin origin) {
  std::vector<text::Regex> regexes;
  const document::Value* list = fields.optional(key);
  for (std::string& pattern : fields.strings(key)) {
    const std::size_t i = regexes.size();
    regexes.emplace_back(std::move(pattern));
    if (Status status = check_regex(regexes.back(), origin); !status.ok())
      fields.fail(i < list->items.size() ? *list->items[i] : *list, status.error().message);
  }
  return regexes;
}

}  // namespace scan::secrets
