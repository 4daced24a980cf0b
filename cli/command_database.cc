// scan db build, scan db status.
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "commands.h"
#include "scan/advisory_database.h"
#include "standard_output.h"
#include "terminal.h"

namespace scan::cli {
namespace {

// "2024-05-01T12:00:00Z"
std::string time_text(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm utc = {};
  gmtime_r(&time, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec);
}

std::string date_text(std::int64_t seconds) { return time_text(seconds).substr(0, 10); }

std::chrono::seconds age_of(const AdvisoryDatabaseStatus& status) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now) -
         std::chrono::seconds(status.known_until());
}

bool too_old(const Arguments& arguments, const AdvisoryDatabaseStatus& status) {
  const std::chrono::hours limit = arguments.builtin.max_database_age;
  return limit.count() > 0 && age_of(status) > limit;
}

std::string to_text(const std::string& path, const AdvisoryDatabaseStatus& status) {
  std::string text =
      fmt::format("{}: format {}, {} advisories on {} packages, {:.1f} MB, newest of {}\n", path,
                  status.format_version, status.advisories, status.packages,
                  static_cast<double>(status.bytes) / 1e6, date_text(status.newest_modified));
  if (status.confirmed != 0)
    text += fmt::format("  up to date on {}\n", time_text(status.confirmed));
  text += fmt::format("  EPSS scores: {}; known exploited vulnerabilities: {}\n",
                      status.epss_time != 0 ? "of " + date_text(status.epss_time) : "none",
                      status.kev_time != 0 ? "of " + date_text(status.kev_time) : "none");
  for (const std::string& input : status.inputs) text += fmt::format("  from {}\n", input);
  for (const auto& [ecosystem, count] : status.ecosystems)
    text += fmt::format("  {:<16} {:>8}\n", ecosystem, count);
  return text;
}

std::string to_json(const std::string& path, const AdvisoryDatabaseStatus& status, bool stale) {
  nlohmann::ordered_json json = {
      {"path", path},
      {"format_version", status.format_version},
      {"bytes", status.bytes},
      {"advisories", status.advisories},
      {"packages", status.packages},
      {"newest_modified", time_text(status.newest_modified)},
      {"confirmed", nullptr},
      {"age_hours", std::chrono::duration_cast<std::chrono::hours>(age_of(status)).count()},
      {"stale", stale},
      {"epss", nullptr},
      {"kev", nullptr},
      {"inputs", status.inputs},
      {"ecosystems", status.ecosystems}};
  if (status.confirmed != 0) json["confirmed"] = time_text(status.confirmed);
  if (status.epss_time != 0) json["epss"] = date_text(status.epss_time);
  if (status.kev_time != 0) json["kev"] = date_text(status.kev_time);
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

int run_database_build(const Arguments& arguments) {
  const bool color = use_color(stderr, arguments);
  const std::filesystem::path output = arguments.database_output;
  std::error_code ignored;  // a folder that cannot be made is reported when the file is written
  if (output.has_parent_path()) std::filesystem::create_directories(output.parent_path(), ignored);
  Result<AdvisoryDatabaseStatus> status = build_advisory_database(
      arguments.database_inputs, arguments.database_output, arguments.database_build);
  if (!status.ok()) {
    print_error(status.error(), color);
    return kUsageError;
  }
  if (!arguments.quiet)
    for (const Notice& notice : status->notices)
      print_warning(notice.path.empty() ? notice.message : notice.path + ": " + notice.message,
                    color);
  return print_and_return(to_text(arguments.database_output, *status), kPassed);
}

int run_database_status(const Arguments& arguments) {
  const std::string& path = arguments.builtin.advisory_database;
  const bool color = use_color(stderr, arguments);
  Result<AdvisoryDatabaseStatus> status = check_advisory_database(path);
  if (!status.ok()) {
    print_error(status.error(), color);
    return status.error().code == ErrorCode::kInvalidData ? kIncomplete : kUsageError;
  }
  const bool stale = too_old(arguments, *status);
  if (stale)
    print_warning(
        fmt::format("{} knows of nothing newer than {}, which is more than {} hours ago", path,
                    date_text(status->known_until()), arguments.builtin.max_database_age.count()),
        color);
  return print_and_return(
      arguments.format == "json" ? to_json(path, *status, stale) : to_text(path, *status),
      stale ? kIncomplete : kPassed);
}

}  // namespace scan::cli
