// The lines of a text, each with its place.
#pragma once

#include <algorithm>
#include <string_view>

#include "base/ascii.h"
#include "scan/span.h"

namespace scan::sca {

/// One line, without its end.
struct Line {
  std::string_view text;
  Span span;

  std::size_t indent() const { return std::min(text.find_first_not_of(' '), text.size()); }
  std::string_view trimmed() const { return base::trimmed(text); }
};

/// Lines l(text); for (Line line; l.next(line);) ...
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {
    if (text.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  bool next(Line& line) {
    if (at_ >= text_.size()) return false;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    line.text = text_.substr(at_, end - at_);
    if (line.text.ends_with('\r')) line.text.remove_suffix(1);
    line.span.begin = static_cast<std::uint32_t>(at_);
    line.span.end = static_cast<std::uint32_t>(at_ + line.text.size());
    at_ = end + 1;
    return true;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace scan::sca
