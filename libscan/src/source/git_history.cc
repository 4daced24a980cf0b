// A commit is a whole tree, and most of it is the tree of the commit before. So commits are visited
// from the oldest on, and of each tree only those trees and blobs that were not seen before: all
// that is read is one copy of each commit and each tree. What is seen first is where it first
// appeared, without comparing anything.
//
// For a range, what its boundary holds counts as seen.
#include "source/git_history.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <unordered_set>

#include "source/file.h"

namespace scan::source {
namespace {

constexpr std::uint64_t kMaxTreeBytes = 256u << 20;
constexpr std::uint64_t kMaxCommitBytes = 64u << 20;
constexpr std::size_t kMaxPath = 4096;
constexpr int kMaxTagDepth = 16;
constexpr std::size_t kMaxRefs = 5;
constexpr std::size_t kMaxHeld = 4096;  // commits of which refs are told

using Outcome = ObjectReader::Outcome;

}  // namespace

// One run of find_blobs().
class GitHistory::Finder {
 public:
  Finder(GitHistory& history, const PathFilter& filter, const Questions& questions,
         ObjectReader reader)
      : history_(history), filter_(filter), questions_(questions), reader_(std::move(reader)) {}

  bool find();

 private:
  struct Tree {
    ObjectId id;
    std::string path;  // with a final '/'; empty: the root
  };
  enum class Purpose { kFind, kSkip };

  std::optional<CommitObject> read_commit(const ObjectId& id);
  void find_commits();
  void add_tips(const std::vector<GitTip>& tips, std::vector<ObjectId>& commits);
  void note_shallow(const std::vector<CommitGraph::Number>& order);
  void visit_commit_tree(const ObjectId& tree, std::uint32_t commit, Purpose purpose);
  void visit_trees(Tree first, std::uint32_t commit, Purpose purpose);
  void visit_entry(const Tree& tree, const TreeEntry& entry, std::uint32_t commit, Purpose purpose,
                   std::vector<Tree>& pending);
  void visit_blob(const ObjectId& id, std::string path, std::uint32_t commit, Purpose purpose);
  void visit_unreachable();
  bool read_tree(const Tree& tree, GitObject& object);
  bool stopped() const { return questions_.should_stop(); }

