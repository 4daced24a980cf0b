// The calling thread walks and the workers start at once; when the walk has ended it becomes a
// worker too. A worker keeps all it learns to itself until the queue is empty, so nothing is locked
// while files are analysed but the queue.
#include "engine/scan_run.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <thread>
#include <utility>

#include "engine/fold.h"
#include "engine/history_reader.h"
#include "engine/verification.h"
#include "exceptions/exception_file.h"
#include "source/archive_format.h"
#include "source/encoding.h"
#include "source/file.h"

namespace scan::engine {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kProgressInterval = std::chrono::milliseconds(100);

// Files of a megabyte or more that are in memory at once: two of the largest that are read unless
// more is asked for.
constexpr std::uint64_t kLargeFile = 1 << 20;
constexpr std::uint64_t kLargeFilesBytes = 128 << 20;

std::int64_t seconds_since_1970() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

// Waits until there is room for a large file and, if it is not UTF-8, for what it is decoded to.
Result<std::string> read_within(ByteBudget& budget, const source::FoundFile& file,
                                std::uint64_t limit, ByteBudget::Share& share) {
  if (file.size < kLargeFile) return source::read_file(file.system_path, limit, file.link);
  share = budget.take(file.size);
  Result<std::string> bytes = source::read_file(file.system_path, limit, file.link);
  if (!bytes.ok()) return bytes;
  const std::uint64_t more = source::decoded_size(*bytes);
  if (more == 0 || budget.try_grow(share, more)) return bytes;
  bytes = std::string();
  share.release();
  share = budget.take(file.size + more);
  return source::read_file(file.system_path, limit, file.link);
}

Error cancelled() { return {.code = ErrorCode::kCancelled, .message = "the scan was cancelled"}; }

}  // namespace

std::string prefix_of(const std::string& root) {
  std::string prefix = std::filesystem::path(root).lexically_normal().generic_string();
  while (prefix.size() > 1 && prefix.ends_with('/')) prefix.pop_back();
  return prefix == "." ? std::string() : prefix;
}

void Tally::merge(Tally&& other) {
  std::ranges::move(other.outcomes, std::back_inserter(outcomes));
  for (const auto& [reason, count] : other.skipped) skipped[reason] += count;
  files += other.files;
  history_files += other.history_files;
  bytes += other.bytes;
  out_of_time += other.out_of_time;
  walks_cut_short += other.walks_cut_short;
  for (std::size_t i = 0; i < kMaxAnalyzers; ++i) {
    analyzer_files[i] += other.analyzer_files[i];
    analyzer_bytes[i] += other.analyzer_bytes[i];
    effort[i] += other.effort[i];
  }
}

ScanRun::ScanRun(std::span<const std::unique_ptr<Analyzer>> analyzers, const ScanOptions& options)
    : analyzers_(analyzers),
      options_(options),
      cancellation_(options.cancellation != nullptr ? *options.cancellation : never_cancelled_),
      deadline_(options.timeout.count() > 0 ? Clock::now() + options.timeout
                                            : Clock::time_point::max()),
      large_files_(kLargeFilesBytes),
      archives_(analyzers, options),
      images_(analyzers, options, archives_),
      exceptions_(options.now != 0 ? options.now : seconds_since_1970()) {}

bool ScanRun::out_of_time() const {
  return deadline_ != Clock::time_point::max() && Clock::now() >= deadline_;
}

// The calling thread does what comes `before`, then works like the others.
void ScanRun::on_all_threads(Work work, const std::function<void()>& before) {
  const unsigned wanted =
      options_.threads != 0 ? options_.threads : std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::jthread> workers;
  const auto run = [this, work] {
    Tally tally;
    (this->*work)(tally);
    const std::lock_guard lock(tally_mutex_);
    tally_.merge(std::move(tally));
  };
  try {
    for (unsigned i = 1; i < wanted; ++i) workers.emplace_back(run);
  } catch (const std::system_error&) {
    // The system has no room for more threads: those that there are do the work.
  }
  before();
  Tally own;
  (this->*work)(own);
  workers.clear();  // joins
  tally_.merge(std::move(own));
}

