// The versions of a file stand in a pack as differences from one another. So contents come in
// groups that are stored as differences from one another, which one thread reads one after the
// other (history_reader.h).
#include "engine/history_run.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/scan_run.h"
#include "engine/suppression.h"
#include "source/archive_format.h"

namespace scan::engine {
namespace {

std::string key_of(const source::ObjectId& id, std::string_view path) {
  std::string key(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
  key += path;
  return key;
}

}  // namespace

Result<HistoryRun> HistoryRun::open(const std::vector<std::string>& roots,
                                    std::span<const std::unique_ptr<Analyzer>> analyzers,
                                    const ScanOptions& options) {
  Result<source::GitLibraryPointer> library = source::GitLibrary::load();
  if (!library.ok()) return library.error();
  HistoryRun run(analyzers, options);
  run.library_ = *library;
  for (const std::string& root : roots) {
    Result<source::GitHistory> history =
        source::GitHistory::open(run.library_, root, *options.history);
    if (!history.ok()) return history.error();
    if (history->is_bare()) run.bare_.insert(root);
    std::string prefix = roots.size() > 1 ? prefix_of(root) : std::string();
    if (!prefix.empty()) prefix.push_back('/');
    run.repositories_.push_back({*std::move(history), std::move(prefix)});
    run.roots_.push_back(root);
  }
  return run;
}

void HistoryRun::note_file(const Source& file, const FileOutcome& outcome) {
  const auto is_left_open = [](const Notice& notice) { return notice.incomplete; };
  const auto reads_history = [this](const Finding& finding) {
    return std::ranges::any_of(analyzers_, [&](const auto& analyzer) {
      return analyzer->name() == finding.analyzer && analyzer->reads_history();
    });
  };
  if (std::ranges::any_of(outcome.notices, is_left_open) ||
      std::ranges::any_of(outcome.findings, reads_history))
    return;
  std::string key = key_of(source::blob_id(*library_, file.bytes()), file.path());
  const std::lock_guard lock(shared_->mutex);
  shared_->clean.insert(std::move(key));
}

std::uint64_t HistoryRun::wanted_at(std::string_view path) const {
  std::uint64_t wanted = 0;
  for (std::size_t i = 0; i < analyzers_.size(); ++i)
    if (analyzers_[i]->reads_history() && analyzers_[i]->wants(path))
      wanted |= std::uint64_t{1} << i;
  return wanted;
}

// A content that nobody wants is fetched only where its name says that it is an archive: of a
// picture there may be hundreds of versions.
bool HistoryRun::opens(std::string_view path) const {
  return options_.max_archive_depth > 0 && source::has_archive_name(path) &&
         std::ranges::any_of(analyzers_, [](const auto& analyzer) {
           return analyzer->reads_history() && analyzer->reads_archives();
         });
}

std::uint64_t HistoryRun::wanted(const HistoryItem& item) const { return wanted_at(path_of(item)); }

std::string HistoryRun::path_of(const HistoryItem& item) const {
  const Repository& repository = repositories_[item.repository];
  const source::GitHistory& history = repository.history;
  return repository.prefix + std::string(history.path(history.blobs()[item.blob]));
}

bool HistoryRun::find_in(Repository& repository, const std::function<bool()>& should_stop) {
  const auto wants = [&](std::string_view path) {
    const std::string whole = repository.prefix + std::string(path);
    return wanted_at(whole) != 0 || opens(whole);
  };
  return repository.history.find_blobs(filter_, {.wants = wants, .should_stop = should_stop});
}

// A submodule has a history of its own. What is checked out of it is part of the tree, so its
// history belongs to that of the whole; not for a range, which names revisions of the one around.
void HistoryRun::add_submodules(std::size_t repository, const std::string& root) {
  if (!options_.history->range.empty()) return;
  for (const std::string& path : repositories_[repository].history.submodules()) {
    const std::string place = (root.ends_with('/') ? root : root + '/') + path;
    const std::string prefix = repositories_[repository].prefix + path + '/';
    Result<source::GitHistory> history =
        source::GitHistory::open(library_, place, *options_.history);
    if (history.ok()) {
      repositories_.push_back({*std::move(history), prefix});
      roots_.push_back(place);
    } else {
      shared_->notices.insert({.code = "history-submodule",
                               .message = history.error().message,
                               .path = repositories_[repository].prefix + path,
                               .rule_id = {},
                               .incomplete = true});
    }
  }
}

bool HistoryRun::find(const std::function<bool()>& should_stop) {
  bool complete = true;
  // Submodules join the list as they are found.
  for (std::size_t i = 0; i < repositories_.size() && complete; ++i) {
    complete = find_in(repositories_[i], should_stop);
    if (complete) add_submodules(i, std::string(roots_[i]));
  }
  for (Repository& repository : repositories_) arrange(repository);
  return complete;
}

void HistoryRun::arrange(Repository& repository) {
  const std::vector<source::HistoryBlob>& blobs = repository.history.blobs();
  repository.blobs.resize(blobs.size());
  std::iota(repository.blobs.begin(), repository.blobs.end(), 0u);
  std::ranges::sort(repository.blobs, [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(blobs[a].path, b) < std::tuple(blobs[b].path, a);
  });
  std::vector<source::ObjectId> ids;
  ids.reserve(blobs.size());
  for (const std::uint32_t blob : repository.blobs) ids.push_back(blobs[blob].id);
  repository.families = std::make_unique<source::BlobFamilies>(repository.history.packs(), ids);
  size_ += blobs.size();
}

std::optional<HistoryRun::Group> HistoryRun::next() {
  std::size_t number = shared_->next.fetch_add(1);
  for (std::uint32_t i = 0; i < repositories_.size(); ++i) {
    const source::BlobFamilies& families = *repositories_[i].families;
    if (number < families.size()) return Group{i, families.group(number)};
    number -= families.size();
  }
  return std::nullopt;
}

HistoryItem HistoryRun::item_of(const Group& group, const source::FamilyMember& member) const {
  return {group.repository, repositories_[group.repository].blobs[member.blob]};
}

bool HistoryRun::is_clean(const HistoryItem& item) const {
  if (shared_->clean.empty()) return false;
  const source::HistoryBlob& blob = repositories_[item.repository].history.blobs()[item.blob];
  return shared_->clean.contains(key_of(blob.id, path_of(item)));
}

void HistoryRun::add_unread(const HistoryItem& item, source::ReadOutcome outcome) {
  source::GitHistory& history = repositories_[item.repository].history;
  const std::lock_guard lock(shared_->mutex);
  history.add_unread(history.blobs()[item.blob], outcome);
}

void HistoryRun::add(const HistoryItem& item, FileOutcome outcome) {
  const std::lock_guard lock(shared_->mutex);
  for (std::string& secret : outcome.secrets) shared_->secrets.insert(std::move(secret));
  add_live_checks(outcome.live_checks, shared_->live_checks);
  for (Notice& notice : outcome.notices) shared_->notices.insert(std::move(notice));
  bool kept_any = false;
  Suppressions suppressions(outcome.directives);
  for (Finding& finding : outcome.findings) {
    const std::string& what = finding.identity.empty() ? finding.fingerprint : finding.identity;
    const bool silenced = !outcome.directives.empty() &&
                          suppressions.find(finding.analyzer, finding.rule_id, aliases_of(finding),
                                            finding.primary().region);
    Kept& kept = shared_->kept[{finding.analyzer, finding.rule_id, what, outcome.path, silenced}];
    if (kept.findings.empty() || item < kept.item) {
      kept.item = item;
      kept.findings.clear();
    }
    if (item != kept.item) continue;
    kept.findings.push_back(std::move(finding));
    kept_any = true;
  }
  if (kept_any && !outcome.directives.empty())
    shared_->directives[{item, outcome.path}] = std::move(outcome.directives);
}

const std::vector<std::string>& HistoryRun::aliases_of(const Finding& finding) {
  if (shared_->aliases.empty())
    for (const auto& analyzer : analyzers_)
      for (RuleInfo& rule : analyzer->rules())
        shared_->aliases[{std::string(analyzer->name()), rule.id}] = std::move(rule.aliases);
  return shared_->aliases[{finding.analyzer, finding.rule_id}];
}

void HistoryRun::set_revisions(std::vector<Kept*>& all) {
  for (std::uint32_t number = 0; number < repositories_.size(); ++number) {
    const source::GitHistory& history = repositories_[number].history;
    std::vector<Kept*> here;
    std::vector<source::HistoryBlob> blobs;
    for (Kept* kept : all) {
      if (kept->item.repository != number) continue;
      here.push_back(kept);
      blobs.push_back(history.blobs()[kept->item.blob]);
    }
    if (here.empty()) continue;
    const std::vector<Revision> revisions = history.revisions(blobs);
    for (std::size_t i = 0; i < here.size(); ++i)
      for (Finding& finding : here[i]->findings)
        for (Location& location : finding.locations) location.revision = revisions[i];
  }
}

std::vector<FileOutcome> HistoryRun::outcomes() {
  std::vector<Kept*> all;
  for (auto& [key, kept] : shared_->kept) all.push_back(&kept);
  set_revisions(all);

  std::map<Content, FileOutcome> by_content;
  for (auto& [key, kept] : shared_->kept) {
    FileOutcome& outcome = by_content[{kept.item, std::get<3>(key)}];
    for (Finding& finding : kept.findings) outcome.findings.push_back(std::move(finding));
  }
  std::vector<FileOutcome> outcomes;
  for (auto& [content, outcome] : by_content) {
    outcome.path = content.second;
    outcome.blob = outcome.findings.front().primary().revision->blob;
    outcome.directives = std::move(shared_->directives[content]);
    outcomes.push_back(std::move(outcome));
  }
  FileOutcome& rest = outcomes.emplace_back();
  rest.secrets.assign(shared_->secrets.begin(), shared_->secrets.end());
  for (auto& [key, check] : shared_->live_checks) rest.live_checks.push_back(std::move(check));
  rest.notices.assign(shared_->notices.begin(), shared_->notices.end());
  for (const Repository& repository : repositories_) {
    for (Notice& notice : repository.history.notices()) {
      if (notice.path.empty() && !repository.prefix.empty())
        notice.path = repository.prefix.substr(0, repository.prefix.size() - 1);
      rest.notices.push_back(std::move(notice));
    }
  }
  return outcomes;
}

void HistoryRun::tell_what_stands(ScanResult& result) const {
  if (!bare_.empty()) return;  // there is no tree to stand in
  const auto is_in_tree = [](const Location& location) { return !location.revision; };
  // Of a finding that is suppressed in one place only there are two.
  std::set<std::tuple<std::string_view, std::string_view, std::string_view>> standing;
  const auto key_of_finding = [](const Finding& finding) {
    return std::tuple<std::string_view, std::string_view, std::string_view>(
        finding.analyzer, finding.rule_id, finding.identity);
  };
  for (const Finding& finding : result.findings)
    if (!finding.identity.empty() && std::ranges::any_of(finding.locations, is_in_tree))
      standing.insert(key_of_finding(finding));
  for (Finding& finding : result.findings)
    if (!std::ranges::all_of(finding.locations, is_in_tree))
      finding.properties["in_tree"] = standing.contains(key_of_finding(finding)) ? "true" : "false";
}

}  // namespace scan::engine
