// A Dockerfile as its instructions. Follows https://docs.docker.com/reference/dockerfile/ .
//
//   Dockerfile file = parse_dockerfile("FROM alpine:3.20\nRUN apk add \\\n  curl\n");
//   file.instructions[1].keyword;   // "RUN"
//   file.instructions[1].text;      // "apk add   curl"
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scan/span.h"

namespace scan::iac {

/// A text put together from parts of a source, which still knows where each byte came from.
class JoinedText {
 public:
  const std::string& text() const { return text_; }
  void append(std::string_view source, Span part);
  /// The place in the source of a range of text(). What lies between joined parts is included.
  Span locate(Span range) const;
  /// A copy of a range of it.
  JoinedText slice(Span range) const;

 private:
  struct Piece {
    std::uint32_t text;
    std::uint32_t source;
  };
  std::string text_;
  std::vector<Piece> pieces_;  // by text, ascending
};

/// Lines after an instruction that are the content of a file or the standard input of a command.
struct Heredoc {
  std::string name;
  Span body;  ///< in the source, whole lines
};

struct Instruction {
  std::string keyword;  ///< in capitals
  Span span;            ///< from the keyword to the end of its last line, heredocs included
  /// What follows the keyword: continuation lines joined, comments between them left out.
  JoinedText arguments;
  std::vector<Heredoc> heredocs;
};

struct Dockerfile {
  std::vector<Instruction> instructions;
  /// What is no instruction: the first such place, and how many there are.
  Span unknown;
  std::uint32_t unknown_count = 0;
  /// There were more than kMaxInstructions; the rest is left out.
  bool truncated = false;
};

inline constexpr std::size_t kMaxInstructions = 100'000;

/// Never fails: a line that is no instruction is counted and passed over. Linear time.
Dockerfile parse_dockerfile(std::string_view text);

/// One word of an instruction's arguments: its quotes removed, and its place with them.
struct Word {
  std::string text;
  Span range;
};

/// Splits by blanks outside quotes. `escape` as the file declares it is not needed: within words a
/// backslash escapes in every file that is built for Linux.
std::vector<Word> split_words(std::string_view arguments);

/// The strings of an exec form, `["a", "b"]`; false when it is not one, and so a shell form.
bool parse_exec_form(std::string_view arguments, std::vector<Word>& words);

}  // namespace scan::iac
