// A report that could not be written must not go unnoticed.
// error: ignoring returned value .*nodiscard
#include "scan/report.h"

bool save(const std::string& report) {
#ifdef MUST_NOT_COMPILE
  scan::save_report("out.json", report);
  return true;
#else
  return scan::save_report("out.json", report).ok();
#endif
}
