// How packages get into a project, whatever advisories say of them: registries without encryption,
// artifacts that nothing vouches for, names that one registry answers for and another one owns, and
// names that look like those of others.
#pragma once

#include <vector>

#include "rules/selection.h"
#include "scan/analyzer.h"

namespace scan::sca {

/// The rules, each about all packages of a tree.
std::vector<RuleInfo> supply_chain_rules();

/// Adds what the admitted ones of these rules find: one finding for each file and registry, scope
/// or name, with the places of all packages concerned. Linear in the packages but for sorting.
void check_supply_chain(const std::vector<Package>& packages, const rules::Selection& selection,
                        ProjectResult& out);

}  // namespace scan::sca
