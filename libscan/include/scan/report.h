// Results as bytes, in the formats that other tools read.
//
//   auto sarif = scan::write_report("sarif", result, verdict, {});
//   scan::save_report("out.sarif", *sarif);               // whole, or not at all
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scan/gate.h"
#include "scan/result.h"
#include "scan/scan_result.h"

namespace scan {

enum class Color : std::uint8_t { kNever, kAlways };
enum class SuppressedFindings : std::uint8_t { kHide, kShow };

struct ReportOptions {
  /// For `text` only.
  Color color = Color::kNever;
  /// Columns that `text` is wrapped and cut to; at least 40 are taken. A caller that writes to a
  /// terminal gives its width.
  std::uint32_t width = 100;
  /// Whether `text` and `sarif` have suppressed findings too, marked as such. `json` always has
  /// them.
  SuppressedFindings suppressed = SuppressedFindings::kHide;
  /// Shown in the summary of `text`, in milliseconds; 0: not shown. The only thing in any report
  /// that depends on more than the result.
  std::uint64_t elapsed_ms = 0;
};

/// A report format, as in `--format NAME`.
struct ReportFormat {
  std::string_view name;
  std::string_view description;
};

/// All formats, in the order of formats.def.
std::vector<ReportFormat> report_formats();

/// The report, complete, UTF-8 with a final line break. Bytes of paths that are not UTF-8 are
/// written percent-encoded where the format has URIs, and as U+FFFD elsewhere. kInvalidArgument for
/// an unknown format.
Result<std::string> write_report(std::string_view format, const ScanResult& result,
                                 const Verdict& verdict, const ReportOptions& options = {});

/// Reads a report of format `json` back. kInvalidData with the place when it is not one, or is of a
/// newer major version of the schema (docs/report-schema.md).
Result<ScanResult> read_report(std::string_view json);

/// Writes `content` to `path` whole or not at all: into a temporary file beside it, flushed to
/// disk, then renamed. A path that is not a regular file (a FIFO, /dev/stdout) is written to
/// directly. kIo with the system's reason.
Status save_report(const std::string& path, std::string_view content);

}  // namespace scan
