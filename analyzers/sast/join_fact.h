// What a file says of the matches of a join's rules, for the fold over all files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sast/join.h"
#include "sast/range_algebra.h"
#include "scan/analyzer.h"

namespace scan::sast {

/// The kind of these facts.
inline constexpr std::string_view kJoinFact = "sast-join-row";

/// A row of a join, as a fact has it.
struct JoinMatch {
  std::uint32_t join = 0;        ///< the number of its rule among those loaded
  std::uint32_t collection = 0;  ///< in the join
  JoinRow row;
};

/// The fact of one match in a file.
Fact join_fact(std::uint32_t join, std::uint32_t number, const JoinCollection& collection,
               const Range& range);

/// Reads a fact back; its path is its location's. nullopt: the payload is none of join_fact()'s.
std::optional<JoinMatch> join_match(const Fact& fact);

}  // namespace scan::sast
