// Documents that are known when the program is built, and parsed by then.
#pragma once

#include <string>

#include "document/value.h"

namespace scan::document {

/// What Document::unpack() makes the document of again. Smaller than the text, whose strings it
/// refers to.
std::string pack(const Document& document);

}  // namespace scan::document