  GitHistory& history_;
  const PathFilter& filter_;
  const Questions& questions_;
  ObjectReader reader_;
  ObjectSet seen_;
  ObjectSet reached_;  // all blobs, also those that nobody wants; only where unreachable ones are
                       // asked for
  std::set<ObjectId> shallow_;
  std::unordered_map<std::string, std::uint32_t> path_numbers_;
  std::set<std::string> repositories_;
  std::vector<std::pair<ObjectId, std::string>> loose_tips_;  // trees and blobs that a tag names
  std::vector<ObjectId> all_objects_;
};

std::optional<CommitObject> GitHistory::Finder::read_commit(const ObjectId& id) {
  GitObject object;
  const Outcome outcome = reader_.read(id, kMaxCommitBytes, object);
  std::optional<CommitObject> commit;
  if (outcome == Outcome::kRead && object.kind() == ObjectKind::kCommit)
    commit = parse_commit(object.bytes());
  if (!commit)
    history_.add_unread("commit", id, outcome == Outcome::kRead ? Outcome::kDamaged : outcome, "");
  else if (shallow_.contains(id))
    commit->parents.clear();
  return commit;
}

// Follows tags to what they are about.
void GitHistory::Finder::add_tips(const std::vector<GitTip>& tips, std::vector<ObjectId>& commits) {
  for (const GitTip& tip : tips) {
    ObjectId id = tip.id;
    for (int depth = 0; depth < kMaxTagDepth; ++depth) {
      GitObject object;
      // Of a large blob no more is needed than that it is one.
      const Outcome outcome = reader_.read(id, kMaxCommitBytes, object);
      if (outcome != Outcome::kRead && outcome != Outcome::kTooLarge) {
        history_.add_unread("object", id, outcome, tip.name);
        break;
      }
      if (object.kind() == ObjectKind::kCommit) {
        commits.push_back(id);
        break;
      }
      if (object.kind() != ObjectKind::kTag) {
        loose_tips_.emplace_back(id, tip.name);
        break;
      }
      const std::optional<TagObject> tag = parse_tag(object.bytes());
      if (!tag) {
        history_.add_unread("tag", id, Outcome::kDamaged, tip.name);
        break;
      }
      id = tag->target;
    }
  }
}

void GitHistory::Finder::find_commits() {
  for (const ObjectId& id : history_.repository_.shallow_commits()) shallow_.insert(id);
  history_.commits_ =
      std::make_unique<CommitGraph>([this](const ObjectId& id) { return read_commit(id); });
  CommitGraph& commits = *history_.commits_;
  history_.tips_ = history_.repository_.tips([&](std::string reason) {
    history_.notices_.push_back({.code = "history-reference",
                                 .message = "a reference cannot be read: " + std::move(reason),
                                 .path = {},
                                 .rule_id = {},
                                 .incomplete = true});
  });
  const auto stop = [this] { return stopped(); };
  if (!history_.options_.range.empty()) {
    commits.add(history_.range_.included, history_.range_.excluded, stop);
    return;
  }
  std::vector<ObjectId> tips;
  add_tips(history_.tips_, tips);
  commits.add(tips, {}, stop);
  if (history_.options_.unreachable == Unreachable::kSkip) return;
  all_objects_ = reader_.all();
  std::vector<ObjectId> unreachable;
  for (const ObjectId& id : all_objects_) {
    if (stopped()) return;
    if (!commits.contains(id) && reader_.kind(id) == ObjectKind::kCommit) unreachable.push_back(id);
  }
  commits.add(unreachable, {}, stop);
}

// Commits whose parents the clone does not have.
void GitHistory::Finder::note_shallow(const std::vector<CommitGraph::Number>& order) {
  if (shallow_.empty()) return;
  const auto is_cut = [this](CommitGraph::Number number) {
    return shallow_.contains(history_.commits_->id(number));
  };
  if (std::ranges::none_of(order, is_cut)) return;
  history_.notices_.push_back(
      {.code = "history-shallow",
       .message = "the clone is shallow: its history before commit " +
                  history_.commits_->id(*std::ranges::find_if(order, is_cut)).hex() +
                  " is not here (git fetch --unshallow)",
       .path = {},
       .rule_id = {},
       .incomplete = true});
}

bool GitHistory::Finder::read_tree(const Tree& tree, GitObject& object) {
  const Outcome outcome = reader_.read(tree.id, kMaxTreeBytes, object);
  if (outcome == Outcome::kRead && object.kind() == ObjectKind::kTree) return true;
  history_.add_unread("tree", tree.id, outcome == Outcome::kRead ? Outcome::kDamaged : outcome,
                      tree.path);
  return false;
}

void GitHistory::Finder::visit_blob(const ObjectId& id, std::string path, std::uint32_t commit,
                                    Purpose purpose) {
  if (!all_objects_.empty()) reached_.insert(id);
  if (purpose == Purpose::kSkip) {
    seen_.insert(id);
    return;
  }
  // Under another name somebody may want it.
  if (seen_.contains(id) || !filter_.takes_file(path) || !questions_.wants(path)) return;
  seen_.insert(id);
  const auto [entry, added] = path_numbers_.try_emplace(
      std::move(path), static_cast<std::uint32_t>(history_.paths_.size()));
  if (added) history_.paths_.push_back(entry->first);
  history_.blobs_.push_back({id, commit, entry->second});
}

void GitHistory::Finder::visit_entry(const Tree& tree, const TreeEntry& entry, std::uint32_t commit,
                                     Purpose purpose, std::vector<Tree>& pending) {
  // Before the path is made: nearly all entries were seen.
  if (seen_.contains(entry.id) || entry.kind == TreeEntry::Kind::kLink) return;
  if (tree.path.size() + entry.name.size() > kMaxPath) {
    history_.add_unread("object", entry.id, Outcome::kTooLarge, "its path is too long");
    return;
  }
  std::string path = tree.path + std::string(entry.name);
  switch (entry.kind) {
    case TreeEntry::Kind::kTree:
      if (purpose == Purpose::kFind && !filter_.takes_directory(path)) return;
      seen_.insert(entry.id);
      pending.push_back({entry.id, std::move(path) + '/'});
      return;
    case TreeEntry::Kind::kRepository:
      repositories_.insert(std::move(path));
      return;
    case TreeEntry::Kind::kFile:
      return visit_blob(entry.id, std::move(path), commit, purpose);
    case TreeEntry::Kind::kLink:
      return;
  }
}

// A tree that is in seen_ already, and all that is below it and was not seen.
void GitHistory::Finder::visit_trees(Tree first, std::uint32_t commit, Purpose purpose) {
  std::vector<Tree> pending;
  pending.push_back(std::move(first));
  while (!pending.empty()) {
    const Tree tree = std::move(pending.back());
    pending.pop_back();
    GitObject object;
    if (!read_tree(tree, object)) continue;
    const bool sound = parse_tree(object.bytes(), [&](const TreeEntry& entry) {
      visit_entry(tree, entry, commit, purpose, pending);
    });
    if (!sound) history_.add_unread("tree", tree.id, Outcome::kDamaged, tree.path);
  }
}

// Goes down to the root of the scan first.
void GitHistory::Finder::visit_commit_tree(const ObjectId& id, std::uint32_t commit,
                                           Purpose purpose) {
  if (!seen_.insert(id)) return;
  Tree tree{id, {}};
  std::string_view rest = history_.prefix_;
  while (!rest.empty()) {
    const std::size_t slash = rest.find('/');
    const std::string_view name = rest.substr(0, slash);
    rest.remove_prefix(slash == rest.npos ? rest.size() : slash + 1);
    GitObject object;
    if (!read_tree(tree, object)) return;
    std::optional<TreeEntry> found;
    parse_tree(object.bytes(), [&](const TreeEntry& entry) {
      if (entry.name == name) found = entry;
    });
    if (!found || found->kind == TreeEntry::Kind::kLink) return;
    if (found->kind == TreeEntry::Kind::kFile) {
      if (rest.empty() && slash == name.npos)
        visit_blob(found->id, std::string(name), commit, purpose);
      return;
    }
    if (found->kind != TreeEntry::Kind::kTree || !seen_.insert(found->id)) return;
    tree.id = found->id;
  }
  visit_trees(std::move(tree), commit, purpose);
}

// Trees and blobs that no commit has. The trees that no other such tree has give names to the rest.
void GitHistory::Finder::visit_unreachable() {
  std::vector<ObjectId> trees;
  std::vector<ObjectId> blobs;
  for (const ObjectId& id : all_objects_) {
    if (seen_.contains(id) || reached_.contains(id) || history_.commits_->contains(id)) continue;
    const std::optional<ObjectKind> kind = reader_.kind(id);
    if (kind == ObjectKind::kTree) trees.push_back(id);
    if (kind == ObjectKind::kBlob) blobs.push_back(id);
  }
  ObjectSet inner;
  for (const ObjectId& id : trees) {
    GitObject object;
    if (read_tree({id, {}}, object))
      parse_tree(object.bytes(), [&](const TreeEntry& entry) { inner.insert(entry.id); });
  }
  for (const ObjectId& id : trees)
    if (!inner.contains(id) && seen_.insert(id)) visit_trees({id, {}}, kNoCommit, Purpose::kFind);
  for (const ObjectId& id : blobs)
    if (!reached_.contains(id)) visit_blob(id, id.hex(), kNoCommit, Purpose::kFind);
}

bool GitHistory::Finder::find() {
  find_commits();
  if (stopped()) return false;
  const CommitGraph& commits = *history_.commits_;
  for (const CommitGraph::Number number : commits.boundary())
    visit_commit_tree(commits.tree(number), kNoCommit, Purpose::kSkip);
  const std::vector<CommitGraph::Number> order = commits.in_order();
  for (const CommitGraph::Number number : order) {
    if (stopped()) return false;
    visit_commit_tree(commits.tree(number), number, Purpose::kFind);
  }
  note_shallow(order);
  for (const auto& [id, name] : loose_tips_) {
    if (reader_.kind(id) == ObjectKind::kTree)
      visit_commit_tree(id, kNoCommit, Purpose::kFind);
    else if (history_.prefix_.empty())
      visit_blob(id, name, kNoCommit, Purpose::kFind);
  }
  if (!all_objects_.empty() && history_.prefix_.empty()) visit_unreachable();
  history_.repositories_.assign(repositories_.begin(), repositories_.end());
  return !stopped();
}

Result<GitHistory> GitHistory::open(const GitLibraryPointer& library, const std::string& root,
                                    const History& options) {
  Result<GitRepository> repository = GitRepository::open(library, root);
  if (!repository.ok()) return repository.error();
  GitHistory history(library, *std::move(repository));
  history.options_ = options;
  history.root_ = root.ends_with('/') ? root : root + '/';
  if (!history.set_prefix(root))
    return Error{.code = ErrorCode::kNotFound,
                 .message = "no git repository is here, so there is no history (--history)",
                 .path = root};
  if (Status status = history.resolve(options); !status.ok()) return status.error();
  return history;
}

// False when the root is neither in a working tree nor a repository.
bool GitHistory::set_prefix(const std::string& root) {
  std::string real = real_path(root);
  std::error_code ignored;
  if (std::filesystem::is_directory(real, ignored) && !real.ends_with('/')) real.push_back('/');
  bare_ = real == repository_.directory();
  if (bare_) return true;
  const std::string& tree = repository_.work_tree();
  if (tree.empty() || !real.starts_with(tree)) return false;
  prefix_ = real.substr(tree.size());
  return true;
}

Status GitHistory::resolve(const History& options) {
  if (options.range.empty()) return {};
  if (options.unreachable == Unreachable::kInclude)
    return Error{.code = ErrorCode::kInvalidArgument,
                 .message = "unreachable objects are in no range of revisions"};
  Result<GitRange> range = repository_.resolve(options.range);
  if (!range.ok()) return range.error();
  range_ = *std::move(range);
  return {};
}

bool GitHistory::find_blobs(const PathFilter& filter, const Questions& questions) {
  Result<ObjectReader> reader = repository_.reader();
  if (!reader.ok()) {
    notices_.push_back({.code = "history-unreadable",
                        .message = reader.error().message,
                        .path = {},
                        .rule_id = {},
                        .incomplete = true});
    return true;
  }
  return Finder(*this, filter, questions, *std::move(reader)).find();
}

std::string GitHistory::commit_id(const HistoryBlob& blob) const {
  return blob.commit == kNoCommit ? std::string() : commits_->id(blob.commit).hex();
}

std::vector<Revision> GitHistory::revisions(const std::vector<HistoryBlob>& blobs) const {
  std::vector<CommitGraph::Number> numbers;
  for (const HistoryBlob& blob : blobs)
    if (blob.commit != kNoCommit) numbers.push_back(blob.commit);
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<CommitGraph::Number> held = numbers;
  held.resize(std::min(held.size(), kMaxHeld));
  std::vector<ObjectId> tip_ids;
  for (const GitTip& tip : tips_) tip_ids.push_back(tip.id);
  const std::vector<std::vector<std::size_t>> holders = commits_->holders(held, tip_ids, kMaxRefs);

  std::unordered_map<CommitGraph::Number, Revision> by_commit;
  Result<ObjectReader> reader = repository_.reader();
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const ObjectId& id = commits_->id(numbers[i]);
    Revision& revision = by_commit[numbers[i]];
    revision.commit = id.hex();
    if (i < holders.size())
      for (const std::size_t tip : holders[i]) revision.refs.push_back(tips_[tip].name);
    GitObject object;
    if (!reader.ok() || reader->read(id, kMaxCommitBytes, object) != Outcome::kRead) continue;
    std::optional<Authorship> who = parse_authorship(object.bytes());
    if (!who) continue;
    revision.author = std::move(who->name);
    revision.email = std::move(who->email);
    revision.date = utc_date(who->time);
  }
  std::vector<Revision> revisions;
  for (const HistoryBlob& blob : blobs) {
    Revision& revision = revisions.emplace_back();
    if (blob.commit != kNoCommit) revision = by_commit[blob.commit];
    revision.blob = blob.id.hex();
  }
  return revisions;
}

