#include "source/layer_contents.h"

#include <xxhash.h>

#include <algorithm>
#include <string>

namespace scan::source {
namespace {

constexpr std::string_view kWhiteout = ".wh.";
// Of a folder: nothing of the lower layers is in it.
constexpr std::string_view kOpaque = ".wh..wh..opq";

std::string_view base_of(std::string_view name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

bool is_whiteout(std::string_view name) { return base_of(name).starts_with(kWhiteout); }

LayerContents::Key LayerContents::key_of(std::string_view name) {
  const XXH128_hash_t hash = XXH3_128bits(name.data(), name.size());
  return {hash.low64, hash.high64};
}

void LayerContents::add(const ArchiveEntry& entry) {
  const std::string_view base = base_of(entry.name);
  std::string_view folder = entry.name.substr(0, entry.name.size() - base.size());
  if (base == kOpaque) {
    if (!folder.empty()) folder.remove_suffix(1);
    below_.push_back(key_of(folder));
  } else if (base.starts_with(".wh..wh.")) {
    // The tools' own.
  } else if (base.starts_with(kWhiteout)) {
    const std::string_view gone = base.substr(kWhiteout.size());
    if (!gone.empty() && gone != "." && gone != "..")
      whole_.push_back(key_of(std::string(folder).append(gone)));
  } else if (entry.kind == ArchiveEntry::Kind::kFolder) {
    folders_.push_back(key_of(entry.name));
  } else {
    whole_.push_back(key_of(entry.name));
  }
}

void LayerContents::finish() {
  for (std::vector<Key>* keys : {&whole_, &below_, &folders_}) {
    std::ranges::sort(*keys);
    keys->shrink_to_fit();
  }
}

bool LayerContents::covers(std::string_view name) const {
  const Key key = key_of(name);
  if (std::ranges::binary_search(whole_, key) || std::ranges::binary_search(folders_, key))
    return true;
  for (std::size_t end = name.rfind('/');; end = name.rfind('/', end - 1)) {
    const Key above = key_of(end == name.npos ? std::string_view() : name.substr(0, end));
    if (std::ranges::binary_search(below_, above)) return true;
    if (end == name.npos || end == 0) return false;
    if (std::ranges::binary_search(whole_, above)) return true;
  }
}

}  // namespace scan::source
