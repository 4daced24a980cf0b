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
#include "source/archive_library.h"

namespace scan::source {

/// Safe to share between threads.
class ImageBlobs {
 public:
  virtual ~ImageBlobs() = default;

  /// A part to read; nullopt when there is none of this name.
  virtual std::optional<FileInput> open(std::string_view name) const = 0;

  /// A part in memory; nullopt when there is none of this name, or it is over `max_bytes`.
  virtual std::optional<std::string> read(std::string_view name, std::uint64_t max_bytes) const;
};

/// The parts of what may be an image.
struct ImageParts {
  std::unique_ptr<ImageBlobs> blobs;
  /// Whether it can be nothing else, so that it is damaged if no image can be found in it.
  bool certain = false;
  /// The archive is compressed, so its layers come only when it is read from its begin to its end,
  /// by read_image_stream(). What is small enough to be read() is there.
  bool streamed = false;
};

/// Those in a tar archive that is not compressed. Without blobs where it is certainly no image.
ImageParts image_in_tar(const FileInput& input, const std::function<bool()>& should_stop);

/// Those in a compressed tar archive, which is read as long as it looks like an image. `input` is
/// used up.
ImageParts image_in_stream(const ArchiveLibrary& library, FileInput& input,
                           const std::function<bool()>& should_stop);

/// Reads a compressed tar archive to its end; `on_layer` gets each archive in it. False when
/// `should_stop` ended it.
bool read_image_stream(
    const ArchiveLibrary& library, FileInput& input,
    const std::function<void(std::string_view name, ArchiveInput& input)>& on_layer,
    const std::function<bool()>& should_stop);

/// Those in a folder with an oci-layout. Names that lead out of it are not there; no link is
/// followed.
ImageParts image_in_folder(std::string folder);

}  // namespace scan::source
