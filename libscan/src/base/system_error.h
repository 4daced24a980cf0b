// What the operating system says when it refuses, as an Error.
#pragma once

#include <string>

#include "scan/result.h"

namespace scan::base {

/// The system's sentence for an `errno`, in lower case as all our messages. Safe with threads,
/// unlike strerror().
std::string system_message(int error);

/// What failing with `errno` at a path means: kNotFound or kIo.
Error system_error(int error, const std::string& path);

}  // namespace scan::base
