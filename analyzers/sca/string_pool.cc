#include "sca/string_pool.h"

#include <xxhash.h>

#include <algorithm>

namespace scan::sca {
namespace {

constexpr StringRef kFree = UINT32_MAX;

std::uint64_t hash_of(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

}  // namespace

void append_length(std::string& bytes, std::uint64_t length) {
  for (; length >= 128; length >>= 7) bytes.push_back(static_cast<char>((length & 127) | 128));
  bytes.push_back(static_cast<char>(length));
}

StringPool::StringPool() : slots_(1024, kFree) { add({}); }

std::string_view StringPool::at(StringRef ref) const {
  std::size_t offset = ref;
  std::size_t size = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes_[offset++]);
    size |= static_cast<std::size_t>(byte & 127) << shift;
    if (byte < 128) return std::string_view(bytes_).substr(offset, size);
  }
}

void StringPool::grow() {
  std::vector<StringRef> old(slots_.size() * 2, kFree);
  old.swap(slots_);
  for (const StringRef ref : old) {
    if (ref == kFree) continue;
    std::size_t slot = hash_of(at(ref)) & (slots_.size() - 1);
    while (slots_[slot] != kFree) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = ref;
  }
}

StringRef StringPool::add(std::string_view text) {
  std::size_t slot = hash_of(text) & (slots_.size() - 1);
  for (; slots_[slot] != kFree; slot = (slot + 1) & (slots_.size() - 1))
    if (at(slots_[slot]) == text) return slots_[slot];
  if (overflowed()) return 0;
  const auto ref = static_cast<StringRef>(bytes_.size());
  slots_[slot] = ref;
  append_length(bytes_, text.size());
  bytes_.append(text);
  if (++used_ * 3 > slots_.size() * 2) grow();
  return ref;
}

}  // namespace scan::sca
