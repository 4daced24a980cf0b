// https://github.com/distribution/reference: the tag follows the last colon that no slash follows,
// since a registry may have a port. A colon inside `${…}` is no separator.
#include "iac/image.h"

namespace scan::iac {

ImageReference parse_image(std::string_view reference) {
  ImageReference image;
  if (const std::size_t at = reference.find('@'); at != std::string_view::npos) {
    image.digest = reference.substr(at + 1);
    reference = reference.substr(0, at);
  }
  std::size_t last_part = 0;
  std::size_t colon = std::string_view::npos;
  int braces = 0;
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const char c = reference[i];
    if (c == '{') ++braces;
    if (c == '}' && braces > 0) --braces;
    if (braces > 0) continue;
    if (c == '/') last_part = i + 1, colon = std::string_view::npos;
    if (c == ':') colon = i;
  }
  if (colon != std::string_view::npos) {
    image.tag = reference.substr(colon + 1);
    reference = reference.substr(0, colon);
  }
  image.name = reference;
  image.resolved = !image.tag.empty() || !image.digest.empty() ||
                   reference.find('$', last_part) == std::string_view::npos;
  return image;
}

void add_image(std::string_view reference, Span span, Attributes& attributes) {
  const ImageReference image = parse_image(reference);
  attributes.add("image", reference, span);
  attributes.add("name", image.name, span);
  if (!image.tag.empty()) attributes.add("tag", image.tag, span);
  if (!image.digest.empty()) attributes.add("digest", image.digest, span);
  attributes.add_bool("resolved", image.resolved, span);
}

}  // namespace scan::iac
