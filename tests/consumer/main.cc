// A security tool of somebody else's: the built-in analyzers and one of its own, in one engine.
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "scan/builtin.h"
#include "scan/engine.h"
#include "scan/gate.h"
#include "scan/report.h"

namespace {

/// Finds the files that still say TODO, and tells how many did: one finding a file, one for the
/// project.
class Todos : public scan::Analyzer {
 public:
  std::string_view name() const override { return "todos"; }
  bool wants(std::string_view path) const override { return path.ends_with(".md"); }

  void analyze(const scan::Source& source, const scan::FileContext&,
               scan::FileResult& out) const override {
    const std::size_t at = source.text().find("TODO");
    if (at == std::string_view::npos) return;
    const scan::Location location{
        .span = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 4)}};
    out.findings.push_back(finding("todo", "something is left to do", location));
    out.facts.push_back({.kind = "todo", .location = location, .payload = ""});
  }

  std::vector<std::string_view> fact_kinds() const override { return {"todo"}; }

  void conclude(const std::vector<scan::Fact>& facts, const scan::FileContext&,
                scan::ProjectResult& out) const override {
    if (facts.empty()) return;
    out.findings.push_back(finding("todo-count",
                                   std::to_string(facts.size()) + " files are not done",
                                   facts.front().location));
  }

  std::vector<scan::RuleInfo> rules() const override {
    return {{.id = "todo", .analyzer = "todos"}, {.id = "todo-count", .analyzer = "todos"}};
  }

 private:
  scan::Finding finding(std::string rule, std::string message, scan::Location location) const {
    return {.rule_id = std::move(rule),
            .analyzer = std::string(name()),
            .message = std::move(message),
            .severity = scan::Severity::kLow,
            .locations = {std::move(location)}};
  }
};

int fail(const scan::Error& error) {
  std::cerr << error.path << ": " << error.message << '\n';
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  auto analyzers = scan::make_builtin_analyzers({});
  if (!analyzers.ok()) return fail(analyzers.error());
  analyzers->list.push_back(std::make_unique<Todos>());
  const auto engine = scan::Engine::create(std::move(analyzers->list));
  if (!engine.ok()) return fail(engine.error());
  const auto result = engine->scan({argv[1]});
  if (!result.ok()) return fail(result.error());
  const scan::Verdict verdict = scan::evaluate({.fail_on = scan::Severity::kMedium}, *result);
  const auto report = scan::write_report("json", *result, verdict);
  if (!report.ok()) return fail(report.error());
  std::cout << *report;
  return scan::exit_status(verdict.outcome);
}
