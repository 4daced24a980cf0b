// The advisory index at the size of PyPI + Go + crates.io + npm: built, opened, asked for 3,200
// packages. And the lockfile that is read most.
#include <benchmark/benchmark.h>
#include <stdlib.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

#include "sca/advisory_index.h"
#include "sca/index_builder.h"
#include "sca/lockfile.h"
#include "sca/osv_record.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

constexpr int kAdvisories = 300'000;
constexpr int kPackages = 120'000;
constexpr int kAsked = 3'200;

std::string package_name(int number) { return "package-" + std::to_string(number % kPackages); }

// Of the size and shape of real ones: 1.5 kB, two ranges, a list of versions that the ranges cover.
std::string advisory(int number) {
  std::string text = R"({"schema_version":"1.6.0","id":"GHSA-)" + std::to_string(number) +
                     R"(","modified":"2024-05-01T00:00:00Z","aliases":["CVE-2024-)" +
                     std::to_string(10'000 + number) + R"("],"summary":"Flaw )" +
                     std::to_string(number) + R"( of a parser","details":")";
  for (int i = 0; i < 12; ++i)
    text += "The parser of version " + std::to_string((number * 31 + i) % 977) +
            " reads beyond the end of what it was given. ";
  text +=
      R"(","severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],)"
      R"("affected":[{"package":{"ecosystem":"PyPI","name":")" +
      package_name(number) +
      R"("},"ranges":[{"type":"GIT","repo":"https://example.org/r","events":[{"introduced":"0"},)"
      R"({"fixed":"0123456789012345678901234567890123456789"}]},{"type":"ECOSYSTEM","events":)"
      R"([{"introduced":"0"},{"fixed":"1.)" +
      std::to_string(number % 50) + R"("},{"introduced":"2.0"},{"fixed":"2.)" +
      std::to_string(1 + number % 9) + R"("}]}],"versions":[)";
  for (int i = 0; i < number % 50; ++i) text += (i ? ",\"1." : "\"1.") + std::to_string(i) + "\"";
  return text + "]}]}";
}

std::string build(int advisories) {
  IndexBuilder builder;
  OsvParser parser;
  for (int i = 0; i < advisories; ++i) builder.add(std::move(*parser.parse(advisory(i))));
  AdvisoryDatabaseStatus status;
  return std::move(*builder.finish(status));
}

// The large index as a file, made once.
class IndexFile {
 public:
  static const std::string& path() {
    static const IndexFile file;
    return file.path_;
  }
  ~IndexFile() { ::unlink(path_.c_str()); }

 private:
  IndexFile() : path_("/tmp/sca_bench.XXXXXX") {
    ::close(::mkstemp(path_.data()));
    std::ofstream(path_, std::ios::binary) << build(kAdvisories);
  }
  std::string path_;
};

void BM_BuildIndex(benchmark::State& state) {
  const int count = 20'000;
  std::vector<std::string> records;
  for (int i = 0; i < count; ++i) records.push_back(advisory(i));
  std::size_t size = 0;
  for (auto _ : state) {
    IndexBuilder builder;
    OsvParser parser;
    for (const std::string& record : records) builder.add(std::move(*parser.parse(record)));
    AdvisoryDatabaseStatus status;
    size = builder.finish(status)->size();
  }
  state.SetItemsProcessed(state.iterations() * count);
  state.counters["bytes_per_advisory"] = static_cast<double>(size) / count;
}
BENCHMARK(BM_BuildIndex)->Unit(benchmark::kMillisecond);

void BM_Open(benchmark::State& state) {
  const std::string& path = IndexFile::path();
  for (auto _ : state) benchmark::DoNotOptimize(AdvisoryIndex::open(path, Verify::kAsRead).ok());
}
BENCHMARK(BM_Open)->Unit(benchmark::kMillisecond);

void BM_VerifyAll(benchmark::State& state) {
  const std::string& path = IndexFile::path();
  for (auto _ : state) benchmark::DoNotOptimize(AdvisoryIndex::open(path, Verify::kAll).ok());
}
BENCHMARK(BM_VerifyAll)->Unit(benchmark::kMillisecond);

// One scan's worth: opened anew, so that every block that is touched is verified.
void BM_OpenAndFind3200(benchmark::State& state) {
  const std::string& path = IndexFile::path();
  std::size_t matches = 0;
  for (auto _ : state) {
    Result<AdvisoryIndex> index = AdvisoryIndex::open(path, Verify::kAsRead);
    matches = 0;
    for (int i = 0; i < kAsked; ++i)
      matches += index->find("PyPI", package_name(i * 37), "1.45")->size();
  }
  state.SetItemsProcessed(state.iterations() * kAsked);
  state.counters["matches"] = static_cast<double>(matches);
}
BENCHMARK(BM_OpenAndFind3200)->Unit(benchmark::kMillisecond);

void BM_ReadPackageLock(benchmark::State& state) {
  std::string text = R"({"lockfileVersion":3,"packages":{"":{"dependencies":{"p0":"1"}})";
  for (int i = 0; i < 3000; ++i)
    text +=
        ",\n    \"node_modules/p" + std::to_string(i) +
        "\": {\n      \"version\": \"1.0.0\",\n      \"resolved\": "
        "\"https://packages.example.org/p/-/p-1.0.0.tgz\",\n      \"integrity\": "
        "\"sha512-0123456789012345678901234567890123456789012345678901234567890123456789\",\n      "
        "\"dependencies\": {\"p" +
        std::to_string(i * 7 % 3000) + "\": \"^1.0.0\"}\n    }";
  text += "}}";
  for (auto _ : state) {
    LockfileContent content;
    read_package_lock({.path = "package-lock.json", .text = text}, content);
    benchmark::DoNotOptimize(content.packages.size());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(BM_ReadPackageLock)->Unit(benchmark::kMicrosecond);

void BM_OrderingKey(benchmark::State& state) {
  const auto ordering = static_cast<Ordering>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(ordering_key(ordering, "1.24.3-rc.1"));
}
BENCHMARK(BM_OrderingKey)->Arg(1)->Arg(2)->Arg(3);

}  // namespace
}  // namespace scan::sca
