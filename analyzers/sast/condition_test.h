// What single metavariables are tested for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sast/binding.h"
#include "sast/comparison.h"
#include "sast/formula.h"

namespace scan::sast {

/// Whether a condition holds that needs nothing but what is bound: not of kRegex and kFormula.
/// `target` may be nullptr: bindings are then mere texts.
bool condition_holds(const Condition& condition, const Target* target, const Bindings& bindings);

/// What a binding is in a comparison: a constant where it is known to be one, a text for the
/// content of a string, else its code.
ComparisonValue value_of(const Target* target, const Binding& binding);

/// The text of a binding; for a name with a known value that value.
std::string constant_text(const Target* target, const Binding& binding);

/// The content of a string literal, without its quotes, or of a mere text; nullopt for other code.
std::optional<std::string_view> content_of(const Target* target, const Binding& binding);

/// The bindings of a regular expression's groups. `groups` as found in `text`, which stands at
/// `offset` of the file.
Bindings group_bindings(const PatternTable& patterns, std::uint32_t regex,
                        const std::vector<Span>& groups, std::string_view text,
                        std::uint32_t offset);

/// The nodes that make up a range: one, or some that follow each other; {kNoNode, kNoNode} when
/// none do.
std::pair<syntax::NodeId, syntax::NodeId> nodes_of(const syntax::Tree& tree, Span span);

}  // namespace scan::sast
