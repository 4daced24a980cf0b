// Lines of one text, in far less memory than a number for each of them takes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace scan::source {

/// Lines are counted from 1 and end with \n. Makes a table of the text at the first question. Does
/// not keep the text, which may move with its owner: every call must be given the same one.
class Lines {
 public:
  /// How many there are: one more than line breaks.
  std::uint32_t count(std::string_view text);
  /// The line of the byte at `offset`; beyond the end the last one.
  std::uint32_t line_of(std::string_view text, std::uint32_t offset);
  /// Where a line begins that there is.
  std::uint32_t begin_of(std::string_view text, std::uint32_t line);

 private:
  void make(std::string_view text);

  std::vector<std::uint32_t> breaks_;  // before each block, and in all; empty until needed
};

}  // namespace scan::source
