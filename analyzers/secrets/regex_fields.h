// Reading the regular expressions of a rule file.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rules/fields.h"
#include "scan/result.h"
#include "text/regex.h"

namespace scan::secrets {

/// Whose file a regex stands in. Built-in ones are known to compile (their tests see to it), and
/// compiling hundreds of patterns takes longer than a small scan may.
enum class RegexOrigin : std::uint8_t { kUser, kBuiltin };

/// Whether the regex compiles. Does not compile one that the shape analysis vouches for.
Status check_regex(const text::Regex& regex, RegexOrigin origin);

/// nullopt when absent, empty or wrong; what is wrong `fields` remembers.
std::optional<text::Regex> read_regex(rules::Fields& fields, std::string_view key,
                                      RegexOrigin origin);
std::vector<text::Regex> read_regexes(rules::Fields& fields, std::string_view key,
                                      RegexOrigin origin);

}  // namespace scan::secrets
