// The public door: an Engine is a list of analyzers that was checked once; a ScanRun does the work.
#include "scan/engine.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "engine/scan_run.h"

namespace scan {

struct Engine::State {
  std::vector<std::unique_ptr<Analyzer>> analyzers;
};

Engine::Engine(std::unique_ptr<const State> state) : state_(std::move(state)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

Result<Engine> Engine::create(std::vector<std::unique_ptr<Analyzer>> analyzers) {
  const auto invalid = [](std::string message) {
    return Error{.code = ErrorCode::kInvalidArgument, .message = std::move(message)};
  };
  if (analyzers.empty()) return invalid("no analyzer is left to run");
  if (analyzers.size() > engine::kMaxAnalyzers) return invalid("more than 64 analyzers");
  std::set<std::string_view> names;
  for (const auto& analyzer : analyzers)
    if (!names.insert(analyzer->name()).second)
      return invalid("two analyzers are named " + std::string(analyzer->name()));
  auto state = std::make_unique<State>();
  state->analyzers = std::move(analyzers);
  return Engine(std::move(state));
}

Result<ScanResult> Engine::scan(const std::vector<std::string>& paths,
                                const ScanOptions& options) const {
  return engine::ScanRun(state_->analyzers, options).scan_paths(paths);
}

Result<ScanResult> Engine::scan_sources(std::vector<Source> sources,
                                        const ScanOptions& options) const {
  return engine::ScanRun(state_->analyzers, options).scan_sources(std::move(sources));
}

std::vector<RuleInfo> Engine::rules() const {
  std::vector<RuleInfo> all;
  for (const auto& analyzer : state_->analyzers) {
    std::vector<RuleInfo> rules = analyzer->rules();
    for (RuleInfo& rule : rules)
      if (rule.analyzer.empty()) rule.analyzer = analyzer->name();
    std::ranges::sort(rules, {}, &RuleInfo::id);
    std::ranges::move(rules, std::back_inserter(all));
  }
  return all;
}

Result<RuleTrace> Engine::explain(std::string_view rule, const Source& source) const {
  const std::string wanted(rule);
  bool found = false;
  for (const auto& analyzer : state_->analyzers) {
    for (const RuleInfo& info : analyzer->rules()) {
      if (info.id != wanted && std::ranges::count(info.aliases, wanted) == 0) continue;
      found = true;
      if (std::optional<RuleTrace> trace = analyzer->explain(info.id, source))
        return *std::move(trace);
    }
  }
  if (!found)
    return Error{.code = ErrorCode::kNotFound, .message = "no rule has the id or alias " + wanted};
  return Error{
      .code = ErrorCode::kInvalidArgument,
      .message = "only rules for source code can be explained, and " + wanted + " is none"};
}

}  // namespace scan
