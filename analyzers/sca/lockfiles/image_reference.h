// Container images as packages.
#pragma once

#include <string_view>

#include "sca/lockfile.h"

namespace scan::sca {

/// Adds the image of a reference as distribution writes it (github.com/distribution/reference):
/// "nginx:1.25", "registry.example:5000/team/app@sha256:…". The version is the tag, else the
/// digest, which is a hash of it, too. Nothing is added for an empty one, for "scratch", and for
/// one that a variable gives.
void add_image(std::string_view reference, Scope scope, Span span, LockfileContent& content);

}  // namespace scan::sca
