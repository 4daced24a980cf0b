// Secret rules from rule files of either format.
#pragma once

#include <vector>

#include "rules/loading.h"
#include "scan/result.h"
#include "secrets/rule.h"

namespace scan::secrets {

/// The rules of all files that the selection admits, in the order of files; files that they extend
/// are read as well. Of two rules with one id, one of the user's own replaces a built-in one; two
/// of the same standing are an error.
Result<std::vector<Rule>> read_rules(rules::Loading& loading);

}  // namespace scan::secrets
