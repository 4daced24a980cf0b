// Reads secret rules from Gitleaks' TOML: https://github.com/gitleaks/gitleaks#configuration, with
// the additions of docs/secrets.md.
#pragma once

#include "rules/loading.h"
#include "rules/rule_file.h"
#include "scan/result.h"
#include "secrets/rule_collection.h"

namespace scan::secrets {

/// Adds the rules of `file`, and of the files that it extends, to `collection`.
Status read_gitleaks_rules(const rules::RuleFile& file, rules::Loading& loading,
                           RuleCollection& collection);

}  // namespace scan::secrets
