// `ignore_files = false` would read as its opposite.
// error: cannot convert .bool. to .scan::IgnoreFiles
#include "scan/scan_options.h"

void scan_everything(scan::ScanOptions& options) {
#ifdef MUST_NOT_COMPILE
  options.ignore_files = false;
#else
  options.ignore_files = scan::IgnoreFiles::kDisregard;
#endif
}
