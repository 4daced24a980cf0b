// Every content that a repository's history has held, each once, and where it came from.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "scan/finding.h"
#include "scan/notice.h"
#include "scan/result.h"
#include "scan/scan_options.h"
#include "source/commit_graph.h"
#include "source/git_repository.h"
#include "source/object_id.h"
#include "source/path_filter.h"

namespace scan::source {

/// A blob at its first appearance.
struct HistoryBlob {
  ObjectId id;
  std::uint32_t commit = 0;  ///< for GitHistory::revisions(); kNoCommit where none has it
  std::uint32_t path = 0;    ///< for GitHistory::path()
};

/// The history of the repository at a root, or of the part of it below the root. Its blobs are
/// found by find_blobs(); after that it is immutable and safe to share between threads.
class GitHistory {
 public:
  static constexpr std::uint32_t kNoCommit = UINT32_MAX;

  /// `root`: what is scanned, a directory, a file or a bare repository. kNotFound when no
  /// repository is there, kInvalidArgument when the range names an unknown revision.
  static Result<GitHistory> open(const GitLibraryPointer& library, const std::string& root,
                                 const History& options);

  /// Whether the root is a repository itself and not a working tree: then it has no files to walk.
  bool is_bare() const { return bare_; }

  /// What find_blobs() asks; paths are relative to the root.
  struct Questions {
    /// Whether somebody wants the file.
    std::function<bool(std::string_view path)> wants;
    std::function<bool()> should_stop;
  };

  /// Finds the blobs that `questions` and `filter` let pass, in the order of their commits. False
  /// when it was stopped.
  bool find_blobs(const PathFilter& filter, const Questions& questions);

  const std::vector<HistoryBlob>& blobs() const { return blobs_; }
  /// Relative to the root, '/' between its parts, bytes as git has them.
  std::string_view path(const HistoryBlob& blob) const { return paths_[blob.path]; }
  /// 40 hexadecimal digits; empty where there is no commit.
  std::string commit_id(const HistoryBlob& blob) const;
  /// Where blobs came from, in full: reads their commits again.
  std::vector<Revision> revisions(const std::vector<HistoryBlob>& blobs) const;

  /// To read blobs with, a reader for each thread.
  Result<ObjectReader> reader() const { return repository_.reader(); }
  /// What its objects are packed in.
  const PackStore& packs() const { return repository_.packs(); }
  const GitLibrary& library() const { return *library_; }

  /// The submodules that any commit names, relative to the root, which hold a repository now.
  /// Sorted.
  std::vector<std::string> submodules() const;

  /// What could not be read so far, as few notices whatever their number; paths relative to the
  /// root.
  std::vector<Notice> notices() const;

  /// Adds to notices() a blob that could not be read. Not safe to call from several threads.
  void add_unread(const HistoryBlob& blob, ObjectReader::Outcome outcome);

 private:
  struct Unread {
    std::uint64_t count = 0;
    std::string example;
  };

  GitHistory(GitLibraryPointer library, GitRepository repository)
      : library_(std::move(library)), repository_(std::move(repository)) {}

  Status resolve(const History& options);
  bool set_prefix(const std::string& root);
  void add_unread(std::string_view what, const ObjectId& id, ObjectReader::Outcome outcome,
                  const std::string& place);
  class Finder;

  GitLibraryPointer library_;
  GitRepository repository_;
  std::string root_;    // as given, with a final '/' where it is a directory
  std::string prefix_;  // of the root in the repository: "", "src/", or "src/file.c"
  bool bare_ = false;
  History options_;
  GitRange range_;

  std::vector<GitTip> tips_;
  std::unique_ptr<CommitGraph> commits_;
  std::vector<HistoryBlob> blobs_;
  std::vector<std::string> paths_;
  std::vector<std::string> repositories_;  // paths of submodules
  std::map<std::string, Unread> unread_;
  std::vector<Notice> notices_;
};

}  // namespace scan::source
