// Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), between what the texts do not
// begin and end with in common. The furthest points of each round are kept to walk the path back.
#include "text/line_diff.h"

#include <algorithm>
#include <optional>

namespace scan::text {
namespace {

// Rounds after which all that is left counts as changed: their memory grows with the square.
constexpr std::size_t kMaxRounds = 1000;
constexpr std::size_t kContext = 3;

using Lines = std::vector<std::string_view>;

// Finds the changes in old[begin, old_end) against new[begin, new_end).
class Comparison {
 public:
  Comparison(const Lines& old_lines, const Lines& new_lines) : old_(old_lines), new_(new_lines) {
    while (begin_ < std::min(old_.size(), new_.size()) && old_[begin_] == new_[begin_]) ++begin_;
    old_end_ = old_.size();
    new_end_ = new_.size();
    while (old_end_ > begin_ && new_end_ > begin_ && old_[old_end_ - 1] == new_[new_end_ - 1]) {
      --old_end_;
      --new_end_;
    }
  }

  std::vector<LineChange> run() {
    if (old_end_ == begin_ && new_end_ == begin_) return {};
    if (!search()) return {{begin_, old_end_, begin_, new_end_}};
    return walk_back();
  }

 private:
  using Number = std::ptrdiff_t;

  Number height() const { return static_cast<Number>(old_end_ - begin_); }
  Number width() const { return static_cast<Number>(new_end_ - begin_); }

  // Where on diagonal `k` (old minus new) the path of round `d` enters it: from the one above by a
  // line taken away, or from the one below by a line added.
  static bool taken_away(const std::vector<Number>& before, Number k, Number d) {
    return k == d || (k != -d && at(before, k - 1, d - 1) >= at(before, k + 1, d - 1));
  }
  static Number at(const std::vector<Number>& round, Number k, Number d) {
    return round[static_cast<std::size_t>(k + d)];
  }

  // Fills rounds_ until one reaches the end. False: too many.
  bool search() {
    for (Number d = 0; d <= static_cast<Number>(kMaxRounds); ++d) {
      std::vector<Number> round(static_cast<std::size_t>(2 * d + 1), -1);
      for (Number k = -d; k <= d; k += 2) {
        Number x = 0;
        if (d > 0) {
          const std::vector<Number>& before = rounds_.back();
          x = taken_away(before, k, d) ? at(before, k - 1, d - 1) + 1 : at(before, k + 1, d - 1);
        }
        while (x >= 0 && x - k >= 0 && x < height() && x - k < width() && same(x, x - k)) ++x;
        round[static_cast<std::size_t>(k + d)] = x;
        if (x >= height() && x - k >= width()) {
          rounds_.push_back(std::move(round));
          return true;
        }
      }
      rounds_.push_back(std::move(round));
    }
    return false;
  }

  bool same(Number x, Number y) const {
    return old_[begin_ + static_cast<std::size_t>(x)] == new_[begin_ + static_cast<std::size_t>(y)];
  }

  std::vector<LineChange> walk_back() const {
    std::vector<LineChange> changes;  // from the last to the first
    Number x = height();
    Number y = width();
    for (Number d = static_cast<Number>(rounds_.size()) - 1; d > 0; --d) {
      const std::vector<Number>& before = rounds_[static_cast<std::size_t>(d - 1)];
      const Number k = x - y;
      const bool away = taken_away(before, k, d);
      const Number from_k = away ? k - 1 : k + 1;
      const Number from_x = at(before, from_k, d - 1);
      const Number from_y = from_x - from_k;
      add(changes, from_x, from_x + (away ? 1 : 0), from_y, from_y + (away ? 0 : 1));
      x = from_x;
      y = from_y;
    }
    std::ranges::reverse(changes);
    return changes;
  }

  // Adds a step in front of those that are there, as part of the first where they touch.
  void add(std::vector<LineChange>& changes, Number old_begin, Number old_end, Number new_begin,
           Number new_end) const {
    const LineChange step{
        begin_ + static_cast<std::size_t>(old_begin), begin_ + static_cast<std::size_t>(old_end),
        begin_ + static_cast<std::size_t>(new_begin), begin_ + static_cast<std::size_t>(new_end)};
    if (!changes.empty() && changes.back().old_begin == step.old_end &&
        changes.back().new_begin == step.new_end) {
      changes.back().old_begin = step.old_begin;
      changes.back().new_begin = step.new_begin;
    } else {
      changes.push_back(step);
    }
  }

  const Lines& old_;
  const Lines& new_;
  std::size_t begin_ = 0, old_end_ = 0, new_end_ = 0;
  std::vector<std::vector<Number>> rounds_;
};

// "12,3", "12" for one line, "11,0" for none after line 11.
std::string range_text(std::size_t begin, std::size_t end) {
  const std::size_t count = end - begin;
  if (count == 1) return std::to_string(begin + 1);
  return std::to_string(count == 0 ? begin : begin + 1) + ',' + std::to_string(count);
}

void append_lines(std::string& out, char mark, const Lines& lines, std::size_t begin,
                  std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    out.push_back(mark);
    out += lines[i];
    if (!lines[i].ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

std::vector<LineChange> line_changes(const Lines& old_lines, const Lines& new_lines) {
  return Comparison(old_lines, new_lines).run();
}

std::string unified_diff(std::string_view old_name, std::string_view new_name,
                         std::string_view old_text, std::string_view new_text) {
  const Lines old_lines = lines_of(old_text);
  const Lines new_lines = lines_of(new_text);
  const std::vector<LineChange> changes = line_changes(old_lines, new_lines);
  if (changes.empty()) return {};
  std::string out;
  out.append("--- ").append(old_name).append("\n+++ ").append(new_name).append("\n");
  for (std::size_t first = 0; first < changes.size();) {
    // Changes whose contexts meet share a hunk.
    std::size_t last = first;
    while (last + 1 < changes.size() &&
           changes[last + 1].old_begin - changes[last].old_end <= 2 * kContext) {
      ++last;
    }
    const std::size_t before = std::min(kContext, changes[first].old_begin);
    const std::size_t after = std::min(kContext, old_lines.size() - changes[last].old_end);
    std::size_t at = changes[first].old_begin - before;
    out += "@@ -" + range_text(at, changes[last].old_end + after) + " +" +
           range_text(changes[first].new_begin - before, changes[last].new_end + after) + " @@\n";
    for (; first <= last; ++first) {
      append_lines(out, ' ', old_lines, at, changes[first].old_begin);
      append_lines(out, '-', old_lines, changes[first].old_begin, changes[first].old_end);
      append_lines(out, '+', new_lines, changes[first].new_begin, changes[first].new_end);
      at = changes[first].old_end;
    }
    append_lines(out, ' ', old_lines, at, at + after);
  }
  return out;
}

}  // namespace scan::text
