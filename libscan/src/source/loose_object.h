// Objects that stand in a file of their own.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "source/git_objects.h"
#include "source/object_id.h"

namespace scan::source {

/// How an attempt to read an object ended.
enum class ReadOutcome : std::uint8_t { kRead, kMissing, kDamaged, kTooLarge };

/// Where the objects of a repository are: `directory` ("…/objects"), and those of the repositories
/// that it borrows from. Without links, and with a final '/'.
std::vector<std::string> object_directories(const std::string& directory);

/// The loose objects of a repository and of those that it borrows from. Immutable.
class LooseObjects {
 public:
  /// `directories`: as object_directories() gives them.
  explicit LooseObjects(const std::vector<std::string>& directories);

  /// Reads an object that is loose; kMissing when it is not. Of more than `max_bytes` only the
  /// kind.
  ReadOutcome read(const ObjectId& id, std::uint64_t max_bytes, ObjectKind& kind,
                   std::string& bytes) const;

 private:
  struct Store {
    std::string directory;         // with a final '/'
    std::vector<bool> has_folder;  // by the first byte of ids
  };
  std::vector<Store> stores_;
};

}  // namespace scan::source
