// Recursive descent over Python's precedence; its depth is bounded.
#include <algorithm>
#include <charconv>
#include <optional>
#include <span>
#include <utility>

#include "base/ascii.h"
#include "sast/comparison.h"

namespace scan::sast {

namespace {

constexpr int kMaxDepth = 100;

struct Operator {
  std::string_view text;
  ComparisonOp op;
};

// By rising precedence; a longer operator before one that it begins with.
constexpr Operator kComparisons[] = {
    {"==", ComparisonOp::kEqual},     {"!=", ComparisonOp::kNotEqual},
    {"<=", ComparisonOp::kLessEqual}, {">=", ComparisonOp::kGreaterEqual},
    {"<", ComparisonOp::kLess},       {">", ComparisonOp::kGreater},
    {"not in", ComparisonOp::kNotIn}, {"in", ComparisonOp::kIn}};
constexpr Operator kBitOr[] = {{"|", ComparisonOp::kBitOr}};
constexpr Operator kBitXor[] = {{"^", ComparisonOp::kBitXor}};
constexpr Operator kBitAnd[] = {{"&", ComparisonOp::kBitAnd}};
constexpr Operator kSums[] = {{"+", ComparisonOp::kAdd}, {"-", ComparisonOp::kSubtract}};
constexpr Operator kProducts[] = {
    {"*", ComparisonOp::kMultiply}, {"/", ComparisonOp::kDivide}, {"%", ComparisonOp::kModulo}};
constexpr std::span<const Operator> kLevels[] = {kBitOr, kBitXor, kBitAnd, kSums, kProducts};

struct Call {
  std::string_view name;
  ComparisonOp op;
  std::size_t arguments;
};
constexpr Call kCalls[] = {{"int", ComparisonOp::kCallInt, 1},
                           {"str", ComparisonOp::kCallStr, 1},
                           {"today", ComparisonOp::kCallToday, 0},
                           {"strptime", ComparisonOp::kCallStrptime, 1},
                           {"parse_promql_duration", ComparisonOp::kCallDuration, 1},
                           {"re.match", ComparisonOp::kCallMatch, 2}};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_word(char c) { return base::is_alphanumeric(c) || c == '_'; }

}  // namespace

class ComparisonParser {
 public:
  ComparisonParser(std::string_view text, bool strip, MetavariableTable& metavariables)
      : text_(text), strip_(strip), metavariables_(metavariables) {}

  Result<Comparison> run() && {
    out_.root_ = any_of();
    skip_space();
    if (!failed_ && at_ < text_.size()) fail("an operator was expected here");
    if (failed_) {
      const auto column = static_cast<std::uint32_t>(std::min(error_at_, text_.size()) + 1);
      return Error{
          .code = ErrorCode::kInvalidRule, .message = error_, .region = {1, column, 1, column + 1}};
    }
    return std::move(out_);
  }

 private:
  using Index = std::uint32_t;

  Index add(Comparison::Node node) {
    out_.nodes_.push_back(std::move(node));
    return static_cast<Index>(out_.nodes_.size() - 1);
  }
  Index add(ComparisonOp op, std::vector<Index> operands) {
    return add({.op = op, .operands = std::move(operands)});
  }

  Index fail(std::string message) {
    if (!failed_) {
      failed_ = true;
      error_ = std::move(message);
      error_at_ = at_;
    }
    at_ = text_.size();
    return 0;
  }

  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  std::string_view rest() {
    skip_space();
    return text_.substr(at_);
  }

  // Goes past `token`, a sign or a word ("not in": several), if it stands here.
  bool take(std::string_view token) {
    const std::size_t begin = at_;
    while (!token.empty()) {
      const std::size_t space = std::min(token.find(' '), token.size());
      const std::string_view part = token.substr(0, space);
      const std::string_view left = rest();
      const bool word = is_word(part.back());
      if (!left.starts_with(part) ||
          (word && left.size() > part.size() && is_word(left[part.size()]))) {
        at_ = begin;
        return false;
      }
      at_ += part.size();
      token.remove_prefix(std::min(space + 1, token.size()));
    }
    return true;
  }

