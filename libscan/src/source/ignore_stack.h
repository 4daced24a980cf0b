// The ignore files that apply at one place of a walk, from the outermost directory inwards.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scan/notice.h"
#include "source/ignore_list.h"

namespace scan::source {

/// Grows as a walk enters directories and shrinks as it leaves them. Paths are relative to the
/// base: the top of the repository that the scanned root lies in, or the root itself outside of
/// one.
class IgnoreStack {
 public:
  /// What leave() needs to go back to.
  struct Mark {
    std::size_t git_lists = 0;
    std::size_t git_begin = 0;
    std::size_t scan_lists = 0;
  };

  Mark mark() const { return {git_.size(), git_begin_, scan_.size()}; }
  void leave(Mark mark);

  /// Begins a repository at the directory: the patterns of the one around it do not reach into it.
  void enter_work_tree(std::string_view exclude_file, std::size_t base_size);
  /// Adds the .gitignore or .scanignore of the directory whose path, with its final '/', is
  /// `base_size` bytes long. One that cannot be read adds nothing.
  void add_gitignore(int directory, std::size_t base_size);
  void add_scanignore(int directory, std::size_t base_size);

  /// Whether the entry at `path` is to be left out.
  bool ignores(std::string_view path, EntryKind kind) const;

 private:
  struct Entry {
    std::size_t base_size;
    IgnoreList list;
  };
  static void push(std::vector<Entry>& lists, std::string_view file, std::size_t base_size);
  static IgnoreList::Match match(const std::vector<Entry>& lists, std::size_t begin,
                                 std::string_view path, EntryKind kind);

  std::vector<Entry> git_;
  std::size_t git_begin_ = 0;  // the first list of the innermost repository
  std::vector<Entry> scan_;
};

/// Fills the stack with the ignore files above `root`, from the top of the working tree that it
/// lies in down to its parent. Returns the path of `root` below that top with a final '/'; empty
/// when it is the top itself, or outside of a repository.
std::string enter_parents(const std::string& root, IgnoreStack& stack);

}  // namespace scan::source
