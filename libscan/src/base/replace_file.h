// Writing files that others read: whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "scan/result.h"

namespace scan::base {

/// Writes all of `bytes`. False with errno set.
bool write_all(int descriptor, std::string_view bytes);

/// Puts a file with these bytes at `path`, so that a reader of the path sees the old file or the
/// new one, never a part, also after a power cut: they go to a temporary file beside it, are
/// flushed to disk, and take the name by rename. A file that is replaced keeps its permissions; a
/// new one has what the umask leaves of 0666. A symbolic link at `path` is itself replaced. Fails
/// with kIo and the system's sentence, and leaves nothing behind then. The owner of a replaced file
/// is kept where the system allows it.
Status replace_file(const std::string& path, std::string_view bytes);

/// The same for a path relative to an open directory (AT_FDCWD: the current one).
Status replace_file_at(int directory, const std::string& path, std::string_view bytes);

}  // namespace scan::base
