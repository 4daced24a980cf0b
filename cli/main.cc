// The command: parses the command line and runs one subcommand. All it does, it does through the
// library's public headers.
#include <variant>

#include "arguments.h"
#include "commands.h"
#include "standard_output.h"

namespace {

int run(const scan::cli::Arguments& arguments) {
  using scan::cli::Command;
  switch (arguments.command) {
    case Command::kScan:
      return run_scan(arguments);
    case Command::kTest:
      return run_test(arguments);
    case Command::kRulesList:
      return run_rules_list(arguments);
    case Command::kRulesValidate:
      return run_rules_validate(arguments);
    case Command::kRulesShow:
      return run_rules_show(arguments);
    case Command::kDatabaseBuild:
      return run_database_build(arguments);
    case Command::kDatabaseStatus:
      return run_database_status(arguments);
    case Command::kDatabaseUpdate:
      return run_database_update(arguments);
    case Command::kGate:
      return run_gate(arguments);
  }
  return scan::cli::kUsageError;
}

}  // namespace

int main(int argc, char** argv) {
  scan::cli::reserve_standard_streams();
  const auto parsed = scan::cli::parse_arguments(argc, argv);
  if (const int* status = std::get_if<int>(&parsed)) return *status;
  return run(std::get<scan::cli::Arguments>(parsed));
}
