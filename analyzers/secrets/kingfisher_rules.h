// Reads secret rules from Kingfisher's YAML: see docs/secrets.md for what of it.
#pragma once

#include "rules/loading.h"
#include "rules/rule_file.h"
#include "scan/result.h"
#include "secrets/rule_collection.h"

namespace scan::secrets {

/// Adds the rules of `file` to `collection`.
Status read_kingfisher_rules(const rules::RuleFile& file, rules::Loading& loading,
                             RuleCollection& collection);

}  // namespace scan::secrets
