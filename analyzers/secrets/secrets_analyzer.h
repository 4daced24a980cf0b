// Credentials in files, by rules in Gitleaks' TOML (docs/secrets.md).
//
//   auto analyzer = scan::secrets::make_analyzer({.files = std::move(rule_files)});
#pragma once

#include <cstdint>
#include <memory>

#include "rules/loading.h"
#include "scan/analyzer.h"
#include "scan/result.h"

namespace scan::secrets {

/// Reads the rules. kInvalidRule with the place of the first fault, unless malformed ones are
/// skipped; kNotFound for a file that is extended and not there. `max_decode_depth`: see Detector.
Result<std::unique_ptr<Analyzer>> make_analyzer(rules::Loading loading,
                                                std::uint32_t max_decode_depth = 5);

}  // namespace scan::secrets
