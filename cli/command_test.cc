// scan test PATH ...: the rules at PATH (or of --rules) against the annotated files at PATH.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "commands.h"
#include "scan/rule_test.h"
#include "standard_output.h"
#include "terminal.h"

namespace scan::cli {
namespace {

std::string to_text(const RuleTestFailure& failure) {
  using Kind = RuleTestFailure::Kind;
  if (failure.kind == Kind::kFixDiffers)
    return fmt::format("{}:{}: fixed otherwise than expected\n{}", failure.path, failure.line,
                       failure.diff);
  std::string text =
      fmt::format("{}:{}: {} {}\n", failure.path, failure.line,
                  failure.kind == Kind::kMissed ? "missed" : "unexpected", failure.rule_id);
  if (!failure.hint.empty()) text += fmt::format("    {}\n", failure.hint);
  return text;
}

std::string to_text(const RuleTestReport& report) {
  std::string text;
  for (const RuleTestFailure& failure : report.failures) text += to_text(failure);
  for (const Notice& notice : report.left_out)
    text += fmt::format("{}: left out: {}\n", notice.path, notice.message);
  for (const std::string& rule : report.untested) text += fmt::format("no example of {}\n", rule);
  return text + fmt::format("{} passed, {} failed\n", report.passed, report.failures.size());
}

// The rule files for a path: itself where it is one or a directory, else those beside it that have
// its name but for the extension ("x.yaml" of "x.test.py").
std::vector<std::string> rules_of(const std::string& path) {
  constexpr std::array<std::string_view, 4> kExtensions = {".yaml", ".yml", ".toml", ".json"};
  const std::size_t name = path.rfind('/') + 1;  // npos + 1 is 0
  const bool is_rule = path.find(".test.", name) == std::string::npos &&
                       std::ranges::any_of(kExtensions, [&](std::string_view extension) {
                         return path.ends_with(extension);
                       });
  std::error_code ignored;
  if (is_rule || !std::filesystem::is_regular_file(path, ignored)) return {path};
  const std::string stem = path.substr(0, path.find('.', name));
  std::vector<std::string> found;
  for (const std::string_view extension : kExtensions) {
    const std::string file = stem + std::string(extension);
    if (std::filesystem::is_regular_file(file, ignored)) found.push_back(file);
  }
  return found.empty() ? std::vector{path} : found;
}

}  // namespace

int run_test(const Arguments& arguments) {
  const auto fail = [&](const Error& error) {
    print_error(error, use_color(stderr, arguments));
    return kUsageError;
  };
  BuiltinOptions options = arguments.builtin;
  options.helper_rules = HelperRules::kReport;
  std::set<std::string> seen;
  for (const std::string& path : arguments.paths) {
    if (!arguments.builtin.rules.empty()) break;
    for (std::string& file : rules_of(path))
      if (seen.insert(file).second) options.rules.push_back(std::move(file));
  }
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
