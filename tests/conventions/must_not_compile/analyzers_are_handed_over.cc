// The engine owns its analyzers: the caller says so by a move.
// error: use of deleted function .*unique_ptr
#include <utility>

#include "scan/engine.h"

scan::Result<scan::Engine> make(std::vector<std::unique_ptr<scan::Analyzer>> analyzers) {
#ifdef MUST_NOT_COMPILE
  return scan::Engine::create(analyzers);
#else
  return scan::Engine::create(std::move(analyzers));
#endif
}
