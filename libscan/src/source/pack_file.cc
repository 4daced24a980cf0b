// gitformat-pack(5). Of the index: a head of 8 bytes; for each first byte of ids how many objects
// have one up to it; the ids, sorted; their checksums; their offsets, of which those with the
// highest bit set tell a place in a list of long ones. Of the pack: a head of 12 bytes, entries, a
// checksum of 20.
#include "source/pack_file.h"

#include <cstring>

namespace scan::source {
namespace {

constexpr std::size_t kIdBytes = 20;
constexpr std::size_t kIndexHead = 8;
constexpr std::size_t kFanoutBytes = 256 * 4;
constexpr std::size_t kIds = kIndexHead + kFanoutBytes;
constexpr std::size_t kPackHead = 12;
constexpr std::string_view kIndexMagic("\377tOc\0\0\0\2", kIndexHead);
constexpr std::string_view kPackMagic("PACK\0\0\0", 7);

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

unsigned take_byte(std::string_view& bytes) {
  const auto byte = static_cast<unsigned char>(bytes.front());
  bytes.remove_prefix(1);
  return byte;
}

// How far before itself a delta's base begins: seven bits a byte, the highest ones first, and one
// added for each byte more.
std::optional<std::uint64_t> take_distance(std::string_view& bytes) {
  std::uint64_t distance = 0;
  for (bool first = true; !bytes.empty(); first = false) {
    const unsigned byte = take_byte(bytes);
    if (distance >> 56 != 0) return std::nullopt;
    distance = (first ? 0 : distance + 1) << 7 | (byte & 0x7f);
    if ((byte & 0x80) == 0) return distance;
  }
  return std::nullopt;
}

}  // namespace

std::optional<PackFile> PackFile::open(std::string_view index, std::string_view pack) {
  if (index.size() < kIds + 2 * kIdBytes || !index.starts_with(kIndexMagic)) return std::nullopt;
  if (pack.size() < kPackHead + kIdBytes || !pack.starts_with(kPackMagic)) return std::nullopt;
  if (pack[7] != 2 && pack[7] != 3) return std::nullopt;
  PackFile file;
  file.index_ = index;
  file.pack_ = pack.substr(0, pack.size() - kIdBytes);
  std::uint32_t before = 0;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const std::uint32_t count = number_at(index, kIndexHead + 4 * byte);
    if (count < before) return std::nullopt;
    before = count;
  }
  file.count_ = before;
  const std::uint64_t needed = kIds + std::uint64_t{before} * (kIdBytes + 4 + 4) + 2 * kIdBytes;
  if (index.size() < needed || number_at(pack, 8) != before) return std::nullopt;
  return file;
}

// Of the ids that begin with a byte.
std::uint32_t PackFile::first_of(unsigned byte) const {
  return byte == 0 ? 0 : number_at(index_, kIndexHead + 4 * std::size_t{byte - 1});
}

std::optional<std::uint64_t> PackFile::find(const ObjectId& id) const {
  std::uint32_t low = first_of(id.bytes[0]);
  std::uint32_t high = first_of(id.bytes[0] + 1u);
  while (low < high) {
    const std::uint32_t middle = low + (high - low) / 2;
    const int order =
        std::memcmp(index_.data() + kIds + kIdBytes * middle, id.bytes.data(), kIdBytes);
    if (order == 0) {
      const std::size_t offsets = kIds + std::size_t{count_} * (kIdBytes + 4);
      const std::uint32_t offset = number_at(index_, offsets + 4 * std::size_t{middle});
      if ((offset & 0x80000000) == 0) return offset;
      const std::size_t place =
          offsets + 4 * std::size_t{count_} + 8 * std::size_t{offset & 0x7fffffff};
      if (place + 8 > index_.size()) return std::nullopt;
      return std::uint64_t{number_at(index_, place)} << 32 | number_at(index_, place + 4);
    }
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return std::nullopt;
}

std::optional<PackFile::Entry> PackFile::entry(std::uint64_t offset) const {
  if (offset < kPackHead || offset >= pack_.size()) return std::nullopt;
  std::string_view rest = pack_.substr(offset);
  unsigned byte = take_byte(rest);
  const unsigned type = byte >> 4 & 7;
  Entry entry{.size = byte & 0xf};
  for (unsigned shift = 4; (byte & 0x80) != 0; shift += 7) {
    if (rest.empty() || shift > 53) return std::nullopt;
    byte = take_byte(rest);
    entry.size |= std::uint64_t{byte & 0x7f} << shift;
  }
  switch (type) {
    case 1:
      entry.kind = ObjectKind::kCommit;
      break;
    case 2:
      entry.kind = ObjectKind::kTree;
      break;
    case 3:
      entry.kind = ObjectKind::kBlob;
      break;
    case 4:
      entry.kind = ObjectKind::kTag;
      break;
    case 6: {
      const std::optional<std::uint64_t> distance = take_distance(rest);
      if (!distance || *distance == 0 || *distance > offset - kPackHead) return std::nullopt;
      entry.base_offset = offset - *distance;
      break;
    }
    case 7:
      if (rest.size() < kIdBytes) return std::nullopt;
      std::memcpy(entry.base.bytes.data(), rest.data(), kIdBytes);
      rest.remove_prefix(kIdBytes);
      break;
    default:
      return std::nullopt;
  }
  entry.compressed = rest;
  return entry;
}

}  // namespace scan::source
