// A file mapped into memory, read-only.
#pragma once

#include <string>
#include <string_view>

#include "scan/result.h"

namespace scan::base {

/// Owns the mapping. The pages are shared with every other process that maps the file, and read on
/// first touch. Who replaces the file renames another one over it; the mapping keeps the old one. A
/// file that is cut shorter in place while it is mapped ends the process with SIGBUS: nothing of
/// ours does so.
class MappedFile {
 public:
  /// kNotFound, or kIo with the system's reason; both name the path. A directory is kIo.
  static Result<MappedFile> open(const std::string& path);

  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  std::string_view bytes() const { return {data_, size_}; }

  /// Takes its pages off this process. They stay in the system's memory as long as that likes, and
  /// come back on the next touch, so views into the file stay good.
  void release_pages() const;

 private:
  MappedFile(const char* data, std::size_t size) : data_(data), size_(size) {}

  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace scan::base