Result<ScanResult> ScanRun::scan_paths(const std::vector<std::string>& paths) {
  if (!options_.baseline.empty()) {
    Result<Baseline> baseline = Baseline::read(options_.baseline);
    if (!baseline.ok()) return baseline.error();
    baseline_ = std::move(*baseline);
    if (paths.size() == 1) baseline_.strip(prefix_of(paths.front()));
  }
  if (Status read = read_named_exceptions(); !read.ok()) return read.error();
  if (options_.history) {
    Result<HistoryRun> history = HistoryRun::open(paths, analyzers_, options_);
    if (!history.ok()) return history.error();
    history_.emplace(*std::move(history));
  }
  Status status;
  on_all_threads(&ScanRun::work, [&] {
    for (const std::string& path : paths) {
      read_ignored(path, paths.size() > 1 ? prefix_of(path) : std::string());
      if (history_ && history_->is_bare(path)) continue;
      status = walk_root(path, paths.size() > 1);
      if (!status.ok()) break;
    }
    queue_.close();
    if (status.ok() && history_) find_history();
  });
  if (!status.ok()) return status.error();
  if (history_ && !cancellation_.cancelled()) on_all_threads(&ScanRun::work_history, [] {});
  if (cancellation_.cancelled()) return cancelled();
  ScanResult result = finish();
  result.roots = paths;
  return result;
}

// While others analyse the tree. What the tree has need not be looked at again, so the history
// comes after it.
void ScanRun::find_history() {
  const bool complete =
      history_->find([this] { return cancellation_.cancelled() || out_of_time(); });
  found_.fetch_add(history_->size(), std::memory_order_relaxed);
  if (complete) return;
  const std::lock_guard lock(tally_mutex_);
  ++tally_.walks_cut_short;
}

void ScanRun::work_history(Tally& tally) {
  HistoryReader reader(
      *history_, {.max_bytes = text_limit(options_),
                  .leaves_out =
                      [&] {
                        if (cancellation_.cancelled()) return true;
                        if (out_of_time()) return ++tally.out_of_time, true;
                        return false;
                      },
                  .deals_with =
                      [&](const HistoryItem& item, const Source& source) {
                        return open_archive_of_history(item, source, tally);
                      },
                  .on_content =
                      [&](const HistoryItem& item, const Source& source, const Lineage& lineage) {
                        FileOutcome outcome =
                            analyze_source(source, history_->wanted(item), tally, &lineage);
                        ++tally.history_files;
                        if (!outcome.empty()) history_->add(item, std::move(outcome));
                        progress(source.bytes().size());
                      },
                  .on_base =
                      [&](const HistoryItem& item, const Source& source, const Lineage& lineage) {
                        Tally known;
                        analyze_source(source, history_->wanted(item), known, &lineage);
                      },
                  .on_none =
                      [&](HistoryReader::Without why, std::uint64_t bytes) {
                        if (why == HistoryReader::Without::kBinary) ++tally.skipped["binary"];
                        progress(bytes);
                      }});
  while (const std::optional<HistoryRun::Group> group = history_->next()) {
    if (cancellation_.cancelled()) return;
    reader.read(*group);
  }
}

// Whether nothing is left to do with a content of the past: it was an archive, or nobody wants its
// text.
bool ScanRun::open_archive_of_history(const HistoryItem& item, const Source& source, Tally& tally) {
  if (archives_.depth_in_history() == 0) return false;
  const std::string_view bytes = source.bytes();
  const source::ArchiveKind kind = source::archive_kind(bytes, bytes);
  if (kind != source::ArchiveKind::kNone) {
    source::MemoryInput input(bytes);
    const std::uint64_t files = tally.files;
    read_archive({.input = input,
                  .size = bytes.size(),
                  .path = source.path(),
                  .commit = source.commit(),
                  .depth = archives_.depth_in_history(),
                  .readers = archives_.history_readers()},
                 tally, [&](FileOutcome outcome) { history_->add(item, std::move(outcome)); });
    tally.history_files += tally.files - files;
    if (kind != source::ArchiveKind::kAppended) return true;
  }
  if (history_->wanted(item) != 0) return false;
  if (kind == source::ArchiveKind::kNone) ++tally.skipped["unwanted"];
  return true;
}

