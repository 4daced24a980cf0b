// A rule's message, with what its metavariables are bound to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sast/pattern.h"

namespace scan::sast {

/// A message with its metavariables told apart, so that filling them in needs no search.
struct MessagePart {
  enum class Kind : std::uint8_t {
    kText,
    kMetavariable,  ///< `$X`: the code that it is bound to
    kValue,         ///< `value($X)`: its value, where that is known to be constant
  };
  std::string text;  ///< as written, which also is what an unbound metavariable is shown as
  Kind kind = Kind::kText;
  MetavariableId metavariable = kAnonymous;
};

/// Finds the metavariables of a message: `$X`, `$...ARGS`, `value($X)`, and `$1` and `$name` for
/// the groups of a regular expression.
std::vector<MessagePart> parse_message(std::string_view message, MetavariableTable& metavariables);

/// As much of what a metavariable is bound to as a message can carry.
std::string_view shown(std::string_view text);

}  // namespace scan::sast
