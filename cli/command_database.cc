// scan db build, scan db status.
#include <fmt/format.h>

#include <ctime>
#include <filesystem>
#include <string>

#include "commands.h"
#include "scan/advisory_database.h"
#include "standard_output.h"
#include "terminal.h"

namespace scan::cli {
namespace {

std::string to_text(const std::string& path, const AdvisoryDatabaseStatus& status) {
  const std::time_t newest = status.newest_modified;
  std::tm utc = {};
  gmtime_r(&newest, &utc);
  std::string text = fmt::format(
      "{}: format {}, {} advisories on {} packages, {:.1f} MB, newest of {:04}-{:02}-{:02}\n", path,
      status.format_version, status.advisories, status.packages,
      static_cast<double>(status.bytes) / 1e6, utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday);
  for (const auto& [ecosystem, count] : status.ecosystems)
    text += fmt::format("  {:<16} {:>8}\n", ecosystem, count);
  return text;
}

}  // namespace

int run_database_build(const Arguments& arguments) {
  const bool color = use_color(stderr, arguments);
  const std::filesystem::path output = arguments.database_output;
  std::error_code ignored;  // a folder that cannot be made is reported when the file is written
  if (output.has_parent_path()) std::filesystem::create_directories(output.parent_path(), ignored);
  Result<AdvisoryDatabaseStatus> status =
      build_advisory_database(arguments.database_inputs, arguments.database_output);
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
  Result<AdvisoryDatabaseStatus> status = check_advisory_database(path);
  if (!status.ok()) {
    print_error(status.error(), use_color(stderr, arguments));
    return status.error().code == ErrorCode::kInvalidData ? kIncomplete : kUsageError;
  }
  return print_and_return(to_text(path, *status), kPassed);
}

}  // namespace scan::cli
