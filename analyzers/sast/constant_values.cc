// Whole numbers, strings and booleans; what overflows or is of mixed types is unknown.
#include "sast/constant_values.h"

#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

namespace scan::sast {

using syntax::Kind;

namespace {

// Bytes of a string put together, and of all such strings of a file; beyond it is "some string".
constexpr std::size_t kMaxText = 64 << 10;
constexpr std::size_t kMaxTexts = 16 << 20;

constexpr Constant kSomeString = {Constant::Kind::kSomeString, {}};

std::optional<std::int64_t> integer(const Constant& constant) {
  if (constant.kind != Constant::Kind::kNumber) return std::nullopt;
  std::int64_t value = 0;
  const char* end = constant.text.data() + constant.text.size();
  const auto [at, error] = std::from_chars(constant.text.data(), end, value);
  if (error != std::errc() || at != end) return std::nullopt;
  return value;
}

std::optional<std::int64_t> calculate(std::string_view sign, std::int64_t a, std::int64_t b) {
  std::int64_t out = 0;
  if (sign == "+") return __builtin_add_overflow(a, b, &out) ? std::nullopt : std::optional(out);
  if (sign == "-") return __builtin_sub_overflow(a, b, &out) ? std::nullopt : std::optional(out);
  if (sign == "*") return __builtin_mul_overflow(a, b, &out) ? std::nullopt : std::optional(out);
  if (sign == "/" && b != 0 && b != -1 && a % b == 0) return a / b;
  return std::nullopt;
}

bool is_true(const Constant& constant) {
  return constant.text == "true" || constant.text == "True";
}
bool is_boolean(const Constant& constant) { return constant.kind == Constant::Kind::kBoolean; }

}  // namespace

Constant literal(const syntax::Tree& tree, syntax::NodeId node) {
  switch (tree.kind(node)) {
    case Kind::kString:
      return {Constant::Kind::kString, tree.name_text(node)};
    case Kind::kNumber:
      return {Constant::Kind::kNumber, tree.name_text(node)};
    case Kind::kBoolean:
      return {Constant::Kind::kBoolean, tree.name_text(node)};
    case Kind::kRegex:
      return {Constant::Kind::kRegex, tree.name_text(node)};
    case Kind::kNull:
      return {Constant::Kind::kNull, tree.name_text(node)};
    default:
      return {};
  }
}

Constant either(const Constant& a, const Constant& b) {
  if (a == b) return a;
  return a.is_string() && b.is_string() ? kSomeString : Constant{};
}

Constant ConstantValues::made(Constant::Kind kind, std::string text) {
  bytes_ += text.size();
  return {kind, texts_.emplace_back(std::move(text))};
}

Constant ConstantValues::concatenate(const Constant& a, const Constant& b) {
  const std::size_t size = a.text.size() + b.text.size();
  if (a.kind != Constant::Kind::kString || b.kind != Constant::Kind::kString || size > kMaxText ||
      bytes_ + size > kMaxTexts) {
    return kSomeString;
  }
  return made(Constant::Kind::kString, std::string(a.text).append(b.text));
}

Constant ConstantValues::unary(std::string_view sign, const Constant& operand) {
  if (is_boolean(operand) && (sign == "!" || sign == "not")) {
    const bool capital = operand.text == "True" || operand.text == "False";
    const bool result = !is_true(operand);
    return {Constant::Kind::kBoolean,
            capital ? (result ? "True" : "False") : (result ? "true" : "false")};
  }
  if (const auto value = integer(operand); value && sign == "-" && bytes_ < kMaxTexts &&
                                           *value != std::numeric_limits<std::int64_t>::min()) {
    return made(Constant::Kind::kNumber, std::to_string(-*value));
  }
  return {};
}

Constant ConstantValues::binary(std::string_view sign, const Constant& a, const Constant& b) {
  const bool joins = sign == "+" || sign == ".";
  if (joins && a.is_string() && b.is_string()) return concatenate(a, b);
  if (joins && a.is_string() && b.kind == Constant::Kind::kNumber &&
      facts_.adds_numbers_to_strings) {
    return concatenate(a, {Constant::Kind::kString, b.text});
  }
  if (sign == "*" && a.is_string() && facts_.repeats_strings) return kSomeString;
  const bool all = sign == "and" || sign == "&&";
  if (all || sign == "or" || sign == "||") {
    // What decides is the left operand; the value is one of the two.
    if (!is_boolean(a)) return {};
    return is_true(a) == all ? b : a;
  }
  const auto x = integer(a);
  const auto y = integer(b);
  if (!x || !y || bytes_ > kMaxTexts) return {};
  const auto result = calculate(sign, *x, *y);
  return result ? made(Constant::Kind::kNumber, std::to_string(*result)) : Constant{};
}

}  // namespace scan::sast
