#include "base/system_error.h"

#include <cerrno>
#include <system_error>

namespace scan::base {

std::string system_message(int error) {
  std::string message = std::generic_category().message(error);
  // An abbreviation stays as it is.
  const auto is_upper = [&](std::size_t i) { return message[i] >= 'A' && message[i] <= 'Z'; };
  if (message.size() > 1 && is_upper(0) && !is_upper(1))
    message[0] = static_cast<char>(message[0] - 'A' + 'a');
  return message;
}

Error system_error(int error, const std::string& path) {
  const bool missing = error == ENOENT || error == ENOTDIR;
  return {.code = missing ? ErrorCode::kNotFound : ErrorCode::kIo,
          .message = system_message(error),
          .path = path};
}

}  // namespace scan::base
