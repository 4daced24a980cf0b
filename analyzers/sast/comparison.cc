// What the expressions mean. Types are strict: an operator that does not take what it is given
// makes the whole expression fail, whatever stands around it.
#include "sast/comparison.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <string>

#include "base/ascii.h"

namespace scan::sast {

namespace {

using Kind = ComparisonValue::Kind;
using Value = ComparisonValue;
using MaybeValue = std::optional<Value>;

bool is_number(const Value& value) {
  return value.kind == Kind::kInt || value.kind == Kind::kFloat;
}

double as_float(const Value& value) {
  return value.kind == Kind::kInt ? static_cast<double>(value.integer) : value.number;
}

// Arithmetic wraps around, as in the 64 bits that Semgrep computes with.
std::int64_t wrapped(std::uint64_t value) { return static_cast<std::int64_t>(value); }

std::optional<std::int64_t> power(std::int64_t base, std::int64_t exponent) {
  if (exponent < 0) return std::nullopt;
  std::uint64_t result = 1;
  auto factor = static_cast<std::uint64_t>(base);
  for (auto left = static_cast<std::uint64_t>(exponent); left != 0; left >>= 1) {
    if ((left & 1) != 0) result *= factor;
    factor *= factor;
  }
  return wrapped(result);
}

MaybeValue integers(ComparisonOp op, std::int64_t a, std::int64_t b) {
  const auto x = static_cast<std::uint64_t>(a);
  const auto y = static_cast<std::uint64_t>(b);
  switch (op) {
    case ComparisonOp::kAdd:
      return Value::of(wrapped(x + y));
    case ComparisonOp::kSubtract:
      return Value::of(wrapped(x - y));
    case ComparisonOp::kMultiply:
      return Value::of(wrapped(x * y));
    case ComparisonOp::kDivide:
      if (b == 0) return std::nullopt;
      return Value::of(b == -1 ? wrapped(0 - x) : a / b);
    case ComparisonOp::kModulo:
      if (b == 0) return std::nullopt;
      return Value::of(b == -1 ? std::int64_t{0} : a % b);
    case ComparisonOp::kPower:
      if (const auto result = power(a, b)) return Value::of(*result);
      return std::nullopt;
    case ComparisonOp::kBitAnd:
      return Value::of(wrapped(x & y));
    case ComparisonOp::kBitOr:
      return Value::of(wrapped(x | y));
    case ComparisonOp::kBitXor:
      return Value::of(wrapped(x ^ y));
    default:
      return std::nullopt;
  }
}

MaybeValue floats(ComparisonOp op, double a, double b) {
  switch (op) {
    case ComparisonOp::kAdd:
      return Value::of(a + b);
    case ComparisonOp::kSubtract:
      return Value::of(a - b);
    case ComparisonOp::kMultiply:
      return Value::of(a * b);
    case ComparisonOp::kDivide:
      return Value::of(a / b);
    case ComparisonOp::kModulo:
      return Value::of(std::fmod(a, b));
    case ComparisonOp::kPower:
      return Value::of(std::pow(a, b));
    default:
      return std::nullopt;
  }
}

MaybeValue ordered(ComparisonOp op, const Value& a, const Value& b) {
  const bool both = a.kind == Kind::kInt && b.kind == Kind::kInt;
  const bool less = both ? a.integer < b.integer : as_float(a) < as_float(b);
  const bool greater = both ? a.integer > b.integer : as_float(a) > as_float(b);
  const bool equal = both ? a.integer == b.integer : as_float(a) == as_float(b);
  switch (op) {
    case ComparisonOp::kLess:
      return Value::of(less);
    case ComparisonOp::kLessEqual:
      return Value::of(less || equal);
    case ComparisonOp::kGreater:
      return Value::of(greater);
    case ComparisonOp::kGreaterEqual:
      return Value::of(greater || equal);
    default:
      return std::nullopt;
  }
}

bool equal(const Value& a, const Value& b) {
  if (is_number(a) && is_number(b) && a.kind != b.kind) return as_float(a) == as_float(b);
  return a == b;
}

MaybeValue contained(const Value& a, const Value& b) {
  if (b.kind == Kind::kList) {
    for (const Value& item : b.items) {
      if (item == a) return Value::of(true);
    }
    return Value::of(false);
  }
  if (a.kind != Kind::kString || b.kind != Kind::kString) return std::nullopt;
  return Value::of(b.text.find(a.text) != std::string::npos);
}

// As Semgrep writes them: a whole number with its point, "2.".
std::string float_text(double value) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.12g", value);
  std::string text(buffer.data());
  if (text.find_first_not_of("-0123456789") == std::string::npos) text += '.';
  return text;
}

MaybeValue to_text(const Value& value) {
  switch (value.kind) {
    case Kind::kBool:
      return Value::of(std::string(value.boolean ? "true" : "false"));
    case Kind::kInt:
      return Value::of(std::to_string(value.integer));
    case Kind::kFloat:
      return Value::of(float_text(value.number));
    case Kind::kString:
    case Kind::kCode:
      return Value::of(value.text);
    case Kind::kList:
      return std::nullopt;
  }
  return std::nullopt;
}

// "2024-05-31" as seconds since 1970, at midnight UTC.
MaybeValue date(std::string_view text) {
  std::array<int, 3> parts{};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t dash = i < 2 ? text.find('-') : text.size();
    if (dash == std::string_view::npos || dash == 0) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + dash, parts[i]);
    if (error != std::errc() || end != text.data() + dash) return std::nullopt;
    text.remove_prefix(std::min(dash + 1, text.size()));
  }
  // What std::chrono keeps of a larger number is another date.
  const auto in_range = [&](std::size_t i, int most) { return parts[i] >= 0 && parts[i] <= most; };
  if (!in_range(0, 9999) || !in_range(1, 12) || !in_range(2, 31)) return std::nullopt;
  const std::chrono::year_month_day day{std::chrono::year(parts[0]),
                                        std::chrono::month(static_cast<unsigned>(parts[1])),
                                        std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!day.ok()) return std::nullopt;
  const auto since = std::chrono::sys_days(day).time_since_epoch();
  return Value::of(static_cast<double>(std::chrono::seconds(since).count()));
}

