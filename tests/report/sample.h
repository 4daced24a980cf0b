// A result that has something of everything, for the tests of all formats.
#pragma once

#include "scan/gate.h"
#include "scan/scan_result.h"

namespace scan::report {

/// Several analyzers; findings of every severity, at several places, over several lines,
/// suppressed, with hostile, wide and ill-formed text; packages; notices of both kinds.
ScanResult sample_result();

/// A result that found nothing and left out nothing.
ScanResult clean_result();

/// Packages, licences and advisories as somebody would write them who wants to break a reader.
ScanResult hostile_packages();

/// One location with the region and the snippet that the engine would give it: `marked` is a part
/// of `code`, which begins on line `line`.
Location place(std::string path, std::uint32_t line, std::string code, std::string_view marked);

}  // namespace scan::report
