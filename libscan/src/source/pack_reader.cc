// libgit2 reads packs as well, and is asked where this here gives up: for packs that are damaged or
// unusual, so that there is one judge of what is wrong with a repository. What this is for is
// speed, and that it tells what a version of a file has in common with the one that it is stored as
// a difference from.
#include "source/pack_reader.h"

#include <sys/mman.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <utility>

#include "source/pack_delta.h"

namespace scan::source {
namespace {

// Bytes of objects that a reader keeps to build others on: trees and commits of a history, most of
// all.
constexpr std::uint64_t kKeptBytes = 12u << 20;
constexpr std::uint64_t kKeptObject = 1u << 20;
// Of compressed bytes, between one giving back of what is mapped and the next.
constexpr std::uint64_t kTouchedBytes = 48u << 20;
// git makes chains of 50, or 250 where it is told to; at most 4095.
constexpr std::size_t kMaxChain = 10'000;
// The least that an object is charged for, so that many empty ones are not kept for nothing.
constexpr std::uint64_t kObjectCost = 128;

std::vector<std::string> index_files(const std::string& directory) {
  std::vector<std::string> files;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(directory + "pack", error), end;
       !error && entry != end; entry.increment(error))
    if (entry->path().extension() == ".idx") files.push_back(entry->path().string());
  std::ranges::sort(files);
  return files;
}

}  // namespace

struct PackStore::Touched {
  std::atomic<std::uint64_t> bytes = 0;
};

PackStore::PackStore(const std::vector<std::string>& directories)
    : touched_(std::make_shared<Touched>()) {
  for (const std::string& directory : directories) {
    for (const std::string& path : index_files(directory)) {
      Result<base::MappedFile> index = base::MappedFile::open(path);
      Result<base::MappedFile> pack =
          base::MappedFile::open(path.substr(0, path.size() - 3) + "pack");
      if (!index.ok() || !pack.ok()) continue;
      const std::optional<PackFile> file = PackFile::open(index->bytes(), pack->bytes());
      if (file) packs_.push_back({*std::move(index), *std::move(pack), *file});
    }
  }
}

std::optional<PackPlace> PackStore::find(const ObjectId& id) const {
  for (std::uint32_t number = 0; number < packs_.size(); ++number)
    if (const std::optional<std::uint64_t> offset = packs_[number].file.find(id))
      return PackPlace{number, *offset};
  return std::nullopt;
}

std::optional<PackFile::Entry> PackStore::entry(PackPlace place) const {
  return packs_[place.pack].file.entry(place.offset);
}

std::optional<PackPlace> PackStore::base_of(PackPlace place, const PackFile::Entry& entry) const {
  if (entry.kind) return std::nullopt;
  std::optional<std::uint64_t> offset = entry.base_offset;
  if (!offset) offset = packs_[place.pack].file.find(entry.base);
  if (!offset) return std::nullopt;
  return PackPlace{place.pack, *offset};
}

void PackStore::note_read(std::uint64_t bytes) const {
  if (touched_->bytes.fetch_add(bytes, std::memory_order_relaxed) + bytes < kTouchedBytes) return;
  touched_->bytes.store(0, std::memory_order_relaxed);
  for (const Pack& pack : packs_) {
    const std::string_view bytes_of_pack = pack.pack.bytes();
    ::madvise(const_cast<char*>(bytes_of_pack.data()), bytes_of_pack.size(), MADV_DONTNEED);
  }
}

bool PackReader::inflate(const PackFile::Entry& entry, std::uint64_t max_bytes, std::string& out) {
  if (entry.size > max_bytes || !inflater_.inflate(entry.compressed, entry.size, out)) return false;
  store_->note_read(inflater_.consumed());
  return true;
}

void PackReader::keep(PackPlace place, const Object& object) {
  if (object.bytes->size() > kKeptObject || !kept_.try_emplace(place, object).second) return;
  kept_order_.push_back(place);
  kept_bytes_ += object.bytes->size() + kObjectCost;
  while (kept_bytes_ > kKeptBytes) {
    const auto oldest = kept_.find(kept_order_.front());
    kept_bytes_ -= oldest->second.bytes->size() + kObjectCost;
    kept_.erase(oldest);
    kept_order_.pop_front();
  }
}

std::optional<PackReader::Object> PackReader::read(const ObjectId& id, std::uint64_t max_bytes) {
  const std::optional<PackPlace> place = store_->find(id);
  return place ? read_at(*place, max_bytes) : std::nullopt;
}

std::optional<PackReader::Object> PackReader::read_at(PackPlace place, std::uint64_t max_bytes) {
  // Down to something whole, or kept.
  std::vector<std::pair<PackPlace, PackFile::Entry>> deltas;
  Object object;
  while (object.bytes == nullptr) {
    if (const auto kept = kept_.find(place); kept != kept_.end()) {
      object = kept->second;
      break;
    }
    const std::optional<PackFile::Entry> entry = store_->entry(place);
    if (!entry || deltas.size() == kMaxChain) return std::nullopt;
    if (entry->kind) {
      std::string bytes;
      if (!inflate(*entry, max_bytes, bytes)) return std::nullopt;
      object = {*entry->kind, std::make_shared<const std::string>(std::move(bytes))};
      if (!deltas.empty() || object.kind == ObjectKind::kTree) keep(place, object);
      break;
    }
    deltas.emplace_back(place, *entry);
    const std::optional<PackPlace> base = store_->base_of(place, *entry);
    if (!base) return std::nullopt;
    place = *base;
  }
  if (object.bytes->size() > max_bytes) return std::nullopt;
  for (; !deltas.empty(); deltas.pop_back()) {
    std::string bytes;
    if (!inflate(deltas.back().second, max_bytes, delta_) ||
        !apply_delta(*object.bytes, delta_, max_bytes, bytes, nullptr))
      return std::nullopt;
    object.bytes = std::make_shared<const std::string>(std::move(bytes));
    keep(deltas.back().first, object);
  }
  return object;
}

bool PackReader::read_delta(PackPlace place, std::string_view base, std::uint64_t max_bytes,
                            std::string& result, std::vector<SharedPart>& shared) {
  const std::optional<PackFile::Entry> entry = store_->entry(place);
  return entry && !entry->kind && inflate(*entry, max_bytes, delta_) &&
         apply_delta(base, delta_, max_bytes, result, &shared);
}

}  // namespace scan::source
