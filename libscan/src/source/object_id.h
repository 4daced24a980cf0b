// The names of git's objects, and sets of them.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scan::source {

/// The SHA-1 of an object. A plain value; all zeros names no object.
struct ObjectId {
  std::array<std::uint8_t, 20> bytes{};

  /// From 40 hexadecimal digits; nullopt for anything else.
  static std::optional<ObjectId> parse(std::string_view hex);
  /// 40 hexadecimal digits.
  std::string hex() const;
  bool is_null() const { return *this == ObjectId(); }

  friend auto operator<=>(const ObjectId&, const ObjectId&) = default;
};

/// Ids are evenly distributed, so their first bytes are hash enough.
struct ObjectIdHash {
  std::size_t operator()(const ObjectId& id) const {
    std::size_t hash = 0;
    std::memcpy(&hash, id.bytes.data(), sizeof hash);
    return hash;
  }
};

/// A set that only grows, at some 40 bytes an id: a history has millions.
class ObjectSet {
 public:
  /// False when it was there already. The null id counts as there.
  bool insert(const ObjectId& id);
  bool contains(const ObjectId& id) const;

 private:
  std::size_t slot_of(const ObjectId& id) const;
  void grow();

  std::vector<ObjectId> slots_;  // a power of two of them; null: free
  std::size_t used_ = 0;
};

}  // namespace scan::source