// Prometheus' durations, "1h30m", in milliseconds.
MaybeValue duration(std::string_view text) {
  constexpr std::int64_t kSecond = 1000;
  std::uint64_t total = 0;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || !base::is_digit(text.front())) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    const std::size_t length = text.starts_with("ms") ? 2 : 1;
    const std::string_view unit = text.substr(0, length);
    std::int64_t scale = 0;
    if (unit == "ms") scale = 1;
    if (unit == "s") scale = kSecond;
    if (unit == "m") scale = 60 * kSecond;
    if (unit == "h") scale = 3600 * kSecond;
    if (unit == "d") scale = 86'400 * kSecond;
    if (unit == "w") scale = 7 * 86'400 * kSecond;
    if (unit == "y") scale = 365 * 86'400 * kSecond;
    if (scale == 0) return std::nullopt;
    total += static_cast<std::uint64_t>(count) * static_cast<std::uint64_t>(scale);
    text.remove_prefix(length);
  }
  return Value::of(wrapped(total));
}

}  // namespace

std::optional<std::int64_t> parse_integer(std::string_view text, IntegerSyntax syntax) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::string digits;
  for (const char c : text) {
    if (c != '_') digits += c;
  }
  int base = 10;
  std::string_view left = digits;
  if (left.size() > 1 && left[0] == '0') {
    const char mark = base::to_lower(left[1]);
    base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
    if (base != 10) left.remove_prefix(2);
    if (base == 10 && syntax == IntegerSyntax::kCode) base = 8;
  }
  // The suffixes of C and its kin, of long and unsigned numbers.
  while (syntax == IntegerSyntax::kCode && left.size() > 1 &&
         std::string_view("uUlLn").find(left.back()) != std::string_view::npos) {
    left.remove_suffix(1);
  }
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(left.data(), left.data() + left.size(), value, base);
  if (error != std::errc() || end != left.data() + left.size() || left.empty()) return std::nullopt;
  if (base == 10 && value > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  return wrapped(negative ? 0 - value : value);
}

