// Values are compared as Checkov does, which has them from several parsers: by their text, and by
// their number or truth where both sides have one. So `"8080"` equals `8080`, and `true` equals
// `"True"`.
#include "iac/operators.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include "base/ascii.h"

namespace scan::iac {
namespace {

using document::Kind;
using document::Value;

constexpr Operator kOperators[] = {
#define SCAN_OPERATOR(name, test, negated, operand) \
  {#name, Test::k##test, negated, OperandKind::k##operand},
#include "iac/operators.def"
#undef SCAN_OPERATOR
};

std::optional<double> to_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

std::optional<double> number_of(const Value& value) {
  if (value.kind == Kind::kInt || value.kind == Kind::kFloat) return value.number;
  if (value.kind == Kind::kString) return to_number(value.text);
  return std::nullopt;
}

bool equal(const Value& value, const Operand::Scalar& scalar, bool ignore_case) {
  if (!value.is_scalar()) return false;
  if (value.text == scalar.text) return true;
  const bool numbers = value.kind == Kind::kInt || value.kind == Kind::kFloat;
  if (numbers && (scalar.kind == Kind::kInt || scalar.kind == Kind::kFloat))
    return value.number == scalar.number;
  if (!ignore_case && value.kind != Kind::kBool && scalar.kind != Kind::kBool) return false;
  return base::lowered(value.text) == base::lowered(scalar.text);
}

bool equals(const Value& value, const Operand& operand, bool ignore_case) {
  if (!operand.is_list) return equal(value, operand.items[0], ignore_case);
  return value.kind == Kind::kSequence &&
         std::equal(value.items.begin(), value.items.end(), operand.items.begin(),
                    operand.items.end(), [&](const Value* item, const Operand::Scalar& scalar) {
                      return equal(*item, scalar, ignore_case);
                    });
}

bool is_one_of(const Value& value, const Operand& operand) {
  return std::any_of(operand.items.begin(), operand.items.end(),
                     [&](const Operand::Scalar& scalar) { return equal(value, scalar, false); });
}

/// A list has the item, a mapping the key, a text the part.
bool contains(const Value& value, const Operand::Scalar& scalar) {
  if (value.kind == Kind::kMapping) return value.find(scalar.text) != nullptr;
  if (value.kind == Kind::kSequence)
    return std::any_of(value.items.begin(), value.items.end(),
                       [&](const Value* item) { return equal(*item, scalar, false); });
  return value.text.find(scalar.text) != std::string_view::npos;
}

bool intersects(const Value& value, const Operand& operand) {
  if (value.is_scalar() && operand.is_list) return is_one_of(value, operand);
  return std::any_of(operand.items.begin(), operand.items.end(),
                     [&](const Operand::Scalar& scalar) { return contains(value, scalar); });
}

bool any_of(const Value& value, const Operand& operand) {
  if (value.kind != Kind::kSequence) return is_one_of(value, operand);
  return std::any_of(value.items.begin(), value.items.end(),
                     [&](const Value* item) { return is_one_of(*item, operand); });
}

bool is_subset(const Value& value, const Operand& operand) {
  if (value.kind == Kind::kMapping) return false;
  if (value.kind != Kind::kSequence) return is_one_of(value, operand);
  return std::all_of(value.items.begin(), value.items.end(),
                     [&](const Value* item) { return is_one_of(*item, operand); });
}

/// Of a list or mapping its members, of a text its bytes; a number has none.
std::optional<double> length_of(const Value& value) {
  if (value.kind == Kind::kSequence) return static_cast<double>(value.items.size());
  if (value.kind == Kind::kMapping) return static_cast<double>(value.members.size());
  if (value.kind == Kind::kString) return static_cast<double>(value.text.size());
  return std::nullopt;
}

/// "22", "20-30", "*", or a list of these.
bool range_includes(const Value& value, double number) {
  if (value.kind == Kind::kSequence)
    return std::any_of(value.items.begin(), value.items.end(), [&](const Value* item) {
      return item->kind != Kind::kSequence && range_includes(*item, number);
    });
  if (!value.is_scalar()) return false;
  if (value.text == "*") return true;
  const std::size_t dash = value.text.find('-', 1);
  if (dash == std::string_view::npos) return number_of(value) == number;
  const std::optional<double> low = to_number(value.text.substr(0, dash));
  const std::optional<double> high = to_number(value.text.substr(dash + 1));
  return low && high && *low <= number && number <= *high;
}

double count_words(std::string_view text) {
  double words = 0;
  bool in_word = false;
  for (char c : text) {
    const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!blank && !in_word) ++words;
    in_word = !blank;
  }
  return words;
}

bool compare(std::optional<double> number, Test test, double with) {
  if (!number) return false;
  switch (test) {
    case Test::kGreaterThan:
    case Test::kLengthGreaterThan:
      return *number > with;
    case Test::kGreaterThanOrEqual:
    case Test::kLengthGreaterThanOrEqual:
      return *number >= with;
    case Test::kLessThan:
    case Test::kLengthLessThan:
      return *number < with;
    case Test::kLessThanOrEqual:
    case Test::kLengthLessThanOrEqual:
      return *number <= with;
    default:
      return *number == with;
  }
}

bool test_value(Test test, const Operand& operand, const Value& value) {
  const std::string_view text = operand.items.empty() ? std::string_view() : operand.items[0].text;
  const double number = operand.items.empty() ? 0 : operand.items[0].number;
  switch (test) {
    case Test::kEquals:
      return equals(value, operand, false);
    case Test::kEqualsIgnoreCase:
      return equals(value, operand, true);
    case Test::kExists:
      return true;
    case Test::kAny:
      return any_of(value, operand);
    case Test::kContains:
      return std::all_of(operand.items.begin(), operand.items.end(),
                         [&](const Operand::Scalar& scalar) { return contains(value, scalar); });
    case Test::kWithin:
      return is_one_of(value, operand);
    case Test::kStartingWith:
      return value.is_scalar() && value.text.starts_with(text);
    case Test::kEndingWith:
      return value.is_scalar() && value.text.ends_with(text);
    case Test::kSubset:
      return is_subset(value, operand);
    case Test::kIntersects:
      return intersects(value, operand);
    case Test::kIsEmpty:
      return length_of(value) == 0;
    case Test::kIsTrue:
      return value.is_scalar() && base::lowered(value.text) == "true";
    case Test::kIsFalse:
      return value.is_scalar() && base::lowered(value.text) == "false";
    case Test::kRangeIncludes:
      return range_includes(value, number);
    case Test::kWordsEquals:
      return value.is_scalar() && count_words(value.text) == number;
    case Test::kGreaterThan:
    case Test::kGreaterThanOrEqual:
    case Test::kLessThan:
    case Test::kLessThanOrEqual:
      return compare(number_of(value), test, number);
    case Test::kLengthEquals:
    case Test::kLengthGreaterThan:
    case Test::kLengthGreaterThanOrEqual:
    case Test::kLengthLessThan:
    case Test::kLengthLessThanOrEqual:
      return compare(length_of(value), test, number);
    case Test::kRegexMatch:
      break;  // apply() does it, since it may give up
  }
  return false;
}

}  // namespace

std::span<const Operator> operators() { return kOperators; }

const Operator* find_operator(std::string_view name) {
  const auto found = std::find_if(std::begin(kOperators), std::end(kOperators),
                                  [&](const Operator& op) { return op.name == name; });
  return found == std::end(kOperators) ? nullptr : found;
}

Operand::Scalar Operand::scalar(const Value& value) {
  Scalar scalar{.kind = value.kind, .text = std::string(value.text)};
  const std::optional<double> number = number_of(value);
  scalar.is_number = number.has_value();
  scalar.number = number.value_or(0);
  return scalar;
}

Truth apply(const Operator& op, const Operand& operand, const Value& value) {
  bool holds = false;
  if (op.test == Test::kRegexMatch && value.is_scalar()) {
    // Checkov's is Python's re.match: at the beginning of the text, wherever it ends.
    const text::MatchStatus status = operand.regex->matches_prefix(value.text);
    if (status == text::MatchStatus::kLimit) return Truth::kLimit;
    holds = status == text::MatchStatus::kMatch;
  } else {
    holds = test_value(op.test, operand, value);
  }
  return holds != op.negated ? Truth::kTrue : Truth::kFalse;
}

bool holds_for_missing(const Operator& op) { return (op.test == Test::kIsEmpty) != op.negated; }

}  // namespace scan::iac
