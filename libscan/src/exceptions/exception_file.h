// Files of exceptions: ours, and those of the tools whose users have them. One reader a format,
// listed in formats.def.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/value.h"
#include "exceptions/exception.h"
#include "scan/result.h"

namespace scan::exceptions {

/// A file larger than this is none.
inline constexpr std::uint64_t kMaxFileBytes = 64u << 20;

/// Whether a file of this name holds exceptions for the folder that it lies in, so that a walk that
/// meets it reads it. VEX documents do not: they are named by whoever trusts their author.
bool is_exception_file(std::string_view name);

/// Reads a file of any of the formats: told by `path`, or else by its content. kInvalidRule with
/// the place of the first thing that is wrong; kInvalidData when it is of no format.
Result<std::vector<Exception>> read_exceptions(std::string_view text, const std::string& path);

/// What a reader adds to: entries in the order of the file. A Status is that of the first error.
using Reader = Status (*)(const document::Document& document, std::vector<Exception>& exceptions);

// One for each format of formats.def, in a file of its own.
#define SCAN_EXCEPTIONS(name, file, keys) \
  Status read_##name(const document::Document& document, std::vector<Exception>& exceptions);
#include "exceptions/formats.def"
#undef SCAN_EXCEPTIONS

/// Trivy's list of ids, which is no document: an id a line, `exp:2026-12-31` and a comment behind
/// it.
Status read_trivy_list(std::string_view text, const std::string& path,
                       std::vector<Exception>& exceptions);

}  // namespace scan::exceptions