MaybeValue apply(ComparisonOp op, const Value& a) {
  switch (op) {
    case ComparisonOp::kNot:
      if (a.kind == Kind::kBool) return Value::of(!a.boolean);
      return std::nullopt;
    case ComparisonOp::kNegate:
      if (a.kind == Kind::kFloat) return Value::of(-a.number);
      if (a.kind != Kind::kInt) return std::nullopt;
      return Value::of(wrapped(0 - static_cast<std::uint64_t>(a.integer)));
    case ComparisonOp::kPlus:
      return is_number(a) ? MaybeValue(a) : std::nullopt;
    case ComparisonOp::kInvert:
      if (a.kind == Kind::kInt) return Value::of(~a.integer);
      return std::nullopt;
    case ComparisonOp::kCallInt:
      if (a.kind == Kind::kInt) return a;
      if (a.kind != Kind::kString) return std::nullopt;
      if (const auto value = parse_integer(a.text, IntegerSyntax::kPython))
        return Value::of(*value);
      return std::nullopt;
    case ComparisonOp::kCallStr:
      return to_text(a);
    case ComparisonOp::kCallStrptime:
      return a.kind == Kind::kString ? date(a.text) : std::nullopt;
    case ComparisonOp::kCallDuration:
      return a.kind == Kind::kString ? duration(a.text) : std::nullopt;
    default:
      return std::nullopt;
  }
}

MaybeValue apply(ComparisonOp op, const Value& a, const Value& b) {
  if (a.kind == Kind::kCode || b.kind == Kind::kCode) return std::nullopt;
  switch (op) {
    case ComparisonOp::kAnd:
    case ComparisonOp::kOr:
      if (a.kind != Kind::kBool || b.kind != Kind::kBool) return std::nullopt;
      return Value::of(op == ComparisonOp::kAnd ? a.boolean && b.boolean : a.boolean || b.boolean);
    case ComparisonOp::kEqual:
      return Value::of(equal(a, b));
    case ComparisonOp::kNotEqual:
      return Value::of(!equal(a, b));
    case ComparisonOp::kLess:
    case ComparisonOp::kLessEqual:
    case ComparisonOp::kGreater:
    case ComparisonOp::kGreaterEqual:
      return is_number(a) && is_number(b) ? ordered(op, a, b) : std::nullopt;
    case ComparisonOp::kIn:
      return contained(a, b).value_or(Value::of(false));
    case ComparisonOp::kNotIn: {
      const MaybeValue inside = contained(a, b);
      return Value::of(inside && !inside->boolean);
    }
    default:
      if (a.kind == Kind::kInt && b.kind == Kind::kInt) return integers(op, a.integer, b.integer);
      return is_number(a) && is_number(b) ? floats(op, as_float(a), as_float(b)) : std::nullopt;
  }
}

// One pass, as operands come before their operators: chains may be long, and in "a < b < c" two
// comparisons share an operand. What comes to nothing makes the whole come to nothing.
bool Comparison::holds(const Lookup& lookup) const {
  std::vector<Value> values;
  values.reserve(nodes_.size());
  for (const Node& node : nodes_) {
    MaybeValue value = evaluate(node, values, lookup);
    if (!value) return false;
    values.push_back(std::move(*value));
  }
  return values[root_].kind == Kind::kBool && values[root_].boolean;
}

MaybeValue Comparison::evaluate(const Node& node, const std::vector<Value>& values,
                                const Lookup& lookup) {
  const auto operand = [&](std::size_t i) -> const Value& { return values[node.operands[i]]; };
  switch (node.op) {
    case ComparisonOp::kConstant:
      return node.constant;
    case ComparisonOp::kMetavariable:
      return lookup(node.metavariable);
    case ComparisonOp::kCallToday: {
      const auto now = std::chrono::system_clock::now().time_since_epoch();
      return Value::of(std::chrono::duration<double>(now).count());
    }
    case ComparisonOp::kCallMatch:
      if (operand(0).kind != Kind::kString) return std::nullopt;
      return Value::of(node.regex->matches_prefix(operand(0).text) == text::MatchStatus::kMatch);
    case ComparisonOp::kList: {
      Value list{.kind = Kind::kList};
      for (const std::uint32_t item : node.operands) list.items.push_back(values[item]);
      return list;
    }
    default:
      return node.operands.size() == 1 ? apply(node.op, operand(0))
                                       : apply(node.op, operand(0), operand(1));
  }
}

}  // namespace scan::sast
