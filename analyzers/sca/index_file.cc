// See index_format.h for the layout.
#include "sca/index_file.h"

#include <xxhash.h>
#include <zstd.h>

#include <cassert>
#include <cstddef>
#include <cstring>
#include <utility>

namespace scan::sca {
namespace {

// Compresses at some 100 MB/s; higher levels gain a few per cent on blocks this small.
constexpr int kCompressionLevel = 6;

void pad(std::string& bytes, std::size_t alignment) {
  bytes.resize((bytes.size() + alignment - 1) / alignment * alignment);
}

std::uint64_t blocks_in(std::uint64_t size) { return (size + kBlockSize - 1) / kBlockSize; }

}  // namespace

TextPacker::TextPacker(std::size_t threads)
    : tasks_(threads, [this](Frame frame) {
        records_.push_back({.offset = frames_.size(),
                            .compressed_size = static_cast<std::uint32_t>(frame.bytes.size()),
                            .size = frame.size});
        frames_.append(frame.bytes);
      }) {}

TextPacker::Place TextPacker::add(std::string_view text) {
  if (!open_.empty() && open_.size() + text.size() > kTextBlockSize) flush();
  Place place{.block = blocks_, .offset = static_cast<std::uint32_t>(open_.size())};
  open_.append(text);
  return place;
}

void TextPacker::flush() {
  ++blocks_;
  tasks_.add([text = std::exchange(open_, {})] {
    std::string frame(ZSTD_compressBound(text.size()), '\0');
    const std::size_t size =
        ZSTD_compress(frame.data(), frame.size(), text.data(), text.size(), kCompressionLevel);
    assert(!ZSTD_isError(size));  // the bound was asked for, so only memory can fail it
    frame.resize(size);
    return Frame{.bytes = std::move(frame), .size = static_cast<std::uint32_t>(text.size())};
  });
}

void TextPacker::finish(std::string& blocks, std::string& text) {
  if (!open_.empty()) flush();
  tasks_.finish();
  for (const TextBlockRecord& record : records_)
    blocks.append(reinterpret_cast<const char*>(&record), sizeof record);
  text = std::move(frames_);
}

std::string seal_index(std::array<std::string, kSectionCount> sections, const IndexTimes& times) {
  std::uint64_t payload_size = 0;
  for (const std::string& section : sections) payload_size += (section.size() + 7) / 8 * 8;
  FileHeader header{};
  header.magic = kMagic;
  header.format_version = kFormatVersion;
  header.block_size = kBlockSize;
  header.times = times;
  header.block_count = blocks_in(payload_size);
  header.payload_offset =
      blocks_in(sizeof(FileHeader) + header.block_count * sizeof(std::uint64_t)) * kBlockSize;
  header.file_size = header.payload_offset + payload_size;

  std::string file;
  file.reserve(header.file_size);
  file.resize(header.payload_offset);
  for (std::size_t i = 0; i < kSectionCount; ++i) {
    header.sections[i] = {.offset = file.size(), .size = sections[i].size()};
    file.append(sections[i]);
    pad(file, 8);
    std::string().swap(sections[i]);
  }
  std::memcpy(file.data(), &header, sizeof header);
  reseal_index(file);
  return file;
}

void set_confirmed(std::string& file, std::int64_t confirmed) {
  FileHeader header;
  assert(file.size() >= sizeof header);
  std::memcpy(&header, file.data(), sizeof header);
  header.times.confirmed = confirmed;
  header.header_hash = XXH3_64bits(&header, offsetof(FileHeader, header_hash));
  std::memcpy(file.data(), &header, sizeof header);
}

void reseal_index(std::string& file) {
  FileHeader header;
  if (file.size() < sizeof header) return;
  std::memcpy(&header, file.data(), sizeof header);
  if (header.payload_offset > file.size() ||
      header.block_count != blocks_in(file.size() - header.payload_offset) ||
      sizeof header + header.block_count * sizeof(std::uint64_t) > header.payload_offset)
    return;
  char* checksums = file.data() + sizeof header;
  for (std::uint64_t block = 0; block < header.block_count; ++block) {
    std::string_view bytes =
        std::string_view(file).substr(header.payload_offset + block * kBlockSize, kBlockSize);
    std::uint64_t hash = XXH3_64bits(bytes.data(), bytes.size());
    std::memcpy(checksums + block * sizeof hash, &hash, sizeof hash);
  }
  // Up to the first block, so that the padding is covered as well.
  header.checksums_hash = XXH3_64bits(checksums, header.payload_offset - sizeof header);
  header.header_hash = XXH3_64bits(&header, offsetof(FileHeader, header_hash));
  std::memcpy(file.data(), &header, sizeof header);
}

}  // namespace scan::sca
