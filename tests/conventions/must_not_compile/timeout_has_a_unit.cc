// Seconds or milliseconds? The type asks.
// error: no match for .operator=.*chrono
#include "scan/scan_options.h"

void limit(scan::ScanOptions& options) {
  using namespace std::chrono_literals;
#ifdef MUST_NOT_COMPILE
  options.timeout = 30;
#else
  options.timeout = 30s;
#endif
}
