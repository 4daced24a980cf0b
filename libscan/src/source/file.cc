// Reads whole files without trusting what the directory said about them: between the walk and the
// read a file may have become a FIFO (O_NONBLOCK: opening it does not wait for a writer), a link
// (refused), or larger than its size says (the limit is on what is read, not on what is announced).
#include "source/file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "base/descriptor.h"
#include "base/system_error.h"

namespace scan::source {
namespace {

using base::Descriptor;
using base::system_error;

constexpr std::size_t kPathMax = PATH_MAX;
constexpr std::uint64_t kUnlimited = std::uint64_t{1} << 62;  // leaves room for sums

// open() takes no path of PATH_MAX bytes or more, though a tree may have such: those are opened in
// pieces, each relative to the one before.
Descriptor open_at(int directory, std::string_view path, int flags) {
  Descriptor base;
  while (path.size() >= kPathMax) {
    const std::size_t cut = path.rfind('/', kPathMax - 2);
    if (cut == std::string_view::npos || cut == 0) {
      errno = ENAMETOOLONG;
      return Descriptor();
    }
    const std::string piece(path.substr(0, cut));
    base = Descriptor(::openat(directory, piece.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!base.valid()) return Descriptor();
    directory = base.get();
    path.remove_prefix(std::min(path.find_first_not_of('/', cut), path.size()));
  }
  return Descriptor(::openat(directory, std::string(path).c_str(), flags));
}

Result<OpenFile> open_regular(int directory, const std::string& path, FinalLink link) {
  const int no_follow = link == FinalLink::kRefuse ? O_NOFOLLOW : 0;
  Descriptor file =
      open_at(directory, path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | no_follow);
  if (!file.valid()) return system_error(errno, path);
  struct stat status;
  if (::fstat(file.get(), &status) != 0) return system_error(errno, path);
  if (S_ISDIR(status.st_mode)) return system_error(EISDIR, path);
  if (!S_ISREG(status.st_mode))
    return Error{.code = ErrorCode::kIo, .message = "not a regular file", .path = path};
  return OpenFile{std::move(file), static_cast<std::uint64_t>(std::max<off_t>(status.st_size, 0))};
}

enum class Excess { kRefuse, kCut };

Result<std::string> read_at(int directory, const std::string& path, std::uint64_t max_bytes,
                            FinalLink link, Excess excess) {
  max_bytes = std::min(max_bytes, kUnlimited);
  const Result<OpenFile> opened = open_regular(directory, path, link);
  if (!opened.ok()) return opened.error();
  const int file = opened->descriptor.get();
  const std::uint64_t announced = opened->size;
  const Error too_large{.code = ErrorCode::kInvalidData,
                        .message = "larger than " + std::to_string(max_bytes) + " bytes",
                        .path = path};
  if (excess == Excess::kRefuse && announced > max_bytes) return too_large;

  // One byte more than announced, so that the read that finds the end needs no second buffer.
  std::string bytes(static_cast<std::size_t>(std::min(announced, max_bytes)) + 1, '\0');
  std::size_t used = 0;
  while (true) {
    const ssize_t got = ::read(file, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error(errno, path);
    if (got == 0) break;
    used += static_cast<std::size_t>(got);
    if (used > max_bytes) {
      if (excess == Excess::kRefuse) return too_large;
      used = static_cast<std::size_t>(max_bytes);
      break;
    }
    // It grew, or is of a kind that announces no size, as in /proc.
    if (used == bytes.size())
      bytes.resize(static_cast<std::size_t>(
          std::min<std::uint64_t>(std::max<std::uint64_t>(2 * used, 4096), max_bytes + 1)));
  }
  bytes.resize(used);
  return bytes;
}

}  // namespace

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                         &std::free);
  return real == nullptr ? std::string() : std::string(real.get());
}

Result<OpenFile> open_file(const std::string& system_path, FinalLink link) {
  return open_regular(AT_FDCWD, system_path, link);
}

Result<OpenFile> open_file_at(int directory, const std::string& path, FinalLink link) {
  return open_regular(directory, path, link);
}

Result<std::string> read_file_at(int directory, const std::string& path, std::uint64_t max_bytes,
                                 FinalLink link) {
  return read_at(directory, path, max_bytes, link, Excess::kRefuse);
}

Result<std::string> read_file(const std::string& system_path, std::uint64_t max_bytes,
                              FinalLink link) {
  return read_at(AT_FDCWD, system_path, max_bytes, link, Excess::kRefuse);
}

Result<std::string> read_prefix(const std::string& system_path, std::uint64_t bytes,
                                FinalLink link) {
  return read_at(AT_FDCWD, system_path, bytes, link, Excess::kCut);
}

}  // namespace scan::source
