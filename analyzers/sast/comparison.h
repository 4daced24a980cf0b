// The expressions of `metavariable-comparison`: a small part of Python, over what metavariables are
// bound to.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sast/pattern.h"
#include "scan/result.h"
#include "text/regex.h"

namespace scan::sast {

/// What an expression comes to.
struct ComparisonValue {
  enum class Kind : std::uint8_t {
    kBool,
    kInt,
    kFloat,
    kString,
    kList,
    kCode,  ///< what is no constant: its text, which only str() makes comparable
  };
  Kind kind = Kind::kBool;
  bool boolean = false;
  std::int64_t integer = 0;
  double number = 0;
  std::string text;
  std::vector<ComparisonValue> items;

  static ComparisonValue of(bool value) { return {.kind = Kind::kBool, .boolean = value}; }
  static ComparisonValue of(std::int64_t value) { return {.kind = Kind::kInt, .integer = value}; }
  static ComparisonValue of(double value) { return {.kind = Kind::kFloat, .number = value}; }
  static ComparisonValue of(std::string value) {
    return {.kind = Kind::kString, .text = std::move(value)};
  }
  friend bool operator==(const ComparisonValue&, const ComparisonValue&) = default;
};

/// The operators of the expressions, which code that is bound may be made of too.
enum class ComparisonOp : std::uint8_t {
  kConstant,
  kMetavariable,
  kList,
  kOr,
  kAnd,
  kNot,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,
  kNotIn,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kPower,
  kBitAnd,
  kBitOr,
  kBitXor,
  kNegate,
  kPlus,
  kInvert,
  kCallInt,
  kCallStr,
  kCallToday,
  kCallStrptime,
  kCallDuration,
  kCallMatch,
};

/// Applies an operator of one or two values; nullopt for types that it does not take: Semgrep's are
/// as strict.
std::optional<ComparisonValue> apply(ComparisonOp op, const ComparisonValue& a);
std::optional<ComparisonValue> apply(ComparisonOp op, const ComparisonValue& a,
                                     const ComparisonValue& b);

/// An integer as written, with "_" and 0x, 0o, 0b; nullopt when it is none or needs more than 64
/// bits. A mere leading zero makes it octal for `kCode`, as in most languages, but not for int().
enum class IntegerSyntax : std::uint8_t { kPython, kCode };
std::optional<std::int64_t> parse_integer(std::string_view text, IntegerSyntax syntax);

/// Immutable once parsed; safe to share between threads.
class Comparison {
 public:
  /// kInvalidRule with the place in `text` as Error::region (one line: start_column). With `strip`
  /// each metavariable stands for int() of it.
  static Result<Comparison> parse(std::string_view text, bool strip,
                                  MetavariableTable& metavariables);

  using Lookup = std::function<std::optional<ComparisonValue>(MetavariableId)>;

  /// Whether it is true. False when it comes to no boolean: a metavariable that is not bound, or a
  /// type that an operator does not take.
  bool holds(const Lookup& lookup) const;

 private:
  friend class ComparisonParser;
  struct Node {
    ComparisonOp op = ComparisonOp::kConstant;
    ComparisonValue constant;
    MetavariableId metavariable = kAnonymous;
    std::vector<std::uint32_t> operands;  // nodes that come earlier
    std::shared_ptr<const text::Regex> regex;
  };

  /// What a node comes to, given `values` of the nodes before it.
  static std::optional<ComparisonValue> evaluate(const Node& node,
                                                 const std::vector<ComparisonValue>& values,
                                                 const Lookup& lookup);

  std::vector<Node> nodes_;
  std::uint32_t root_ = 0;
};

}  // namespace scan::sast
