// The public way to build and check an index (scan/advisory_database.h).
#include "scan/advisory_database.h"

#include <algorithm>
#include <filesystem>

#include "base/replace_file.h"
#include "sca/advisory_index.h"
#include "sca/advisory_inputs.h"
#include "sca/index_builder.h"
#include "sca/osv_record.h"

namespace scan {

Result<AdvisoryDatabaseStatus> build_advisory_database(const std::vector<std::string>& inputs,
                                                       const std::string& output) {
  AdvisoryDatabaseStatus status;
  sca::IndexBuilder builder;
  sca::OsvParser parser;
  std::uint64_t records = 0;
  Status read = sca::for_each_advisory_file(inputs, [&](const sca::AdvisoryFile& file) {
    Result<sca::OsvRecord> record = parser.parse(file.bytes);
    if (record.ok()) {
      builder.add(std::move(*record));
      ++records;
    } else {
      status.notices.push_back({.code = "advisory-invalid",
                                .message = record.error().message,
                                .path = file.name,
                                .incomplete = true});
    }
  });
  if (!read.ok()) return read.error();
  if (records == 0) {
    std::string reason = status.notices.empty()
                             ? "no .json file in it"
                             : status.notices.front().path + ": " + status.notices.front().message;
    return Error{.code = ErrorCode::kInvalidData,
                 .message = "no advisory could be read: " + reason,
                 .path = inputs.empty() ? "" : inputs.front()};
  }
  // By their last parts, so that the same data in another place gives the same bytes.
  for (const std::string& input : inputs) {
    std::filesystem::path path = std::filesystem::path(input).lexically_normal();
    builder.add_input((path.has_filename() ? path : path.parent_path()).filename().string());
  }

  Result<std::string> bytes = builder.finish(status);
  if (!bytes.ok()) return std::move(bytes).error();
  status.bytes = bytes->size();
  if (Status written = base::replace_file(output, *bytes); !written.ok()) return written.error();
  std::sort(status.notices.begin(), status.notices.end());
  return status;
}

Result<AdvisoryDatabaseStatus> check_advisory_database(const std::string& path) {
  Result<sca::AdvisoryIndex> index = sca::AdvisoryIndex::open(path, sca::Verify::kAll);
  if (!index.ok()) return std::move(index).error();
  return index->status();
}

}  // namespace scan
