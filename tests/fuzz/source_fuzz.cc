// Bytes of any encoding: the text must be UTF-8, and places in it consistent.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "scan/source.h"
#include "source/encoding.h"

namespace {

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const scan::Source source("f", std::string(reinterpret_cast<const char*>(data), size));
  const std::string_view text = source.text();
  check(!source.is_binary() || text.empty());
  // Text that is UTF-8 decodes to itself. One that begins with a byte order mark (two in the file)
  // or has a NUL would be told anew.
  if (!text.starts_with("\xEF\xBB\xBF") && text.find('\0') == std::string_view::npos)
    check(scan::source::decode(text).encoding == scan::Encoding::kUtf8);

  const auto end = static_cast<std::uint32_t>(text.size());
  scan::Region previous{1, 1, 1, 1};
  for (std::uint32_t at = 0; at <= end + 1; at += 1 + end / 64) {
    const scan::Region region = source.region({at, at + 7});
    check(region.start_line >= previous.start_line);
    check(region.start_line > previous.start_line || region.start_column >= previous.start_column);
    check(region.end_line > region.start_line || region.end_column >= region.start_column);
    check(region.start_line == source.line_of(std::min(at, end)));
    const std::string_view line = source.line(region.start_line);
    check(line.find('\n') == std::string_view::npos);
    check(region.start_column <= scan::base::utf16_length(line) + 2);  // "\r\n" is behind it
    previous = region;
  }
  return 0;
}
