#include "scan/version.h"

namespace scan {

std::string_view version() { return SCAN_VERSION; }

}  // namespace scan
