#include "document/scalar.h"

#include <charconv>
#include <limits>

#include "base/ascii.h"

namespace scan::document {
namespace {

using base::is_digit;

bool parse_integer(std::string_view digits, int base, Value& value) {
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), value.integer, base);
  if (error != std::errc() || end != digits.data() + digits.size()) return false;
  value.kind = Kind::kInt;
  value.number = static_cast<double>(value.integer);
  return true;
}

// [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? : what from_chars reads beyond
// it ("inf", "nan") is kept out by looking at the first character.
bool parse_float(std::string_view text, Value& value) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const bool has_digit =
      !text.empty() &&
      (is_digit(text[0]) || (text[0] == '.' && text.size() > 1 && is_digit(text[1])));
  if (!has_digit) return false;
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end != text.data() + text.size()) return false;
  if (error == std::errc::result_out_of_range) number = std::numeric_limits<double>::infinity();
  value.kind = Kind::kFloat;
  value.number = negative ? -number : number;
  return true;
}

struct Word {
  std::string_view text;
  Kind kind;
  bool boolean;
};
constexpr Word kWords[] = {
    {"", Kind::kNull, false},      {"~", Kind::kNull, false},     {"null", Kind::kNull, false},
    {"Null", Kind::kNull, false},  {"NULL", Kind::kNull, false},  {"true", Kind::kBool, true},
    {"True", Kind::kBool, true},   {"TRUE", Kind::kBool, true},   {"false", Kind::kBool, false},
    {"False", Kind::kBool, false}, {"FALSE", Kind::kBool, false},
};

}  // namespace

bool parse_number(std::string_view text, Value& value) {
  std::string_view digits = text;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  if (digits.starts_with('-') && text.starts_with('+')) return false;
  return parse_integer(digits, 10, value) || parse_float(text, value);
}

void resolve_plain_scalar(Value& value) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const std::string_view text = value.text;
  // Most scalars are words that no rule below can match: tell them by their first character.
  if (!text.empty() && std::string_view("~nNtTfF+-.0123456789").find(text[0]) == text.npos) return;
  for (const Word& word : kWords) {
    if (text != word.text) continue;
    value.kind = word.kind;
    value.boolean = word.boolean;
    return;
  }
  if (text.starts_with("0x") && text[2 % text.size()] != '-') {
    if (parse_integer(text.substr(2), 16, value)) return;
  } else if (text.starts_with("0o") && text[2 % text.size()] != '-') {
    if (parse_integer(text.substr(2), 8, value)) return;
  } else if (parse_number(text, value)) {
    return;
  }
  const std::string_view unsigned_text =
      text.starts_with('-') || text.starts_with('+') ? text.substr(1) : text;
  if (unsigned_text == ".inf" || unsigned_text == ".Inf" || unsigned_text == ".INF") {
    value.kind = Kind::kFloat;
    value.number = text[0] == '-' ? -kInfinity : kInfinity;
  } else if (text == ".nan" || text == ".NaN" || text == ".NAN") {
    value.kind = Kind::kFloat;
    value.number = std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace scan::document
