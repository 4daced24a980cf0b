// References to container images: `[registry/]name[:tag][@digest]`.
#pragma once

#include <string_view>

#include "iac/resource.h"
#include "scan/span.h"

namespace scan::iac {

/// The parts of a reference; what it does not name is empty.
struct ImageReference {
  std::string_view name;  ///< with its registry
  std::string_view tag;
  std::string_view digest;
  /// False when the name ends in a variable, which may bring a tag with it.
  bool resolved = true;
};

/// Takes any text; parts are views into it.
ImageReference parse_image(std::string_view reference);

/// Adds `image`, `name`, `tag` and `digest` (where named) and `resolved`, all at `span`.
void add_image(std::string_view reference, Span span, Attributes& attributes);

}  // namespace scan::iac
