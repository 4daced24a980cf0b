// A record in, an index out: every version that the record lists is found in it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "sca/advisory_index.h"
#include "sca/index_builder.h"
#include "sca/osv_record.h"

using namespace scan::sca;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  scan::Result<OsvRecord> parsed =
      OsvParser().parse(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!parsed.ok()) return 0;
  const OsvRecord record = *parsed;
  IndexBuilder builder;
  builder.add(record);
  scan::AdvisoryDatabaseStatus status;
  scan::Result<std::string> bytes = builder.finish(status);
  if (!bytes.ok()) std::abort();
  scan::Result<AdvisoryIndex> index = AdvisoryIndex::from_bytes(std::move(*bytes), Verify::kAll);
  if (!index.ok()) std::abort();
  for (const OsvAffected& affected : record.affected) {
    for (const std::string& version : affected.versions) {
      auto matches = index->find(affected.ecosystem, affected.name, version);
      if (!matches.ok() || matches->empty() != record.withdrawn) std::abort();
      for (const AdvisoryMatch& match : *matches)
        if (!index->group(match.group).ok()) std::abort();
    }
  }
  return 0;
}
