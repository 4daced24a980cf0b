#include "exceptions/exception.h"

#include <chrono>

#include "base/ascii.h"

namespace scan::exceptions {
namespace {

// Takes `count` digits off the front as a number.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!base::is_digit(text[i])) return std::nullopt;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == any_of.npos) return false;
  text.remove_prefix(1);
  return true;
}

// "T12:30:00.5+02:00" behind a date, in seconds to add; nullopt when it is none.
std::optional<std::int64_t> read_time(std::string_view text) {
  if (text.empty()) return 0;
  if (!take(text, "Tt ")) return std::nullopt;
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (take(text, ":")) {
    const auto seconds = take_number(text, 2);
    if (!seconds || *seconds > 60) return std::nullopt;
    second = *seconds;
    if (take(text, "."))
      while (take(text, "0123456789")) {
      }
  }
  std::int64_t offset = 0;
  if (!text.empty() && !take(text, "Zz")) {
    const int sign = text.front() == '-' ? -1 : 1;
    if (!take(text, "+-")) return std::nullopt;
    const auto hours = take_number(text, 2);
    if (!hours || !take(text, ":")) return std::nullopt;
    const auto minutes = take_number(text, 2);
    if (!minutes) return std::nullopt;
    offset = sign * (*hours * 3600 + *minutes * 60);
  }
  if (!text.empty()) return std::nullopt;
  return *hour * 3600 + *minute * 60 + second - offset;
}

int hex_digit(char c) {
  if (base::is_digit(c)) return c - '0';
  const char lower = base::to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 &&
        hex_digit(text[i + 2]) >= 0) {
      decoded.push_back(static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])));
      i += 2;
    } else {
      decoded.push_back(text[i]);
    }
  }
  return decoded;
}

}  // namespace

std::optional<std::int64_t> parse_date(std::string_view text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  const std::optional<std::int64_t> time = read_time(text);
  if (!date.ok() || !time) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count() * std::int64_t{86'400} + *time;
}

void add_path(std::string_view pattern, std::vector<source::Glob>& paths) {
  if (pattern.ends_with('/')) pattern.remove_suffix(1);
  const bool anchored = pattern.find('/') != pattern.npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  const std::string path = (anchored ? "" : "**/") + std::string(pattern);
  paths.emplace_back(path);
  paths.emplace_back(path + "/**");
}

std::string comparable_purl(std::string_view purl) {
  if (!purl.starts_with("pkg:")) return {};
  purl = purl.substr(0, purl.find_first_of("?#"));
  const std::size_t slash = purl.find('/');
  if (slash == purl.npos || slash + 1 == purl.size()) return {};
  std::string comparable = base::lowered(purl.substr(0, slash));
  // The one that parts name and version is written as it is; one of a name should be encoded, and
  // often is not.
  const std::string_view rest = purl.substr(slash);
  const std::size_t at = rest.rfind('@');
  const bool versioned = at != rest.npos && at > rest.rfind('/') + 1;
  comparable += percent_decoded(rest.substr(0, versioned ? at : rest.npos));
  // A byte that no name has parts them from here on.
  if (versioned) comparable += '\0' + percent_decoded(rest.substr(at + 1));
  return comparable;
}

bool purl_covers(std::string_view pattern, std::string_view purl) {
  if (pattern.empty() || !purl.starts_with(pattern)) return false;
  return purl.size() == pattern.size() ||
         (purl[pattern.size()] == '\0' && pattern.find('\0') == pattern.npos);
}

}  // namespace scan::exceptions
