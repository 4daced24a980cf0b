#include "source/contained_file.h"

#include <fcntl.h>

#include <cerrno>
#include <string_view>

#include "base/system_error.h"

namespace scan::source {

Result<ContainedFile> open_contained(const std::string& root, const std::string& path) {
  constexpr int kFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
  base::Descriptor directory(::open(root.c_str(), kFlags));
  if (!directory.valid()) return base::system_error(errno, root);
  std::string_view rest = path;
  while (true) {
    const std::size_t slash = rest.find('/');
    const std::string part(rest.substr(0, slash));
    if (part.empty() || part == "." || part == "..") {
      return Error{.code = ErrorCode::kInvalidArgument,
                   .message = "the path leads out of the scanned root",
                   .path = path};
    }
    if (slash == std::string_view::npos) return ContainedFile{std::move(directory), part};
    directory = base::Descriptor(::openat(directory.get(), part.c_str(), kFlags | O_NOFOLLOW));
    if (!directory.valid()) return base::system_error(errno, path);
    rest.remove_prefix(slash + 1);
  }
}

}  // namespace scan::source
