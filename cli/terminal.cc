#include "terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "scan/report.h"

namespace scan::cli {
namespace {

constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kBlue = "\x1b[1;34m";
constexpr std::string_view kReset = "\x1b[0m";

std::string paint(std::string_view words, std::string_view color_code, bool color) {
  return color ? fmt::format("{}{}{}", color_code, words, kReset) : std::string(words);
}

// The terminal column of a 1-based UTF-16 column of `line`, counting one for each character.
std::size_t characters_before(std::string_view line, std::uint32_t column) {
  std::size_t characters = 0;
  std::uint32_t units = 1;
  for (std::size_t i = 0; i < line.size() && units < column; ++i) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if ((byte & 0xC0) == 0x80) continue;
    units += byte >= 0xF0 ? 2 : 1;
    ++characters;
  }
  return characters;
}

// A line longer than a screen is shown from a little before the place.
constexpr std::size_t kShownBytes = 160;

}  // namespace

// A quoted line or path must not be able to command the terminal.
std::string visible(std::string_view text) {
  std::string shown;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\t')
      shown += ' ';
    else if (byte < 0x20 || byte == 0x7f)
      shown += fmt::format("\\x{:02x}", byte);
    else
      shown += c;
  }
  return shown;
}

bool use_color(std::FILE* stream, const Arguments& arguments) {
  if (arguments.no_color || isatty(fileno(stream)) == 0) return false;
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* terminal = std::getenv("TERM");
  return terminal == nullptr || std::string_view(terminal) != "dumb";
}

std::uint32_t terminal_width(std::FILE* stream) {
  winsize size = {};
  const bool known = ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : ReportOptions{}.width;
}

void print_error(const Error& error, bool color) {
  std::string text = paint("error", kRed, color) + ": " + visible(error.message) + '\n';
  const Region& region = error.region;
  if (!error.path.empty()) {
    text += paint("  --> ", kBlue, color) + visible(error.path);
    if (region.start_line > 0)
      text += fmt::format(":{}:{}", region.start_line, region.start_column);
    text += '\n';
  }
  if (region.start_line > 0 && !error.source_line.empty() &&
      error.source_line.size() <= kShownBytes) {
    const std::string number = std::to_string(region.start_line);
    const std::string margin(number.size(), ' ');
    const std::size_t begin = characters_before(error.source_line, region.start_column);
    const std::size_t end = region.end_line == region.start_line
                                ? characters_before(error.source_line, region.end_column)
                                : characters_before(error.source_line, 0xffffffff);
    text += paint(margin + " |", kBlue, color) + '\n';
    text += paint(number + " | ", kBlue, color) + visible(error.source_line) + '\n';
    text += paint(margin + " | ", kBlue, color) + std::string(begin, ' ') +
            paint(std::string(end > begin ? end - begin : 1, '^'), kRed, color) + '\n';
  }
  if (!error.hint.empty())
    text += "  = " + paint("hint", kYellow, color) + ": " + visible(error.hint) + '\n';
  std::fputs(text.c_str(), stderr);
}

void print_warning(std::string_view message, bool color) {
  std::fputs((paint("warning", kYellow, color) + ": " + visible(message) + '\n').c_str(), stderr);
}

bool shows_progress(const Arguments& arguments) {
  if (arguments.quiet) return false;
  return arguments.progress == ProgressMode::kAlways ||
         (arguments.progress == ProgressMode::kAuto && isatty(STDERR_FILENO) != 0);
}

ProgressLine::ProgressLine(const Arguments& arguments) : shown_(shows_progress(arguments)) {}

ProgressLine::~ProgressLine() {
  if (drawn_) std::fputs("\r\x1b[K", stderr);
}

std::function<void(const Progress&)> ProgressLine::callback() {
  if (!shown_) return {};
  return [this](const Progress& progress) {
    drawn_ = true;
    fmt::print(stderr, "\r\x1b[Kscanning: {} of {} files, {:.1f} MB", progress.files_done,
               progress.files_found, static_cast<double>(progress.bytes_done) / 1e6);
    std::fflush(stderr);
  };
}

}  // namespace scan::cli