std::vector<std::string> GitHistory::submodules() const {
  std::vector<std::string> present;
  if (bare_) return present;
  std::string top = real_path(root_);
  if (top.empty()) return present;
  if (!top.ends_with('/')) top.push_back('/');
  std::error_code ignored;
  for (const std::string& path : repositories_) {
    // A link may have taken the place of a part of the path, and lead out of the root.
    if (real_path(top + path) != top + path) continue;
    if (std::filesystem::exists(top + path + "/.git", ignored)) present.push_back(path);
  }
  return present;
}

void GitHistory::add_unread(std::string_view what, const ObjectId& id, Outcome outcome,
                            const std::string& place) {
  const std::string_view how = outcome == Outcome::kMissing   ? "missing"
                               : outcome == Outcome::kDamaged ? "damaged"
                                                              : "too-large";
  Unread& unread = unread_[std::string(how)];
  const std::string text =
      fmt::format("{} {}{}{}", what, id.hex(), place.empty() ? "" : ", ", place);
  // The least, as threads come here in any order.
  if (unread.count++ == 0 || text < unread.example) unread.example = text;
}

void GitHistory::add_unread(const HistoryBlob& blob, Outcome outcome) {
  const std::string commit = commit_id(blob);
  std::string place(path(blob));
  if (!commit.empty()) place += " of commit " + commit;
  add_unread("blob", blob.id, outcome, place);
}

std::vector<Notice> GitHistory::notices() const {
  std::vector<Notice> notices = notices_;
  for (const auto& [how, unread] : unread_) {
    const std::string objects =
        unread.count == 1 ? "an object" : fmt::format("{} objects", unread.count);
    const std::string what = how == "too-large" ? objects + " of the history over the limit of size"
                                                : fmt::format("{} {} of the history", objects, how);
    notices.push_back(
        {.code = "history-" + how,
         .message = fmt::format(
             "left out: {}{} ({}{})", what,
             how == "missing" && repository_.partial() ? ", as the clone is a partial one" : "",
             unread.count == 1 ? "" : "one of them: ", unread.example),
         .path = {},
         .rule_id = {},
         .incomplete = true});
  }
  return notices;
}

}  // namespace scan::source
