// Wheels and eggs that lie on a disk: archives with the metadata of an installed distribution.
#include <algorithm>
#include <utility>

#include "sca/lockfile.h"
#include "source/archive.h"
#include "source/archive_format.h"

namespace scan::sca {

bool wants_wheel(std::string_view /*path*/, std::string_view base) {
  return base.ends_with(".whl") || base.ends_with(".egg");
}

bool is_wheel(std::string_view head) {
  return source::archive_kind(head) == source::ArchiveKind::kDirectory;
}

void read_wheel(const LockfileInput& input, LockfileContent& content) {
  constexpr std::uint64_t kMaxText = 4u << 20;
  const Result<source::ArchiveLibraryPointer> library = source::ArchiveLibrary::load();
  if (!library.ok()) {
    content.notices.push_back(invalid_lockfile(library.error().message));
    return;
  }
  const std::string path(input.path);
  const source::ArchiveCallbacks callbacks{
      .takes = [](std::string_view, std::string_view) { return true; },
      .wants =
          [&](std::string_view kind) {
            // That of the archive, and of nothing that it has brought along.
            if (kind.size() <= path.size()) return false;
            const std::string_view name = kind.substr(path.size() + 1);
            return (name.ends_with(".dist-info/METADATA") || name == "EGG-INFO/PKG-INFO") &&
                   std::ranges::count(name, '/') == 1;
          },
      .on_file =
          [&](const std::string& file, std::string_view, std::string bytes) {
            LockfileContent metadata;
            read_dist_info({.path = file, .text = bytes}, metadata);
            for (LockedPackage& package : metadata.packages) {
              package.span = {};
              content.packages.push_back(std::move(package));
            }
            std::ranges::move(metadata.notices, std::back_inserter(content.notices));
          },
      .on_large =
          [&](const std::string& file, std::uint64_t) {
            content.notices.push_back(invalid_lockfile(file + " is too large"));
          }};
  source::MemoryInput bytes(input.bytes);
  source::ArchiveSummary summary =
      source::read_archive(**library, bytes, input.bytes.size(), path,
                           {.depth = 1, .tells_depth = false, .file_bytes = kMaxText}, callbacks);
  std::ranges::move(summary.notices, std::back_inserter(content.notices));
}

}  // namespace scan::sca
