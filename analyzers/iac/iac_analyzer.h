// Insecure infrastructure and pipelines, by policies in Checkov's YAML policy language
// (docs/iac.md).
//
//   auto analyzer = scan::iac::make_analyzer({.files = std::move(policies)});
#pragma once

#include <memory>

#include "rules/loading.h"
#include "scan/analyzer.h"
#include "scan/result.h"

namespace scan::iac {

/// Reads the policies. kInvalidRule with the place of the first fault, unless malformed ones are
/// skipped.
Result<std::unique_ptr<Analyzer>> make_analyzer(rules::Loading loading);

}  // namespace scan::iac
