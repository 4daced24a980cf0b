// What was wrong with an archive, told once for each kind: an archive may have a million entries.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scan/notice.h"
#include "source/archive.h"

namespace scan::source {

enum class ArchiveTrouble : std::uint8_t {
  kDamaged,
  kEncrypted,
  kTooDeep,
  kTooLargeWithin,
  kLongName,
  kLeadsOutside,
  kTooManyEntries,
  kTooManyBytes,
  kTooHighRatio,
};

/// Counts troubles of one archive, and remembers where each kind was met first.
class ArchiveTroubles {
 public:
  /// `path`: of the entry, or of the archive in the archive. `reason`: the reader's, or empty.
  void add(ArchiveTrouble trouble, std::string_view path, std::string_view reason = {});

  /// A notice for each kind, about the archive at `path`.
  std::vector<Notice> notices(const std::string& path, const ArchiveLimits& limits) const;

 private:
  static constexpr std::size_t kKinds = static_cast<std::size_t>(ArchiveTrouble::kTooHighRatio) + 1;
  struct Met {
    std::uint64_t times = 0;
    std::string path;
    std::string reason;
  };
  std::array<Met, kKinds> met_;
};

}  // namespace scan::source
