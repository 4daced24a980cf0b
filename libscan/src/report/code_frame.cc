// A line becomes a row of cells, one for each code point: what is drawn for it, how many columns
// that takes, and at which column of the source (in UTF-16 units) it stands. A region's columns are
// then looked up among the cells, so that a mark sits under its text whatever the text is.
//
// A region over several lines is drawn as rustc does, with a line down its left side:
//
//   12 | / subprocess.call(
//   13 | |     command,
//   14 | |     shell=True)
//      | |_______________^
#include "report/code_frame.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace scan::report {
namespace {

constexpr std::size_t kTabStop = 4;
constexpr std::size_t kFewestCodeColumns = 20;
// Lines of a region over several lines that are drawn before and after the gap.
constexpr std::size_t kHeadLines = 6;
constexpr std::size_t kTailLines = 2;
constexpr std::string_view kCut = "…";
constexpr std::uint32_t kLineEnd = std::numeric_limits<std::uint32_t>::max();

struct Cell {
  std::string text;
  std::size_t columns = 0;
  std::uint32_t source_column = 0;
};

struct Row {
  std::vector<Cell> cells;
  bool cut_in_front = false;  // the source's line begins before the first cell

  std::size_t columns(std::size_t first, std::size_t last) const {
    std::size_t sum = 0;
    for (std::size_t i = first; i < last; ++i) sum += cells[i].columns;
    return sum;
  }
  // The first cell at or after a column of the source.
  std::size_t cell_at(std::uint32_t source_column) const {
    const auto at = std::partition_point(cells.begin(), cells.end(), [&](const Cell& cell) {
      return cell.source_column < source_column;
    });
    return static_cast<std::size_t>(at - cells.begin());
  }
};

Row row_of(std::string_view line, std::uint32_t source_column) {
  Row row;
  row.cut_in_front = source_column > 1;
  row.cells.reserve(line.size());
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size();) {
    const base::CodePoint point = base::decode_utf8(line, i);
    Cell cell;
    if (point.value == '\t') {
      cell.text.assign(kTabStop - column % kTabStop, ' ');
      cell.columns = cell.text.size();
    } else {
      append_printable(cell.text, point.value);
      cell.columns = columns_of(cell.text);
    }
    cell.source_column = source_column;
    source_column += point.value > 0xFFFF ? 2 : 1;
    column += cell.columns;
    i += point.size;
    row.cells.push_back(std::move(cell));
  }
  return row;
}

// What of a row is drawn: cells [first, last), and whether a cut is shown before and after.
struct Window {
  std::size_t first = 0, last = 0;
  bool cut_before = false, cut_after = false;
};

// The part of a row that fits into `width` and shows as much as it can of cells [begin, end), with
// what stands before them where there is room.
Window window_around(const Row& row, std::size_t begin, std::size_t end, std::size_t width) {
  const std::size_t size = row.cells.size();
  const std::size_t front = row.cut_in_front ? 1 : 0;
  if (front + row.columns(0, size) <= width) return {0, size, row.cut_in_front, false};
  std::size_t first = 0;
  if (front + row.columns(0, end) + 1 > width) {
    // Not all of it fits from the line's start on: begin a quarter of the width before the mark, or
    // so much further as its end needs.
    const std::size_t room = width - 2;
    std::size_t before = room / 4;
    const std::size_t marked = row.columns(begin, end);
    before = std::max(before, room > marked ? std::min(room - marked, room / 2) : 0);
    first = begin;
    for (std::size_t used = 0; first > 0; --first) {
      used += row.cells[first - 1].columns;
      if (used > before) break;
    }
  }
  const bool cut_before = first > 0 || row.cut_in_front;
  std::size_t used = cut_before ? 1 : 0;
  std::size_t last = first;
  while (last < size) {
    const std::size_t after = last + 1 < size ? 1 : 0;
    if (used + row.cells[last].columns + after > width) break;
    used += row.cells[last++].columns;
  }
  return {first, last, cut_before, last < size};
}

