// A whole analysis with the built-in rules, to be compared with syntax_bench's parsing alone; and
// what rules cost before the first file.
#include <benchmark/benchmark.h>

#include <memory>

#include "builtin/embedded_rules.h"
#include "sast/sast_analyzer.h"
#include "scan/source.h"
#include "source_tree.h"

namespace scan::sast {
namespace {

std::unique_ptr<Analyzer> builtin_analyzer() {
  rules::Loading loading;
  auto files = rules::load({"default"}, builtin::embedded_rules());
  for (rules::RuleFile& file : *files) {
    if (file.format == rules::Format::kSemgrep) loading.files.push_back(std::move(file));
  }
  return std::move(*make_analyzer(std::move(loading)));
}

void BM_MakeAnalyzer(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(builtin_analyzer());
}
BENCHMARK(BM_MakeAnalyzer)->Unit(benchmark::kMicrosecond);

void BM_AnalyzeTree(benchmark::State& state) {
  const auto texts = bench::source_texts(*syntax::find_language("python"));
  const auto analyzer = builtin_analyzer();
  const CancellationToken cancellation;
  std::size_t findings = 0;
  std::size_t bytes = 0;
  for (const auto& each : texts) bytes += each.text.size();
  for (auto _ : state) {
    findings = 0;
    for (const auto& each : texts) {
      const Source source(each.path, each.text);
      const FileContext context{cancellation,
                                std::chrono::steady_clock::now() + std::chrono::minutes(1)};
      FileResult result;
      analyzer->analyze(source, context, result);
      findings += result.findings.size();
    }
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes * state.iterations()));
  state.counters["findings"] = static_cast<double>(findings);
}
BENCHMARK(BM_AnalyzeTree)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scan::sast
