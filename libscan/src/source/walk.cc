// A depth-first walk without recursion. Directories are opened relative to their parents, so that
// neither the length of a path nor the depth of a tree is limited, and no link that takes a
// directory's place meanwhile is followed. At most kOpenLevels of them are open at a time: the way
// back up to one that was closed is "..", and is taken only if it leads to the same directory as
// before.
//
// A tree that changes while it is walked is not an error: what is gone is counted as "vanished".
#include "source/walk.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "base/descriptor.h"
#include "base/system_error.h"
#include "source/file.h"
#include "source/ignore_list.h"
#include "source/ignore_stack.h"
#include "source/work_tree.h"

namespace scan::source {
namespace {

using base::Descriptor;
using base::Directory;
using base::system_error;
using base::system_message;

constexpr std::size_t kOpenLevels = 32;
constexpr int kOpenDirectory = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC;

struct Entry {
  std::string name;
  unsigned char type;  // DT_...
};

// A directory that is being walked.
struct Level {
  Directory directory;  // null while it is closed
  dev_t device = 0;
  ino_t inode = 0;
  std::size_t path_size = 0;  // of its path, with the final '/'
  IgnoreStack::Mark outside;  // the ignore lists as they were around it
  struct Child {
    std::string name;
    bool included;
  };
  std::vector<Child> children;  // directories to go into
};

bool is_same(int fd, const Level& level) {
  struct stat status;
  return ::fstat(fd, &status) == 0 && status.st_dev == level.device && status.st_ino == level.inode;
}

bool is_gone(int error) { return error == ENOENT || error == ENOTDIR || error == ELOOP; }

// Null with errno set when it could not be opened.
Directory open_stream(Descriptor fd) {
  Directory directory(::fdopendir(fd.get()));
  if (directory != nullptr) fd.release();
  return directory;
}

unsigned char type_of_mode(mode_t mode) {
  if (S_ISREG(mode)) return DT_REG;
  if (S_ISDIR(mode)) return DT_DIR;
  if (S_ISLNK(mode)) return DT_LNK;
  return DT_UNKNOWN;
}

class Walker {
 public:
  Walker(const WalkOptions& options, const std::function<void(FoundFile)>& on_file)
      : options_(options), on_file_(on_file) {
    for (const std::string& glob : options.include) include_.add(glob);
    for (const std::string& glob : options.exclude) exclude_.add(glob);
  }

  Result<WalkSummary> walk(const std::string& root);

 private:
  Status walk_file(const std::string& root);
  bool enter(Directory directory, bool included);
  std::vector<Entry> read_entries(DIR* directory);
  void add_ignore_files(int directory, const std::vector<Entry>& entries);
  void visit(Level& level, Entry& entry, bool included);
  void visit_file(int directory, const std::string& name, unsigned char type);
  bool enter_next_child();
  void leave();
  Directory reopen_from_root();

  enum class Decision { kTake, kIgnored, kExcluded };
  Decision decide(EntryKind kind, bool& included) const;

  std::string_view path() const { return std::string_view(path_).substr(base_size_); }
  bool should_stop() const { return options_.should_stop && options_.should_stop(); }
  void skip(const char* reason) { ++summary_.skipped[reason]; }
  void unreadable(int error, const char* what);