void ScanRun::read_ignored(const std::string& root, const std::string& prefix) {
  const Result<std::string> file = source::read_file(
      (root.ends_with('/') ? root : root + '/') + std::string(GitleaksIgnore::kFile),
      GitleaksIgnore::kMaxBytes, source::FinalLink::kRefuse);
  if (file.ok()) ignore_.add(*file, prefix);
}

// Those that are named hold for the whole tree.
Status ScanRun::read_named_exceptions() {
  for (const std::string& path : options_.exceptions) {
    const Result<std::string> file =
        source::read_file(path, exceptions::kMaxFileBytes, source::FinalLink::kFollow);
    if (!file.ok()) return file.error();
    Result<std::vector<exceptions::Exception>> read = exceptions::read_exceptions(*file, path);
    if (!read.ok()) return read.error();
    exceptions_.add(*std::move(read), path, {});
  }
  return {};
}

// One that cannot be read frees nothing, so that the gate is none the weaker for it.
void ScanRun::read_exceptions_of_tree(const source::FoundFile& file) {
  const Result<std::string> bytes =
      source::read_file(file.system_path, exceptions::kMaxFileBytes, file.link);
  Result<std::vector<exceptions::Exception>> read =
      bytes.ok() ? exceptions::read_exceptions(*bytes, file.path)
                 : Result<std::vector<exceptions::Exception>>(bytes.error());
  if (!read.ok()) {
    const Error& error = read.error();
    const std::string line =
        error.region.start_line > 0 ? "line " + std::to_string(error.region.start_line) + ": " : "";
    exception_notices_.push_back({.code = "exceptions-invalid",
                                  .message = line + error.message + "; the file is disregarded",
                                  .path = file.path});
    return;
  }
  const std::size_t slash = file.path.rfind('/');
  exceptions_.add(*std::move(read), file.path,
                  slash == std::string::npos ? std::string() : file.path.substr(0, slash));
}

Status ScanRun::walk_root(const std::string& root, bool prefix_paths) {
  const source::WalkOptions walk_options{
      .include = options_.include,
      .exclude = options_.exclude,
      .ignore_files = options_.ignore_files,
      .should_stop = [this] { return cancellation_.cancelled() || out_of_time(); }};
  const std::string prefix = prefix_paths ? prefix_of(root) : std::string();
  std::uint64_t unwanted = 0;
  auto summary = source::walk(root, walk_options, [&](source::FoundFile file) {
    if (baseline_.is_at(file.system_path)) return;
    if (!prefix.empty()) file.path = file.system_path == root ? prefix : prefix + '/' + file.path;
    if (prefix_paths && !walked_.insert(file.path).second) return;
    if (exceptions::is_exception_file(std::string_view(file.path).substr(file.path.rfind('/') + 1)))
      read_exceptions_of_tree(file);
    if (images_.is_part_of_layout(file.system_path)) return;
    const std::uint64_t wanted = wanted_by(analyzers_, file.path);
    const bool is_root = file.system_path == root;
    const unsigned archive_depth = archives_.depth_in_tree(is_root);
    const bool may_be_image = images_.may_be_image(file.path, is_root);
    if (wanted == 0 && archive_depth == 0 && !may_be_image) {
      ++unwanted;
      return;
    }
    found_.fetch_add(1, std::memory_order_relaxed);
    queue_.push({std::move(file), wanted, archive_depth, may_be_image});
  });
  if (!summary.ok()) {
    abandoned_ = true;
    return summary.error();
  }
  Tally walked;
  walked.walks_cut_short = summary->complete ? 0 : 1;
  walked.skipped = std::move(summary->skipped);
  if (unwanted > 0) walked.skipped["unwanted"] += unwanted;
  if (!summary->notices.empty()) {
    FileOutcome& outcome = walked.outcomes.emplace_back();
    outcome.notices = std::move(summary->notices);
    for (Notice& notice : outcome.notices)
      if (!prefix.empty() && !notice.path.empty()) notice.path = prefix + '/' + notice.path;
  }
  const std::lock_guard lock(tally_mutex_);
  tally_.merge(std::move(walked));
  return {};
}

void ScanRun::work(Tally& tally) {
  while (std::optional<QueuedFile> queued = queue_.pop()) {
    if (cancellation_.cancelled() || abandoned_) continue;  // drain
    if (out_of_time()) {
      ++tally.out_of_time;
      continue;
    }
    progress(analyze_path(*queued, tally));
  }
}