class Frame {
 public:
  Frame(Page& page, const Location& location, Ink ink, std::size_t width)
      : page_(page), region_(location.region), ink_(ink), gutter_(gutter_of(location)) {
    const std::size_t margin = gutter_ + 3;
    width_ = std::max(kFewestCodeColumns, width > margin ? width - margin : 0);
    // A region that ends before the first character of a line ends with the line before.
    if (region_.end_line > region_.start_line && region_.end_column == 1) {
      --region_.end_line;
      region_.end_column = kLineEnd;
    }
    std::string_view rest = location.snippet;
    for (bool more = true; more;) {
      const std::size_t end = rest.find('\n');
      std::string_view line = rest.substr(0, end);
      if (line.ends_with('\r')) line.remove_suffix(1);
      rows_.push_back(row_of(line, rows_.empty() ? location.snippet_column : 1));
      more = end != std::string_view::npos;
      if (more) rest.remove_prefix(end + 1);
    }
    const std::size_t lines = region_.end_line - std::min(region_.end_line, region_.start_line) + 1;
    if (rows_.size() > lines) rows_.resize(lines);
    complete_ = rows_.size() == lines;
  }

  void draw() {
    margin();
    page_.line();
    if (region_.end_line > region_.start_line)
      draw_lines();
    else
      draw_line();
  }

 private:
  void margin(std::string_view number = {}) {
    page_.fill(gutter_ - number.size());
    page_.put(Ink::kFrame, std::string(number) + " |");
  }

  void number(std::size_t row) { margin(std::to_string(region_.start_line + row)); }

  void put_cells(const Row& row, const Window& window) {
    std::string text;
    if (window.cut_before) text += kCut;
    for (std::size_t i = window.first; i < window.last; ++i) text += row.cells[i].text;
    if (window.cut_after) text += kCut;
    while (text.ends_with(' ')) text.pop_back();
    page_.put(text);
  }

  void draw_line() {
    const Row& row = rows_.front();
    const std::size_t begin = row.cell_at(region_.start_column);
    const std::size_t end = std::max(begin, row.cell_at(region_.end_column));
    const Window window = window_around(row, begin, end, width_);
    number(0);
    page_.fill(1);
    put_cells(row, window);
    page_.line();
    const std::size_t from = std::max(begin, window.first);
    const std::size_t to = std::min(end, window.last);
    const std::size_t before = (window.cut_before ? 1 : 0) + row.columns(window.first, from);
    margin();
    page_.fill(1 + before);
    page_.put(ink_,
              std::string(from < to ? std::max<std::size_t>(row.columns(from, to), 1) : 1, '^'));
    page_.line();
  }

  void draw_lines() {
    const std::size_t width = width_ - 2;  // without the line down the left side
    const bool gap = rows_.size() > kHeadLines + kTailLines + 1 || !complete_;
    const std::size_t head = gap ? std::min(kHeadLines, rows_.size()) : rows_.size();
    const std::size_t tail = gap && complete_ ? rows_.size() - kTailLines : rows_.size();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i >= head && i < tail) continue;
      if (gap && i == tail) draw_gap();
      number(i);
      page_.fill(1).put(ink_, i == 0 ? "/" : "|");
      if (!rows_[i].cells.empty()) page_.fill(1);
      put_cells(rows_[i], window_around(rows_[i], 0, 0, width));
      page_.line();
    }
    if (complete_)
      draw_end(width);
    else
      draw_gap();
  }

  void draw_gap() {
    margin();
    page_.fill(1).put(ink_, "|").put(" ").put(Ink::kDim, "…");
    page_.line();
  }

  // The last mark stands under the last character of the region.
  void draw_end(std::size_t width) {
    const Row& row = rows_.back();
    const std::size_t end = row.cell_at(region_.end_column);
    const std::size_t columns = row.columns(0, end);
    margin();
    page_.fill(1).put(
        ink_, "|" + std::string(std::min(std::max<std::size_t>(columns, 1), width), '_') + "^");
    page_.line();
  }

  Page& page_;
  Region region_;
  Ink ink_;
  std::size_t gutter_;
  std::size_t width_ = 0;  // for the code
  std::vector<Row> rows_;
  bool complete_ = false;  // the snippet has all lines of the region
};

}  // namespace

std::size_t gutter_of(const Location& location) {
  return std::to_string(std::max(location.region.start_line, location.region.end_line)).size();
}

void draw_code_frame(Page& page, const Location& location, Ink ink, std::size_t width) {
  if (location.region.start_line == 0 || location.snippet.empty()) return;
  Frame(page, location, ink, width).draw();
}

}  // namespace scan::report
