#include "standard_output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "commands.h"
#include "terminal.h"

namespace scan::cli {

void reserve_standard_streams() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    // open() takes the lowest free number. Read-only, so that writing to what was closed still
    // fails.
    if (fcntl(descriptor, F_GETFD) == -1 && open("/dev/null", O_RDONLY) == -1) return;
  }
}

Status write_standard_output(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(STDOUT_FILENO, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno == EPIPE) return {};
    return Error{.code = ErrorCode::kIo,
                 .message = std::string("standard output cannot be written: ") +
                            std::strerror(errno)};  // NOLINT(concurrency-mt-unsafe): one thread
  }
  return {};
}

int print_and_return(std::string_view text, int status) {
  const Status written = write_standard_output(text);
  if (written.ok()) return status;
  print_error(written.error(), /*color=*/false);
  return kUsageError;
}

}  // namespace scan::cli