  Index any_of() {
    if (++depth_ > kMaxDepth) return fail("the expression is nested too deeply");
    Index left = all_of();
    while (take("or")) left = add(ComparisonOp::kOr, {left, all_of()});
    --depth_;
    return left;
  }

  Index all_of() {
    Index left = negation();
    while (take("and")) left = add(ComparisonOp::kAnd, {left, negation()});
    return left;
  }

  Index negation() {
    int times = 0;
    while (take("not")) ++times;
    Index inner = comparison();
    for (; times > 0 && !failed_; --times) inner = add(ComparisonOp::kNot, {inner});
    return inner;
  }

  // "a < b < c" is "a < b and b < c".
  Index comparison() {
    Index left = level(0);
    std::optional<Index> all;
    while (const Operator* op = next(kComparisons)) {
      const Index right = level(0);
      const Index one = add(op->op, {left, right});
      all = all ? add(ComparisonOp::kAnd, {*all, one}) : one;
      left = right;
    }
    return all.value_or(left);
  }

  const Operator* next(std::span<const Operator> operators) {
    for (const Operator& each : operators) {
      if (each.text == "*" && rest().starts_with("**")) continue;
      if (take(each.text)) return &each;
    }
    return nullptr;
  }

  Index level(std::size_t number) {
    if (number == std::size(kLevels)) return unary();
    Index left = level(number + 1);
    while (const Operator* op = next(kLevels[number])) {
      left = add(op->op, {left, level(number + 1)});
    }
    return left;
  }

  Index unary() {
    if (++depth_ > kMaxDepth) return fail("the expression is nested too deeply");
    const Index result = take("-")   ? negated()
                         : take("+") ? add(ComparisonOp::kPlus, {unary()})
                         : take("~") ? add(ComparisonOp::kInvert, {unary()})
                                     : raised();
    --depth_;
    return result;
  }

  // The operand may be added behind what is evaluated first, so it comes before its operator.
  Index negated() {
    const Index operand = unary();
    return add(ComparisonOp::kNegate, {operand});
  }

  Index raised() {
    const Index left = primary();
    if (!take("**")) return left;
    const Index right = unary();
    return add(ComparisonOp::kPower, {left, right});
  }

  Index primary() {
    const std::string_view left = rest();
    if (left.empty()) return fail("a value was expected here");
    const char c = left.front();
    if (c == '$') return metavariable();
    if (c == '"' || c == '\'') return constant(ComparisonValue::of(string()));
    if (base::is_digit(c) || (c == '.' && left.size() > 1 && base::is_digit(left[1]))) {
      return number();
    }
    if (take("(")) return list(")");
    if (take("[")) return list("]");
    if (take("True")) return constant(ComparisonValue::of(true));
    if (take("False")) return constant(ComparisonValue::of(false));
    return call();
  }

  Index constant(ComparisonValue value) { return add({.constant = std::move(value)}); }

  Index metavariable() {
    std::size_t end = at_ + (text_.substr(at_).starts_with("$...") ? 4 : 1);
    while (end < text_.size() && is_word(text_[end])) ++end;
    const std::string_view name = text_.substr(at_, end - at_);
    if (name == "$" || name == "$...") return fail("a metavariable's name was expected here");
    at_ = end;
    const Index result =
        add({.op = ComparisonOp::kMetavariable, .metavariable = metavariables_.id(name)});
    return strip_ ? add(ComparisonOp::kCallInt, {result}) : result;
  }

