// gitformat-pack(5): two sizes, seven bits a byte, then instructions. One with its highest bit set
// copies from the base, and its other bits tell which bytes of an offset and of a size follow; any
// other but zero is the number of bytes to be taken as they stand behind it.
#include "source/pack_delta.h"

namespace scan::source {
namespace {

constexpr std::uint32_t kLongCopy = 0x10000;

std::optional<std::uint64_t> take_size(std::string_view& bytes) {
  std::uint64_t size = 0;
  for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    size |= std::uint64_t{byte & 0x7fu} << shift;
    if ((byte & 0x80) == 0) return size;
  }
  return std::nullopt;
}

// The numbers of a copy: each bit of `which` stands for a byte that is there.
std::optional<std::uint32_t> take_number(std::string_view& bytes, unsigned which, unsigned count) {
  std::uint32_t number = 0;
  for (unsigned i = 0; i < count; ++i) {
    if ((which >> i & 1) == 0) continue;
    if (bytes.empty()) return std::nullopt;
    number |= std::uint32_t{static_cast<unsigned char>(bytes.front())} << (8 * i);
    bytes.remove_prefix(1);
  }
  return number;
}

void add_part(std::vector<SharedPart>& shared, SharedPart part) {
  if (!shared.empty()) {
    SharedPart& last = shared.back();
    if (last.begin + last.size == part.begin && last.base_begin + last.size == part.base_begin) {
      last.size += part.size;
      return;
    }
  }
  shared.push_back(part);
}

}  // namespace

std::optional<DeltaSizes> delta_sizes(std::string_view delta) {
  const std::optional<std::uint64_t> base = take_size(delta);
  const std::optional<std::uint64_t> result = base ? take_size(delta) : std::nullopt;
  if (!result) return std::nullopt;
  return DeltaSizes{*base, *result};
}

bool apply_delta(std::string_view base, std::string_view delta, std::uint64_t max_bytes,
                 std::string& result, std::vector<SharedPart>* shared) {
  const std::optional<std::uint64_t> base_size = take_size(delta);
  const std::optional<std::uint64_t> size = take_size(delta);
  if (!base_size || !size || *base_size != base.size() || *size > max_bytes) return false;
  result.clear();
  result.reserve(*size);
  if (shared != nullptr) shared->clear();
  while (!delta.empty()) {
    const auto instruction = static_cast<unsigned char>(delta.front());
    delta.remove_prefix(1);
    if (instruction == 0) return false;
    std::string_view part;
    if ((instruction & 0x80) == 0) {
      part = delta.substr(0, instruction);
      if (part.size() != instruction) return false;
      delta.remove_prefix(part.size());
    } else {
      const std::optional<std::uint32_t> from = take_number(delta, instruction & 0xf, 4);
      std::optional<std::uint32_t> count = take_number(delta, instruction >> 4 & 7, 3);
      if (!from || !count) return false;
      if (*count == 0) count = kLongCopy;
      if (*from > base.size() || *count > base.size() - *from) return false;
      part = base.substr(*from, *count);
      if (shared != nullptr)
        add_part(*shared, {static_cast<std::uint32_t>(result.size()), *from, *count});
    }
    if (part.size() > *size - result.size()) return false;
    result.append(part);
  }
  return result.size() == *size;
}

}  // namespace scan::source
