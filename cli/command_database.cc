// scan db build, scan db status.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "commands.h"
#include "database_text.h"
#include "scan/advisory_database.h"
#include "standard_output.h"
#include "terminal.h"

namespace scan::cli {
namespace {

std::chrono::seconds age_of(const AdvisoryDatabaseStatus& status) {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now) -
         std::chrono::seconds(status.known_until());
}

bool too_old(const Arguments& arguments, const AdvisoryDatabaseStatus& status) {
  const std::chrono::hours limit = arguments.builtin.max_database_age;
  return limit.count() > 0 && age_of(status) > limit;
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
  if (status.epss_time != 0)
    json["epss"] = status.epss_time == 1 ? "unknown" : date_text(status.epss_time);
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
  return print_and_return(database_text(arguments.database_output, *status), kPassed);
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
      arguments.format == "json" ? to_json(path, *status, stale) : database_text(path, *status),
      stale ? kIncomplete : kPassed);
}

}  // namespace scan::cli
