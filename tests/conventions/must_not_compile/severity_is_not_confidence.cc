// How bad it is and how sure the rule is are different questions.
// error: no match for .operator==|no match for .operator>=
#include "scan/finding.h"

bool matters(const scan::Finding& finding) {
#ifdef MUST_NOT_COMPILE
  return finding.confidence >= scan::Severity::kHigh;
#else
  return finding.severity >= scan::Severity::kHigh;
#endif
}