// Which of the analyzers that wanted the path want the file, now that it is open.
std::uint64_t ScanRun::wanted_in(const Source& source, std::uint64_t wanted) const {
  if (!source.is_binary()) return wanted;
  for (std::size_t i = 0; i < analyzers_.size(); ++i)
    if (!analyzers_[i]->reads_binary() ||
        ((wanted >> i & 1) != 0 && !analyzers_[i]->wants_binary(source.path(), source.bytes())))
      wanted &= ~(std::uint64_t{1} << i);
  return wanted;
}

// A binary file's size is not one of the limits of texts.
bool ScanRun::wants_large_binary(const QueuedFile& queued) const {
  if (queued.file.size > kMaxBinaryBytes) return false;
  Result<std::string> head =
      source::read_prefix(queued.file.system_path, source::kProbeBytes, queued.file.link);
  if (!head.ok()) return false;
  const Source source(queued.file.path, *std::move(head));
  return source.is_binary() && wanted_in(source, queued.wanted) != 0;
}

std::uint64_t ScanRun::analyze_path(const QueuedFile& queued, Tally& tally) {
  if (queued.part) return queued.part(tally), 0;
  if (queued.may_be_image && open_image(queued, tally)) return queued.file.size;
  if (queued.archive_depth > 0) {
    const Opened opened = open_archive(queued, tally);
    if (opened == Opened::kRead || (opened == Opened::kReadBehindText && queued.wanted == 0))
      return queued.file.size;
  }
  if (queued.wanted == 0) return ++tally.skipped["unwanted"], 0;
  std::uint64_t limit = text_limit(options_);
  if (queued.file.size > limit) {
    if (!wants_large_binary(queued)) return leave_out_large(queued.file, tally), 0;
    limit = kMaxBinaryBytes;
  }
  ByteBudget::Share share;
  Result<std::string> bytes = read_within(large_files_, queued.file, limit, share);
  if (!bytes.ok()) {
    if (bytes.error().code == ErrorCode::kInvalidData)
      return leave_out_large(queued.file, tally), 0;
    return leave_out_unread(queued.file, bytes.error(), tally), 0;
  }
  const Source source(queued.file.path, *std::move(bytes));
  const std::uint64_t wanted = wanted_in(source, queued.wanted);
  if (wanted == 0) {
    ++tally.skipped["binary"];
    return source.bytes().size();
  }
  FileOutcome outcome = analyze_source(source, wanted, tally);
  if (history_) history_->note_file(source, outcome);
  if (!outcome.empty()) tally.outcomes.push_back(std::move(outcome));
  return source.bytes().size();
}

// Layers go into the queue, so that other threads take part.
bool ScanRun::open_image(const QueuedFile& queued, Tally& tally) {
  const auto should_stop = [this] { return cancellation_.cancelled() || out_of_time(); };
  source::ImageParts parts = images_.open(queued.file.system_path, queued.file.link, should_stop);
  if (parts.blobs == nullptr) return false;
  const std::shared_ptr<const source::ImageBlobs> blobs = std::move(parts.blobs);
  FoundImages found = find_images(*blobs);
  const std::string& path = queued.file.path;
  if (found.images.empty()) {
    if (!parts.certain) return false;
    found.notices.push_back({.code = "image-damaged",
                             .message = "it has the parts of an image, but no manifest names them",
                             .incomplete = true});
  }
  if (found.images.size() > 1)
    found.notices.push_back(
        {.code = "image-several",
         .message = "it has " + std::to_string(found.images.size()) +
                    " images, or one for as many platforms; all of them are scanned"});
  for (Notice& notice : found.notices) notice.path = path;
  tally.outcomes.push_back({.path = path, .notices = std::move(found.notices)});
  queue_.open();
  for (Image& image : found.images) {
    const std::string own = image.name.empty() ? path : path + "!" + image.name;
    if (!image.dockerfile.empty()) {
      const Source config(own + "!Dockerfile", std::exchange(image.dockerfile, {}));
      FileOutcome outcome = analyze_source(config, wanted_by(analyzers_, config.path()), tally);
      if (!outcome.empty()) tally.outcomes.push_back(std::move(outcome));
    }
    const auto reading = std::make_shared<ImageReading>(std::move(image), blobs, own);
    if (parts.streamed) {
      read_layers(
          *reading,
          [&](const ImageReading::Callbacks& callbacks) {
            return images_.read_stream(queued.file.system_path, queued.file.link, *reading,
                                       callbacks);
          },
          tally);
      continue;
    }
    for (std::size_t i = 0; i < reading->layers(); ++i) {
      found_.fetch_add(1, std::memory_order_relaxed);
      const auto read = [this, reading, i](const ImageReading::Callbacks& callbacks) {
        return reading->read_layer(i, images_, callbacks);
      };
      queue_.push({.part = [this, reading, read](Tally& by) { read_layers(*reading, read, by); }});
    }
  }
  queue_.close();
  return true;
}

