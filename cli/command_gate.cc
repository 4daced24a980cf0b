// scan gate REPORT: the verdict on a stored report.
#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "commands.h"
#include "scan/report.h"
#include "standard_output.h"
#include "terminal.h"

namespace scan::cli {
namespace {

Result<std::string> read_all(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return Error{.code = ErrorCode::kNotFound, .message = "cannot open the report", .path = path};
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file.bad())
    return Error{.code = ErrorCode::kIo, .message = "cannot read the report", .path = path};
  return text;
}

}  // namespace

int run_gate(const Arguments& arguments) {
  const auto fail = [&](Error error) {
    if (error.path.empty()) error.path = arguments.paths.front();
    print_error(error, use_color(stderr, arguments));
    return kUsageError;
  };
  Result<std::string> text = read_all(arguments.paths.front());
  if (!text.ok()) return fail(text.error());
  Result<ScanResult> result = read_report(*text);
  if (!result.ok()) return fail(result.error());
  const Verdict verdict = evaluate(arguments.policy, *result);
  return print_and_return(fmt::format("{}: {}\n", to_string(verdict.outcome), verdict.reason),
                          exit_status(verdict.outcome));
}

}  // namespace scan::cli
