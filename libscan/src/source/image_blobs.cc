#include "source/image_blobs.h"

#include <unordered_map>
#include <utility>

#include "base/descriptor.h"
#include "source/archive.h"
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

// Configurations and manifests.
class SmallBlobs : public ImageBlobs {
 public:
  explicit SmallBlobs(std::unordered_map<std::string, std::string> texts)
      : texts_(std::move(texts)) {}

  std::optional<FileInput> open(std::string_view) const override { return std::nullopt; }
  std::optional<std::string> read(std::string_view name, std::uint64_t max_bytes) const override {
    const auto text = texts_.find(std::string(name));
    if (text == texts_.end() || text->second.size() > max_bytes) return std::nullopt;
    return text->second;
  }

 private:
  std::unordered_map<std::string, std::string> texts_;
};

// Whether an entry at the top of an archive may be part of an image: to read on to the end of any
// compressed archive would take as long as to unpack it.
bool is_image_like(std::string_view name) {
  constexpr std::size_t kDigits = 64;
  for (const std::string_view known :
       {"blobs", "config.json", "index.json", "manifest.json", "oci-layout", "repositories"})
    if (name == known) return true;
  std::string_view first = name.substr(0, name.find('/'));
  if (first == "blobs") return true;
  if (first.starts_with("sha256:")) first.remove_prefix(7);
  return first.size() >= kDigits &&
         first.substr(0, kDigits).find_first_not_of("0123456789abcdef") == first.npos;
}

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

ImageParts image_in_stream(const ArchiveLibrary& library, FileInput& input,
                           const std::function<bool()>& should_stop) {
  constexpr std::uint64_t kMaxTexts = 64u << 20;
  std::unordered_map<std::string, std::string> texts;
  std::uint64_t bytes = 0;
  bool is_image = true;
  bool certain = false;
  const auto name_of = [](std::string_view path) {
    return path.substr(path.rfind(kArchiveSeparator) + 1);
  };
  const ArchiveCallbacks callbacks{
      .takes = [&](std::string_view, std::string_view) { return is_image; },
      .wants = [](std::string_view) { return true; },
      .on_entry =
          [&](const ArchiveEntry& entry) {
            is_image = is_image && is_image_like(entry.name);
            certain |= entry.name == "oci-layout" || entry.name.starts_with("blobs/sha256/");
          },
      .on_archive = [](std::string_view, ArchiveInput&) {},
      .on_file =
          [&](const std::string& path, std::string_view, std::string text) {
            bytes += text.size();
            if (bytes > kMaxTexts) is_image = false;
            if (is_image) texts.insert_or_assign(std::string(name_of(path)), std::move(text));
          },
      .on_large = [](const std::string&, std::uint64_t) {},
      .should_stop = [&] { return !is_image || (should_stop && should_stop()); }};
  constexpr std::uint64_t kMaxText = 16u << 20;
  read_archive(library, input, input.size().value_or(0), "image", {.file_bytes = kMaxText},
               callbacks);
  if (!is_image || (!certain && !texts.contains("manifest.json"))) return {};
  return {std::make_unique<SmallBlobs>(std::move(texts)), certain, true};
}

bool read_image_stream(
    const ArchiveLibrary& library, FileInput& input,
    const std::function<void(std::string_view name, ArchiveInput& input)>& on_layer,
    const std::function<bool()>& should_stop) {
  const ArchiveCallbacks callbacks{
      .takes = [](std::string_view, std::string_view) { return true; },
      .wants = [](std::string_view) { return false; },
      .on_archive = on_layer,
      .on_file = [](const std::string&, std::string_view, std::string) {},
      .on_large = [](const std::string&, std::uint64_t) {},
      .should_stop = should_stop};
  return read_archive(library, input, input.size().value_or(0), "image", {}, callbacks).complete;
}

ImageParts image_in_folder(std::string folder) {
  return {std::make_unique<FolderBlobs>(std::move(folder)), true};
}

}  // namespace scan::source
