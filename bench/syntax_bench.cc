// What the common Tree costs: the grammar alone (the floor), and the grammar with the adapter.
#include <benchmark/benchmark.h>

#include "source_tree.h"
#include "syntax/parser.h"

namespace scan::syntax {
namespace {

template <typename Run>
void over_all_texts(benchmark::State& state, Run run) {
  const Language& language = *find_language("python");
  const auto texts = bench::source_texts(language);
  const ParserPool parsers;
  std::size_t bytes = 0;
  std::size_t nodes = 0;
  for (const auto& each : texts) bytes += each.text.size();
  for (auto _ : state) {
    nodes = 0;
    for (const auto& each : texts) nodes += run(parsers, language, each.text);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes * state.iterations()));
  state.counters["nodes"] = static_cast<double>(nodes);
}

void BM_ParseOnly(benchmark::State& state) {
  over_all_texts(state, [](const ParserPool& parsers, const Language& language,
                           const std::string& text) { return parsers.parse_only(language, text); });
}
BENCHMARK(BM_ParseOnly)->Unit(benchmark::kMillisecond);

void BM_ParseAndLower(benchmark::State& state) {
  over_all_texts(state,
                 [](const ParserPool& parsers, const Language& language, const std::string& text)
                     -> std::size_t { return parsers.parse(language, text)->tree.size(); });
}
BENCHMARK(BM_ParseAndLower)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scan::syntax
