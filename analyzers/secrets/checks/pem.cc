#include "secrets/checks/pem.h"

#include <algorithm>

#include "base/ascii.h"
#include "text/base64.h"

namespace scan::secrets {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END";
constexpr std::string_view kDashes = "-----";
// What stands before and after a line that was pasted into code or a comment.
constexpr std::string_view kAround = " \t\r\"'`,;#>*|\\";

// With escaped line breaks made true ones, however often they were escaped.
std::string unescaped(std::string_view text) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::size_t after = i;
    while (after < text.size() && text[after] == '\\') ++after;
    if (after == i) {
      lines.push_back(text[i]);
    } else if (after < text.size() && (text[after] == 'n' || text[after] == 'r')) {
      lines.push_back('\n');
      i = after;
    } else {
      lines.push_back('\n');  // a line that goes on in the next
      i = after - 1;
    }
  }
  return lines;
}

// Without the quotes around it and what joins it to the next: `"MII..." +`.
std::string_view content_of(std::string_view line) {
  for (const char quote : {'"', '\''}) {
    const std::size_t first = line.find(quote);
    if (first == line.npos) continue;
    const std::size_t last = line.rfind(quote);
    // A quote alone is the end of a text that began on a line before.
    line = last > first ? line.substr(first + 1, last - first - 1) : line.substr(0, first);
  }
  return base::trimmed(line, kAround);
}

bool is_base64(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return base::is_alphanumeric(c) || c == '+' || c == '/' || c == '=' || c == '-' || c == '_';
  });
}

bool is_abridged(std::string_view line) {
  return line.find("..") != line.npos || line.find("\xE2\x80\xA6") != line.npos ||
         line.find('<') != line.npos || line.find('*') != line.npos;
}

}  // namespace

std::optional<PemBlock> read_pem(std::string_view text) {
  const std::size_t begin = text.find(kBegin);
  if (begin == text.npos) return std::nullopt;
  text.remove_prefix(begin + kBegin.size());
  const std::size_t label_end = text.find(kDashes);
  if (label_end == text.npos) return std::nullopt;
  PemBlock block{.label = std::string(text.substr(0, label_end)), .bytes = {}};
  text.remove_prefix(label_end + kDashes.size());
  const std::string lines = unescaped(text.substr(0, text.find(kEnd)));

  std::string base64;
  bool readable = true;
  for (std::string_view rest = lines; !rest.empty();) {
    const std::size_t size = std::min(rest.find('\n'), rest.size());
    const std::string_view line = content_of(base::trimmed(rest.substr(0, size), kAround));
    rest.remove_prefix(std::min(size + 1, rest.size()));
    // What joins the strings of code may be left.
    if (line.empty() || line == "+" || line == "." || line == "&") continue;
    if (line.find(": ") != line.npos) {
      block.encrypted |= line.starts_with("Proc-Type") && line.ends_with("ENCRYPTED");
    } else if (line.starts_with('=') && line.size() == 5) {
      continue;  // the checksum of OpenPGP's armor
    } else if (is_base64(line)) {
      base64 += line;
    } else {
      readable = false;
      block.abridged |= is_abridged(line);
    }
  }
  if (readable) block.bytes = text::decode_base64(base64);
  return block;
}

}  // namespace scan::secrets
