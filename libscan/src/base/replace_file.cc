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
  explicit TemporaryFile(const std::string& beside) {
    const std::string folder = beside.substr(0, beside.rfind('/') + 1);  // npos + 1 is 0
    for (int i = 0; i < kMostNames; ++i) {
      path_ = folder + ".scan-" + std::to_string(::getpid()) + "-" + std::to_string(i) + ".tmp";
      const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
      file_ = Descriptor(::open(path_.c_str(), flags, 0666));
      if (file_.valid() || (errno != EEXIST && errno != EINTR)) break;
    }
    exists_ = file_.valid();
  }
  ~TemporaryFile() {
    if (exists_) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  Descriptor& file() { return file_; }
  bool rename_to(const std::string& target) {
    if (::rename(path_.c_str(), target.c_str()) != 0) return false;
    exists_ = false;
    return true;
  }

 private:
  std::string path_;
  Descriptor file_;
  bool exists_ = false;
};

// Best effort: the file is in place already, and some file systems flush no directory.
void flush_directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string directory = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const Descriptor handle(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.valid()) ::fsync(handle.get());
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
  const auto fail = [&path] {
    return Error{.code = ErrorCode::kIo, .message = system_message(errno), .path = path};
  };
  TemporaryFile temporary(path);
  Descriptor& file = temporary.file();
  if (!file.valid()) return fail();
  struct stat old {};
  const bool replaces = ::lstat(path.c_str(), &old) == 0 && S_ISREG(old.st_mode);
  if ((replaces && ::fchmod(file.get(), old.st_mode & 07777) != 0) ||
      !write_all(file.get(), bytes) || ::fsync(file.get()) != 0 || !file.close() ||
      !temporary.rename_to(path))
    return fail();
  flush_directory_of(path);
  return {};
}

}  // namespace scan::base
