// The part of a scan that is about archives: which files are opened, and what becomes of what is in
// them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scan/analyzer.h"
#include "scan/scan_options.h"
#include "scan/source.h"
#include "source/archive.h"
#include "source/path_filter.h"

namespace scan::engine {

/// An archive to read. `path` is its own in the result, `commit` as Source::commit().
struct ArchiveJob {
  source::ArchiveInput& input;
  std::uint64_t size = 0;
  std::string path;
  std::string commit;
  unsigned depth = 1;         ///< of archives in archives; at least 1
  std::uint64_t readers = 0;  ///< the analyzers that read it: a bit each, as of wanted_by()
};

/// Safe to share between threads.
class ArchiveScan {
 public:
  /// Both must outlive it.
  ArchiveScan(std::span<const std::unique_ptr<Analyzer>> analyzers, const ScanOptions& options);

  /// How deep a file of the tree is opened if it is an archive; 0: not at all. One that is named as
  /// the root of a scan always is.
  unsigned depth_in_tree(bool is_root) const;
  unsigned depth_in_history() const {
    return history_readers_ == 0 ? 0 : options_.max_archive_depth;
  }
  std::uint64_t readers() const { return readers_; }
  std::uint64_t history_readers() const { return history_readers_; }

  struct Callbacks {
    /// A text, and the analyzers that want it.
    std::function<void(const Source&, std::uint64_t wanted)> analyze;
    /// What was left out, by reason, and told: notices with their paths.
    std::function<void(const char* reason, std::uint64_t count)> skip;
    std::function<void(std::string path, std::vector<Notice>)> notify;
    std::function<bool()> should_stop;
  };

  /// Whether globs let a file in an archive in. As ArchiveCallbacks::takes.
  bool takes(std::string_view path, std::string_view name) const;
  /// Loaded at the first call.
  const Result<source::ArchiveLibraryPointer>& library();

  /// Reads an archive to its end. False when it was stopped.
  bool read(const ArchiveJob& job, const Callbacks& callbacks);

 private:
  std::uint64_t wanted(std::string_view path, std::uint64_t readers) const;

  std::span<const std::unique_ptr<Analyzer>> analyzers_;
  const ScanOptions& options_;
  source::PathFilter excluded_;
  std::uint64_t readers_ = 0;
  std::uint64_t history_readers_ = 0;
  std::once_flag loaded_;
  std::optional<Result<source::ArchiveLibraryPointer>> library_;
};

/// That a text was left out as it is over the limit of bytes.
Notice file_too_large(const std::string& path, std::uint64_t bytes, std::uint64_t limit);

/// The largest file that is no text and is read whole, where an analyzer wants it: bytes.
inline constexpr std::uint64_t kMaxBinaryBytes = 256u << 20;

/// The largest text that a scan looks at: bytes.
std::uint64_t text_limit(const ScanOptions& options);

}  // namespace scan::engine
