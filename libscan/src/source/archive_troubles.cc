#include "source/archive_troubles.h"

#include <algorithm>

namespace scan::source {
namespace {

// A name may have thousands of bytes.
constexpr std::size_t kShownBytes = 200;

struct Words {
  ArchiveTrouble trouble;
  const char* code;
  const char* message;
};

constexpr std::array<Words, 9> kWords = {{
    {ArchiveTrouble::kDamaged, "archive-damaged", "could not be read whole"},
    {ArchiveTrouble::kEncrypted, "archive-encrypted", "what is encrypted cannot be read"},
    {ArchiveTrouble::kTooDeep, "archive-depth",
     "archives in it lie deeper than are opened (--max-archive-depth)"},
    {ArchiveTrouble::kTooLargeWithin, "archive-too-large",
     "archives in it are too large to be opened where they are"},
    {ArchiveTrouble::kLongName, "archive-name", "paths in it are over the limit of bytes"},
    {ArchiveTrouble::kLeadsOutside, "archive-name-outside",
     "names lead out of the archive, and are shown without what does so"},
    {ArchiveTrouble::kTooManyEntries, "archive-entries",
     "not read to its end, as it has more entries than the limit"},
    {ArchiveTrouble::kTooManyBytes, "archive-bytes",
     "not read to its end, as more bytes come out of it than the limit"},
    {ArchiveTrouble::kTooHighRatio, "archive-ratio",
     "not read to its end, as more than this many times its size comes out of it"},
}};

// The limit that a trouble is about; 0: none that a number says more of.
std::uint64_t limit_of(ArchiveTrouble trouble, const ArchiveLimits& limits) {
  switch (trouble) {
    case ArchiveTrouble::kTooDeep:
      return limits.depth;
    case ArchiveTrouble::kTooLargeWithin:
      return limits.held_bytes;
    case ArchiveTrouble::kLongName:
      return limits.name_bytes;
    case ArchiveTrouble::kTooManyEntries:
      return limits.entries;
    case ArchiveTrouble::kTooManyBytes:
      return limits.total_bytes;
    case ArchiveTrouble::kTooHighRatio:
      return limits.ratio;
    case ArchiveTrouble::kDamaged:
    case ArchiveTrouble::kEncrypted:
    case ArchiveTrouble::kLeadsOutside:
      return 0;
  }
  return 0;
}

}  // namespace

void ArchiveTroubles::add(ArchiveTrouble trouble, std::string_view path, std::string_view reason) {
  Met& met = met_[static_cast<std::size_t>(trouble)];
  if (met.times++ > 0) return;
  met.path = path;
  met.reason = reason;
}

std::vector<Notice> ArchiveTroubles::notices(const std::string& path,
                                             const ArchiveLimits& limits) const {
  std::vector<Notice> notices;
  for (const auto& [trouble, code, words] : kWords) {
    const Met& met = met_[static_cast<std::size_t>(trouble)];
    if (met.times == 0) continue;
    std::string message = words;
    if (const std::uint64_t limit = limit_of(trouble, limits); limit > 0)
      message += ": " + std::to_string(limit);
    if (!met.reason.empty()) message += ": " + met.reason;
    if (met.path != path) message += ", in `" + met.path.substr(0, kShownBytes) + "`";
    if (met.times > 1) message += " and " + std::to_string(met.times - 1) + " more";
    notices.push_back({.code = code,
                       .message = std::move(message),
                       .path = path,
                       .rule_id = {},
                       .incomplete = trouble != ArchiveTrouble::kLeadsOutside});
  }
  return notices;
}

}  // namespace scan::source
