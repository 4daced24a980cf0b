// The reader of stored reports. Whatever it takes must be written by every format, and read back to
// the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "scan/report.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto result = scan::read_report({reinterpret_cast<const char*>(data), size});
  if (!result.ok()) return 0;
  const scan::Verdict verdict = scan::evaluate({}, *result);
  for (const scan::ReportFormat& format : scan::report_formats()) {
    const auto report =
        scan::write_report(format.name, *result, verdict,
                           {.width = 40, .suppressed = scan::SuppressedFindings::kShow});
    if (!report.ok()) std::abort();
    if (format.name != "json") continue;
    const auto again = scan::read_report(*report);
    if (!again.ok() || *again != *result) std::abort();
  }
  return 0;
}
