// Versions that are nothing but numbers, compared one by one, in which "1.0" is less than "1.0.0".
#pragma once

#include "sca/versions/key_writer.h"

namespace scan::sca {

/// Writes numbers between single characters of `separators`. False when `version` is none, or has
/// anything else but space around it.
inline bool write_number_list(std::string_view version, std::string_view separators,
                              KeyWriter& key) {
  std::string_view rest = base::trimmed(version, kSpace);
  for (;;) {
    std::string_view digits = take_digits(rest);
    if (digits.empty()) return false;
    key.number(digits);
    if (rest.empty()) break;
    if (separators.find(rest.front()) == std::string_view::npos) return false;
    rest.remove_prefix(1);
  }
  key.end();
  return true;
}

}  // namespace scan::sca
