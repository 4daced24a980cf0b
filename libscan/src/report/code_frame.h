// The lines of code that a finding is about, with what it is about marked.
//
//      |
//   42 |     subprocess.call(command, shell=True)
//      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
#pragma once

#include <cstddef>

#include "report/terminal.h"
#include "scan/finding.h"

namespace scan::report {

/// Columns of the widest line number of a location's frame; at least 1.
std::size_t gutter_of(const Location& location);

/// Draws the frame of a location within `width` columns, its marks in `ink`. Draws nothing for a
/// location without region or snippet. Long lines are cut around what is marked, and what stands in
/// them takes as many columns as it is drawn with: tabs, wide and combining characters.
void draw_code_frame(Page& page, const Location& location, Ink ink, std::size_t width);

}  // namespace scan::report
