// What a scan shows comes from the scanned tree, which may be hostile: a file name or a line of
// code with an escape sequence could rewrite the terminal, one with bidirectional controls could
// show other code than there is. So everything goes through append_printable.
#include "report/terminal.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "base/utf8.h"

namespace scan::report {
namespace {

constexpr std::array<std::string_view, 10> kSgr = {"",     "1",    "2",    "1;34", "1;97;41",
                                                   "1;31", "1;33", "1;36", "1",    "1;32"};

bool must_escape(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0x061C ||
         c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069) || (c >= 0xE0000 && c <= 0xE007F) || c == 0xFEFF ||
         c == 0x200B;
}

}  // namespace

void append_printable(std::string& out, char32_t value) {
  if (!must_escape(value))
    base::append_utf8(value, out);
  else if (value == '\n')
    out += "\\n";
  else if (value == '\r')
    out += "\\r";
  else if (value == '\t')
    out += "\\t";
  else if (value < 0x100)
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", static_cast<unsigned>(value));
  else
    fmt::format_to(std::back_inserter(out), "\\u{{{:x}}}", static_cast<unsigned>(value));
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, i);
    append_printable(out, point.value);
    i += point.size;
  }
  return out;
}

Ink ink_of(Severity severity) {
  constexpr std::array<Ink, 5> kInks = {Ink::kInfo, Ink::kLow, Ink::kMedium, Ink::kHigh,
                                        Ink::kCritical};
  return kInks[static_cast<std::size_t>(severity)];
}

Page& Page::put(Ink ink, std::string_view text) {
  const std::string_view code = kSgr[static_cast<std::size_t>(ink)];
  if (color_ == Color::kNever || code.empty() || text.empty()) return put(text);
  out_ += "\x1b[";
  out_ += code;
  out_ += 'm';
  out_ += text;
  out_ += "\x1b[0m";
  return *this;
}

void Page::wrap(std::string_view text, std::size_t at, std::size_t indent, std::size_t width) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  bool fresh = true;  // no word stands yet on the line
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '\n') {
      line();
      at = 0;
      fresh = true;
      ++i;
    } else if (is_blank(text[i])) {
      ++i;
    } else {
      std::size_t end = i;
      while (end < text.size() && !is_blank(text[end])) ++end;
      const std::string word = printable(text.substr(i, end - i));
      const std::size_t columns = columns_of(word);
      if (!fresh && at + 1 + columns > width) {
        line();
        at = 0;
        fresh = true;
      }
      if (at == 0) {
        fill(indent);
        at = indent;
      }
      if (!fresh) {
        fill(1);
        ++at;
      }
      put(word);
      at += columns;
      fresh = false;
      i = end;
    }
  }
}

}  // namespace scan::report
