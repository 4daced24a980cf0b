// From files of advisories to the bytes of an index.
#pragma once

#include <string>
#include <vector>

#include "scan/advisory_database.h"
#include "scan/result.h"

namespace scan::sca {

struct IndexInput {
  /// A JSON file, a zip archive, or a directory of either.
  std::string path;
  /// Under which the index tells of it.
  std::string name;
};

struct BuiltIndex {
  AdvisoryDatabaseStatus status;
  std::string bytes;
};

/// Parses and reduces records in batches on several threads, and collects them in the order in
/// which they were read. Errors as build_advisory_database().
Result<BuiltIndex> build_index(const std::vector<IndexInput>& inputs,
                               const AdvisoryBuildOptions& options);

/// AdvisoryDatabaseStatus::inputs of an index that is built from these.
std::vector<std::string> input_names(const std::vector<IndexInput>& inputs,
                                     const AdvisoryBuildOptions& options);

/// The last part of a path, so that the same data in another place gives the same bytes.
std::string last_part(const std::string& path);

}  // namespace scan::sca
