// Some tools' scales run from 0 to 10, some from 1 to 5, and some backwards.
// error: cannot convert .int. to .scan::Severity
#include "scan/gate.h"

void tighten(scan::Policy& policy) {
#ifdef MUST_NOT_COMPILE
  policy.fail_on = 3;
#else
  policy.fail_on = scan::Severity::kHigh;
#endif
}
