// The advisory index's bytes. docs/sca.md describes the layout for people; here it is for the
// writer and the reader. Integers are little-endian, as on every machine that this is built for
// (the header says so).
//
//   FileHeader | checksums of blocks | padding to kBlockSize | sections, one after another
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace scan::sca {

static_assert(std::endian::native == std::endian::little, "the index is mapped as it is");

inline constexpr std::array<char, 8> kMagic = {'S', 'C', 'A', 'N', 'A', 'D', 'V', '\n'};
/// Raised with every change to the layout or to an ordering's keys. An index of another version is
/// refused.
inline constexpr std::uint32_t kFormatVersion = 6;
/// Everything after the checksums is covered by an XXH3 hash for each block of this size, which is
/// a page, so that a lookup verifies just what it touches.
inline constexpr std::uint32_t kBlockSize = 4096;

enum class Section : std::uint32_t {
  kStrings,       ///< interned byte strings, each preceded by its length (LEB128); the first one is
                  ///< empty
  kBuckets,       ///< u32: the first package of each bucket, and one past the last
  kPackages,      ///< PackageRecord, by hash, ecosystem, name; one more ends the last's lists
  kAffected,      ///< AffectedRecord, by package, then advisory; one more ends the last's lists
  kIntervals,     ///< IntervalRecord, joined and ascending for each AffectedRecord
  kVersions,      ///< StringRef: affected versions outside the intervals
  kAdvisories,    ///< AdvisoryRecord, by id
  kGroups,        ///< GroupRecord: advisories that are aliases of one another; one more ends the
                  ///< last's lists
  kGroupIds,      ///< StringRef: all ids of a group, the one that names it first; its upstream ids
  kGroupMembers,  ///< u32: the advisories of a group, ascending
  kExploitation,  ///< ExploitationRecord, by group: of those of which something is known
  kEcosystems,    ///< EcosystemRecord, by name
  kInputs,        ///< StringRef: the names of the files that it was built from
  kTextBlocks,    ///< TextBlockRecord
  kText,          ///< Zstandard frames
};
inline constexpr std::uint32_t kSectionCount = 15;

/// An offset into Section::kStrings. 0 is the empty string.
using StringRef = std::uint32_t;

struct SectionRecord {
  std::uint64_t offset;  ///< from the beginning of the file
  std::uint64_t size;    ///< bytes
};

/// Seconds since 1970-01-01 UTC.
struct IndexTimes {
  std::int64_t newest_modified;  ///< of an advisory
  std::int64_t confirmed;        ///< when the source last had nothing newer; 0: it was not asked
  std::int64_t epss;             ///< of the scores; 0: there are none; 1: of an unknown day
  std::int64_t kev;              ///< of the catalogue; 0: there is none
};

struct FileHeader {
  std::array<char, 8> magic;
  std::uint32_t format_version;
  std::uint32_t block_size;
  std::uint64_t file_size;
  IndexTimes times;
  std::uint64_t block_count;     ///< checksums, which follow the header
  std::uint64_t payload_offset;  ///< where the first block begins
  std::array<SectionRecord, kSectionCount> sections;
  std::uint64_t checksums_hash;  ///< of the checksums
  std::uint64_t header_hash;     ///< of all of the header before this
};

/// In buckets by the upper bits of its hash, which is XXH3 of "ecosystem NUL normalised-name".
/// Where a list begins is where the one of the record before ends.
struct PackageRecord {
  std::uint32_t hash;  ///< the lower bits
  StringRef name;
  std::uint32_t affected_begin;
  std::uint16_t ecosystem;  ///< in kEcosystems
  std::uint16_t ordering;
};

/// What one advisory says of one package.
struct AffectedRecord {
  std::uint32_t advisory;
  std::uint32_t intervals_begin;
  std::uint32_t keys_begin;   ///< in kVersions: ordering keys, ascending by bytes
  std::uint32_t names_begin;  ///< after the keys: versions that have no key, ascending by bytes
};

struct IntervalRecord {
  StringRef low;
  StringRef high;
  StringRef fixed;
  std::uint32_t end;  ///< VersionInterval::End
};

struct AdvisoryRecord {
  StringRef id;
  std::uint32_t group;
  std::uint32_t text_block;
  std::uint32_t text_offset;  ///< in the decompressed block: a length (LEB128), then the text
  std::uint32_t severity;     ///< as GroupRecord::severity
};

struct GroupRecord {
  std::uint32_t ids_begin;
  std::uint32_t upstream_begin;  ///< in kGroupIds, too: vulnerabilities that it passes on
  std::uint32_t members_begin;
  std::uint16_t severity;      ///< Severity + 1; 0: none of its advisories states one
  std::uint16_t one_upstream;  ///< 1: UpstreamVulnerabilities::roots is 1
};

/// In hundred-thousandths, as EPSS is published, and 1 more; 0: not known.
struct ExploitationRecord {
  std::uint32_t group;
  std::uint32_t epss;
  std::uint32_t epss_percentile;
  std::uint32_t kev_day;  ///< days since 1970-01-01; 0: not in the catalogue
};

struct EcosystemRecord {
  StringRef name;
  std::uint32_t advisories;
};

struct TextBlockRecord {
  std::uint64_t offset;  ///< in kText
  std::uint32_t compressed_size;
  std::uint32_t size;
};

// Records are read by copying their bytes.
static_assert(std::is_trivially_copyable_v<FileHeader> && sizeof(FileHeader) == 328);
static_assert(sizeof(PackageRecord) == 16 && sizeof(AffectedRecord) == 16);
static_assert(sizeof(IntervalRecord) == 16 && sizeof(AdvisoryRecord) == 20);
static_assert(sizeof(GroupRecord) == 16 && sizeof(ExploitationRecord) == 16);
static_assert(sizeof(TextBlockRecord) == 16);

/// The number of buckets for so many packages: a power of two, two or three packages a bucket.
constexpr std::uint64_t bucket_count(std::uint64_t packages) {
  return std::bit_ceil(packages / 2 + 1);
}

/// The bucket of a hash, in a table of so many (a power of two).
constexpr std::uint64_t bucket_of(std::uint64_t hash, std::uint64_t buckets) {
  return buckets == 1 ? 0 : hash >> (64 - std::countr_zero(buckets));
}

/// PackageRecord::hash.
std::uint64_t package_hash(std::string_view ecosystem, std::string_view normalised_name);

}  // namespace scan::sca
