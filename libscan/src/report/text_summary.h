// The end of the text report: what ran, what was found, what was left out, and the verdict.
#pragma once

#include "report/terminal.h"
#include "scan/report.h"

namespace scan::report {

void draw_summary(Page& page, const ScanResult& result, const Verdict& verdict,
                  const ReportOptions& options);

}  // namespace scan::report
