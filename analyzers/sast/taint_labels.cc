// `requires`: two levels of operators over names.
#include <string>
#include <utility>

#include "base/ascii.h"
#include "sast/taint_reader.h"

namespace scan::sast {

namespace {

using Node = LabelExpression::Node;
using Op = LabelExpression::Node::Op;

constexpr int kMaxDepth = 100;

bool is_word(char c) { return base::is_alphanumeric(c) || c == '_'; }

class LabelParser {
 public:
  explicit LabelParser(std::string_view text) : text_(text) { advance(); }

  Result<LabelExpression> run() && {
    any_of();
    if (!failed_ && !word_.empty()) fail();
    if (!failed_) return std::move(out_);
    const auto column = static_cast<std::uint32_t>(error_at_ + 1);
    return Error{.code = ErrorCode::kInvalidRule,
                 .message = "a label was expected here",
                 .region = {1, column, 1, column + 1}};
  }

 private:
  using Index = std::uint32_t;

  // To the next word or sign; empty at the end.
  void advance() {
    at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size());
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) ++end;
    if (end == at_ && end < text_.size()) ++end;
    word_ = text_.substr(at_, end - at_);
    begin_ = at_;
    at_ = end;
  }

  bool take(std::string_view word) {
    if (word_ != word) return false;
    advance();
    return true;
  }

  Index add(Node node) {
    out_.nodes.push_back(std::move(node));
    return static_cast<Index>(out_.nodes.size() - 1);
  }

  Index fail() {
    if (!failed_) error_at_ = begin_;
    failed_ = true;
    word_ = {};
    at_ = text_.size();
    return 0;
  }

  Index any_of() {
    if (++depth_ > kMaxDepth) return fail();
    Index left = all_of();
    while (take("or")) {
      const Index right = all_of();
      left = add({.op = Op::kOr, .a = left, .b = right});
    }
    --depth_;
    return left;
  }

  Index all_of() {
    Index left = one();
    while (take("and")) {
      const Index right = one();
      left = add({.op = Op::kAnd, .a = left, .b = right});
    }
    return left;
  }

  Index one() {
    int times = 0;
    while (take("not")) ++times;
    Index inner = 0;
    if (take("(")) {
      inner = any_of();
      if (!take(")")) return fail();
    } else if (take("True")) {
      inner = add({.op = Op::kTrue});
    } else if (take("False")) {
      inner = add({.op = Op::kFalse});
    } else if (word_.empty() || !is_word(word_.front()) || base::is_digit(word_.front()) ||
               word_ == "and" || word_ == "or") {
      return fail();
    } else {
      inner = add({.op = Op::kLabel, .label = std::string(word_)});
      advance();
    }
    for (; times > 0; --times) inner = add({.op = Op::kNot, .a = inner});
    return inner;
  }

  std::string_view text_;
  LabelExpression out_;
  std::string_view word_;
  std::size_t begin_ = 0;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
  std::size_t error_at_ = 0;
};

}  // namespace

Result<LabelExpression> parse_labels(std::string_view text) { return LabelParser(text).run(); }

}  // namespace scan::sast
