// What a person sees on standard error: diagnostics with a caret, progress, and whether to use
// colour.
#pragma once

#include <cstdint>
#include <cstdio>
#include <functional>
#include <string_view>

#include "arguments.h"
#include "scan/result.h"
#include "scan/scan_options.h"

namespace scan::cli {

/// Whether to write colours to `stream`: it is a terminal, and neither --no-color, NO_COLOR nor a
/// dumb terminal says otherwise.
bool use_color(std::FILE* stream, const Arguments& arguments);

/// Columns of the terminal that `stream` is; 100 where it is none.
std::uint32_t terminal_width(std::FILE* stream);

/// Prints an error with the line that it is about and a caret under the place. Control characters
/// in what it quotes are made visible.
void print_error(const Error& error, bool color);

/// Prints "warning: …".
void print_warning(std::string_view message, bool color);

/// The text with its control characters made visible.
std::string visible(std::string_view text);

/// Whether to draw progress on standard error: --quiet and --progress say so, or it is a terminal.
bool shows_progress(const Arguments& arguments);

/// Draws progress on one line of standard error, and wipes it when done. Not drawn where nobody
/// looks.
class ProgressLine {
 public:
  explicit ProgressLine(const Arguments& arguments);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// For ScanOptions::on_progress; empty when progress is not shown.
  std::function<void(const Progress&)> callback();

 private:
  bool shown_ = false;
  bool drawn_ = false;
};

}  // namespace scan::cli
