// Text as a terminal shows it: how wide it is, made harmless, coloured, wrapped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "scan/report.h"

namespace scan::report {

/// Columns of a terminal that a printable code point takes: 0 for combining marks and format
/// characters, 2 for East-Asian wide ones and most emoji, else 1. By Unicode's East_Asian_Width.
unsigned columns_of(char32_t value);

/// Columns of a text that holds nothing to escape.
std::size_t columns_of(std::string_view text);

/// Appends a code point so that it cannot steer the terminal or reorder what stands around it:
/// control characters, line and paragraph separators and bidirectional controls come out as
/// "\x1b" or "\u{202e}".
void append_printable(std::string& out, char32_t value);

/// The text so, with ill-formed bytes as U+FFFD. On one line: a line break is escaped too.
std::string printable(std::string_view text);

/// What is written in which colour. The codes are the sixteen colours that every terminal has.
enum class Ink : std::uint8_t {
  kPlain,
  kBold,
  kDim,
  kFrame,  ///< line numbers and the lines of a code frame
  kCritical,
  kHigh,
  kMedium,
  kLow,
  kInfo,
  kGood,
};

Ink ink_of(Severity severity);

/// Text in the making, with or without colour.
class Page {
 public:
  Page(std::string& out, Color color) : out_(out), color_(color) {}

  /// Appends text that is harmless already.
  Page& put(std::string_view text) {
    out_ += text;
    return *this;
  }
  Page& put(Ink ink, std::string_view text);
  Page& fill(std::size_t columns, char with = ' ') {
    out_.append(columns, with);
    return *this;
  }
  void line() { out_.push_back('\n'); }

  /// Appends prose, wrapped at `width` columns: the first line begins at column `at`, the others
  /// after `indent` blanks. Line breaks in the text stay; what could steer a terminal is escaped.
  /// Does not end the last line.
  void wrap(std::string_view text, std::size_t at, std::size_t indent, std::size_t width);

 private:
  std::string& out_;
  Color color_;
};

}  // namespace scan::report
