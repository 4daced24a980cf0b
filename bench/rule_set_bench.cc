// What many rules cost: 2,000 to load, and 10,000 to run.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "made_rules.h"
#include "sast/sast_analyzer.h"
#include "scan/source.h"
#include "source_tree.h"

namespace scan::sast {
namespace {

bool is_built(std::string_view language) {
  return language == "generic" || language == "regex" || syntax::find_language(language) != nullptr;
}

rules::RuleFile rule_file(const std::string& text) {
  auto owned = std::make_unique<const std::string>(text);
  auto document = document::Document::parse(document::Syntax::kYaml, *owned, "rules.yaml");
  return {"rules.yaml", false, rules::Format::kSemgrep, std::move(owned), std::move(*document)};
}

Result<std::unique_ptr<Analyzer>> load(const std::string& text) {
  rules::Loading loading;
  loading.files.push_back(rule_file(text));
  return make_analyzer(std::move(loading));
}

void BM_ReadYaml(benchmark::State& state) {
  const std::string text = bench::made_rules(static_cast<int>(state.range(0)), is_built);
  for (auto _ : state) benchmark::DoNotOptimize(rule_file(text));
}
BENCHMARK(BM_ReadYaml)->Arg(2'000)->Unit(benchmark::kMillisecond);

void BM_Load(benchmark::State& state) {
  const std::string text = bench::made_rules(static_cast<int>(state.range(0)), is_built);
  for (auto _ : state) {
    auto analyzer = load(text);
    if (!analyzer.ok()) {
      state.SkipWithError(analyzer.error().message.c_str());
      return;
    }
    benchmark::DoNotOptimize(*analyzer);
  }
}
BENCHMARK(BM_Load)->Arg(2'000)->Arg(10'000)->Unit(benchmark::kMillisecond)->UseRealTime();

// The rules are compiled for the first file, and shared by the others.
void BM_Run(benchmark::State& state) {
  const auto analyzer = load(bench::made_rules(static_cast<int>(state.range(0)), is_built));
  const auto texts = bench::source_texts(*syntax::find_language("python"));
  const CancellationToken cancellation;
  std::size_t findings = 0;
  Effort effort;
  for (auto _ : state) {
    for (const auto& each : texts) {
      const Source source(each.path, each.text);
      const FileContext context{cancellation,
                                std::chrono::steady_clock::now() + std::chrono::minutes(1)};
      FileResult result;
      (*analyzer)->analyze(source, context, result);
      findings += result.findings.size();
      effort += result.effort;
    }
  }
  state.counters["findings"] = static_cast<double>(findings);
  state.counters["tried"] = static_cast<double>(effort.rule_files_tried);
  state.counters["possible"] = static_cast<double>(effort.rule_files);
}
BENCHMARK(BM_Run)->Arg(10'000)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace scan::sast
