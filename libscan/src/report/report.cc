// The table of formats, and the way through it.
#include "scan/report.h"

#include <array>
#include <utility>

#include "report/writers.h"

namespace scan {
namespace {

struct Row {
  ReportFormat format;
  report::Writer write;
};

constexpr Row kFormats[] = {
#define SCAN_FORMAT(name, writer, description) {{name, description}, report::writer},
#include "report/formats.def"
#undef SCAN_FORMAT
};

}  // namespace

std::vector<ReportFormat> report_formats() {
  std::vector<ReportFormat> formats;
  for (const Row& row : kFormats) formats.push_back(row.format);
  return formats;
}

Result<std::string> write_report(std::string_view format, const ScanResult& result,
                                 const Verdict& verdict, const ReportOptions& options) {
  for (const Row& row : kFormats)
    if (row.format.name == format) return row.write(result, verdict, options);
  std::string known;
  for (const Row& row : kFormats) {
    if (!known.empty()) known += ", ";
    known += row.format.name;
  }
  return Error{.code = ErrorCode::kInvalidArgument,
               .message = "unknown report format `" + std::string(format) + "`",
               .hint = "the formats are " + known};
}

}  // namespace scan
