// The forms that a rule has here besides Gitleaks' regex.
#pragma once

#include "rules/fields.h"
#include "secrets/rule.h"

namespace scan::secrets {

/// Reads `names` and `value`, or `assigned` and its lengths, if they are there; remembers what is
/// wrong with them in `fields`. `builtin`: the value's regex is known to compile. Comes after
/// `regex`, `entropy` and `keywords` were read.
void read_rule_form(rules::Fields& fields, bool builtin, Rule& rule);

}  // namespace scan::secrets
