// The order keeps what is good: everything is downloaded and checked first, the index is built
// beside the old one, compared with it, and takes its place last.
#include "scan/advisory_update.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <map>

#include "base/descriptor.h"
#include "base/mapped_file.h"
#include "base/replace_file.h"
#include "base/system_error.h"
#include "network/downloader.h"
#include "sca/advisory_index.h"
#include "sca/ecosystem.h"
#include "sca/export_mirror.h"
#include "sca/index_build.h"
#include "sca/index_file.h"

namespace scan {
namespace {

namespace fs = std::filesystem;
using network::Freshness;

bool is_url(std::string_view text) {
  return text.starts_with("https://") || text.starts_with("http://");
}

std::int64_t now() {
  const auto time = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(time).count();
}

// Advisories by ecosystem, releases joined.
std::map<std::string, std::uint64_t> by_ecosystem(const AdvisoryDatabaseStatus& status) {
  std::map<std::string, std::uint64_t> counts;
  for (const auto& [name, count] : status.ecosystems)
    counts[std::string(sca::base_ecosystem(name))] += count;
  return counts;
}

class Update {
 public:
  explicit Update(const AdvisoryUpdateOptions& options)
      : options_(options),
        downloader_(options.network, options.cancellation),
        mirror_(options_, downloader_) {
    while (options_.source.ends_with('/')) options_.source.pop_back();
  }

  Result<AdvisoryUpdate> run();

 private:
  Status lock();
  Status fetch();
  Status fetch_file(const std::string& place, const std::string& name, std::string& path);
  Status note_change();
  std::vector<sca::IndexInput> inputs() const;
  Result<AdvisoryUpdate> confirm(const AdvisoryDatabaseStatus& old);
  Result<AdvisoryUpdate> build(const Result<AdvisoryDatabaseStatus>& old);
  Status compare(const AdvisoryDatabaseStatus& old, const AdvisoryDatabaseStatus& made) const;
  std::string marker() const { return options_.folder + "/not-built"; }
  bool marked() const {
    std::error_code ignored;
    return fs::exists(marker(), ignored);
  }

