#include "source/image_blobs.h"

#include <unordered_map>
#include <utility>

#include "base/descriptor.h"
#include "source/archive_name.h"
#include "source/contained_file.h"
#include "source/file.h"
#include "source/tar_index.h"

namespace scan::source {
namespace {

class TarBlobs : public ImageBlobs {
 public:
  TarBlobs(const FileInput& input, std::unordered_map<std::string, TarEntry> entries)
      : input_(input), entries_(std::move(entries)) {}

  std::optional<FileInput> open(std::string_view name) const override {
    // Docker once wrote a layer that is there twice as a link to the first one.
    constexpr int kMaxLinks = 8;
    auto entry = entries_.find(std::string(name));
    for (int i = 0; entry != entries_.end() && !entry->second.target.empty(); ++i) {
      if (i == kMaxLinks) return std::nullopt;
      entry = entries_.find(entry->second.target);
    }
    if (entry == entries_.end()) return std::nullopt;
    return input_.part(entry->second.offset, entry->second.size);
  }

 private:
  FileInput input_;
  std::unordered_map<std::string, TarEntry> entries_;
};

class FolderBlobs : public ImageBlobs {
 public:
  explicit FolderBlobs(std::string folder) : folder_(std::move(folder)) {}

  std::optional<FileInput> open(std::string_view name) const override {
    Result<ContainedFile> contained = open_contained(folder_, std::string(name));
    if (!contained.ok()) return std::nullopt;
    Result<OpenFile> file =
        open_file_at(contained->directory.get(), contained->name, FinalLink::kRefuse);
    if (!file.ok()) return std::nullopt;
    return FileInput(std::move(file->descriptor), file->size);
  }

 private:
  std::string folder_;
};

}  // namespace

std::optional<std::string> ImageBlobs::read(std::string_view name, std::uint64_t max_bytes) const {
  const std::optional<FileInput> input = open(name);
  if (!input || input->size().value_or(0) > max_bytes) return std::nullopt;
  return input->read_at(0, *input->size());
}

ImageParts image_in_tar(const FileInput& input, const std::function<bool()>& should_stop) {
  std::unordered_map<std::string, TarEntry> entries;
  bool certain = false;
  for (TarEntry& entry : read_tar_index(input, should_stop)) {
    std::string name = entry.name;
    // An archive that is cut off has lost what stands at its end, which may be the manifest.
    certain |=
        name == "oci-layout" || name.starts_with("blobs/sha256/") || name.ends_with("/layer.tar");
    entries.insert_or_assign(std::move(name), std::move(entry));  // the last one, as unpacked
  }
  if (!certain && !entries.contains("manifest.json")) return {};
  return {std::make_unique<TarBlobs>(input, std::move(entries)), certain};
}

ImageParts image_in_folder(std::string folder) {
  return {std::make_unique<FolderBlobs>(std::move(folder)), true};
}

}  // namespace scan::source
