#include "source/object_id.h"

namespace scan::source {
namespace {

constexpr std::size_t kFirstSlots = 1024;

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<ObjectId> ObjectId::parse(std::string_view hex) {
  ObjectId id;
  if (hex.size() != 2 * id.bytes.size()) return std::nullopt;
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    const int high = digit_of(hex[2 * i]);
    const int low = digit_of(hex[2 * i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    id.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
  }
  return id;
}

std::string ObjectId::hex() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const std::uint8_t byte : bytes) {
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

// Where it is, or where there is room for it. There is always a free slot.
std::size_t ObjectSet::slot_of(const ObjectId& id) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = ObjectIdHash()(id) & mask;
  while (!slots_[slot].is_null() && slots_[slot] != id) slot = (slot + 1) & mask;
  return slot;
}

bool ObjectSet::insert(const ObjectId& id) {
  if (id.is_null()) return false;
  if (2 * (used_ + 1) > slots_.size()) grow();
  ObjectId& slot = slots_[slot_of(id)];
  if (slot == id) return false;
  slot = id;
  ++used_;
  return true;
}

bool ObjectSet::contains(const ObjectId& id) const {
  return id.is_null() || (!slots_.empty() && slots_[slot_of(id)] == id);
}

void ObjectSet::grow() {
  std::vector<ObjectId> old(slots_.empty() ? kFirstSlots : 2 * slots_.size());
  old.swap(slots_);
  used_ = 0;
  for (const ObjectId& id : old) insert(id);
}

}  // namespace scan::source
