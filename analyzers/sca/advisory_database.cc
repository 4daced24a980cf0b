// The public way to build and check an index.
#include "scan/advisory_database.h"

#include "base/replace_file.h"
#include "sca/advisory_index.h"
#include "sca/index_build.h"

namespace scan {

Result<AdvisoryDatabaseStatus> build_advisory_database(const std::vector<std::string>& inputs,
                                                       const std::string& output,
                                                       const AdvisoryBuildOptions& options) {
  std::vector<sca::IndexInput> named;
  for (const std::string& input : inputs)
    named.push_back({.path = input, .name = sca::last_part(input)});
  Result<sca::BuiltIndex> built = sca::build_index(named, options);
  if (!built.ok()) return std::move(built).error();
  if (Status written = base::replace_file(output, built->bytes); !written.ok())
    return written.error();
  return std::move(built->status);
}

Result<AdvisoryDatabaseStatus> check_advisory_database(const std::string& path) {
  Result<sca::AdvisoryIndex> index = sca::AdvisoryIndex::open(path, sca::Verify::kAll);
  if (!index.ok()) return std::move(index).error();
  return index->status();
}

}  // namespace scan
