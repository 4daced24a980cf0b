// What a layer of an image puts over the layers below it (OCI image specification, "Image Layer
// Filesystem Changeset").
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "source/archive.h"

namespace scan::source {

/// Whether an entry of this name says that something is gone (".wh.NAME"), or is of the tools that
/// write such names, and is no file of the image.
bool is_whiteout(std::string_view name);

/// The names in one layer: 16 bytes each. Filled by one thread, then safe to share.
class LayerContents {
 public:
  void add(const ArchiveEntry& entry);
  /// After the last entry, before the first question.
  void finish();

  /// Whether a file of that name in a lower layer can no longer be seen: it is removed or replaced,
  /// or a folder above it is.
  bool covers(std::string_view name) const;

 private:
  using Key = std::array<std::uint64_t, 2>;
  static Key key_of(std::string_view name);

  // Sorted once finished. What stands in the first covers its name and all below it, in the second
  // all below it, in the third its name.
  std::vector<Key> whole_;
  std::vector<Key> below_;
  std::vector<Key> folders_;
};

}  // namespace scan::source
