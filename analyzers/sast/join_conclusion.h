// From the facts of all files to what the rules of mode join find.
#pragma once

#include <memory>
#include <vector>

#include "sast/rule.h"
#include "scan/analyzer.h"

namespace scan::sast {

/// Adds a finding for each place that a rule of mode join finds, and the notice "join-limit" for a
/// rule that there was too much for. Facts speak of joins by their number in `rules`; those that
/// are no join_fact() are passed over.
void conclude_joins(const std::vector<std::unique_ptr<const Rule>>& rules,
                    const std::vector<Fact>& facts, ProjectResult& out);

}  // namespace scan::sast