void ScanRun::read_layers(ImageReading& image, const ReadLayers& read, Tally& tally) {
  const ImageReading::Callbacks callbacks{
      .analyze = [&](const Source& source, std::uint64_t wanted) -> FileOutcome {
        wanted = wanted_in(source, wanted);
        if (wanted == 0) return ++tally.skipped["binary"], FileOutcome{};
        return analyze_source(source, wanted, tally);
      },
      .skip = [&](const char* reason, std::uint64_t count) { tally.skipped[reason] += count; },
      .should_stop = [this] { return cancellation_.cancelled() || out_of_time(); },
      .stopped = [&] { ++tally.out_of_time; }};
  if (!read(callbacks)) return;
  std::vector<FileOutcome> outcomes = image.take();
  std::ranges::move(outcomes, std::back_inserter(tally.outcomes));
}

ScanRun::Opened ScanRun::open_archive(const QueuedFile& queued, Tally& tally) {
  Result<source::OpenFile> file = source::open_file(queued.file.system_path, queued.file.link);
  if (!file.ok()) {
    // What is wanted is read next, and the reason told then.
    if (queued.wanted != 0 || !source::has_archive_name(queued.file.path))
      return Opened::kNoArchive;
    leave_out_unread(queued.file, file.error(), tally);
    return Opened::kRead;
  }
  const std::uint64_t size = file->size;
  source::FileInput input(std::move(file->descriptor), size);
  const source::ArchiveKind kind = source::archive_kind(input.head(), input.tail());
  if (kind == source::ArchiveKind::kNone) return Opened::kNoArchive;
  read_archive({.input = input,
                .size = size,
                .path = queued.file.path,
                .commit = {},
                .depth = queued.archive_depth,
                .readers = archives_.readers()},
               tally, [&](FileOutcome outcome) { tally.outcomes.push_back(std::move(outcome)); });
  return kind == source::ArchiveKind::kAppended ? Opened::kReadBehindText : Opened::kRead;
}

void ScanRun::read_archive(const ArchiveJob& job, Tally& tally,
                           const std::function<void(FileOutcome)>& keep) {
  const ArchiveScan::Callbacks callbacks{
      .analyze =
          [&](const Source& source, std::uint64_t wanted) {
            FileOutcome outcome = analyze_source(source, wanted, tally);
            if (!outcome.empty()) keep(std::move(outcome));
          },
      .skip = [&](const char* reason, std::uint64_t count) { tally.skipped[reason] += count; },
      .notify =
          [&](std::string path, std::vector<Notice> notices) {
            keep({.path = std::move(path), .notices = std::move(notices)});
          },
      .should_stop = [this] { return cancellation_.cancelled() || out_of_time(); }};
  if (!archives_.read(job, callbacks)) ++tally.out_of_time;
}

void ScanRun::leave_out_unread(const source::FoundFile& file, const Error& error, Tally& tally) {
  if (error.code == ErrorCode::kNotFound) {  // went away between the walk and now
    ++tally.skipped["vanished"];
    return;
  }
  ++tally.skipped["unreadable"];
  tally.outcomes.push_back({.path = file.path});
  tally.outcomes.back().notices.push_back({.code = "file-unreadable",
                                           .message = error.message,
                                           .path = file.path,
                                           .rule_id = {},
                                           .incomplete = true});
}

