// scan gate REPORT: the verdict on a stored report.
#include <fmt/format.h>

#include "commands.h"
#include "input_file.h"
#include "scan/report.h"
#include "standard_output.h"
#include "terminal.h"

namespace scan::cli {

int run_gate(const Arguments& arguments) {
  const auto fail = [&](Error error) {
    if (error.path.empty()) error.path = arguments.paths.front();
    print_error(error, use_color(stderr, arguments));
    return kUsageError;
  };
  Result<std::string> text = read_input(arguments.paths.front(), "the report");
  if (!text.ok()) return fail(text.error());
  Result<ScanResult> result = read_report(*text);
  if (!result.ok()) return fail(result.error());
  const Verdict verdict = evaluate(arguments.policy, *result);
  return print_and_return(fmt::format("{}: {}\n", to_string(verdict.outcome), verdict.reason),
                          exit_status(verdict.outcome));
}

}  // namespace scan::cli
