// Credentials in files, by rules in Gitleaks' TOML (docs/secrets.md).
//
//   auto analyzer = scan::secrets::make_analyzer({.files = std::move(rule_files)});
#pragma once

#include <memory>

#include "rules/loading.h"
#include "scan/analyzer.h"
#include "scan/result.h"

namespace scan::secrets {

/// Reads the rules. kInvalidRule with the place of the first fault, unless malformed ones are
/// skipped; kNotFound for a file that is extended and not there.
Result<std::unique_ptr<Analyzer>> make_analyzer(rules::Loading loading);

}  // namespace scan::secrets
