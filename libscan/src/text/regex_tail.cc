// Patterns of secrets are written as prefix, keyword, operator, value. The literals are in the
// keyword, and nearly always no operator follows it.
#include "text/regex_tail.h"

#include <algorithm>
#include <vector>

namespace scan::text {
namespace {

// Where the elements of a concatenation begin; empty for what is not understood.
class Elements {
 public:
  explicit Elements(std::string_view pattern) : pattern_(pattern) {}

  std::vector<std::size_t> starts(std::size_t from) {
    at_ = from;
    std::vector<std::size_t> starts;
    while (at_ < pattern_.size()) {
      starts.push_back(at_);
      if (!skip_atom() || !skip_quantifier()) return {};
    }
    return starts;
  }

 private:
  bool skip_atom();
  bool skip_class();
  bool skip_group();
  bool skip_quantifier();

  std::string_view pattern_;
  std::size_t at_ = 0;
};

bool Elements::skip_atom() {
  switch (pattern_[at_]) {
    case '\\':
      // Quoted text, properties and code points have more to them.
      if (at_ + 1 >= pattern_.size() ||
          std::string_view("QEpPxAzZ").find(pattern_[at_ + 1]) != std::string_view::npos)
        return false;
      at_ += 2;
      return true;
    case '[':
      return skip_class();
    case '(':
      return skip_group();
    case '|':
    case ')':
      return false;
    default:
      ++at_;
      return true;
  }
}

bool Elements::skip_class() {
  ++at_;
  if (at_ < pattern_.size() && pattern_[at_] == '^') ++at_;
  for (bool first = true; at_ < pattern_.size(); first = false) {
    if (pattern_[at_] == ']' && !first) return ++at_, true;
    if (pattern_.substr(at_, 2) == "[:") return false;
    at_ += pattern_[at_] == '\\' ? 2 : 1;
  }
  return false;
}

bool Elements::skip_group() {
  int depth = 0;
  // Flags in the middle hold for what follows them.
  if (pattern_.substr(at_, 2) == "(?") {
    const std::size_t end = pattern_.find_first_of(":)<", at_);
    if (end == pattern_.npos || pattern_[end] == ')') return false;
  }
  while (at_ < pattern_.size()) {
    const char c = pattern_[at_];
    if (c == '[') {
      if (!skip_class()) return false;
      continue;
    }
    if (c == '\\' && pattern_.substr(at_, 2) == "\\Q") return false;
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    at_ += c == '\\' ? 2 : 1;
    if (depth == 0) return true;
  }
  return false;
}

bool Elements::skip_quantifier() {
  while (at_ < pattern_.size()) {
    const char c = pattern_[at_];
    if (c == '*' || c == '+' || c == '?') {
      ++at_;
    } else if (c == '{') {
      const std::size_t end = pattern_.find('}', at_);
      if (end == pattern_.npos) return false;
      at_ = end + 1;
    } else {
      break;
    }
  }
  return true;
}

bool same(const std::vector<Literal>& a, const std::vector<Literal>& b) {
  return std::ranges::equal(a, b, [](const Literal& x, const Literal& y) {
    return x.text == y.text && x.case_mode == y.case_mode;
  });
}

}  // namespace

std::optional<std::string> tail_of(std::string_view pattern, const RegexShape& shape,
                                   std::uint32_t max_length) {
  if (shape.literals.empty() || shape.max_before == 0) return std::nullopt;
  std::string_view flags;
  if (pattern.starts_with("(?")) {
    const std::size_t end = pattern.find_first_of(":)<", 2);
    if (end != pattern.npos && pattern[end] == ')') flags = pattern.substr(0, end + 1);
  }
  std::vector<std::size_t> starts = Elements(pattern).starts(flags.size());
  starts.push_back(pattern.size());
  const auto part = [&](std::size_t first, std::size_t end) {
    return std::string(flags) +
           std::string(pattern.substr(starts[first], starts[end] - starts[first]));
  };
  for (std::size_t first = 1; first + 1 < starts.size(); ++first) {
    const RegexShape whole = shape_of(part(first, starts.size() - 1));
    if (!whole.understood || whole.max_before != 0 || !same(whole.literals, shape.literals))
      continue;
    for (std::size_t end = starts.size() - 1; end > first + 1; --end) {
      std::string tail = part(first, end);
      if (shape_of(tail).max_length <= max_length) return tail;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace scan::text