void ScanRun::leave_out_large(const source::FoundFile& file, Tally& tally) {
  const Result<std::string> head =
      source::read_prefix(file.system_path, source::kProbeBytes, file.link);
  if (head.ok() && Source(file.path, *head).is_binary()) {
    ++tally.skipped["binary"];
    return;
  }
  ++tally.skipped["too-large"];
  tally.outcomes.push_back({.path = file.path});
  tally.outcomes.back().notices.push_back(
      file_too_large(file.path, file.size, text_limit(options_)));
}

FileOutcome ScanRun::analyze_source(const Source& source, std::uint64_t wanted, Tally& tally,
                                    const Lineage* lineage) {
  const std::uint64_t size = source.bytes().size();
  ++tally.files;
  tally.bytes += size;
  for (std::size_t i = 0; i < analyzers_.size(); ++i) {
    if ((wanted >> i & 1) == 0) continue;
    ++tally.analyzer_files[i];
    tally.analyzer_bytes[i] += size;
  }
  return analyze_file(analyzers_, wanted, source, cancellation_, deadline_, options_, tally.effort,
                      lineage);
}

void ScanRun::progress(std::uint64_t bytes) {
  done_.fetch_add(1, std::memory_order_relaxed);
  bytes_done_.fetch_add(bytes, std::memory_order_relaxed);
  if (!options_.on_progress) return;
  const std::unique_lock lock(progress_mutex_, std::try_to_lock);
  if (!lock || Clock::now() - last_progress_ < kProgressInterval) return;
  last_progress_ = Clock::now();
  options_.on_progress({found_, done_, bytes_done_});
}

Result<ScanResult> ScanRun::scan_sources(std::vector<Source> sources) {
  if (Status read = read_named_exceptions(); !read.ok()) return read.error();
  for (const Source& source : sources) {
    if (cancellation_.cancelled()) return cancelled();
    const std::uint64_t wanted_path = wanted_by(analyzers_, source.path());
    const std::uint64_t wanted = wanted_in(source, wanted_path);
    if (wanted_path == 0)
      ++tally_.skipped["unwanted"];
    else if (wanted == 0)
      ++tally_.skipped["binary"];
    else if (out_of_time())
      ++tally_.out_of_time;
    else if (FileOutcome outcome = analyze_source(source, wanted, tally_); !outcome.empty())
      tally_.outcomes.push_back(std::move(outcome));
  }
  return finish();
}

ScanResult ScanRun::finish() {
  if (tally_.out_of_time > 0 || tally_.walks_cut_short > 0) {
    const std::string unseen = tally_.walks_cut_short > 0 ? " and an unknown number of others" : "";
    FileOutcome& outcome = tally_.outcomes.emplace_back();
    outcome.notices.push_back({.code = "time-limit",
                               .message = "the scan's time was up before " +
                                          std::to_string(tally_.out_of_time) + " files" + unseen +
                                          " were analysed (--timeout)",
                               .path = {},
                               .rule_id = {},
                               .incomplete = true});
  }
  if (!exception_notices_.empty())
    tally_.outcomes.push_back({.notices = std::move(exception_notices_)});
  if (!options_.notices.empty()) tally_.outcomes.push_back({.notices = options_.notices});
  if (history_) std::ranges::move(history_->outcomes(), std::back_inserter(tally_.outcomes));
  LiveChecks live_checks;
  for (FileOutcome& outcome : tally_.outcomes) add_live_checks(outcome.live_checks, live_checks);
  ScanResult result = fold(analyzers_, std::move(tally_.outcomes),
                           {ignore_, baseline_, exceptions_}, {cancellation_, deadline_});
  if (history_) history_->tell_what_stands(result);
  if (options_.verifier != nullptr)
    verify_findings(result, live_checks, *options_.verifier,
                    [this] { return cancellation_.cancelled() || out_of_time(); });
  Statistics& statistics = result.statistics;
  statistics.files = tally_.files;
  statistics.history_files = tally_.history_files;
  statistics.bytes = tally_.bytes;
  statistics.skipped = std::move(tally_.skipped);
  for (std::size_t i = 0; i < analyzers_.size(); ++i)
    statistics.analyzers.push_back({.name = std::string(analyzers_[i]->name()),
                                    .rules = analyzers_[i]->rules().size(),
                                    .files = tally_.analyzer_files[i],
                                    .bytes = tally_.analyzer_bytes[i],
                                    .effort = tally_.effort[i]});
  return result;
}

}  // namespace scan::engine
