// The part of a pattern that begins with its literal.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/regex_shape.h"

namespace scan::text {

/// Of a pattern whose `shape` has literals somewhere within it, the pattern of what begins with
/// them: "[a-z]{0,50}?(?:key|token)=(\d+)" has the tail "(?:key|token)=(\d+)". Where a literal
/// stands and no match of the tail begins, no match of the pattern has that literal as the one that
/// it needs; asking the tail, anchored there, is cheaper than searching around it. The tail ends
/// before what would let its matches be longer than `max_length` bytes: "(?:key|token)=" of the one
/// above if `\d+` stands for `\d`. nullopt where the pattern has no such part, or it takes more
/// than a look at its brackets to find it.
std::optional<std::string> tail_of(std::string_view pattern, const RegexShape& shape,
                                   std::uint32_t max_length);

/// What a pattern begins with: up to so many characters of a class, as few as will do, and behind
/// them all the rest of it: "(?i)[\w.-]{0,50}?(?:key|token)=" is "(?i)(?:key|token)=" behind up to
/// 50 of "[\w.-]".
struct LazyHead {
  std::bitset<256> bytes;
  std::uint32_t max = 0;
  std::string rest;
};

/// nullopt where the pattern does not begin so, or it takes more than a look at its brackets to see
/// it. The class has ASCII characters alone, but for kFoldedBeyondAscii where case means nothing.
std::optional<LazyHead> lazy_head_of(std::string_view pattern);

}  // namespace scan::text
