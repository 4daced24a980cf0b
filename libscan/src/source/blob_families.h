// An order to read many blobs in, so that each is made of one that was read just before.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "source/object_id.h"
#include "source/pack_reader.h"

namespace scan::source {

/// A step of reading: a blob that was asked for, or one that others are made of.
struct FamilyMember {
  static constexpr std::uint32_t kNone = UINT32_MAX;

  PackPlace place;
  /// Which of the blobs that were asked for; kNone: none, others only build on it.
  std::uint32_t blob = kNone;
  /// What it is made of: an earlier member of its group. kNone: nothing, or it is in no pack, or
  /// what it is made of stands in another group.
  std::uint32_t parent = kNone;
  /// How many later members of its group are made of it.
  std::uint32_t children = 0;
  bool packed = false;
  /// Another group has it as well, and gives its result.
  bool again = false;
};

/// Blobs by what they are stored as differences from, in groups that can be read independently of
/// one another, each of some hundred at most. Immutable.
class BlobFamilies {
 public:
  /// Nothing is read but the heads of entries. A group is in the order of `ids`, as far as that is
  /// possible.
  BlobFamilies(const PackStore& store, std::span<const ObjectId> ids);

  std::size_t size() const { return group_starts_.size() - 1; }
  /// Indexes of parents count from its begin.
  std::span<const FamilyMember> group(std::size_t number) const {
    return std::span(members_).subspan(group_starts_[number],
                                       group_starts_[number + 1] - group_starts_[number]);
  }

 private:
  class Builder;

  std::vector<FamilyMember> members_;
  std::vector<std::size_t> group_starts_ = {0};
};

}  // namespace scan::source
