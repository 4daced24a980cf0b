// The part of a scan that is about git's history: what there is to read, and what was found in it.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/file_analysis.h"
#include "engine/verification.h"
#include "scan/analyzer.h"
#include "scan/scan_options.h"
#include "scan/scan_result.h"
#include "source/blob_families.h"
#include "source/git_history.h"
#include "source/path_filter.h"

namespace scan::engine {

/// A content to look at: the number of its repository, and of its blob there. Ordered by first
/// appearance.
struct HistoryItem {
  std::uint32_t repository = 0;
  std::uint32_t blob = 0;

  friend auto operator<=>(const HistoryItem&, const HistoryItem&) = default;
};

/// The histories of all roots. Opened before the tree is walked, so that a wrong range costs
/// nothing; found while the tree is analysed; read after that.
class HistoryRun {
 public:
  /// Fails as ScanOptions::history says. `analyzers` and `options` must outlive it.
  static Result<HistoryRun> open(const std::vector<std::string>& roots,
                                 std::span<const std::unique_ptr<Analyzer>> analyzers,
                                 const ScanOptions& options);

  /// Whether the root is a repository without a tree to walk.
  bool is_bare(const std::string& root) const { return bare_.contains(root); }

  /// Notes what a file of the tree gave. If that is nothing of the past's concern, the same content
  /// under the same path is not looked at again. May be called from several threads, until the
  /// first next().
  void note_file(const Source& file, const FileOutcome& outcome);

  /// Finds what there is to read. False when it was stopped.
  bool find(const std::function<bool()>& should_stop);
  /// Contents found.
  std::size_t size() const { return size_; }

  /// Contents that can be read without regard to others.
  struct Group {
    std::uint32_t repository = 0;
    std::span<const source::FamilyMember> members;
  };
  /// Some contents that nobody has got yet; nullopt at the end. This and what follows may be called
  /// from several threads.
  std::optional<Group> next();

  /// Of a member of a group that is a content: which.
  HistoryItem item_of(const Group& group, const source::FamilyMember& member) const;
  source::GitHistory& history_of(std::uint32_t repository) {
    return repositories_[repository].history;
  }
  /// In the result.
  std::string path_of(const HistoryItem& item) const;
  /// Whether the tree has it, and nothing was found there.
  bool is_clean(const HistoryItem& item) const;
  /// Notes that a content could not be read, of which outcomes() tells.
  void add_unread(const HistoryItem& item, source::ReadOutcome outcome);
  /// As wanted_by(), of the analyzers that read history.
  std::uint64_t wanted(const HistoryItem& item) const;
  /// Keeps what was found in a content. Of one finding in several contents of a path the one that
  /// appeared first is kept; and apart from it the first that a comment silences, as a comment
  /// speaks only for the content that it stands in.
  void add(const HistoryItem& item, FileOutcome outcome);

  /// What was found, for fold(). Call it once, when all is read.
  std::vector<FileOutcome> outcomes();

  /// Adds the property "in_tree" to each finding that has a place in history: whether it has one in
  /// the scanned tree as well.
  void tell_what_stands(ScanResult& result) const;

 private:
  struct Repository {
    source::GitHistory history;
    std::string prefix;  // of its paths in the result: empty, or with a final '/'
    // Numbers of blobs, path by path and the newest version first, as packs have them; and the
    // order that they are read in, which counts them as they stand there.
    std::vector<std::uint32_t> blobs;
    std::unique_ptr<source::BlobFamilies> families;
  };
  // Analyzer, rule, identity or fingerprint, path, and whether a comment silences it.
  using Key = std::tuple<std::string, std::string, std::string, std::string, bool>;
  using RuleKey = std::pair<std::string, std::string>;  // analyzer, rule
  // A blob, and the path that a finding has in it: its own, or that of a file in an archive.
  using Content = std::pair<HistoryItem, std::string>;
  struct Kept {
    HistoryItem item;
    std::vector<Finding> findings;
  };
  // What threads share; apart, as a mutex cannot move.
  struct Shared {
    std::mutex mutex;
    std::unordered_set<std::string> clean;  // ids and paths of files of the tree
    std::atomic<std::size_t> next = 0;      // group, counted through all repositories
    std::map<Key, Kept> kept;
    std::map<Content, std::vector<Directive>> directives;
    std::map<RuleKey, std::vector<std::string>> aliases;  // of all rules, once asked for
    std::unordered_set<std::string> secrets;
    LiveChecks live_checks;
    std::set<Notice> notices;
  };

  HistoryRun(std::span<const std::unique_ptr<Analyzer>> analyzers, const ScanOptions& options)
      : analyzers_(analyzers),
        options_(options),
        filter_(options.include, options.exclude),
        shared_(std::make_unique<Shared>()) {}

  std::uint64_t wanted_at(std::string_view path) const;
  bool opens(std::string_view path) const;
  bool find_in(Repository& repository, const std::function<bool()>& should_stop);
  void add_submodules(std::size_t repository, const std::string& root);
  void arrange(Repository& repository);
  void set_revisions(std::vector<Kept*>& kept);
  // Of the rule of a finding.
  const std::vector<std::string>& aliases_of(const Finding& finding);

  std::span<const std::unique_ptr<Analyzer>> analyzers_;
  const ScanOptions& options_;
  source::PathFilter filter_;
  source::GitLibraryPointer library_;
  std::vector<Repository> repositories_;
  std::vector<std::string> roots_;  // of the first ones of repositories_
  std::set<std::string> bare_;
  std::size_t size_ = 0;
  std::unique_ptr<Shared> shared_;
};

}  // namespace scan::engine
