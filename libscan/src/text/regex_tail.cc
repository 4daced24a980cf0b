// Patterns of secrets are written as prefix, keyword, operator, value. The literals are in the
// keyword, and nearly always no operator follows it.
#include "text/regex_tail.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/ascii.h"

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

// "(?i)", if it stands first.
std::string_view flags_of(std::string_view pattern) {
  if (!pattern.starts_with("(?")) return {};
  const std::size_t end = pattern.find_first_of(":)<", 2);
  return end != pattern.npos && pattern[end] == ')' ? pattern.substr(0, end + 1)
                                                    : std::string_view();
}

bool is_lower(char c) { return base::is_letter(c) && !base::is_upper(c); }

void add_range(unsigned char first, unsigned char last, std::bitset<256>& bytes) {
  for (unsigned c = first; c <= last; ++c) bytes.set(c);
}

// The bytes of "[\w.-]"; nullopt where it has more than words' characters and a few signs.
std::optional<std::bitset<256>> bytes_of_class(std::string_view text) {
  if (text.size() < 3 || text.front() != '[' || text.back() != ']') return std::nullopt;
  text = text.substr(1, text.size() - 2);
  std::bitset<256> bytes;
  while (!text.empty()) {
    const char c = text.front();
    if (text.starts_with("\\w")) {
      add_range('a', 'z', bytes);
      add_range('A', 'Z', bytes);
      add_range('0', '9', bytes);
      bytes.set('_');
      text.remove_prefix(2);
    } else if (text.size() > 2 && text[1] == '-') {
      const bool plain = base::is_digit(c)   ? base::is_digit(text[2])
                         : base::is_upper(c) ? base::is_upper(text[2])
                                             : is_lower(c) && is_lower(text[2]);
      if (!plain || c > text[2]) return std::nullopt;
      add_range(static_cast<unsigned char>(c), static_cast<unsigned char>(text[2]), bytes);
      text.remove_prefix(3);
    } else {
      if (!base::is_digit(c) && !base::is_letter(c) && c != '_' && c != '.' && c != '-')
        return std::nullopt;
      bytes.set(static_cast<unsigned char>(c));
      text.remove_prefix(1);
    }
  }
  return bytes;
}

bool same(const std::vector<Literal>& a, const std::vector<Literal>& b) {
  return std::ranges::equal(a, b, [](const Literal& x, const Literal& y) {
    return x.text == y.text && x.case_mode == y.case_mode;
  });
}

std::uint32_t literal_length(const std::vector<Literal>& literals) {
  std::size_t length = 0;
  for (const Literal& literal : literals) length = std::max(length, literal.text.size());
  return static_cast<std::uint32_t>(length);
}

}  // namespace

std::optional<std::string> tail_of(std::string_view pattern, const RegexShape& shape,
                                   std::uint32_t max_length) {
  if (shape.literals.empty()) return std::nullopt;
  const std::string_view flags = flags_of(pattern);
  std::vector<std::size_t> starts = Elements(pattern).starts(flags.size());
  starts.push_back(pattern.size());
  const auto part = [&](std::size_t first, std::size_t end) {
    return std::string(flags) +
           std::string(pattern.substr(starts[first], starts[end] - starts[first]));
  };
  for (std::size_t first = 0; first + 1 < starts.size(); ++first) {
    const RegexShape whole = shape_of(part(first, starts.size() - 1));
    if (!whole.understood || whole.max_before != 0 || !same(whole.literals, shape.literals))
      continue;
    for (std::size_t end = starts.size() - 1; end > first; --end) {
      std::string tail = part(first, end);
      const RegexShape of_tail = shape_of(tail);
      if (of_tail.max_length > max_length) continue;
      // The literals themselves are known to be there.
      const bool tells = of_tail.max_length > literal_length(shape.literals);
      if (tells && same(of_tail.literals, shape.literals)) return tail;
      return std::nullopt;
    }
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<LazyHead> lazy_head_of(std::string_view pattern) {
  const std::string_view flags = flags_of(pattern);
  const bool folds = flags == "(?i)";
  if (!flags.empty() && !folds) return std::nullopt;
  const std::vector<std::size_t> starts = Elements(pattern).starts(flags.size());
  if (starts.size() < 2) return std::nullopt;
  const std::string_view first = pattern.substr(starts[0], starts[1] - starts[0]);
  const std::size_t bracket = first.find(']');
  if (bracket == first.npos) return std::nullopt;
  std::string_view count = first.substr(bracket + 1);
  if (!count.starts_with("{0,") || !count.ends_with("}?")) return std::nullopt;
  count = count.substr(3, count.size() - 5);
  LazyHead head;
  const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), head.max);
  if (error != std::errc() || end != count.data() + count.size()) return std::nullopt;
  const std::optional<std::bitset<256>> bytes = bytes_of_class(first.substr(0, bracket + 1));
  if (!bytes) return std::nullopt;
  for (unsigned c = 0; c < 256; ++c) {
    const char letter = static_cast<char>(c);
    if (!bytes->test(c)) continue;
    head.bytes.set(c);
    if (folds && base::is_upper(letter)) head.bytes.set(c - 'A' + 'a');
    if (folds && is_lower(letter)) head.bytes.set(c - 'a' + 'A');
  }
  head.rest = std::string(flags) + std::string(pattern.substr(starts[1]));
  return head;
}

}  // namespace scan::text
