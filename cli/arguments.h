// The command line as values: one struct, filled in by one list of options (arguments.cc).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "scan/advisory_database.h"
#include "scan/advisory_update.h"
#include "scan/builtin.h"
#include "scan/gate.h"
#include "scan/scan_options.h"

namespace scan::cli {

enum class Command : std::uint8_t {
  kScan,
  kTest,
  kRulesList,
  kRulesValidate,
  kRulesShow,
  kDatabaseBuild,
  kDatabaseStatus,
  kDatabaseUpdate,
  kGate,
};

/// `-o FORMAT=FILE`.
struct Output {
  std::string format;
  std::string file;  ///< "-" is standard output
};

enum class ProgressMode : std::uint8_t { kAuto, kAlways, kNever };

struct Arguments {
  Command command = Command::kScan;
  /// Positional ones: paths to scan or test, the report to judge, the rule to show.
  std::vector<std::string> paths;

  BuiltinOptions builtin;
  ScanOptions scan;
  Policy policy;

  std::string format;           ///< on standard output; empty: the command's default
  std::vector<Output> outputs;  ///< besides it
  bool show_suppressed = false;

  bool verify = false;  ///< ask the issuers of secrets whether they are live

  bool explain = false;  ///< `scan rules show`: trace the rule in a file

  bool fix = false;      ///< apply the fixes that findings carry
  bool dry_run = false;  ///< with `fix`: show them instead

  std::vector<std::string> database_inputs;  ///< of `scan db build`
  AdvisoryBuildOptions database_build;
  AdvisoryUpdateOptions database_update;
  std::string database_output;

  bool quiet = false;
  int verbosity = 0;
  bool no_color = false;
  ProgressMode progress = ProgressMode::kAuto;
};

/// Parses the words after the program's name. Help, the version and wrong usage are dealt with
/// here: then the alternative is the exit status.
std::variant<Arguments, int> parse_arguments(int argc, const char* const* argv);

}  // namespace scan::cli