  AdvisoryUpdateOptions options_;
  network::Downloader downloader_;
  sca::ExportMirror mirror_;
  base::Descriptor lock_;
  std::vector<std::string> ecosystems_;
  std::string epss_, kev_;  // files
  std::int64_t asked_ = 0;
};

// Two at once would take each other's parts.
Status Update::lock() {
  std::error_code failure;
  fs::create_directories(options_.folder, failure);
  const std::string path = options_.folder + "/lock";
  lock_ = base::Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!lock_.valid()) return base::system_error(errno, path);
  if (::flock(lock_.get(), LOCK_EX | LOCK_NB) == 0) return {};
  return Error{.code = ErrorCode::kIo, .message = "another update is under way", .path = path};
}

// What is downloaded and not yet part of the index: also after a crash between the two.
Status Update::note_change() { return base::replace_file(marker(), "\n"); }

Status Update::fetch_file(const std::string& place, const std::string& name, std::string& path) {
  path = place;
  if (place.empty() || !is_url(place)) {
    // Whether a file changed is not known, and it is small.
    return place.empty() ? Status() : note_change();
  }
  path = options_.folder + "/" + name;
  const auto tell = [&](std::uint64_t done, std::uint64_t total) {
    if (options_.on_progress) options_.on_progress({.step = name, .bytes = done, .total = total});
  };
  const Result<Freshness> got = downloader_.get(place, path, tell);
  if (!got.ok()) return got.error();
  return *got == Freshness::kNew ? note_change() : Status();
}

Status Update::fetch() {
  asked_ = now();
  Result<std::vector<std::string>> ecosystems = mirror_.ecosystems();
  if (!ecosystems.ok()) return ecosystems.error();
  ecosystems_ = *std::move(ecosystems);
  for (const std::string& ecosystem : ecosystems_) {
    // Before, as it may end in the middle.
    const bool marked = this->marked();
    if (Status noted = note_change(); !noted.ok()) return noted;
    const Result<bool> changed = mirror_.update(ecosystem);
    if (!changed.ok()) return changed.error();
    std::error_code ignored;
    if (!*changed && !marked) fs::remove(marker(), ignored);
  }
  if (Status got = fetch_file(options_.epss, "epss.csv", epss_); !got.ok()) return got;
  return fetch_file(options_.kev, "kev.json", kev_);
}

std::vector<sca::IndexInput> Update::inputs() const {
  std::vector<sca::IndexInput> inputs;
  for (const std::string& ecosystem : ecosystems_)
    for (const std::string& path : mirror_.inputs_of(ecosystem))
      inputs.push_back({.path = path, .name = options_.source + "/" + ecosystem});
  return inputs;
}

// Nothing is new but that this is known.
Result<AdvisoryUpdate> Update::confirm(const AdvisoryDatabaseStatus& old) {
  std::string bytes;
  {
    const Result<base::MappedFile> file = base::MappedFile::open(options_.database);
    if (!file.ok()) return file.error();
    bytes = file->bytes();
  }
  sca::set_confirmed(bytes, asked_);
  if (Status written = base::replace_file(options_.database, bytes); !written.ok())
    return written.error();
  AdvisoryUpdate update{.status = old};
  update.status.confirmed = asked_;
  return update;
}

// An export that lost much is a broken one, until somebody says otherwise.
Status Update::compare(const AdvisoryDatabaseStatus& old,
                       const AdvisoryDatabaseStatus& made) const {
  if (options_.shrinking == ShrinkingDatabase::kAccept) return {};
  const std::map<std::string, std::uint64_t> before = by_ecosystem(old), after = by_ecosystem(made);
  for (const std::string& ecosystem : ecosystems_) {
    const auto had = before.find(ecosystem);
    if (had == before.end()) continue;
    const auto has = after.find(ecosystem);
    const std::uint64_t count = has == after.end() ? 0 : has->second;
    // Some are withdrawn every day.
    if (count > 0 && count + had->second / 10 + 10 >= had->second) continue;
    return Error{.code = ErrorCode::kInvalidData,
                 .message = "of " + ecosystem + " there would be " + std::to_string(count) +
                            " advisories instead of " + std::to_string(had->second) +
                            "; the database stays as it is",
                 .path = options_.source,
                 .hint = "`--force` accepts that"};
  }
  return {};
}

Result<AdvisoryUpdate> Update::build(const Result<AdvisoryDatabaseStatus>& old) {
  if (options_.on_progress) options_.on_progress({.step = "building"});
  Result<sca::BuiltIndex> built = sca::build_index(
      inputs(), {.epss = epss_, .kev = kev_, .confirmed = asked_, .threads = options_.threads});
  if (!built.ok()) {
    // A download that is no sound archive must not be taken for the newest.
    std::error_code ignored;
    if (built.error().path.starts_with(options_.folder))
      fs::remove(built.error().path + ".http", ignored);
    return built.error();
  }
  if (old.ok())
    if (Status fuller = compare(*old, built->status); !fuller.ok()) return fuller.error();
  if (options_.cancellation != nullptr && options_.cancellation->cancelled())
    return Error{.code = ErrorCode::kCancelled, .message = "stopped"};
  if (Status written = base::replace_file(options_.database, built->bytes); !written.ok())
    return written.error();
  std::error_code ignored;
  fs::remove(marker(), ignored);
  return AdvisoryUpdate{.status = std::move(built->status), .rebuilt = true};
}

Result<AdvisoryUpdate> Update::run() {
  if (Status locked = lock(); !locked.ok()) return locked.error();
  if (Status fetched = fetch(); !fetched.ok()) return fetched.error();
  const Result<AdvisoryDatabaseStatus> old = check_advisory_database(options_.database);
  // What an index is made from is in it, so one that was made from something else is told.
  const bool same = old.ok() && !marked() &&
                    old->inputs == sca::input_names(inputs(), {.epss = epss_, .kev = kev_});
  Result<AdvisoryUpdate> update = same ? confirm(*old) : build(old);
  if (!update.ok()) return update;
  update->bytes_received = downloader_.received();
  update->archives = mirror_.archives();
  update->records = mirror_.records();
  return update;
}

}  // namespace

Result<AdvisoryUpdate> update_advisory_database(const AdvisoryUpdateOptions& options) {
  return Update(options).run();
}

}  // namespace scan
