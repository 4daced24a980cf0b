// scan PATH ...: loads the rules, scans, writes the reports, and turns the verdict into an exit
// status.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <memory>
#include <set>
#include <utility>

#include "commands.h"
#include "scan/engine.h"
#include "scan/fix.h"
#include "scan/report.h"
#include "scan/verification.h"
#include "signals.h"
#include "standard_output.h"
#include "terminal.h"

namespace scan::cli {
namespace {

using Clock = std::chrono::steady_clock;

std::uint64_t milliseconds_since(Clock::time_point start) {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start).count());
}

// All outputs, the one on standard output among them. Wrong ones are found before the scan, not
// after.
Result<std::vector<Output>> all_outputs(const Arguments& arguments) {
  std::vector<Output> outputs = arguments.outputs;
  std::size_t on_standard_output = arguments.format.empty() ? 0 : 1;
  std::set<std::filesystem::path> files;
  for (const Output& output : outputs) {
    if (output.file == "-") {
      ++on_standard_output;
      continue;
    }
    const std::filesystem::path folder = std::filesystem::path(output.file).parent_path();
    std::error_code ignored;
    if (!folder.empty() && !std::filesystem::is_directory(folder, ignored))
      return Error{.code = ErrorCode::kNotFound,
                   .message = "there is no directory to write this report to",
                   .path = output.file};
    const std::filesystem::path file = std::filesystem::weakly_canonical(output.file, ignored);
    if (!std::filesystem::is_other(file, ignored) && !files.insert(file).second)
      return Error{.code = ErrorCode::kInvalidArgument,
                   .message = "only one report can go to this file",
                   .path = output.file};
  }
  if (on_standard_output > 1)
    return Error{.code = ErrorCode::kInvalidArgument,
                 .message = "only one report can go to standard output"};
  if (arguments.dry_run && on_standard_output > 0)
    return Error{.code = ErrorCode::kInvalidArgument,
                 .message =
                     "--dry-run prints the changes on standard output, so no report can go "
                     "there"};
  if (arguments.dry_run) return outputs;
  if (!arguments.format.empty())
    outputs.push_back({arguments.format, "-"});
  else if (on_standard_output == 0)
    outputs.push_back({"text", "-"});
  return outputs;
}

Status write_outputs(const std::vector<Output>& outputs, const ScanResult& result,
                     const Verdict& verdict, ReportOptions options, bool color) {
  Status first_failure;
  for (const Output& output : outputs) {
    const bool standard = output.file == "-";
    options.color = standard && color ? Color::kAlways : Color::kNever;
    Result<std::string> report = write_report(output.format, result, verdict, options);
    Status written = !report.ok() ? Status(report.error())
                     : standard   ? write_standard_output(*report)
                                  : save_report(output.file, *report);
    if (!written.ok() && first_failure.ok()) first_failure = std::move(written);
  }
  return first_failure;
}

