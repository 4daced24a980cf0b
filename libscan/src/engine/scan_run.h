// One scan: the state that its threads share, and the one that each has for itself.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/archive_scan.h"
#include "engine/baseline.h"
#include "engine/byte_budget.h"
#include "engine/file_analysis.h"
#include "engine/file_queue.h"
#include "engine/gitleaks_ignore.h"
#include "engine/history_run.h"
#include "engine/image_scan.h"
#include "exceptions/exception_set.h"
#include "scan/analyzer.h"
#include "scan/scan_options.h"
#include "scan/scan_result.h"

namespace scan::engine {

/// What one thread has seen. Merged at the end, so that threads share nothing while they work.
struct Tally {
  std::vector<FileOutcome> outcomes;
  std::map<std::string, std::uint64_t> skipped;
  std::uint64_t files = 0;
  std::uint64_t history_files = 0;
  std::uint64_t bytes = 0;
  std::array<std::uint64_t, kMaxAnalyzers> analyzer_files{};
  std::array<std::uint64_t, kMaxAnalyzers> analyzer_bytes{};
  std::array<Effort, kMaxAnalyzers> effort{};
  std::uint64_t out_of_time = 0;      ///< files left out because the scan's time was up
  std::uint64_t walks_cut_short = 0;  ///< roots or histories not even found whole by then

  void merge(Tally&& other);
};

/// Runs one scan over directories or over sources in memory. Use once.
class ScanRun {
 public:
  ScanRun(std::span<const std::unique_ptr<Analyzer>> analyzers, const ScanOptions& options);

  Result<ScanResult> scan_paths(const std::vector<std::string>& paths);
  Result<ScanResult> scan_sources(std::vector<Source> sources);

 private:
  Status read_named_exceptions();
  void read_exceptions_of_tree(const source::FoundFile& file);
  void read_ignored(const std::string& root, const std::string& prefix);
  Status walk_root(const std::string& root, bool prefix_paths);
  void work(Tally& tally);
  void find_history();
  void work_history(Tally& tally);
  // Returns the bytes that it read.
  std::uint64_t analyze_path(const QueuedFile& queued, Tally& tally);
  std::uint64_t wanted_in(const Source& source, std::uint64_t wanted) const;
  bool wants_large_binary(const QueuedFile& queued) const;
  // What became of a file that may be an archive.
  enum class Opened { kNoArchive, kRead, kReadBehindText };
  Opened open_archive(const QueuedFile& queued, Tally& tally);
  bool open_image(const QueuedFile& queued, Tally& tally);
  // Calls `read`, and keeps what was said of the image where it says that this was the last layer.
  using ReadLayers = std::function<bool(const ImageReading::Callbacks&)>;
  void read_layers(ImageReading& image, const ReadLayers& read, Tally& tally);
  bool open_archive_of_history(const HistoryItem& item, const Source& source, Tally& tally);
  void read_archive(const ArchiveJob& job, Tally& tally,
                    const std::function<void(FileOutcome)>& keep);
  void leave_out_unread(const source::FoundFile& file, const Error& error, Tally& tally);
  FileOutcome analyze_source(const Source& source, std::uint64_t wanted, Tally& tally,
                             const Lineage* lineage = nullptr);
  void leave_out_large(const source::FoundFile& file, Tally& tally);
  void progress(std::uint64_t bytes);
  bool out_of_time() const;
  using Work = void (ScanRun::*)(Tally&);
  void on_all_threads(Work work, const std::function<void()>& before);
  ScanResult finish();

  std::span<const std::unique_ptr<Analyzer>> analyzers_;
  const ScanOptions& options_;
  CancellationToken never_cancelled_;
  const CancellationToken& cancellation_;
  std::chrono::steady_clock::time_point deadline_;

  // The paths of files so far, where there are several roots: one may be within another.
  std::unordered_set<std::string> walked_;
  FileQueue queue_;
  ByteBudget large_files_;
  std::atomic<bool> abandoned_ = false;  // a root could not be walked: there will be no result
  std::atomic<std::uint64_t> found_ = 0;
  std::atomic<std::uint64_t> done_ = 0;
  std::atomic<std::uint64_t> bytes_done_ = 0;
  std::mutex progress_mutex_;
  std::chrono::steady_clock::time_point last_progress_;

  ArchiveScan archives_;
  ImageScan images_;
  GitleaksIgnore ignore_;
  Baseline baseline_;
  exceptions::ExceptionSet exceptions_;
  std::vector<Notice> exception_notices_;  // of the walk's thread
  std::optional<HistoryRun> history_;

  std::mutex tally_mutex_;
  Tally tally_;  // the walk's, then everybody's
};

/// The prefix of a root's paths where several roots are scanned; "./src/" and "src" are one.
std::string prefix_of(const std::string& root);

}  // namespace scan::engine
