// Reading a rule of `mode: taint`, in both syntaxes.
#pragma once

#include "rules/fields.h"
#include "sast/rule_source.h"
#include "sast/taint_spec.h"

namespace scan::sast {

/// Reads `pattern-sources`, `pattern-sinks` and their kin from a rule's keys, or `taint` where
/// there is one. What is wrong is told to `source`; every pattern is parsed.
TaintSpec read_taint(RuleSource& source, const Scope& scope, rules::Fields& rule);

/// Reads a `requires` expression: labels with `and`, `or`, `not`, parentheses, True and False.
/// kInvalidRule with the place in `text` as Error::region.
Result<LabelExpression> parse_labels(std::string_view text);

}  // namespace scan::sast