// "12.3 %"; nothing of nothing is nothing.
std::string share(std::uint64_t part, std::uint64_t whole) {
  return fmt::format(
      "{:.1f} %",
      whole == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

// What compiling rules together saved.
void print_effort(const AnalyzerStatistics& analyzer) {
  const Effort& effort = analyzer.effort;
  if (effort == Effort{}) return;
  fmt::print(
      stderr,
      "{}: {} of {} rules x files left after literals and paths ({}); {} of {} files parsed; "
      "patterns tried at {} of {} nodes ({})\n",
      analyzer.name, effort.rule_files_tried, effort.rule_files,
      share(effort.rule_files_tried, effort.rule_files), effort.files_parsed, effort.files,
      effort.nodes_tried, effort.nodes, share(effort.nodes_tried, effort.nodes));
}

void print_timing(const ScanResult& result, std::uint64_t load_ms, std::uint64_t scan_ms) {
  for (const AnalyzerStatistics& analyzer : result.statistics.analyzers) print_effort(analyzer);
  fmt::print(stderr, "rules loaded in {} ms, {} files ({:.1f} MB) scanned in {} ms\n", load_ms,
             result.statistics.files, static_cast<double>(result.statistics.bytes) / 1e6, scan_ms);
}

std::string counted(std::uint64_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

// Fixes what was found, or shows how. True when files were changed: the result is no longer what is
// there. Notices go to `options`, and so into the result of the next scan, or of this one.
Result<bool> fix(const Arguments& arguments, ScanResult& result, ScanOptions& options) {
  const FixReport report =
      apply_fixes(result, arguments.dry_run ? FixMode::kShow : FixMode::kApply);
  std::uint64_t fixes = 0;
  std::string diffs;
  for (const FixedFile& file : report.files) {
    fixes += file.fixes;
    diffs += file.diff;
  }
  for (const Notice& notice : report.notices) {
    options.notices.push_back(notice);
    result.notices.push_back(notice);
  }
  if (!arguments.quiet)
    fmt::print(stderr, "{} {} in {}\n", counted(fixes, "finding"),
               arguments.dry_run ? "can be fixed" : "fixed", counted(report.files.size(), "file"));
  if (arguments.dry_run) {
    const Status written = write_standard_output(diffs);
    if (!written.ok()) return written.error();
    return false;
  }
  return !report.files.empty();
}

}  // namespace

int run_scan(const Arguments& arguments) {
  const bool error_color = use_color(stderr, arguments);
  const auto fail = [&](const Error& error) {
    print_error(error, error_color);
    return kUsageError;
  };
  const Clock::time_point start = Clock::now();
  Result<std::vector<Output>> outputs = all_outputs(arguments);
  if (!outputs.ok()) return fail(outputs.error());
  Result<BuiltinAnalyzers> analyzers = make_builtin_analyzers(arguments.builtin);
  if (!analyzers.ok()) return fail(analyzers.error());
  Result<Engine> engine = Engine::create(std::move(analyzers->list));
  if (!engine.ok()) return fail(engine.error());
  const std::uint64_t load_ms = milliseconds_since(start);

  ScanOptions options = arguments.scan;
  for (const Error& error : analyzers->rejected) {
    print_error(error, error_color);
    options.notices.push_back(rejected_rule_notice(error));
  }
  std::ranges::move(analyzers->notices, std::back_inserter(options.notices));
  options.cancellation = &install_signal_handlers();
  const std::unique_ptr<Verifier> verifier =
      arguments.verify ? make_http_verifier() : std::unique_ptr<Verifier>();
  options.verifier = verifier.get();
  const std::vector<std::string> paths =
      arguments.paths.empty() ? std::vector<std::string>{"."} : arguments.paths;
  const auto scan = [&] {
    ProgressLine progress(arguments);
    options.on_progress = progress.callback();
    return engine->scan(paths, options);
  };
  Result<ScanResult> result = scan();
  if (arguments.fix && result.ok()) {
    const Result<bool> changed = fix(arguments, *result, options);
    if (!changed.ok()) return fail(changed.error());
    if (*changed) result = scan();
  }
  if (!result.ok()) {
    fail(result.error());
    return interrupted_status() != 0 ? interrupted_status() : kUsageError;
  }

  const Verdict verdict = evaluate(arguments.policy, *result);
  if (arguments.verbosity > 0) print_timing(*result, load_ms, milliseconds_since(start) - load_ms);
  const ReportOptions report_options{.width = terminal_width(stdout),
                                     .suppressed = arguments.show_suppressed
                                                       ? SuppressedFindings::kShow
                                                       : SuppressedFindings::kHide,
                                     .elapsed_ms = milliseconds_since(start)};
  const Status written =
      write_outputs(*outputs, *result, verdict, report_options, use_color(stdout, arguments));
  if (!written.ok()) return fail(written.error());
  return exit_status(verdict.outcome);
}

}  // namespace scan::cli
