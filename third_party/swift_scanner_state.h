// Included before the scanner of the Swift grammar (tree-sitter-swift 0.7.1), which asks for 0
// objects of its state and then writes to one.
#pragma once

#include <stdlib.h>

static inline void* scan_allocate_state(size_t count, size_t size) {
  return calloc(count == 0 ? 1 : count, size);
}
#define calloc scan_allocate_state
