// Any bytes as JavaScript: a sound tree, however little of it is JavaScript.
#include <cstddef>
#include <cstdint>

#include "tree_checks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  scan::fuzz::check_tree("javascript", {reinterpret_cast<const char*>(data), size});
  return 0;
}
