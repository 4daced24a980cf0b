// The part of a scan that is about container images: what is an image, and what becomes of its
// layers.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/archive_scan.h"
#include "engine/file_analysis.h"
#include "engine/image_manifest.h"
#include "source/file.h"
#include "source/image_blobs.h"
#include "source/layer_contents.h"

namespace scan::engine {

class ImageScan;

/// One image while its layers are read, by several threads at once. What is said of a file can be
/// completed only when all are read: whether a later layer covers it.
class ImageReading {
 public:
  /// `path` is that of the image in the result; `source` what `image.layers` are read from.
  ImageReading(Image image, std::shared_ptr<const source::ImageBlobs> blobs, std::string path);

  std::size_t layers() const { return image_.layers.size(); }
  const std::string& path() const { return path_; }

  /// Reads one layer, once. Returns whether that was the last one, and take() may be called.
  /// `analyze` is asked for each wanted text.
  struct Callbacks {
    std::function<FileOutcome(const Source&, std::uint64_t wanted)> analyze;
    std::function<void(const char* reason, std::uint64_t count)> skip;
    std::function<bool()> should_stop;
    /// Called when a layer was not read to its end because of should_stop().
    std::function<void()> stopped;
  };
  bool read_layer(std::size_t layer, ImageScan& scan, const Callbacks& callbacks);
  /// The same, from an `input` that comes from a file of `size` bytes; null: it is not there.
  bool read_layer(std::size_t layer, source::ArchiveInput* input, std::uint64_t size,
                  ImageScan& scan, const Callbacks& callbacks);
  /// Of a layer: the part that holds it.
  const std::string& blob(std::size_t layer) const { return image_.layers[layer].blob; }

  /// All that was said, in the order of the layers.
  std::vector<FileOutcome> take();

 private:
  struct LayerState {
    source::LayerContents contents;
    std::vector<FileOutcome> outcomes;
    std::vector<Notice> notices;
  };

  bool is_covered(std::size_t layer, std::string_view name) const;

  Image image_;
  std::shared_ptr<const source::ImageBlobs> blobs_;
  std::string path_;
  std::vector<LayerState> states_;
  std::atomic<std::size_t> left_;
};

/// Safe to share between threads.
class ImageScan {
 public:
  /// All must outlive it.
  ImageScan(std::span<const std::unique_ptr<Analyzer>> analyzers, const ScanOptions& options,
            ArchiveScan& archives);

  /// Whether the file may be an image by its name: an archive, or the mark of an OCI layout. False
  /// where nobody reads images.
  bool may_be_image(std::string_view path, bool is_root) const;

  /// Whether the file lies where an OCI layout has its parts, which are read as parts of the image.
  bool is_part_of_layout(const std::string& system_path) const;

  /// What an archive or the folder of an oci-layout file consists of; without blobs where it is no
  /// image.
  source::ImageParts open(const std::string& system_path, source::FinalLink link,
                          const std::function<bool()>& should_stop) const;
  /// Reads the layers of an image in a compressed archive, by the calling thread. Returns whether
  /// take() may be called.
  bool read_stream(const std::string& system_path, source::FinalLink link, ImageReading& image,
                   const ImageReading::Callbacks& callbacks);

  /// The analyzers that want a file in a layer.
  std::uint64_t wanted(std::string_view path) const;
  bool wants_binary(std::string_view path, std::string_view head) const;

  const ScanOptions& options() const { return options_; }
  ArchiveScan& archives() { return archives_; }

 private:
  std::span<const std::unique_ptr<Analyzer>> analyzers_;
  const ScanOptions& options_;
  ArchiveScan& archives_;
  std::uint64_t readers_ = 0;
  std::uint64_t binary_readers_ = 0;
};

}  // namespace scan::engine
