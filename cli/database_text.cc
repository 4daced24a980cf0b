#include "database_text.h"

#include <fmt/format.h>

#include <ctime>

namespace scan::cli {
namespace {

// Of what is merged into a database.
std::string day_text(std::int64_t seconds) {
  if (seconds == 0) return "none";
  return seconds == 1 ? "of an unknown day" : "of " + date_text(seconds);
}

}  // namespace

std::string time_text(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm utc = {};
  gmtime_r(&time, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

std::string date_text(std::int64_t seconds) { return time_text(seconds).substr(0, 10); }

std::string database_text(const std::string& path, const AdvisoryDatabaseStatus& status) {
  std::string text =
      fmt::format("{}: format {}, {} advisories on {} packages, {:.1f} MB, newest of {}\n", path,
                  status.format_version, status.advisories, status.packages,
                  static_cast<double>(status.bytes) / 1e6, date_text(status.newest_modified));
  if (status.confirmed != 0)
    text += fmt::format("  up to date on {}\n", time_text(status.confirmed));
  text += fmt::format("  EPSS scores: {}; known exploited vulnerabilities: {}\n",
                      day_text(status.epss_time), day_text(status.kev_time));
  for (const std::string& input : status.inputs) text += fmt::format("  from {}\n", input);
  for (const auto& [ecosystem, count] : status.ecosystems)
    text += fmt::format("  {:<16} {:>8}\n", ecosystem, count);
  return text;
}

}  // namespace scan::cli
