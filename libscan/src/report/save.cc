// A regular file is replaced as a whole (base/replace_file.h). What has no content to protect (a
// FIFO, a device, a descriptor under /dev/fd) is written to as it is.
//
// A symbolic link is written through: its target is replaced, the link stays. Links under /proc end
// in names that cannot be opened anew ("pipe:[1234]", a deleted file), or would be truncated where
// the shell wanted ">>", so that /dev/stdout and its like are taken as the descriptor they name.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>

#include "base/descriptor.h"
#include "base/replace_file.h"
#include "base/system_error.h"
#include "scan/report.h"

namespace scan {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;  // as the kernel has it

Error io_error(const std::string& path, int reason) {
  return {.code = ErrorCode::kIo,
          .message = "cannot write the report: " + base::system_message(reason),
          .path = path};
}

int open_to_write(const std::string& path) {
  int fd = -1;
  do fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
  while (fd < 0 && errno == EINTR);
  return fd;
}

// The number in "/dev/fd/N", "/proc/self/fd/N" or "/proc/PID/fd/N" of this process.
std::optional<int> descriptor_named(const std::string& path) {
  for (const std::string& folder : {std::string("/dev/fd/"), std::string("/proc/self/fd/"),
                                    "/proc/" + std::to_string(::getpid()) + "/fd/"}) {
    if (!path.starts_with(folder)) continue;
    int number = -1;
    const char* end = path.data() + path.size();
    const auto [rest, error] = std::from_chars(path.data() + folder.size(), end, number);
    if (error == std::errc() && rest == end) return number;
  }
  return std::nullopt;
}

struct Target {
  std::string path;                   // no symbolic link
  std::optional<int> descriptor;      // write to this instead
  std::optional<struct stat> status;  // of what is there
};

// Follows links also to a file that is not there yet.
Result<Target> resolve(const std::string& given) {
  Target target{.path = given};
  for (int links = 0;; ++links) {
    if (target.descriptor = descriptor_named(target.path); target.descriptor) return target;
    struct stat status {};
    if (::lstat(target.path.c_str(), &status) != 0) {
      if (errno == ENOENT) return target;
      return io_error(given, errno);
    }
    if (!S_ISLNK(status.st_mode)) {
      target.status = status;
      return target;
    }
    if (links == kMostLinks) return io_error(given, ELOOP);
    std::error_code error;
    const fs::path link = fs::read_symlink(target.path, error);
    if (error) return io_error(given, error.value());
    target.path = (fs::path(target.path).parent_path() / link).string();
  }
}

Status write_directly(const Target& target, const std::string& given, std::string_view content) {
  base::Descriptor file(target.descriptor ? ::fcntl(*target.descriptor, F_DUPFD_CLOEXEC, 0)
                                          : open_to_write(target.path));
  if (!file.valid() || !base::write_all(file.get(), content) || !file.close())
    return io_error(given, errno);
  return {};
}

}  // namespace

Status save_report(const std::string& path, std::string_view content) {
  const Result<Target> target = resolve(path);
  if (!target.ok()) return target.error();
  if (target->descriptor || (target->status && !S_ISREG(target->status->st_mode)))
    return write_directly(*target, path, content);
  const Status replaced = base::replace_file(target->path, content);
  if (replaced.ok()) return {};
  return Error{.code = ErrorCode::kIo,
               .message = "cannot write the report: " + replaced.error().message,
               .path = path};
}

}  // namespace scan
