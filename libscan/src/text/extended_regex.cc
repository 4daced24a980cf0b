// One pass over the pattern that knows no more of its syntax than where white space may stand and
// is no layout: escapes, classes, the names and modes at the begin of a group.
#include "text/extended_regex.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace scan::text {
namespace {

constexpr std::string_view kSpace = " \t\n\v\f\r";

class Stripper {
 public:
  explicit Stripper(std::string_view pattern) : rest_(pattern) {}

  std::string strip();

 private:
  // Whether extended mode holds, in the group that is open and in each around it.
  bool extended() const { return modes_.back(); }
  void take(std::size_t count) {
    out_ += rest_.substr(0, count);
    drop(count);
  }
  void drop(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }
  void take_escape();
  void take_class();
  void take_group_begin();
  bool take_modes();

  std::string_view rest_;
  std::string out_;
  std::vector<bool> modes_ = {false};
};

void Stripper::take_escape() {
  if (!rest_.starts_with("\\Q")) return take(2);
  const std::size_t end = rest_.find("\\E", 2);
  take(end == rest_.npos ? rest_.size() : end + 2);
}

// "]" is a member where it comes first. In Rust classes hold classes, elsewhere a "[" in them is
// itself: only that of "[:alpha:]" is told apart.
void Stripper::take_class() {
  take(rest_.starts_with("[^") ? 2 : 1);
  if (rest_.starts_with(']')) take(1);
  while (!rest_.empty() && rest_.front() != ']') {
    const std::size_t end = rest_.starts_with("[:") ? rest_.find(":]", 2) : rest_.npos;
    if (rest_.front() == '\\')
      take_escape();
    else
      take(end == rest_.npos ? 1 : end + 2);
  }
  take(1);
}

// "(?x)" holds from here to the end of the group that it stands in, "(?x:" in a group of its own.
bool Stripper::take_modes() {
  const std::size_t end = rest_.find_first_not_of("imsxUuJn-", 2);
  if (end == rest_.npos || end == 2 || (rest_[end] != ')' && rest_[end] != ':')) return false;
  bool on = true;
  bool extended = this->extended();
  std::string set;
  std::string cleared;
  for (const char mode : rest_.substr(2, end - 2)) {
    if (mode == '-')
      on = false;
    else if (mode == 'x')
      extended = on;
    else if (mode != 'u')
      (on ? set : cleared).push_back(mode);
  }
  const bool group = rest_[end] == ':';
  drop(end + 1);
  std::string modes = cleared.empty() ? set : set + '-' + cleared;
  if (group)
    out_ += "(?" + modes + ':';
  else if (!modes.empty())
    out_ += "(?" + modes + ')';
  if (group)
    modes_.push_back(extended);
  else
    modes_.back() = extended;
  return true;
}

void Stripper::take_group_begin() {
  if (rest_.starts_with("(?#")) {
    const std::size_t end = rest_.find(')');
    return drop(end == rest_.npos ? rest_.size() : end + 1);
  }
  if (rest_.starts_with("(?") && take_modes()) return;
  modes_.push_back(extended());
  take(1);
}

std::string Stripper::strip() {
  while (!rest_.empty()) {
    const char c = rest_.front();
    if (c == '\\') {
      take_escape();
    } else if (c == '[') {
      take_class();
    } else if (c == '(') {
      take_group_begin();
    } else if (extended() && kSpace.find(c) != kSpace.npos) {
      drop(1);
    } else if (extended() && c == '#') {
      drop(std::min(rest_.find('\n'), rest_.size()));
    } else {
      if (c == ')' && modes_.size() > 1) modes_.pop_back();
      take(1);
    }
  }
  return std::move(out_);
}

}  // namespace

std::string without_extended_mode(std::string_view pattern) { return Stripper(pattern).strip(); }

}  // namespace scan::text
