// A tar archive as an image: its index, its manifests and its configurations.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#include "engine/image_manifest.h"
#include "source/image_blobs.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  scan::base::Descriptor file(::memfd_create("image", MFD_CLOEXEC));
  if (!file.valid() || ::write(file.get(), data, size) != static_cast<ssize_t>(size)) return 0;
  const scan::source::FileInput input(std::move(file), size);
  const scan::source::ImageParts parts = scan::source::image_in_tar(input, {});
  if (parts.blobs == nullptr) return 0;
  for (const scan::engine::Image& image : scan::engine::find_images(*parts.blobs).images) {
    std::uint32_t number = 0;
    for (const scan::engine::ImageLayer& layer : image.layers) {
      if (layer.layer.number != ++number) std::abort();
      const auto part = parts.blobs->open(layer.blob);
      if (part && part->size().value_or(0) > size) std::abort();
    }
  }
  return 0;
}