  // In quotes; the escapes that regular expressions do not need are taken as Python takes them.
  std::string string() {
    const bool raw = at_ > 0 && (text_[at_ - 1] == 'r' || text_[at_ - 1] == 'R');
    const char quote = text_[at_++];
    std::string value;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        const char next = text_[++at_];
        if (raw || (next != quote && next != '\\')) value += '\\';
        // Semgrep hands a doubled backslash on as it is written, to the regular expression.
        if (!raw && next == '\\') value += '\\';
        value += next;
        ++at_;
      } else {
        value += text_[at_++];
      }
    }
    if (at_ < text_.size()) {
      ++at_;
    } else {
      fail("the string does not end");
    }
    return value;
  }

  Index number() {
    std::size_t end = at_;
    while (end < text_.size() &&
           (is_word(text_[end]) || text_[end] == '.' ||
            ((text_[end] == '-' || text_[end] == '+') && base::to_lower(text_[end - 1]) == 'e' &&
             !text_.substr(at_).starts_with("0x")))) {
      ++end;
    }
    const std::string_view digits = text_.substr(at_, end - at_);
    ComparisonValue value;
    double real = 0;
    if (const auto integer = parse_integer(digits, IntegerSyntax::kCode)) {
      value = ComparisonValue::of(*integer);
    } else if (const auto [stop, error] =
                   std::from_chars(digits.data(), digits.data() + digits.size(), real);
               error == std::errc() && stop == digits.data() + digits.size()) {
      value = ComparisonValue::of(real);
    } else {
      return fail("`" + std::string(digits) + "` is not a number");
    }
    at_ = end;
    return constant(std::move(value));
  }

  // What stands between brackets, the opening one taken. `comma` says whether one stands there.
  std::vector<Index> items(std::string_view end, bool& comma) {
    std::vector<Index> items;
    while (!failed_ && !take(end)) {
      if (!items.empty()) {
        if (!take(",")) fail("`" + std::string(end) + "` was expected here");
        comma = true;
        if (failed_ || take(end)) break;
      }
      items.push_back(any_of());
    }
    return items;
  }

  // A list, a tuple, or an expression in parentheses.
  Index list(std::string_view end) {
    bool comma = false;
    std::vector<Index> all = items(end, comma);
    if (failed_) return 0;
    if (end == ")" && all.size() == 1 && !comma) return all.front();
    return add(ComparisonOp::kList, std::move(all));
  }

  Index call() {
    std::size_t end = at_;
    while (end < text_.size() && (is_word(text_[end]) || text_[end] == '.')) ++end;
    const std::string_view name = text_.substr(at_, end - at_);
    if ((name == "r" || name == "R") && end < text_.size() &&
        (text_[end] == '"' || text_[end] == '\'')) {
      at_ = end;
      return constant(ComparisonValue::of(string()));
    }
    const auto* known = std::ranges::find(kCalls, name, &Call::name);
    if (known == std::end(kCalls)) {
      return fail(name.empty() ? "a value was expected here"
                               : "unknown name `" + std::string(name) + "`");
    }
    const std::size_t begin = at_;
    at_ = end;
    if (!take("(")) return fail("`(` was expected here");
    bool comma = false;
    std::vector<Index> operands = items(")", comma);
    if (failed_) return 0;
    if (operands.size() != known->arguments) {
      at_ = begin;
      return fail("`" + std::string(name) + "` takes " + std::to_string(known->arguments) +
                  " arguments");
    }
    return known->op == ComparisonOp::kCallMatch ? match(operands, begin)
                                                 : add(known->op, std::move(operands));
  }

  Index match(const std::vector<Index>& operands, std::size_t begin) {
    const Comparison::Node& pattern = out_.nodes_[operands[0]];
    if (pattern.op != ComparisonOp::kConstant ||
        pattern.constant.kind != ComparisonValue::Kind::kString) {
      at_ = begin;
      return fail("the regular expression of `re.match` is a string");
    }
    auto regex = std::make_shared<const text::Regex>(pattern.constant.text);
    if (const Status status = regex->check(); !status.ok()) {
      at_ = begin;
      return fail(status.error().message);
    }
    return add(
        {.op = ComparisonOp::kCallMatch, .operands = {operands[1]}, .regex = std::move(regex)});
  }

  std::string_view text_;
  bool strip_;
  MetavariableTable& metavariables_;
  Comparison out_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
  std::string error_;
  std::size_t error_at_ = 0;
};

Result<Comparison> Comparison::parse(std::string_view text, bool strip,
                                     MetavariableTable& metavariables) {
  return ComparisonParser(text, strip, metavariables).run();
}

}  // namespace scan::sast
