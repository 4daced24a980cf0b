// Where the files of a tar archive lie in it, found without reading them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "source/archive_input.h"

namespace scan::source {

/// A regular file in a tar archive, or a link to one.
struct TarEntry {
  /// As archive_name.h normalises it.
  std::string name;
  /// Of its bytes in the archive, and how many they are.
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  /// Of a link: the name of what it leads to, within the archive whatever it says.
  std::string target = {};
};

/// The files and links of the tar archive in `input` in its order, as far as it is sound and
/// `should_stop` lets. Entries whose bytes are not all there are left out. A read for each entry.
std::vector<TarEntry> read_tar_index(const FileInput& input,
                                     const std::function<bool()>& should_stop);

}  // namespace scan::source
