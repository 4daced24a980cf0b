// A reader of the path sees the old file or the new one, never a part: the content goes to a file
// beside the target, is flushed, and takes the target's name by rename. What has no content to
// protect (a FIFO, a device, a descriptor under /dev/fd) is written to as it is.
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
#include <utility>

#include "scan/report.h"

namespace scan {
namespace {

namespace fs = std::filesystem;

constexpr int kMostLinks = 40;  // as the kernel has it
constexpr int kMostNames = 100;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }
  // Some file systems report only here that the disk is full.
  bool close() {
    const int fd = std::exchange(fd_, -1);
    return fd < 0 || ::close(fd) == 0 || errno == EINTR;
  }

 private:
  int fd_;
};

Error io_error(const std::string& path, int reason) {
  return {.code = ErrorCode::kIo,
          .message = "cannot write the report: " + std::generic_category().message(reason),
          .path = path};
}

// False with errno set. A write of nothing is one that can make no progress.
bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t n = ::write(fd, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n == 0) errno = ENOSPC;
    if (n <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

int open_retrying(const std::string& path, int flags, mode_t mode = 0) {
  int fd = -1;
  do fd = ::open(path.c_str(), flags | O_CLOEXEC, mode);
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
  Descriptor file(target.descriptor ? ::fcntl(*target.descriptor, F_DUPFD_CLOEXEC, 0)
                                    : open_retrying(target.path, O_WRONLY));
  if (!file.ok() || !write_all(file.get(), content) || !file.close()) return io_error(given, errno);
  return {};
}

// A temporary file that goes away unless it is renamed.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& folder) {
    for (int i = 0; i < kMostNames; ++i) {
      const std::string name =
          ".scan-report-" + std::to_string(::getpid()) + "-" + std::to_string(i) + ".tmp";
      path_ = (folder / name).string();
      fd_ = open_retrying(path_, O_WRONLY | O_CREAT | O_EXCL, 0666);
      if (fd_ >= 0 || errno != EEXIST) break;
    }
    exists_ = fd_ >= 0;
  }
  ~TemporaryFile() {
    if (exists_) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  // Hands the descriptor over.
  int take() { return std::exchange(fd_, -1); }
  bool rename_to(const std::string& target) {
    if (::rename(path_.c_str(), target.c_str()) != 0) return false;
    exists_ = false;
    return true;
  }

 private:
  std::string path_;
  int fd_ = -1;
  bool exists_ = false;
};

Status replace(const Target& target, const std::string& given, std::string_view content) {
  TemporaryFile temporary(fs::path(target.path).parent_path());
  Descriptor file(temporary.take());
  if (!file.ok()) return io_error(given, errno);
  // A file that is replaced keeps its permissions; a new one has what the umask leaves.
  if (target.status && ::fchmod(file.get(), target.status->st_mode & 07777) != 0)
    return io_error(given, errno);
  if (!write_all(file.get(), content) || ::fsync(file.get()) != 0 || !file.close())
    return io_error(given, errno);
  if (!temporary.rename_to(target.path)) return io_error(given, errno);
  return {};
}

}  // namespace

Status save_report(const std::string& path, std::string_view content) {
  const Result<Target> target = resolve(path);
  if (!target.ok()) return target.error();
  if (target->descriptor || (target->status && !S_ISREG(target->status->st_mode)))
    return write_directly(*target, path, content);
  return replace(*target, path, content);
}

}  // namespace scan
