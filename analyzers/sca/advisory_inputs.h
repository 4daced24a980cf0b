// The files that an advisory index is built from: OSV JSON, directories of it, zip archives of it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scan/result.h"

namespace scan::sca {

/// What an archive may expand to. Read as it streams, so nothing larger is ever held.
struct ArchiveLimits {
  std::uint64_t entries = 5'000'000;
  std::uint64_t record_bytes = 64u << 20;
  std::uint64_t total_bytes = 32ull << 30;
  /// Expanded bytes for each byte of the archive, beyond the first `ratio_free_bytes`. JSON packs
  /// 1:30.
  std::uint64_t ratio = 200;
  std::uint64_t ratio_free_bytes = 16u << 20;
};

struct AdvisoryFile {
  /// "osv/PyPI/all.zip/PYSEC-2024-1.json", for messages.
  std::string name;
  std::string_view bytes;
};

/// Calls `visit` with each ".json" file below each input, archives' entries included, in the order
/// of the inputs, then of names, then of the archive. Directories whose names begin with "." are
/// passed over. kNotFound and kIo for what cannot be read; kInvalidData for an archive that is cut
/// off, malformed, or beyond its limits. Writes nothing.
Status for_each_advisory_file(const std::vector<std::string>& inputs,
                              const std::function<void(const AdvisoryFile&)>& visit,
                              const ArchiveLimits& limits = {});

}  // namespace scan::sca
