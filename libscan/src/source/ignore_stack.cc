// Precedence, as git has it: the list nearest to the entry that says anything decides; within a
// list the last pattern; info/exclude comes after every .gitignore. All .scanignore files come
// before all of git's, so that one can take back what a .gitignore hides.
//
// Not read: core.excludesFile, which is in the configuration of a person or a machine and would
// make the result depend on it. Not asked: git's index. A file that is tracked although a pattern
// matches it counts as ignored, here as in most tools that read ignore files; .scanignore can take
// it back ("!name").
#include "source/ignore_stack.h"

#include <fcntl.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/descriptor.h"
#include "source/file.h"
#include "source/work_tree.h"

namespace scan::source {
namespace {

using base::Descriptor;

// git does not follow a link that is named .gitignore either, since 2.32.
std::string read_ignore_file(int directory, const char* name) {
  Result<std::string> file = read_file_at(directory, name, kMaxIgnoreFile, FinalLink::kRefuse);
  return file.ok() ? *std::move(file) : std::string();
}

Descriptor open_directory(const std::string& path) {
  return Descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC));
}

}  // namespace

void IgnoreStack::push(std::vector<Entry>& lists, std::string_view file, std::size_t base_size) {
  IgnoreList list(file);
  if (!list.empty()) lists.push_back({base_size, std::move(list)});
}

void IgnoreStack::leave(Mark mark) {
  git_.erase(git_.begin() + static_cast<std::ptrdiff_t>(mark.git_lists), git_.end());
  git_begin_ = mark.git_begin;
  scan_.erase(scan_.begin() + static_cast<std::ptrdiff_t>(mark.scan_lists), scan_.end());
}

void IgnoreStack::enter_work_tree(std::string_view exclude_file, std::size_t base_size) {
  git_begin_ = git_.size();
  push(git_, exclude_file, base_size);
}

void IgnoreStack::add_gitignore(int directory, std::size_t base_size) {
  push(git_, read_ignore_file(directory, ".gitignore"), base_size);
}

void IgnoreStack::add_scanignore(int directory, std::size_t base_size) {
  push(scan_, read_ignore_file(directory, ".scanignore"), base_size);
}

IgnoreList::Match IgnoreStack::match(const std::vector<Entry>& lists, std::size_t begin,
                                     std::string_view path, EntryKind kind) {
  for (std::size_t i = lists.size(); i > begin; --i) {
    const Entry& entry = lists[i - 1];
    const IgnoreList::Match match = entry.list.match(path.substr(entry.base_size), kind);
    if (match != IgnoreList::Match::kNone) return match;
  }
  return IgnoreList::Match::kNone;
}

bool IgnoreStack::ignores(std::string_view path, EntryKind kind) const {
  IgnoreList::Match decision = match(scan_, 0, path, kind);
  if (decision == IgnoreList::Match::kNone) decision = match(git_, git_begin_, path, kind);
  return decision == IgnoreList::Match::kPositive;
}

std::string enter_parents(const std::string& root, IgnoreStack& stack) {
  const std::string path = real_path(root);
  std::string top = path;
  std::optional<std::string> exclude;
  while (true) {
    const Descriptor directory = open_directory(top);
    if (!directory.valid()) return {};
    exclude = find_work_tree(directory.get());
    if (exclude || top == "/") break;
    top.resize(std::max<std::size_t>(top.rfind('/'), 1));
  }
  if (!exclude || top == path) return {};  // the walk enters the root's own working tree itself

  if (!top.ends_with('/')) top += '/';
  std::string below = path.substr(top.size()) + "/";
  stack.enter_work_tree(*exclude, 0);
  for (std::size_t at = 0; at < below.size(); at = below.find('/', at) + 1) {
    const Descriptor directory = open_directory(top + below.substr(0, at));
    if (!directory.valid()) continue;
    stack.add_gitignore(directory.get(), at);
    stack.add_scanignore(directory.get(), at);
  }
  return below;
}

}  // namespace scan::source
