// A pack and its index: many objects in one file.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "source/git_objects.h"
#include "source/object_id.h"

namespace scan::source {

/// The bytes of a pack and of its index, which must outlive it. Believes nothing that they say:
/// what does not fit is not found, never read out of bounds. Immutable.
class PackFile {
 public:
  /// Where an object stands and how.
  struct Entry {
    /// Of an object that stands there whole; nullopt for a delta.
    std::optional<ObjectKind> kind;
    /// Bytes of the object, or of the delta.
    std::uint64_t size = 0;
    /// Of a delta: the offset of what it builds on, or else that one's id.
    std::optional<std::uint64_t> base_offset;
    ObjectId base;
    /// Its zlib stream, and all that follows it.
    std::string_view compressed;
  };

  /// nullopt unless they are an index of version 2 and a pack of as many objects.
  static std::optional<PackFile> open(std::string_view index, std::string_view pack);

  std::uint32_t size() const { return count_; }
  /// The offset of an object.
  std::optional<std::uint64_t> find(const ObjectId& id) const;
  /// What stands at an offset; nullopt when that is no entry.
  std::optional<Entry> entry(std::uint64_t offset) const;

 private:
  PackFile() = default;
  std::uint32_t first_of(unsigned byte) const;

  std::string_view index_;
  std::string_view pack_;  // without the checksum at its end
  std::uint32_t count_ = 0;
};

}  // namespace scan::source
