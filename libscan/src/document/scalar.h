// What a scalar means: a number, and a plain scalar of YAML by the core schema
// (YAML 1.2.2, 10.3.2).
#pragma once

#include <string_view>

#include "document/value.h"

namespace scan::document {

/// Fills in kind and number of `value` from its text as written; a text that is neither null,
/// boolean nor a number is a string. `yes` and `on` are strings, as in YAML 1.2: who wants YAML 1.1
/// reads `text`. An integer beyond 64 bits is a kFloat.
void resolve_plain_scalar(Value& value);

/// Reads a decimal integer or number with an optional sign into `value`; false when it is none.
bool parse_number(std::string_view text, Value& value);

}  // namespace scan::document
