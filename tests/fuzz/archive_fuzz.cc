// Bytes of any archive: what comes out of it stands in it, and no limit is passed.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "source/archive.h"
#include "source/archive_format.h"
#include "source/archive_name.h"

namespace {

using scan::source::ArchiveLibrary;

void check(bool holds) {
  if (!holds) std::abort();
}

bool leads_outside(std::string_view name) {
  return name.starts_with('/') || name.starts_with("../") || name == ".." ||
         name.find("/../") != name.npos || name.ends_with("/..") || name.find('\\') != name.npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto library = ArchiveLibrary::load();
  check(library.ok());
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  check(!leads_outside(scan::source::normalized_name(bytes).name));
  scan::source::archive_kind(bytes, bytes);

  const scan::source::ArchiveLimits limits{.depth = 3,
                                           .file_bytes = 1u << 16,
                                           .total_bytes = 4u << 20,
                                           .ratio_free_bytes = 1u << 20,
                                           .entries = 1000,
                                           .name_bytes = 512,
                                           .held_bytes = 1u << 16};
  std::uint64_t entries = 0;
  const scan::source::ArchiveCallbacks callbacks{
      .takes =
          [&](std::string_view path, std::string_view name) {
            check(path.starts_with("a!") && path.ends_with(name) && path.size() <= 512);
            check(!leads_outside(name));
            check(++entries <= limits.entries);
            return true;
          },
      .wants = [](std::string_view kind) { return !kind.ends_with('x'); },
      .on_file =
          [&](const std::string& path, std::string_view kind, std::string text) {
            check(path.starts_with(kind) && text.size() <= limits.file_bytes);
          },
      .on_large = [&](const std::string& path, std::uint64_t) { check(path.starts_with('a')); },
      .should_stop = {}};
  scan::source::MemoryInput input(bytes);
  const scan::source::ArchiveSummary summary =
      read_archive(**library, input, size, "a", limits, callbacks);
  check(summary.complete);
  // libarchive gives what comes out in blocks.
  check(summary.bytes <= limits.total_bytes + (64u << 20));
  std::set<std::string> codes;
  for (const scan::Notice& notice : summary.notices)
    check(notice.path == "a" && codes.insert(notice.code).second);
  return 0;
}
