// The analyzer for source code: Semgrep rules over the common Tree.
#pragma once

#include <memory>

#include "rules/loading.h"
#include "scan/analyzer.h"
#include "scan/result.h"

namespace scan::sast {

/// Makes the analyzer from rule files of format kSemgrep. kInvalidRule with the place of the first
/// rule that is malformed, unless bad rules are skipped.
Result<std::unique_ptr<Analyzer>> make_analyzer(rules::Loading loading);

}  // namespace scan::sast
