// What the images in an archive or a folder consist of, and what their configuration says.
#pragma once

#include <string>
#include <vector>

#include "scan/finding.h"
#include "scan/notice.h"
#include "source/image_blobs.h"

namespace scan::engine {

struct ImageLayer {
  /// The part that holds it.
  std::string blob;
  /// For the locations of what is in it.
  Layer layer;
};

struct Image {
  /// Tells it from the others that it stands beside: "app:1.2", "linux/arm64". May be empty.
  std::string name;
  /// From the lowest.
  std::vector<ImageLayer> layers;
  /// History and configuration in the form of a Dockerfile; empty when there is no configuration
  /// that can be read. Ends with a line break.
  std::string dockerfile;
};

struct FoundImages {
  std::vector<Image> images;
  /// Without paths.
  std::vector<Notice> notices;
};

/// The images that manifest.json (of `docker save`) and index.json (of OCI tools) name, each once;
/// of an image for several platforms all. Attestations are left out. What is damaged or not there
/// is a notice.
FoundImages find_images(const source::ImageBlobs& blobs);

}  // namespace scan::engine
