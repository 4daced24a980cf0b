// Reading a rule of `mode: extract`, in both syntaxes.
#pragma once

#include "rules/fields.h"
#include "sast/extraction.h"
#include "sast/rule_source.h"

namespace scan::sast {

/// Reads what stands beside the patterns of the rule `owner`: `extract`, `dest-language`,
/// `dest-rules`, `transform` and `reduce` among its keys, or all of them below `extract`. What is
/// wrong is told to `source`.
ExtractSpec read_extract(RuleSource& source, const Scope& scope, const document::Value& owner,
                         rules::Fields& rule);

}  // namespace scan::sast
