// A copy would be a flag that nobody raises.
// error: use of deleted function .*CancellationToken
#include "scan/cancellation.h"

void stop(scan::CancellationToken& token) {
#ifdef MUST_NOT_COMPILE
  auto flag = token;
#else
  auto& flag = token;
#endif
  flag.cancel();
}
