// An engine holds the compiled rules: it is moved, or shared by reference.
// error: use of deleted function .*Engine
#include <utility>

#include "scan/engine.h"

scan::Engine take(scan::Engine& engine) {
#ifdef MUST_NOT_COMPILE
  return engine;
#else
  return std::move(engine);
#endif
}
