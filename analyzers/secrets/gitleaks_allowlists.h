// Reads allowlists from Gitleaks' TOML: those of a rule, and those of a whole file.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "rules/fields.h"
#include "rules/rule_file.h"
#include "scan/result.h"
#include "secrets/allowlist.h"

namespace scan::secrets {

/// The tables of `[[allowlists]]`, or the one of the older `[allowlist]`, in the table that
/// `fields` reads.
std::vector<const document::Value*> allowlist_tables(rules::Fields& fields);

/// `targets` is where the ids of `targetRules` go; null: there may be none here.
Result<std::shared_ptr<const Allowlist>> read_allowlist(const rules::RuleFile& file,
                                                        const document::Value& table,
                                                        std::vector<std::string>* targets);

}  // namespace scan::secrets
