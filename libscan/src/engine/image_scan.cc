// Layers are read like archives, each by one thread and in no order; names are collected on the
// way. Only what analyzers said something about is kept until the last layer is read. Then it is
// known which files a later layer covers: their secrets count all the same, as who has the image
// has every layer.
#include "engine/image_scan.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "source/archive_format.h"
#include "source/archive_name.h"
#include "source/encoding.h"

namespace scan::engine {
namespace {

constexpr std::string_view kLayoutMark = "oci-layout";

std::string_view base_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

Notice layer_notice(const std::string& path, const Layer& layer, const char* code,
                    std::string message) {
  return {.code = code,
          .message = "layer " + std::to_string(layer.number) + ": " + std::move(message),
          .path = path,
          .incomplete = true};
}

}  // namespace

ImageScan::ImageScan(std::span<const std::unique_ptr<Analyzer>> analyzers,
                     const ScanOptions& options, ArchiveScan& archives)
    : analyzers_(analyzers), options_(options), archives_(archives) {
  for (std::size_t i = 0; i < analyzers.size(); ++i) {
    if (!analyzers[i]->reads_images()) continue;
    readers_ |= std::uint64_t{1} << i;
    if (analyzers[i]->reads_binary()) binary_readers_ |= std::uint64_t{1} << i;
  }
}

bool ImageScan::may_be_image(std::string_view path, bool is_root) const {
  if (readers_ == 0) return false;
  if (is_root || base_of(path) == kLayoutMark) return true;
  for (const std::string_view ending : {".tar", ".tar.gz", ".tgz", ".tar.zst", ".tar.xz"})
    if (path.ends_with(ending)) return true;
  return false;
}

bool ImageScan::is_part_of_layout(const std::string& system_path) const {
  constexpr std::size_t kLeastDigits = 64;
  if (readers_ == 0 || base_of(system_path).size() < kLeastDigits) return false;
  const std::filesystem::path path(system_path);
  const std::filesystem::path blobs = path.parent_path().parent_path();
  std::error_code failure;
  return blobs.filename() == "blobs" &&
         std::filesystem::is_regular_file(blobs.parent_path() / kLayoutMark, failure);
}

source::ImageParts ImageScan::open(const std::string& system_path, source::FinalLink link,
                                   const std::function<bool()>& should_stop) const {
  if (base_of(system_path) == kLayoutMark)
    return source::image_in_folder(std::filesystem::path(system_path).parent_path().string());
  Result<source::OpenFile> file = source::open_file(system_path, link);
  if (!file.ok()) return {};
  const std::uint64_t size = file->size;
  source::FileInput input(std::move(file->descriptor), size);
  const std::string head = input.head();
  if (source::is_tar(head)) return source::image_in_tar(input, should_stop);
  if (source::archive_kind(head) != source::ArchiveKind::kStream) return {};
  const Result<source::ArchiveLibraryPointer>& library = archives_.library();
  if (!library.ok()) return {};
  return source::image_in_stream(**library, input, should_stop);
}

bool ImageScan::read_stream(const std::string& system_path, source::FinalLink link,
                            ImageReading& image, const ImageReading::Callbacks& callbacks) {
  std::vector<bool> done(image.layers());
  bool all = image.layers() == 0;
  Result<source::OpenFile> file = source::open_file(system_path, link);
  const Result<source::ArchiveLibraryPointer>& library = archives_.library();
  if (file.ok() && library.ok()) {
    const std::uint64_t size = file->size;
    source::FileInput stream(std::move(file->descriptor), size);
    const auto on_layer = [&](std::string_view name, source::ArchiveInput& input) {
      for (std::size_t i = 0; i < image.layers(); ++i) {
        if (done[i] || image.blob(i) != name) continue;
        done[i] = true;
        all |= image.read_layer(i, &input, size, *this, callbacks);
        return;
      }
    };
    if (!source::read_image_stream(**library, stream, on_layer, callbacks.should_stop))
      callbacks.stopped();
  }
  for (std::size_t i = 0; i < image.layers(); ++i)
    if (!done[i]) all |= image.read_layer(i, nullptr, 0, *this, callbacks);
  return all;
}

std::uint64_t ImageScan::wanted(std::string_view path) const {
  return wanted_by(analyzers_, path) & readers_;
}

bool ImageScan::wants_binary(std::string_view path, std::string_view head) const {
  const std::uint64_t readers = wanted(path) & binary_readers_;
  for (std::size_t i = 0; readers >> i != 0; ++i)
    if ((readers >> i & 1) != 0 && analyzers_[i]->wants_binary(path, head)) return true;
  return false;
}

ImageReading::ImageReading(Image image, std::shared_ptr<const source::ImageBlobs> blobs,
                           std::string path)
    : image_(std::move(image)),
      blobs_(std::move(blobs)),
      path_(std::move(path)),
      states_(image_.layers.size()),
      left_(image_.layers.size()) {}

bool ImageReading::read_layer(std::size_t index, ImageScan& scan, const Callbacks& callbacks) {
  std::optional<source::FileInput> input = blobs_->open(image_.layers[index].blob);
  return read_layer(index, input ? &*input : nullptr, input ? *input->size() : 0, scan, callbacks);
}

bool ImageReading::read_layer(std::size_t index, source::ArchiveInput* input, std::uint64_t size,
                              ImageScan& scan, const Callbacks& callbacks) {
  const ImageLayer& layer = image_.layers[index];
  LayerState& state = states_[index];
  const Result<source::ArchiveLibraryPointer>& library = scan.archives().library();
  if (!library.ok()) {
    state.notices.push_back(
        layer_notice(path_, layer.layer, "image-unreadable", library.error().message));
  } else if (input == nullptr) {
    state.notices.push_back(
        layer_notice(path_, layer.layer, "image-damaged", layer.blob + " is not there"));
  } else {
    bool is_archive = true;
    const bool opens_archives = scan.options().max_archive_depth > 0;
    const source::ArchiveLimits limits{.depth = 1 + scan.options().max_archive_depth,
                                       .tells_depth = opens_archives,
                                       .file_bytes = text_limit(scan.options()),
                                       .binary_bytes = kMaxBinaryBytes};
    const source::ArchiveCallbacks reading{
        .takes =
            [&](std::string_view path, std::string_view name) {
              return !source::is_whiteout(name) && scan.archives().takes(path, name);
            },
        .wants = [&](std::string_view kind) { return scan.wanted(kind) != 0; },
        .on_entry =
            [&](const source::ArchiveEntry& entry) {
              if (entry.depth == 1) state.contents.add(entry);
            },
        .wants_binary =
            [&](std::string_view kind, std::string_view head) {
              // What is compressed and no archive has the path of the layer, or less.
              if (kind.size() <= path_.size()) is_archive = false;
              return scan.wants_binary(kind, head) &&
                     source::decode(head).encoding == Encoding::kBinary;
            },
        .on_file =
            [&](const std::string& path, std::string_view kind, std::string bytes) {
              const Source source(path, std::move(bytes));
              FileOutcome outcome = callbacks.analyze(source, scan.wanted(kind));
              if (!outcome.empty()) state.outcomes.push_back(std::move(outcome));
            },
        .on_large =
            [&](const std::string& path, std::uint64_t bytes) {
              state.notices.push_back(file_too_large(path, bytes, limits.file_bytes));
            },
        .should_stop = callbacks.should_stop};
    source::ArchiveSummary summary =
        source::read_archive(**library, *input, size, path_, limits, reading);
    for (const auto& [reason, count] : summary.skipped) callbacks.skip(reason.c_str(), count);
    for (Notice& notice : summary.notices) {
      notice.message = "layer " + std::to_string(layer.layer.number) + ": " + notice.message;
      state.notices.push_back(std::move(notice));
    }
    if (!is_archive)
      state.notices.push_back(
          layer_notice(path_, layer.layer, "image-damaged", "it is no archive"));
    if (!summary.complete) callbacks.stopped();
  }
  state.contents.finish();
  return left_.fetch_sub(1) == 1;
}

bool ImageReading::is_covered(std::size_t layer, std::string_view name) const {
  for (std::size_t above = layer + 1; above < states_.size(); ++above)
    if (states_[above].contents.covers(name)) return true;
  return false;
}

std::vector<FileOutcome> ImageReading::take() {
  std::vector<FileOutcome> all;
  for (std::size_t i = 0; i < states_.size(); ++i) {
    for (FileOutcome& outcome : states_[i].outcomes) {
      // A layer that is compressed and no archive has no name in it.
      std::string_view name = outcome.path;
      name.remove_prefix(std::min(path_.size() + 1, name.size()));
      name = name.substr(0, name.find(source::kArchiveSeparator));
      Layer layer = image_.layers[i].layer;
      layer.covered = is_covered(i, name);
      for (Finding& finding : outcome.findings) {
        for (Location& location : finding.locations) location.layer = layer;
        if (layer.covered)
          finding.message += " A later layer removes the file, but the image still contains it.";
      }
      for (Fact& fact : outcome.facts) fact.location.layer = layer;
      all.push_back(std::move(outcome));
    }
    if (!states_[i].notices.empty())
      all.push_back({.path = path_, .notices = std::move(states_[i].notices)});
  }
  return all;
}

}  // namespace scan::engine
