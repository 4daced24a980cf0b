// SIGINT and SIGTERM stop a scan; a second one kills.
#pragma once

#include "scan/cancellation.h"

namespace scan::cli {

/// Installs the handlers, and has a closed pipe reported by write() instead of killing the process.
/// Returns the token that the first signal raises; it lives as long as the process.
const CancellationToken& install_signal_handlers();

/// 128 + the number of the signal that raised the token; 0 before.
int interrupted_status();

}  // namespace scan::cli
