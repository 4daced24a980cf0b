#include "rules/selection.h"

#include <algorithm>

namespace scan::rules {

bool Selection::admits(const RuleInfo& rule) const {
  const auto named_in = [&](const auto& ids) {
    return ids.contains(rule.id) ||
           std::ranges::any_of(rule.aliases, [&](const std::string& a) { return ids.contains(a); });
  };
  return (keep_.empty() || named_in(keep_)) && !named_in(drop_);
}

}  // namespace scan::rules
