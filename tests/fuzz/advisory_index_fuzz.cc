// Any bytes as an index, first as they are, then with checksums that fit them: errors at worst.
#include <cstddef>
#include <cstdint>
#include <string>

#include "sca/advisory_index.h"
#include "sca/index_file.h"

using namespace scan::sca;

static void read(const std::string& bytes) {
  scan::Result<AdvisoryIndex> index = AdvisoryIndex::from_bytes(bytes, Verify::kAll);
  if (!index.ok()) return;
  (void)index->status().ok();
  for (const char* version : {"1.0", "2.5", "x"})
    for (const char* ecosystem : {"PyPI", "npm", "Maven"})
      if (auto matches = index->find(ecosystem, "p", version); matches.ok())
        for (const AdvisoryMatch& match : *matches) (void)index->group(match.group).ok();
  for (std::uint32_t group = 0; group < 4; ++group) (void)index->group(group).ok();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string bytes(reinterpret_cast<const char*>(data), size);
  read(bytes);
  reseal_index(bytes);
  read(bytes);
  return 0;
}
