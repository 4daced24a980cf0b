// A pack and its index, as an attacker's repository has them. Input: two bytes, the size of the
// index; the index; the pack. Every object that the index names is looked for and its entry taken;
// the pack's bytes also serve as a delta of the index's.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "source/inflater.h"
#include "source/pack_delta.h"
#include "source/pack_file.h"

namespace {

using namespace scan;

constexpr std::uint64_t kMaxBytes = 1 << 20;

void check(bool holds) {
  if (!holds) std::abort();
}

void check_delta(std::string_view base, std::string_view delta) {
  std::string result;
  std::vector<SharedPart> shared;
  if (!source::apply_delta(base, delta, kMaxBytes, result, &shared)) return;
  check(result.size() <= kMaxBytes);
  std::size_t end = 0;
  for (const SharedPart& part : shared) {
    check(part.begin >= end && part.size > 0);
    end = part.begin + part.size;
    check(std::string_view(result).substr(part.begin, part.size) ==
          base.substr(part.base_begin, part.size));
  }
  check(end <= result.size());
}

void check_pack(std::string_view index, std::string_view pack) {
  const auto file = source::PackFile::open(index, pack);
  if (!file) return;
  source::WholeInflater inflater;
  std::string bytes;
  for (std::uint32_t i = 0; i < file->size(); ++i) {
    source::ObjectId id;
    std::memcpy(id.bytes.data(), index.data() + 1032 + 20 * std::size_t{i}, id.bytes.size());
    const auto offset = file->find(id);
    const auto entry = offset ? file->entry(*offset) : std::nullopt;
    if (!entry || entry->size > kMaxBytes) continue;
    check(!entry->base_offset || *entry->base_offset < *offset);
    if (inflater.inflate(entry->compressed, entry->size, bytes)) check(bytes.size() == entry->size);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::string_view index = input.substr(0, data[0] | data[1] << 8);
  const std::string_view pack = input.substr(index.size());
  check_pack(index, pack);
  check_delta(index, pack);
  return 0;
}
