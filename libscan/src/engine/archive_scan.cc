// What stands in an archive is analysed by the thread that reads it, one content after the other:
// so memory does not depend on how much is in it, and the order of what is said of it is its own.
#include "engine/archive_scan.h"

#include <algorithm>
#include <utility>

#include "engine/file_analysis.h"

namespace scan::engine {
namespace {

// What a Source can hold: its offsets have 32 bits.
constexpr std::uint64_t kMaxSourceBytes = 0xffff'fffe;

}  // namespace

std::uint64_t text_limit(const ScanOptions& options) {
  return std::min<std::uint64_t>(options.max_file_size, kMaxSourceBytes);
}

Notice file_too_large(const std::string& path, std::uint64_t bytes, std::uint64_t limit) {
  return {.code = "file-too-large",
          .message = "text file of " + std::to_string(bytes) + " bytes is over the limit of " +
                     std::to_string(limit) + " (--max-file-size)",
          .path = path,
          .rule_id = {},
          .incomplete = true};
}

ArchiveScan::ArchiveScan(std::span<const std::unique_ptr<Analyzer>> analyzers,
                         const ScanOptions& options)
    : analyzers_(analyzers), options_(options), excluded_({}, options.exclude) {
  for (std::size_t i = 0; i < analyzers.size(); ++i) {
    if (!analyzers[i]->reads_archives()) continue;
    readers_ |= std::uint64_t{1} << i;
    if (analyzers[i]->reads_history()) history_readers_ |= std::uint64_t{1} << i;
  }
}

unsigned ArchiveScan::depth_in_tree(bool is_root) const {
  if (readers_ == 0) return 0;
  return std::max(options_.max_archive_depth, is_root ? 1u : 0u);
}

std::uint64_t ArchiveScan::wanted(std::string_view path, std::uint64_t readers) const {
  return wanted_by(analyzers_, path) & readers;
}

// An archive is to globs what a directory is, so that what an include glob let in is in with all
// that it holds. What excludes may name it from the root, or within the archive as it would where
// the archive was unpacked.
bool ArchiveScan::takes(std::string_view path, std::string_view name) const {
  if (options_.exclude.empty()) return true;
  const auto takes_all_of = [this](std::string_view whole) {
    for (std::size_t end = whole.find_first_of("/!"); end != whole.npos;
         end = whole.find_first_of("/!", end + 1))
      if (!excluded_.takes_directory(whole.substr(0, end))) return false;
    return excluded_.takes_file(whole);
  };
  return takes_all_of(path) && takes_all_of(name);
}

const Result<source::ArchiveLibraryPointer>& ArchiveScan::library() {
  std::call_once(loaded_, [this] { library_.emplace(source::ArchiveLibrary::load()); });
  return *library_;
}

bool ArchiveScan::read(const ArchiveJob& job, const Callbacks& callbacks) {
  const Result<source::ArchiveLibraryPointer>& library = this->library();
  if (!library.ok()) {
    callbacks.skip("unreadable", 1);
    callbacks.notify(job.path, {{.code = "file-unreadable",
                                 .message = library.error().message + "; " + library.error().hint,
                                 .path = job.path,
                                 .rule_id = {},
                                 .incomplete = true}});
    return true;
  }
  const source::ArchiveLimits limits{.depth = job.depth, .file_bytes = text_limit(options_)};
  const source::ArchiveCallbacks reading{
      .takes = [this](std::string_view path, std::string_view name) { return takes(path, name); },
      .wants = [&](std::string_view kind) { return wanted(kind, job.readers) != 0; },
      .on_file =
          [&](const std::string& path, std::string_view kind, std::string bytes) {
            const Source source(path, std::move(bytes), job.commit);
            if (source.is_binary())
              callbacks.skip("binary", 1);
            else
              callbacks.analyze(source, wanted(kind, job.readers));
          },
      .on_large =
          [&](const std::string& path, std::uint64_t bytes) {
            callbacks.notify(path, {file_too_large(path, bytes, limits.file_bytes)});
          },
      .should_stop = callbacks.should_stop};
  source::ArchiveSummary summary =
      source::read_archive(**library, job.input, job.size, job.path, limits, reading);
  for (const auto& [reason, count] : summary.skipped) callbacks.skip(reason.c_str(), count);
  if (!summary.notices.empty()) callbacks.notify(job.path, std::move(summary.notices));
  return summary.complete;
}

}  // namespace scan::engine
