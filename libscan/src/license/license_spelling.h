// How people write licences for which SPDX has an id (spellings.def).
#pragma once

#include <string>
#include <string_view>

namespace scan::license {

/// The expression that stands for the words, as "Apache-2.0" for "Apache License, Version 2.0" or
/// for a page of it; empty where they mean no licence for sure.
std::string spelled(std::string_view words);

}  // namespace scan::license
