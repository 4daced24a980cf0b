// Whether there is a value is asked before it is used.
// error: could not convert .*Result<scan::ScanResult>
#include "scan/engine.h"

scan::ScanResult run(const scan::Engine& engine) {
#ifdef MUST_NOT_COMPILE
  return engine.scan({"."});
#else
  return engine.scan({"."}).value();
#endif
}
