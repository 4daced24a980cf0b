// open(O_EXCL), write, fsync, rename, and fsync of the directory, without which the rename may not
// survive a power cut.
#include "base/replace_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

#include "base/descriptor.h"
#include "base/system_error.h"

namespace scan::base {
namespace {

constexpr int kMostNames = 100;

// A file that goes away unless it is renamed.
class TemporaryFile {
 public:
  // Left without a file, with errno set, where none could be made.
  TemporaryFile(int directory, const std::string& beside) : directory_(directory) {
    const std::string folder = beside.substr(0, beside.rfind('/') + 1);  // npos + 1 is 0
    for (int i = 0; i < kMostNames; ++i) {
      path_ = folder + ".scan-" + std::to_string(::getpid()) + "-" + std::to_string(i) + ".tmp";
      const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
      file_ = Descriptor(::openat(directory_, path_.c_str(), flags, 0666));
      if (file_.valid() || (errno != EEXIST && errno != EINTR)) break;
    }
    exists_ = file_.valid();
  }
  ~TemporaryFile() {
    if (exists_) ::unlinkat(directory_, path_.c_str(), 0);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  Descriptor& file() { return file_; }
  bool rename_to(const std::string& target) {
    if (::renameat(directory_, path_.c_str(), directory_, target.c_str()) != 0) return false;
    exists_ = false;
    return true;
  }

 private:
  int directory_;
  std::string path_;
  Descriptor file_;
  bool exists_ = false;
};

// Best effort: the file is in place already, and some file systems flush no directory.
void flush_directory_of(int directory, const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
  const Descriptor handle(::openat(directory, folder.c_str(), flags));
  if (handle.valid()) ::fsync(handle.get());
}

// What the old file had, for the new one. The owner is a matter of luck: only root may give files
// away. It comes first, since changing it clears the set-user-ID bits.
bool take_over(int file, const struct stat& old) {
  struct stat now {};
  if (::fstat(file, &now) != 0) return false;
  if (now.st_uid != old.st_uid || now.st_gid != old.st_gid) {
    [[maybe_unused]] const int ignored = ::fchown(file, old.st_uid, old.st_gid);
  }
  return ::fchmod(file, old.st_mode & 07777) == 0;
}

}  // namespace

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written == 0) errno = ENOSPC;  // a write of nothing can make no progress
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

Status replace_file(const std::string& path, std::string_view bytes) {
  return replace_file_at(AT_FDCWD, path, bytes);
}

Status replace_file_at(int directory, const std::string& path, std::string_view bytes) {
  const auto fail = [&path] {
    return Error{.code = ErrorCode::kIo, .message = system_message(errno), .path = path};
  };
  TemporaryFile temporary(directory, path);
  Descriptor& file = temporary.file();
  if (!file.valid()) return fail();
  struct stat old {};
  const bool replaces =
      ::fstatat(directory, path.c_str(), &old, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(old.st_mode);
  if ((replaces && !take_over(file.get(), old)) || !write_all(file.get(), bytes) ||
      ::fsync(file.get()) != 0 || !file.close() || !temporary.rename_to(path))
    return fail();
  flush_directory_of(directory, path);
  return {};
}

}  // namespace scan::base
