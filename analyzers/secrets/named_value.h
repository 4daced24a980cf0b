// Rules for values that nothing but a name near them gives away.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scan::secrets {

/// How far from a name its value may begin, in characters.
inline constexpr unsigned kNameReach = 40;

/// What such a value has more of, in bits a byte, if the rule does not say. Words and repeated
/// characters have less.
inline constexpr double kNamedValueEntropy = 2.7;

/// The regex of a rule with `names` and `value`: one of the names, in any case, at most kNameReach
/// characters before what `value` matches (a regex without groups that capture). The value is group
/// 1 and stands by itself: no letter, digit, '_' or '-' is next to it. A name of fewer than six
/// letters must not be the end of a longer word.
std::string named_value_regex(const std::vector<std::string>& names, std::string_view value);

}  // namespace scan::secrets
