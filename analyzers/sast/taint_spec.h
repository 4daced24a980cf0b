// A rule of `mode: taint`, as it was written: where data comes from, where it must not go, and what
// happens on the way. Read and checked here; nothing runs it yet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sast/formula.h"
#include "sast/rule_options.h"

namespace scan::sast {

/// `requires`: a boolean expression over labels. Flat: a node's operands come before it, the last
/// node is the whole.
struct LabelExpression {
  struct Node {
    enum class Op : std::uint8_t { kLabel, kTrue, kFalse, kNot, kAnd, kOr };
    Op op = Op::kTrue;
    std::string label;           ///< of kLabel
    std::uint32_t a = 0, b = 0;  ///< operands; kNot has one
  };
  std::vector<Node> nodes;
};

/// Whether what is matched changes what a variable in it holds from then on.
enum class SideEffect : std::uint8_t { kNo, kYes, kOnly };

/// The label of a source that names none, and what a sink asks for that has no `requires`.
inline constexpr std::string_view kDefaultLabel = "__SOURCE__";

struct TaintSource {
  Formula formula;
  bool exact = false;    ///< only the whole of a match is tainted, not what stands in it
  bool control = false;  ///< that it runs is the taint, not what it yields
  SideEffect by_side_effect = SideEffect::kNo;
  std::string label{kDefaultLabel};
  std::optional<LabelExpression> requires_labels;
};

struct TaintSanitizer {
  Formula formula;
  bool exact = false;
  SideEffect by_side_effect = SideEffect::kNo;
  bool not_conflicting = false;  ///< none where a source or sink matches the same range
};

struct TaintSink {
  Formula formula;
  bool exact = true;     ///< taint must be the whole of a match, not anything in it
  bool at_exit = false;  ///< only where a function is left
  std::optional<LabelExpression> requires_labels;
};

struct TaintPropagator {
  Formula formula;
  MetavariableId from = kAnonymous, to = kAnonymous;
  bool by_side_effect = true;
  std::optional<LabelExpression> requires_labels;
  std::optional<std::string> label;         ///< what taint is labelled on arrival; none: as it was
  std::vector<std::string> replace_labels;  ///< which labels that is for; empty: all
};

struct TaintSpec {
  std::vector<TaintSource> sources;
  std::vector<TaintSanitizer> sanitizers;
  std::vector<TaintSink> sinks;
  std::vector<TaintPropagator> propagators;
  TaintOptions options;
};

}  // namespace scan::sast