  const WalkOptions& options_;
  const std::function<void(FoundFile)>& on_file_;
  WalkSummary summary_;
  IgnoreList include_;
  IgnoreList exclude_;
  IgnoreStack ignore_;
  std::string system_root_;  // with its final '/'
  // Of the entry that is looked at, relative to the top of the repository; path() is the part below
  // the root.
  std::string path_;
  std::size_t base_size_ = 0;
  std::vector<Level> levels_;
};

void Walker::unreadable(int error, const char* what) {
  if (is_gone(error)) return skip("vanished");
  skip("unreadable");
  std::string_view where = path();
  if (where.ends_with('/')) where.remove_suffix(1);
  summary_.notices.push_back({.code = "file-unreadable",
                              .message = std::string(what) + ": " + system_message(error),
                              .path = std::string(where),
                              .incomplete = true});
}

// Include and exclude globs win over ignore files. A directory that an include glob names includes
// what is below it; one that no glob names may still hold files that one does.
Walker::Decision Walker::decide(EntryKind kind, bool& included) const {
  if (exclude_.match(path(), kind) == IgnoreList::Match::kPositive) return Decision::kExcluded;
  if (!include_.empty()) {
    const IgnoreList::Match match = include_.match(path(), kind);
    if (match != IgnoreList::Match::kNone) included = match == IgnoreList::Match::kPositive;
    if (kind == EntryKind::kFile && !included) return Decision::kExcluded;
    if (match == IgnoreList::Match::kPositive) return Decision::kTake;
  }
  if (options_.ignore_files == IgnoreFiles::kHonour && ignore_.ignores(path_, kind))
    return Decision::kIgnored;
  return Decision::kTake;
}

std::vector<Entry> Walker::read_entries(DIR* directory) {
  std::vector<Entry> entries;
  while (true) {
    errno = 0;
    const dirent* entry = ::readdir(directory);
    if (entry == nullptr) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") entries.push_back({std::string(name), entry->d_type});
  }
  if (errno != 0) unreadable(errno, "the directory could not be read to its end");
  return entries;
}

void Walker::add_ignore_files(int directory, const std::vector<Entry>& entries) {
  const auto has = [&](std::string_view name) {
    return std::any_of(entries.begin(), entries.end(),
                       [&](const Entry& entry) { return entry.name == name; });
  };
  if (has(".git"))
    if (const std::optional<std::string> exclude = find_work_tree(directory))
      ignore_.enter_work_tree(*exclude, path_.size());
  if (has(".gitignore")) ignore_.add_gitignore(directory, path_.size());
  if (has(".scanignore")) ignore_.add_scanignore(directory, path_.size());
}

void Walker::visit_file(int directory, const std::string& name, unsigned char type) {
  if (type == DT_LNK) return skip("link");
  struct stat status;
  if (::fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
    return unreadable(errno, "the file could not be read");
  if (S_ISLNK(status.st_mode)) return skip("link");
  if (!S_ISREG(status.st_mode)) return skip("special");
  on_file_({.path = std::string(path()),
            .system_path = system_root_ + std::string(path()),
            .size = static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0))});
}

void Walker::visit(Level& level, Entry& entry, bool included) {
  if (entry.name == ".git") return;
  const int directory = ::dirfd(level.directory.get());
  path_.resize(level.path_size);
  path_ += entry.name;
  if (entry.type == DT_UNKNOWN) {  // a file system that does not say
    struct stat status;
    if (::fstatat(directory, entry.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0)
      entry.type = type_of_mode(status.st_mode);
  }
  const bool is_directory = entry.type == DT_DIR;
  switch (decide(is_directory ? EntryKind::kDirectory : EntryKind::kFile, included)) {
    case Decision::kIgnored:
      return skip("ignored");
    case Decision::kExcluded:
      return skip("excluded");
    case Decision::kTake:
      break;
  }
  if (is_directory) {
    level.children.push_back({std::move(entry.name), included});
  } else {
    visit_file(directory, entry.name, entry.type);
  }
}

// Visits the files of a directory whose path is in path_, and notes its directories. False when the
// walk has to stop.
bool Walker::enter(Directory directory, bool included) {
  // The root stays open: it is the other way back, see reopen_from_root().
  if (levels_.size() > kOpenLevels) levels_[levels_.size() - kOpenLevels].directory.reset();
  Level& level = levels_.emplace_back();
  level.directory = std::move(directory);
  level.path_size = path_.size();
  level.outside = ignore_.mark();
  const int fd = ::dirfd(level.directory.get());
  struct stat status;
  if (::fstat(fd, &status) == 0) level.device = status.st_dev, level.inode = status.st_ino;

  std::vector<Entry> entries = read_entries(level.directory.get());
  if (options_.ignore_files == IgnoreFiles::kHonour) add_ignore_files(fd, entries);
  for (Entry& entry : entries) {
    if (should_stop()) return false;
    visit(level, entry, included);
  }
  return true;
}

// The way down again to the innermost level, for when ".." does not lead there: a directory that
// was removed has none.
Directory Walker::reopen_from_root() {
  Descriptor at;
  int parent = ::dirfd(levels_.front().directory.get());
  for (std::size_t i = 1; i < levels_.size(); ++i) {
    const std::size_t begin = levels_[i - 1].path_size;
    const std::string name = path_.substr(begin, levels_[i].path_size - begin - 1);
    at = Descriptor(::openat(parent, name.c_str(), kOpenDirectory | O_NOFOLLOW));
    if (!at.valid()) return nullptr;
    parent = at.get();
  }
  return is_same(at.get(), levels_.back()) ? open_stream(std::move(at)) : nullptr;
}

void Walker::leave() {
  const Level done = std::move(levels_.back());
  levels_.pop_back();
  ignore_.leave(done.outside);
  if (levels_.empty() || levels_.back().directory != nullptr || done.directory == nullptr) return;
  Descriptor parent(::openat(::dirfd(done.directory.get()), "..", kOpenDirectory));
  if (parent.valid() && is_same(parent.get(), levels_.back()))
    levels_.back().directory = open_stream(std::move(parent));
}

// False when the walk has to stop.
bool Walker::enter_next_child() {
  Level& level = levels_.back();
  const Level::Child child = std::move(level.children.back());
  level.children.pop_back();
  path_.resize(level.path_size);
  if (level.directory == nullptr) level.directory = reopen_from_root();
  path_ += child.name;
  if (level.directory == nullptr) return skip("vanished"), true;

  Descriptor fd(
      ::openat(::dirfd(level.directory.get()), child.name.c_str(), kOpenDirectory | O_NOFOLLOW));
  Directory directory = fd.valid() ? open_stream(std::move(fd)) : nullptr;
  if (directory == nullptr) return unreadable(errno, "the directory could not be read"), true;
  path_ += '/';
  return enter(std::move(directory), child.included);
}

// A file that is named is scanned whatever the ignore files say; the globs of the options hold for
// it.
Status Walker::walk_file(const std::string& root) {
  struct stat status;
  if (::stat(root.c_str(), &status) != 0) return system_error(errno, root);
  if (!S_ISREG(status.st_mode))
    return Error{
        .code = ErrorCode::kIo, .message = "neither a directory nor a regular file", .path = root};
  path_ = root.substr(root.rfind('/') + 1);
  bool included = include_.empty();
  if (decide(EntryKind::kFile, included) == Decision::kExcluded) return skip("excluded"), Status();
  on_file_({.path = path_,
            .system_path = root,
            .size = static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0)),
            .link = FinalLink::kFollow});
  return {};
}

Result<WalkSummary> Walker::walk(const std::string& root) {
  Descriptor fd(::open(root.c_str(), kOpenDirectory));
  if (!fd.valid()) {
    if (errno != ENOTDIR) return system_error(errno, root);
    const Status status = walk_file(root);
    if (!status.ok()) return status.error();
    return std::move(summary_);
  }
  Directory directory = open_stream(std::move(fd));
  if (directory == nullptr) return system_error(errno, root);

  system_root_ = root.ends_with('/') ? root : root + "/";
  if (options_.ignore_files == IgnoreFiles::kHonour) path_ = enter_parents(root, ignore_);
  base_size_ = path_.size();
  bool running = enter(std::move(directory), include_.empty());
  while (running && !levels_.empty()) {
    if (levels_.back().children.empty()) {
      leave();
    } else {
      running = enter_next_child();
    }
  }
  summary_.complete = running;
  return std::move(summary_);
}

}  // namespace

Result<WalkSummary> walk(const std::string& root, const WalkOptions& options,
                         const std::function<void(FoundFile)>& on_file) {
  return Walker(options, on_file).walk(root);
}

}  // namespace scan::source
