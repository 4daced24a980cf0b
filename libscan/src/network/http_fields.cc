#include "network/http_fields.h"

#include <algorithm>
#include <charconv>

#include "base/ascii.h"

namespace scan::network {
namespace {

std::int64_t number_or_minus_one(std::string_view text) {
  std::int64_t value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && value >= 0 ? value : -1;
}

}  // namespace

std::string Version::range_condition() const {
  return !etag.empty() && !etag.starts_with("W/") ? etag : last_modified;
}

std::string Version::to_text() const {
  return "url: " + url + "\netag: " + etag + "\nlast-modified: " + last_modified + "\n";
}

Version Version::from_text(std::string_view text) {
  Version version;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t colon = line.find(": ");
    if (colon == line.npos) continue;
    const std::string_view name = line.substr(0, colon);
    const std::string value(line.substr(colon + 2));
    if (name == "url") version.url = value;
    if (name == "etag") version.etag = value;
    if (name == "last-modified") version.last_modified = value;
  }
  return version;
}

void AnswerFields::add_line(std::string_view line) {
  if (line.starts_with("HTTP/")) {
    const std::string url = version.url;
    *this = {};
    version.url = url;
    return;
  }
  const std::size_t colon = line.find(':');
  if (colon == line.npos) return;
  const std::string name = base::lowered(line.substr(0, colon));
  const std::string_view value = base::trimmed(line.substr(colon + 1));
  if (name == "etag") version.etag = value;
  if (name == "last-modified") version.last_modified = value;
  if (name == "retry-after") retry_after = number_or_minus_one(value);
  constexpr std::string_view kBytes = "bytes ";
  if (name == "content-range" && value.starts_with(kBytes))
    range_begin = number_or_minus_one(value.substr(kBytes.size()));
}

}  // namespace scan::network
