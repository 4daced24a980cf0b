// POSIX mmap().
#include "base/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "base/descriptor.h"
#include "base/system_error.h"

namespace scan::base {

Result<MappedFile> MappedFile::open(const std::string& path) {
  // Not to be held up by a FIFO of that name.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.valid()) return system_error(errno, path);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return system_error(errno, path);
  if (!S_ISREG(status.st_mode))
    return system_error(S_ISDIR(status.st_mode) ? EISDIR : EINVAL, path);
  void* data = nullptr;
  if (status.st_size > 0) {
    data = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED,
                  file.get(), 0);
    if (data == MAP_FAILED) return system_error(errno, path);
  }
  return MappedFile(static_cast<const char*>(data), static_cast<std::size_t>(status.st_size));
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
}

void MappedFile::release_pages() const {
  if (size_ > 0) (void)::madvise(const_cast<char*>(data_), size_, MADV_DONTNEED);
}

}  // namespace scan::base
