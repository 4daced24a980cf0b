// The parts of a container image by their names, wherever they lie: in a tar archive or in a
// folder.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "source/archive_input.h"

namespace scan::source {

/// Safe to share between threads.
class ImageBlobs {
 public:
  virtual ~ImageBlobs() = default;

  /// A part to read; nullopt when there is none of this name.
  virtual std::optional<FileInput> open(std::string_view name) const = 0;

  /// A part in memory; nullopt when there is none of this name, or it is over `max_bytes`.
  std::optional<std::string> read(std::string_view name, std::uint64_t max_bytes) const;
};

/// The parts of what may be an image.
struct ImageParts {
  std::unique_ptr<ImageBlobs> blobs;
  /// Whether it can be nothing else, so that it is damaged if no image can be found in it.
  bool certain = false;
};

/// Those in a tar archive that is not compressed. Without blobs where it is certainly no image.
ImageParts image_in_tar(const FileInput& input, const std::function<bool()>& should_stop);

/// Those in a folder with an oci-layout. Names that lead out of it are not there; no link is
/// followed.
ImageParts image_in_folder(std::string folder);

}  // namespace scan::source
