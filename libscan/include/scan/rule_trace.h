// How one rule fared in one file, step by step: for whoever writes rules.
//
//   const auto trace = engine.explain("python-weak-hash", scan::Source("a.py", bytes));
//   if (trace.ok()) std::cout << scan::to_text(*trace);
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scan/span.h"

namespace scan {

/// The most places that a step remembers; it counts them all.
inline constexpr std::size_t kMaxTracePlaces = 1000;

/// Where a step matched.
struct TracePlace {
  Region region;
  /// The first line of the code, cut where it is long.
  std::string excerpt;

  friend bool operator==(const TracePlace&, const TracePlace&) = default;
};

/// One part of what a rule looks for. A plain value.
struct TraceStep {
  enum class Kind : std::uint8_t {
    kMatch,         ///< finds places: a pattern, a regular expression
    kAll,           ///< finds what all its steps agree on
    kAlternatives,  ///< finds what any of its steps finds
    kNegation,      ///< takes away what it finds
    kCondition,     ///< keeps what it holds for; finds nothing itself
  };
  Kind kind = Kind::kMatch;
  /// As in the rule: "pattern: yaml.load($X)".
  std::string text;
  std::uint64_t found = 0;
  /// The first of those found.
  std::vector<TracePlace> places;
  /// Within kAll: the places that were left once this step had been applied, and how many.
  std::optional<std::uint64_t> left;
  std::vector<TracePlace> left_places;
  std::vector<TraceStep> steps;

  friend bool operator==(const TraceStep&, const TraceStep&) = default;
};

struct RuleTrace {
  std::string rule_id;
  std::string path;
  /// Why a scan would not have tried the rule in this file: its language, its `paths`, or names
  /// without which no pattern of it can match. Empty: it would have.
  std::string not_tried;
  /// Absent where there is nothing to tell: the rule is for another language.
  std::optional<TraceStep> formula;

  friend bool operator==(const RuleTrace&, const RuleTrace&) = default;
};

/// The trace as a tree of lines, for a person.
std::string to_text(const RuleTrace& trace);

/// In one sentence, the step for which the rule finds nothing on a line (1-based): "no match of
/// `pattern: yaml.load($X)` here". Empty when it does find something there.
std::string why_nothing_at(const RuleTrace& trace, std::uint32_t line);

}  // namespace scan
