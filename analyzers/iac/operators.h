// The tests of attribute conditions, with Checkov's meaning:
// https://www.checkov.io/3.Custom%20Policies/YAML%20Custom%20Policies.html
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/value.h"
#include "text/regex.h"

namespace scan::iac {

enum class Test : std::uint8_t {
  kEquals,
  kEqualsIgnoreCase,
  kRegexMatch,
  kExists,
  kAny,
  kContains,
  kWithin,
  kStartingWith,
  kEndingWith,
  kGreaterThan,
  kGreaterThanOrEqual,
  kLessThan,
  kLessThanOrEqual,
  kSubset,
  kIntersects,
  kIsEmpty,
  kIsTrue,
  kIsFalse,
  kLengthEquals,
  kLengthGreaterThan,
  kLengthGreaterThanOrEqual,
  kLengthLessThan,
  kLengthLessThanOrEqual,
  kRangeIncludes,
  kWordsEquals,
};

/// What a condition's `value` must be.
enum class OperandKind : std::uint8_t {
  kNone,
  kAny /* a scalar or a list of them */,
  kScalar,
  kNumber,
  kRegex
};

struct Operator {
  std::string_view name;
  Test test;
  bool negated;
  OperandKind operand;
};

/// In the order of operators.def.
std::span<const Operator> operators();
/// nullptr for a word that is no operator.
const Operator* find_operator(std::string_view name);

/// A condition's `value`, taken out of its document.
struct Operand {
  struct Scalar {
    document::Kind kind = document::Kind::kNull;
    std::string text;
    double number = 0;  ///< of a number, or of a string that is one
    bool is_number = false;
  };
  std::vector<Scalar> items;  ///< one, unless is_list
  bool is_list = false;
  std::shared_ptr<const text::Regex> regex;

  static Scalar scalar(const document::Value& value);
};

enum class Truth : std::uint8_t { kFalse, kTrue, kLimit /* a regular expression gave up */ };

/// Applies the operator, negation included, to a value that is there.
Truth apply(const Operator& op, const Operand& operand, const document::Value& value);

/// The same for an attribute that is missing: it fails every test but `is_empty`, and so passes
/// every negated one but `is_not_empty`.
bool holds_for_missing(const Operator& op);

}  // namespace scan::iac
