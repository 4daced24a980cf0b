// How long each report of 100,000 findings takes to write, and the stored one to read.
#include <benchmark/benchmark.h>

#include <string>

#include "scan/gate.h"
#include "scan/report.h"

namespace scan {
namespace {

constexpr int kFindings = 100'000;
constexpr int kRules = 200;

const ScanResult& large_result() {
  static const ScanResult result = [] {
    ScanResult made;
    for (int i = 0; i < kRules; ++i)
      made.rules.push_back({.id = "python-rule-" + std::to_string(i),
                            .aliases = {"B" + std::to_string(i)},
                            .analyzer = "sast",
                            .title = "What the rule looks for",
                            .help = "What is wrong, why it is wrong, and what to do about it.",
                            .cwe = {"CWE-89"},
                            .references = {"https://cwe.mitre.org/data/definitions/89.html"}});
    for (int i = 0; i < kFindings; ++i) {
      Finding& finding = made.findings.emplace_back();
      finding.rule_id = made.rules[static_cast<std::size_t>(i % kRules)].id;
      finding.analyzer = "sast";
      finding.message = "The query is built from `name` by string formatting; pass a parameter.";
      finding.fingerprint = std::string(26, '0') + std::to_string(100'000 + i);
      const auto line = static_cast<std::uint32_t>(i % 500 + 1);
      finding.locations.push_back(
          {.path = "src/package/module_" + std::to_string(i / 500) + ".py",
           .region = {line, 5, line, 67},
           .snippet = "    cursor.execute(\"SELECT * FROM users WHERE name = '%s'\" % name)"});
    }
    return made;
  }();
  return result;
}

void write(benchmark::State& state, const char* format) {
  const ScanResult& result = large_result();
  const Verdict verdict = evaluate({}, result);
  std::size_t bytes = 0;
  for (auto _ : state) bytes = write_report(format, result, verdict)->size();
  state.counters["bytes"] = static_cast<double>(bytes);
}
BENCHMARK_CAPTURE(write, text, "text")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write, json, "json")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write, sarif, "sarif")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write, sonar, "sonar")->Unit(benchmark::kMillisecond);

void read(benchmark::State& state) {
  const ScanResult& result = large_result();
  const std::string json = *write_report("json", result, evaluate({}, result));
  for (auto _ : state) {
    const Result<ScanResult> back = read_report(json);
    if (!back.ok() || back->findings.size() != result.findings.size())
      state.SkipWithError("the report does not read back");
  }
}
BENCHMARK(read)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scan
