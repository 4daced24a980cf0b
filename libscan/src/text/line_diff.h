// What changed between two texts, line by line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scan::text {

/// Lines [begin, end) of the old text that lines [new_begin, new_end) of the new one replace;
/// 0-based, and one of the two may be empty.
struct LineChange {
  std::size_t old_begin = 0, old_end = 0;
  std::size_t new_begin = 0, new_end = 0;

  friend bool operator==(const LineChange&, const LineChange&) = default;
};

/// The lines of a text with their line breaks; the last one may have none.
std::vector<std::string_view> lines_of(std::string_view text);

/// The smallest set of changes (Myers), in order; where texts differ in more than some thousand
/// lines, a larger one. Time and memory are bounded by a constant times the number of lines.
std::vector<LineChange> line_changes(const std::vector<std::string_view>& old_lines,
                                     const std::vector<std::string_view>& new_lines);

/// A unified diff with three lines of context; empty for equal texts. The names stand in its head
/// as they are.
std::string unified_diff(std::string_view old_name, std::string_view new_name,
                         std::string_view old_text, std::string_view new_text);

}  // namespace scan::text
