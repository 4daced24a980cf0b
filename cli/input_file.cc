#include "input_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace scan::cli {

// A pipe may be given, as /dev/stdin; a FIFO that nobody writes to is empty and is not waited for.
// A device may have no end.
Result<std::string> read_input(const std::string& path, std::string_view what) {
  const auto fail = [&] {
    return Error{.code = errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
                 .message = "cannot read " + std::string(what) + ": " +
                            std::generic_category().message(errno),
                 .path = path};
  };
  const int fd = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (fd < 0) return fail();
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(::fdopen(fd, "rb"), &std::fclose);
  struct stat status {};
  if (file == nullptr || ::fstat(fd, &status) != 0 || ::fcntl(fd, F_SETFL, 0) != 0) return fail();
  if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))
    return Error{
        .code = ErrorCode::kInvalidData, .message = "neither a file nor a pipe", .path = path};
  std::string text;
  std::array<char, 1 << 16> block;
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), file.get()))
    text.append(block.data(), count);
  if (std::ferror(file.get()) != 0) return fail();
  return text;
}

}  // namespace scan::cli
