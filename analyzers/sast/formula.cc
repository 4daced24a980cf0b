#include "sast/formula.h"

#include <string>

namespace scan::sast {

std::uint32_t PatternTable::add_pattern(std::string_view text) {
  const auto [at, added] =
      pattern_numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(patterns_.size()));
  if (added) patterns_.emplace_back(text);
  return at->second;
}

std::uint32_t PatternTable::add_regex(std::string_view text) {
  const auto [at, added] =
      regex_numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(regexes_.size()));
  // As Semgrep compiles them: "^" and "$" are lines' ends.
  if (added) regexes_.emplace_back(std::string(text), text::RegexOptions{.multi_line = true});
  return at->second;
}

}  // namespace scan::sast
