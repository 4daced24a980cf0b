// What string literals, notebooks, SQL dumps and markup mean by the characters they are written in.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "secrets/decoded_views.h"
#include "secrets/rule.h"
#include "secrets/rule_index.h"
#include "secrets/view.h"

namespace scan::secrets {

/// Gives to `use` readings of those parts of `view`, a text of the file at `path`, in which a rule
/// with Rule::unescape may match: those around its `windows`, where there is anything to read
/// differently. The views are for such rules only. Nothing is made of a text without windows.
void for_each_unescaped(const View& view, std::string_view path, std::span<const Window> windows,
                        const std::vector<Rule>& rules, ViewBudget& budget, const UseView& use);

}  // namespace scan::secrets
