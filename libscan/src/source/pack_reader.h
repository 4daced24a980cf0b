// Reads objects from packs, each with what it builds on.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/mapped_file.h"
#include "scan/shared_part.h"
#include "source/git_objects.h"
#include "source/inflater.h"
#include "source/object_id.h"
#include "source/pack_file.h"

namespace scan::source {

/// Where an object stands.
struct PackPlace {
  std::uint32_t pack = 0;
  std::uint64_t offset = 0;

  friend auto operator<=>(const PackPlace&, const PackPlace&) = default;
};

/// The packs of a repository and of those that it borrows from. Those that are damaged or of an
/// unknown version are left out. Immutable; shared by all that read from it.
class PackStore {
 public:
  /// `directories`: each ".../objects", with a final '/'.
  explicit PackStore(const std::vector<std::string>& directories);

  std::optional<PackPlace> find(const ObjectId& id) const;
  std::optional<PackFile::Entry> entry(PackPlace place) const;
  /// Of a delta: where its base stands, in the same pack.
  std::optional<PackPlace> base_of(PackPlace place, const PackFile::Entry& entry) const;

  /// To be told of the bytes that were read: what is mapped and was touched counts as memory used,
  /// so it is given back now and then.
  void note_read(std::uint64_t bytes) const;

 private:
  struct Pack {
    base::MappedFile index;
    base::MappedFile pack;
    PackFile file;
  };
  std::vector<Pack> packs_;
  struct Touched;
  std::shared_ptr<Touched> touched_;
};

/// For one thread at a time.
class PackReader {
 public:
  explicit PackReader(std::shared_ptr<const PackStore> store) : store_(std::move(store)) {}

  struct Object {
    ObjectKind kind = ObjectKind::kBlob;
    std::shared_ptr<const std::string> bytes;
  };

  /// nullopt when no pack has it, when it or something that it builds on is damaged or over
  /// `max_bytes`, and when it builds on what is not in its pack.
  std::optional<Object> read(const ObjectId& id, std::uint64_t max_bytes);

  /// Makes the delta at `place` of its base. False when it is damaged or over `max_bytes`.
  bool read_delta(PackPlace place, std::string_view base, std::uint64_t max_bytes,
                  std::string& result, std::vector<SharedPart>& shared);
  /// As read(), of a place.
  std::optional<Object> read_at(PackPlace place, std::uint64_t max_bytes);

  const PackStore& store() const { return *store_; }

 private:
  struct PlaceHash {
    std::size_t operator()(const PackPlace& place) const {
      return static_cast<std::size_t>((place.offset * 31 + place.pack) * 0x9e3779b97f4a7c15u >> 16);
    }
  };

  bool inflate(const PackFile::Entry& entry, std::uint64_t max_bytes, std::string& out);
  void keep(PackPlace place, const Object& object);

  std::shared_ptr<const PackStore> store_;
  WholeInflater inflater_;
  std::string delta_;
  // What was read last, the oldest first.
  std::unordered_map<PackPlace, Object, PlaceHash> kept_;
  std::deque<PackPlace> kept_order_;
  std::uint64_t kept_bytes_ = 0;
};

}  // namespace scan::source
