// `.git` is the repository, or a file that names it ("gitdir: PATH") in linked working trees and
// submodules. A linked working tree has its own HEAD but shares info/ with the clone that it
// belongs to, which its `commondir` names (gitrepository-layout(5)).
#include "source/work_tree.h"

#include <fcntl.h>

#include <string_view>

#include "base/descriptor.h"
#include "source/file.h"

namespace scan::source {
namespace {

using base::Descriptor;

constexpr int kOpenDirectory = O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC;

// The one line of a small file, without `prefix` and the line break; empty if it is not such a
// file.
std::string read_line(int directory, const std::string& name, std::string_view prefix) {
  constexpr std::uint64_t kMaxLine = 64 << 10;
  const Result<std::string> content = read_file_at(directory, name, kMaxLine, FinalLink::kFollow);
  if (!content.ok() || !content->starts_with(prefix)) return {};
  std::string_view line = std::string_view(*content).substr(prefix.size());
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return std::string(line);
}

}  // namespace

std::optional<std::string> find_work_tree(int directory) {
  Descriptor git(::openat(directory, ".git", kOpenDirectory));
  if (!git.valid()) {
    const std::string target = read_line(directory, ".git", "gitdir: ");
    if (target.empty()) return std::nullopt;
    git = Descriptor(::openat(directory, target.c_str(), kOpenDirectory));
    // Its repository may be elsewhere, as in a container that has the working tree only.
    if (!git.valid()) return std::string();
    if (const std::string common = read_line(git.get(), "commondir", ""); !common.empty())
      if (Descriptor shared(::openat(git.get(), common.c_str(), kOpenDirectory)); shared.valid())
        git = std::move(shared);
  } else if (::faccessat(git.get(), "HEAD", F_OK, AT_SYMLINK_NOFOLLOW) != 0) {
    return std::nullopt;  // some other directory of that name
  }
  Result<std::string> exclude =
      read_file_at(git.get(), "info/exclude", kMaxIgnoreFile, FinalLink::kFollow);
  return exclude.ok() ? *std::move(exclude) : std::string();
}

}  // namespace scan::source
