// As 7zFormat.txt of the LZMA SDK describes it: the start of the file says where the header is.
// That is mostly a packed one, and then says of what size it is unpacked.
#include "source/seven_zip_header.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "source/archive_format.h"

namespace scan::source {
namespace {

constexpr std::size_t kStartBytes = 32;
constexpr std::uint64_t kMaxCount = 32;  // of streams and coders: there are one or two of each
constexpr std::uint64_t kUnknown = ~std::uint64_t{0};
enum Id : unsigned char {
  kEnd = 0x00,
  kPackInfo = 0x06,
  kUnpackInfo = 0x07,
  kSize = 0x09,
  kDigests = 0x0A,
  kFolder = 0x0B,
  kUnpackSize = 0x0C,
  kEncodedHeader = 0x17,
};

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = bytes.size(); i > 0; --i)
    value = value << 8 | static_cast<unsigned char>(bytes[i - 1]);
  return value;
}

// The packed header's description, read from its begin. What is beyond the end is zeros.
class Description {
 public:
  explicit Description(std::string_view bytes) : rest_(bytes) {}

  unsigned byte() {
    if (rest_.empty()) return 0;
    const auto value = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    return value;
  }
  void pass(std::uint64_t bytes) {
    rest_.remove_prefix(std::min<std::uint64_t>(bytes, rest_.size()));
  }

  // The first byte's leading ones count the bytes behind it; its other bits are the highest.
  std::uint64_t number() {
    const unsigned first = byte();
    std::uint64_t value = 0;
    unsigned mask = 0x80;
    for (unsigned shift = 0; shift < 64; shift += 8, mask >>= 1) {
      if ((first & mask) == 0) return value | std::uint64_t{first & (mask - 1)} << shift;
      value |= std::uint64_t{byte()} << shift;
    }
    return value;
  }
  std::uint64_t count() { return std::min(number(), kMaxCount); }

 private:
  std::string_view rest_;
};

// Returns how many streams come out of the folder's coders.
std::uint64_t pass_folder(Description& description) {
  std::uint64_t in = 0;
  std::uint64_t out = 0;
  for (std::uint64_t coders = description.count(); coders > 0; --coders) {
    const unsigned flags = description.byte();
    description.pass(flags & 0x0F);  // the method
    const bool has_streams = (flags & 0x10) != 0;
    in += has_streams ? description.count() : 1;
    out += has_streams ? description.count() : 1;
    if ((flags & 0x20) != 0) description.pass(description.number());
  }
  for (std::uint64_t i = 1; i < out; ++i) description.number(), description.number();
  const std::uint64_t packed = in + 1 - std::min(in, out);
  for (std::uint64_t i = 0; packed > 1 && i < packed; ++i) description.number();
  return out;
}

std::uint64_t unpacked_bytes(Description description) {
  if (description.byte() != kPackInfo) return kUnknown;
  description.number();  // where it is packed
  const std::uint64_t streams = description.count();
  unsigned id = description.byte();
  for (std::uint64_t i = 0; id == kSize && i < streams; ++i) description.number();
  if (id == kSize) id = description.byte();
  if (id == kDigests) {
    description.pass(1 + 4 * streams);
    id = description.byte();
  }
  if (id != kEnd || description.byte() != kUnpackInfo || description.byte() != kFolder)
    return kUnknown;
  if (description.count() != 1 || description.byte() != 0) return kUnknown;
  const std::uint64_t out = pass_folder(description);
  if (description.byte() != kUnpackSize) return kUnknown;
  std::uint64_t largest = 0;
  for (std::uint64_t i = 0; i < out; ++i) largest = std::max(largest, description.number());
  return largest;
}

std::optional<std::string> read_at(ArchiveInput& input, std::uint64_t offset) {
  if (offset > *input.size()) return std::nullopt;
  input.seek(offset);
  const std::optional<std::string_view> block = input.next();
  std::optional<std::string> bytes;
  if (block) bytes.emplace(block->substr(0, 1024));
  input.seek(0);
  return bytes;
}

}  // namespace

std::uint64_t seven_zip_header_bytes(ArchiveInput& input) {
  const std::optional<std::string> start = read_at(input, 0);
  if (!start || start->size() < kStartBytes || !is_7z(*start)) return 0;
  const std::uint64_t offset = little_endian(std::string_view(*start).substr(12, 8));
  const std::uint64_t bytes = little_endian(std::string_view(*start).substr(20, 8));
  if (offset > *input.size() || bytes > *input.size()) return 0;
  const std::optional<std::string> header = read_at(input, kStartBytes + offset);
  if (!header || header->empty() || static_cast<unsigned char>(header->front()) != kEncodedHeader)
    return bytes;
  return std::max(bytes, unpacked_bytes(Description(std::string_view(*header).substr(1))));
}

}  // namespace scan::source
