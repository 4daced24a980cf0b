// The secret rules as they are built in: how long they take to load, and bytes a second on this
// project's own sources. The findings are counted first: a faster engine that finds less is no
// faster.
#include <benchmark/benchmark.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "rules/rule_file.h"
#include "scan/source.h"
#include "secrets/secrets_analyzer.h"

namespace scan::secrets {
namespace {

const std::string kRoot = SCAN_SOURCE_DIR;

std::unique_ptr<Analyzer> builtin_analyzer() {
  rules::Loading loading;
  loading.files = std::move(rules::load({kRoot + "/rules/secrets"}, {}).value());
  for (rules::RuleFile& file : loading.files) file.builtin = true;
  return std::move(make_analyzer(std::move(loading)).value());
}

std::vector<Source> own_sources() {
  std::vector<Source> sources;
  for (const std::string folder : {"analyzers", "libscan", "tests", "docs"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(kRoot + "/" + folder)) {
      if (!entry.is_regular_file()) continue;
      std::ostringstream content;
      content << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      Source source(entry.path().string(), content.str());
      if (!source.is_binary()) sources.push_back(std::move(source));
    }
  }
  return sources;
}

std::size_t scan_all(const Analyzer& analyzer, const std::vector<Source>& sources) {
  const CancellationToken token;
  std::size_t findings = 0;
  for (const Source& source : sources) {
    FileResult result;
    analyzer.analyze(source, {token, std::chrono::steady_clock::now() + std::chrono::minutes(1)},
                     result);
    findings += result.findings.size();
  }
  return findings;
}

void BM_Load(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(builtin_analyzer());
}
BENCHMARK(BM_Load)->Unit(benchmark::kMillisecond);

void BM_Scan(benchmark::State& state) {
  const auto analyzer = builtin_analyzer();
  const std::vector<Source> sources = own_sources();
  std::int64_t bytes = 0;
  for (const Source& source : sources) bytes += static_cast<std::int64_t>(source.text().size());
  const std::size_t findings = scan_all(*analyzer, sources);
  for (auto _ : state) {
    if (scan_all(*analyzer, sources) != findings) state.SkipWithError("the findings changed");
  }
  state.counters["findings"] = static_cast<double>(findings);
  state.SetBytesProcessed(state.iterations() * bytes);
}
BENCHMARK(BM_Scan)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scan::secrets
