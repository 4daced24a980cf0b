// What a scan of a history cannot do without: finding what there is, and reading each content once.
// Nothing is searched here. SCAN_BENCH_REPOSITORY names the repository; without it, it is the one
// that this file stands in.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <vector>

#include "scan/shared_part.h"
#include "source/blob_families.h"
#include "source/git_history.h"
#include "source/git_library.h"

namespace scan::source {
namespace {

constexpr std::uint64_t kMaxBytes = 64u << 20;

std::string root() {
  const char* named = std::getenv("SCAN_BENCH_REPOSITORY");
  return named != nullptr ? named : SCAN_SOURCE_DIR;
}

GitHistory opened() {
  Result<GitLibraryPointer> library = GitLibrary::load();
  if (!library.ok()) throw std::runtime_error(library.error().message);
  Result<GitHistory> history = GitHistory::open(*library, root(), {});
  if (!history.ok()) throw std::runtime_error(history.error().message);
  return *std::move(history);
}

void find_blobs(GitHistory& history) {
  const PathFilter all({}, {});
  history.find_blobs(
      all, {.wants = [](std::string_view) { return true; }, .should_stop = [] { return false; }});
}

std::vector<ObjectId> ids_of(const GitHistory& history) {
  std::vector<ObjectId> ids;
  for (const HistoryBlob& blob : history.blobs()) ids.push_back(blob.id);
  return ids;
}

void BM_FindBlobs(benchmark::State& state) {
  std::size_t blobs = 0;
  for (auto _ : state) {
    GitHistory history = opened();
    find_blobs(history);
    blobs = history.blobs().size();
  }
  state.counters["blobs"] = static_cast<double>(blobs);
}
BENCHMARK(BM_FindBlobs)->Unit(benchmark::kMillisecond);

void BM_ArrangeBlobs(benchmark::State& state) {
  GitHistory history = opened();
  find_blobs(history);
  const std::vector<ObjectId> ids = ids_of(history);
  for (auto _ : state) benchmark::DoNotOptimize(BlobFamilies(history.packs(), ids).size());
}
BENCHMARK(BM_ArrangeBlobs)->Unit(benchmark::kMillisecond);

// Each whole content, made of its base: what is inflated, and what comes of it.
std::uint64_t read_group(std::span<const FamilyMember> members, PackReader& packs) {
  std::vector<std::string> contents(members.size());
  std::vector<std::uint32_t> users;
  std::vector<SharedPart> shared;
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const FamilyMember& member = members[i];
    users.push_back(member.children);
    if (!member.packed) continue;
    if (member.parent == FamilyMember::kNone) {
      if (const auto object = packs.read_at(member.place, kMaxBytes)) contents[i] = *object->bytes;
    } else {
      packs.read_delta(member.place, contents[member.parent], kMaxBytes, contents[i], shared);
      if (--users[member.parent] == 0) contents[member.parent] = {};
    }
    bytes += contents[i].size();
    if (member.children == 0) contents[i] = {};
  }
  return bytes;
}

void BM_ReadBlobs(benchmark::State& state) {
  GitHistory history = opened();
  find_blobs(history);
  const BlobFamilies families(history.packs(), ids_of(history));
  Result<ObjectReader> reader = history.reader();
  if (!reader.ok()) throw std::runtime_error(reader.error().message);
  std::uint64_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    for (std::size_t group = 0; group < families.size(); ++group)
      bytes += read_group(families.group(group), reader->packs());
  }
  state.counters["MB"] = static_cast<double>(bytes) / 1e6;
}
BENCHMARK(BM_ReadBlobs)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace scan::source
