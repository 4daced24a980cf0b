// scan test PATH ...: the rules at PATH (or of --rules) against the annotated files at PATH.
#include <fmt/format.h>

#include <string>

#include "commands.h"
#include "scan/rule_test.h"
#include "standard_output.h"
#include "terminal.h"

namespace scan::cli {
namespace {

std::string to_text(const RuleTestReport& report) {
  std::string text;
  for (const RuleTestFailure& failure : report.failures)
    text += fmt::format("{}:{}: {} {}\n", failure.path, failure.line,
                        failure.kind == RuleTestFailure::Kind::kMissed ? "missed" : "unexpected",
                        failure.rule_id);
  for (const Notice& notice : report.left_out)
    text += fmt::format("{}: left out: {}\n", notice.path, notice.message);
  for (const std::string& rule : report.untested) text += fmt::format("no example of {}\n", rule);
  return text + fmt::format("{} passed, {} failed\n", report.passed, report.failures.size());
}

}  // namespace

int run_test(const Arguments& arguments) {
  const auto fail = [&](const Error& error) {
    print_error(error, use_color(stderr, arguments));
    return kUsageError;
  };
  BuiltinOptions options = arguments.builtin;
  if (options.rules.empty()) options.rules = arguments.paths;
  Result<BuiltinAnalyzers> analyzers = make_builtin_analyzers(options);
  if (!analyzers.ok()) return fail(analyzers.error());
  for (const Error& error : analyzers->rejected) print_error(error, use_color(stderr, arguments));
  Result<Engine> engine = Engine::create(std::move(analyzers->list));
  if (!engine.ok()) return fail(engine.error());
  Result<RuleTestReport> report = test_rules(*engine, arguments.paths);
  if (!report.ok()) return fail(report.error());
  const int status = !report->failures.empty()   ? kFailed
                     : !report->left_out.empty() ? kIncomplete
                                                 : kPassed;
  return print_and_return(to_text(*report), status);
}

}  // namespace scan::cli
