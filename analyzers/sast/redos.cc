// The expression is gone through once, with a stack in place of a tree: of each open group is kept
// what the question needs to know of the part that was read.
#include "sast/redos.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "base/ascii.h"

namespace scan::sast {

namespace {

constexpr std::uint32_t kNoLimit = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t kManyTimes = 4;  // repetitions from which a nested one explodes

// What is known of a part of an expression.
struct Part {
  bool consumes = false;   // may fail to match: has a character or an assertion
  bool ambiguous = false;  // has a part that matches a text in two ways, neither of them empty
  bool explosive = false;  // has a repetition of something ambiguous
};

struct Count {
  std::uint32_t min = 1, max = 1;
  bool possessive = false;
};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool run() {
    open_.emplace_back();
    while (at_ < text_.size()) step();
    close_branch(open_.back());
    return sound_ && open_.size() == 1 && vulnerable_;
  }

 private:
  struct Group {
    Part whole;   // of the branches that were closed
    Part branch;  // of the sequence so far
  };

  std::string_view rest() const { return text_.substr(at_); }

  void step() {
    const char c = text_[at_++];
    switch (c) {
      case '(':
        return open();
      case ')':
        if (open_.size() < 2) {
          sound_ = false;
          return;
        }
        return close();
      case '|':
        return close_branch(open_.back());
      case '[':
        skip_class();
        return add(character());
      case '\\':
        return escape();
      case '*':
      case '+':
      case '?':
        sound_ = false;  // of nothing
        return;
      default:
        return add(character());
    }
  }

  static Part character() { return {.consumes = true}; }

  void open() {
    open_.emplace_back();
    if (rest().starts_with("?#")) {
      at_ = std::min(text_.find(')', at_), text_.size());
    } else if (rest().starts_with("?P<") ||
               (rest().starts_with("?<") && !rest().starts_with("?<=") &&
                !rest().starts_with("?<!"))) {
      at_ = std::min(text_.find('>', at_), text_.size() - 1) + 1;
    } else if (rest().starts_with("?")) {
      // Options, look-around, atomic groups.
      ++at_;
      while (at_ < text_.size() &&
             std::string_view(":=!>)").find(text_[at_]) == std::string_view::npos) {
        ++at_;
      }
      if (at_ < text_.size() && text_[at_] != ')') ++at_;
    }
  }

  void close() {
    close_branch(open_.back());
    const Part part = open_.back().whole;
    open_.pop_back();
    add(part);
  }

  static void close_branch(Group& group) {
    group.whole.consumes |= group.branch.consumes;
    group.whole.ambiguous |= group.branch.ambiguous;
    group.whole.explosive |= group.branch.explosive;
    group.branch = {};
  }

  // An item of a sequence, with the repetition that follows it.
  void add(Part part) {
    const Count count = repetition();
    if (!count.possessive && (count.min != 1 || count.max != 1)) {
      part.explosive |= count.max >= kManyTimes && part.ambiguous;
      part.ambiguous |= count.max >= 2 && count.max > count.min;
    }
    Part& before = open_.back().branch;
    vulnerable_ |= before.explosive && part.consumes;
    before.consumes |= part.consumes;
    before.ambiguous |= part.ambiguous;
    before.explosive |= part.explosive;
  }

  Count repetition() {
    Count count;
    if (rest().starts_with('*')) {
      count = {0, kNoLimit};
    } else if (rest().starts_with('+')) {
      count = {1, kNoLimit};
    } else if (rest().starts_with('?')) {
      count = {0, 1};
    } else if (!rest().starts_with('{') || !read_braces(count)) {
      return count;
    }
    ++at_;  // the sign, or the closing brace
    if (rest().starts_with('?')) ++at_;
    count.possessive = rest().starts_with('+');
    if (count.possessive) ++at_;
    return count;
  }

  // "{2}", "{2,}", "{2,5}", "{,5}", with at_ left at the closing brace. False: mere characters.
  bool read_braces(Count& count) {
    const std::size_t end = text_.find('}', at_);
    if (end == std::string_view::npos) return false;
    const std::string_view inner = text_.substr(at_ + 1, end - at_ - 1);
    const std::size_t comma = std::min(inner.find(','), inner.size());
    const auto number = [](std::string_view digits, std::uint32_t otherwise, std::uint32_t& out) {
      if (digits.empty()) return out = otherwise, true;
      if (digits.size() > 6 || !std::ranges::all_of(digits, base::is_digit)) return false;
      out = 0;
      for (const char c : digits) out = out * 10 + static_cast<std::uint32_t>(c - '0');
      return true;
    };
    if (inner.empty() || inner == ",") return false;
    if (!number(inner.substr(0, comma), 0, count.min)) return false;
    count.max = count.min;
    if (comma < inner.size() && !number(inner.substr(comma + 1), kNoLimit, count.max)) return false;
    at_ = end;
    return true;
  }

  void skip_class() {
    if (rest().starts_with('^')) ++at_;
    if (rest().starts_with(']')) ++at_;
    while (at_ < text_.size() && text_[at_] != ']') {
      if (text_[at_] == '\\') ++at_;
      if (rest().starts_with("[:")) at_ = std::min(text_.find(":]", at_), text_.size() - 2) + 1;
      ++at_;
    }
    sound_ &= at_ < text_.size();
    at_ = std::min(at_ + 1, text_.size());
  }

  void escape() {
    if (at_ >= text_.size()) {
      sound_ = false;
      return;
    }
    const char c = text_[at_++];
    if (c == 'Q') {
      at_ = std::min(text_.find("\\E", at_), text_.size() - 2) + 2;
    } else if ((c == 'x' || c == 'p' || c == 'P' || c == 'k' || c == 'g') &&
               (rest().starts_with('{') || rest().starts_with('<'))) {
      at_ = std::min(text_.find_first_of("}>", at_), text_.size() - 1) + 1;
    }
    add(c == 'K' ? Part{} : character());
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Group> open_;
  bool sound_ = true;
  bool vulnerable_ = false;
};

}  // namespace

bool may_backtrack_without_bounds(std::string_view regex) { return Scanner(regex).run(); }

}  // namespace scan::sast
