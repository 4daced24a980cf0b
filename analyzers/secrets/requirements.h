// Composite rules: whether what a rule requires is found near its matches.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "scan/source.h"
#include "secrets/rule.h"
#include "secrets/rule_run.h"
#include "secrets/view.h"

namespace scan::secrets {

/// Leaves in `matches` those of `rule`, all found in `view`, for which each required rule has found
/// something near enough, and sets the companions of these. Of two requirements of one rule either
/// will do, as in Gitleaks. `companions_of` runs a rule, given by its index, over the view.
void keep_accompanied(const Rule& rule, const View& view, const Source& source,
                      const std::function<const Companions&(std::uint32_t)>& companions_of,
                      std::vector<Match>& matches);

}  // namespace scan::secrets
