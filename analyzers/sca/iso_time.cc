#include "sca/iso_time.h"

#include <fmt/format.h>

#include <chrono>

#include "base/ascii.h"

namespace scan::sca {
namespace {

constexpr std::int64_t kDay = 86'400;

// Negative when there is anything but digits.
int number(std::string_view text, std::size_t begin, std::size_t size) {
  int value = 0;
  for (const char c : text.substr(begin, size))
    value = base::is_digit(c) ? value * 10 + c - '0' : -10'000;
  return value;
}

}  // namespace

std::optional<std::int64_t> parse_iso_day(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  using namespace std::chrono;
  const year_month_day date{year(number(text, 0, 4)),
                            month(static_cast<unsigned>(number(text, 5, 2))),
                            day(static_cast<unsigned>(number(text, 8, 2)))};
  if (!date.ok()) return std::nullopt;
  return sys_days(date).time_since_epoch().count() * kDay;
}

std::optional<std::int64_t> parse_iso_time(std::string_view text) {
  const std::optional<std::int64_t> day = parse_iso_day(text);
  if (!day || text.size() < 19) return std::nullopt;
  const int seconds = number(text, 11, 2) * 3600 + number(text, 14, 2) * 60 + number(text, 17, 2);
  if (seconds < 0) return std::nullopt;
  return *day + seconds;
}

std::string iso_date(std::int64_t seconds) {
  using namespace std::chrono;
  const year_month_day day{floor<days>(sys_seconds(std::chrono::seconds(seconds)))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace scan::sca
