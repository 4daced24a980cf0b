// Every read goes through State::bytes(), which checks the bounds and the checksums of the blocks
// it lies in. Corruption is thrown as Corrupt inside of this file and becomes an Error at its edge,
// so that lookups read as what they do.
#include "sca/advisory_index.h"

#include <xxhash.h>
#include <zstd.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstring>
#include <utility>

#include "base/mapped_file.h"
#include "sca/alias_groups.h"
#include "sca/ecosystem.h"
#include "sca/index_format.h"
#include "sca/version_intervals.h"
#include "sca/versions/ordering.h"

namespace scan::sca {
namespace {

/// An index up to this size is verified whole on opening, in some milliseconds.
constexpr std::uint64_t kVerifyWholeBytes = 32u << 20;
/// No text block is as large; a record that says so is corrupt and must not make us allocate it.
constexpr std::uint32_t kMaxTextBlock = 64u << 20;

struct Corrupt {
  std::string message;
};

Error corrupt_error(std::string path, const Corrupt& corrupt) {
  return {.code = ErrorCode::kInvalidData,
          .message = "not a sound advisory index: " + corrupt.message,
          .path = std::move(path),
          .hint = "build it anew with `scan db build`"};
}

}  // namespace

struct AdvisoryIndex::State {
  std::string path;
  std::optional<base::MappedFile> mapping;
  std::string memory;
  std::string_view file;
  FileHeader header{};
  // One flag a block: whether its checksum was found right. Threads may both compute it.
  mutable std::unique_ptr<std::atomic<bool>[]> verified;

  void read_header();
  void verify_block(std::uint64_t block) const;
  std::string_view bytes(Section section, std::uint64_t offset, std::uint64_t size) const;
  std::string_view string(StringRef ref) const;
  std::string text(const AdvisoryRecord& advisory) const;

  template <typename Record>
  std::uint64_t count(Section section) const {
    return header.sections[static_cast<std::size_t>(section)].size / sizeof(Record);
  }
  template <typename Record>
  Record record(Section section, std::uint64_t position) const {
    if (position >= count<Record>(section)) throw Corrupt{"a reference leads out of its section"};
    Record record;
    std::memcpy(&record, bytes(section, position * sizeof(Record), sizeof record).data(),
                sizeof record);
    return record;
  }

  // Lookups.
  std::optional<PackageRecord> package(std::string_view ecosystem, std::string_view name) const;
  bool lists(std::uint64_t begin, std::uint64_t count, std::string_view version) const;
  std::optional<IntervalRecord> interval(const AffectedRecord& affected,
                                         const std::optional<std::string>& key) const;
  std::string first_fix(const AffectedRecord& affected,
                        const std::optional<std::string>& key) const;
  void find_in(std::string_view ecosystem, std::string_view name, std::string_view version,
               std::vector<AdvisoryMatch>& matches) const;
  std::vector<AdvisoryMatch> find(std::string_view ecosystem, std::string_view name,
                                  std::string_view version) const;
  std::optional<Severity> severity(std::uint32_t stored) const;
  AdvisoryGroup group(std::uint32_t position) const;

  static Result<AdvisoryIndex> finish_opening(std::unique_ptr<State> state, Verify verify);
};

void AdvisoryIndex::State::read_header() {
  if (file.size() < sizeof header) throw Corrupt{"it is too short"};
  std::memcpy(&header, file.data(), sizeof header);
  if (header.magic != kMagic) throw Corrupt{"it does not begin as one"};
  if (header.format_version != kFormatVersion)
    throw Corrupt{"format version " + std::to_string(header.format_version) + " instead of " +
                  std::to_string(kFormatVersion)};
  if (header.header_hash != XXH3_64bits(&header, offsetof(FileHeader, header_hash)))
    throw Corrupt{"the header's checksum is wrong"};
  if (header.file_size != file.size())
    throw Corrupt{"it has " + std::to_string(file.size()) + " bytes instead of " +
                  std::to_string(header.file_size)};
  bool sound =
      header.block_size == kBlockSize && header.payload_offset <= file.size() &&
      header.block_count <= file.size() / sizeof(std::uint64_t) &&
      sizeof header + header.block_count * sizeof(std::uint64_t) <= header.payload_offset &&
      header.block_count == (file.size() - header.payload_offset + kBlockSize - 1) / kBlockSize;
  for (const SectionRecord& section : header.sections)
    sound &= section.offset >= header.payload_offset && section.offset <= file.size() &&
             section.size <= file.size() - section.offset;
  if (!sound) throw Corrupt{"the header contradicts itself"};
  if (header.checksums_hash !=
      XXH3_64bits(file.data() + sizeof header, header.payload_offset - sizeof header))
    throw Corrupt{"the checksum of its checksums is wrong"};
  verified = std::make_unique<std::atomic<bool>[]>(header.block_count);
}

void AdvisoryIndex::State::verify_block(std::uint64_t block) const {
  if (verified[block].load(std::memory_order_relaxed)) return;
  std::string_view content = file.substr(header.payload_offset + block * kBlockSize, kBlockSize);
  std::uint64_t expected;
  std::memcpy(&expected, file.data() + sizeof header + block * sizeof expected, sizeof expected);
  if (XXH3_64bits(content.data(), content.size()) != expected)
    throw Corrupt{"the checksum of block " + std::to_string(block) + " is wrong"};
  verified[block].store(true, std::memory_order_relaxed);
}

std::string_view AdvisoryIndex::State::bytes(Section section, std::uint64_t offset,
                                             std::uint64_t size) const {
  const SectionRecord& whole = header.sections[static_cast<std::size_t>(section)];
  if (offset > whole.size || size > whole.size - offset)
    throw Corrupt{"a reference leads out of its section"};
  if (size == 0) return {};
  std::uint64_t begin = whole.offset + offset;
  std::uint64_t last = (begin + size - 1 - header.payload_offset) / kBlockSize;
  for (std::uint64_t block = (begin - header.payload_offset) / kBlockSize; block <= last; ++block)
    verify_block(block);
  return file.substr(begin, size);
}

std::string_view AdvisoryIndex::State::string(StringRef ref) const {
  std::uint64_t offset = ref;
  std::uint64_t size = 0;
  for (unsigned shift = 0;; shift += 7) {
    if (shift > 28) throw Corrupt{"a string's length is malformed"};
    auto byte = static_cast<unsigned char>(bytes(Section::kStrings, offset++, 1).front());
    size |= static_cast<std::uint64_t>(byte & 127) << shift;
    if (byte < 128) break;
  }
  return bytes(Section::kStrings, offset, size);
}

std::string AdvisoryIndex::State::text(const AdvisoryRecord& advisory) const {
  auto block = record<TextBlockRecord>(Section::kTextBlocks, advisory.text_block);
  if (block.size > kMaxTextBlock || advisory.text_offset > block.size ||
      advisory.text_size > block.size - advisory.text_offset)
    throw Corrupt{"a text leads out of its block"};
  std::string_view frame = bytes(Section::kText, block.offset, block.compressed_size);
  std::string plain(block.size, '\0');
  std::size_t size = ZSTD_decompress(plain.data(), plain.size(), frame.data(), frame.size());
  if (ZSTD_isError(size) || size != plain.size()) throw Corrupt{"a text block is malformed"};
  return plain.substr(advisory.text_offset, advisory.text_size);
}

std::optional<PackageRecord> AdvisoryIndex::State::package(std::string_view ecosystem,
                                                           std::string_view name) const {
  std::uint64_t entries = count<std::uint32_t>(Section::kBuckets);
  if (entries < 2 || !std::has_single_bit(entries - 1)) throw Corrupt{"the table has no buckets"};
  std::uint64_t hash = package_hash(ecosystem, name);
  std::uint64_t bucket = bucket_of(hash, entries - 1);
  auto begin = record<std::uint32_t>(Section::kBuckets, bucket);
  auto end = record<std::uint32_t>(Section::kBuckets, bucket + 1);
  for (std::uint32_t i = begin; i < end; ++i) {
    auto package = record<PackageRecord>(Section::kPackages, i);
    if (package.hash == hash && string(package.ecosystem) == ecosystem &&
        string(package.name) == name)
      return package;
  }
  return std::nullopt;
}

bool AdvisoryIndex::State::lists(std::uint64_t begin, std::uint64_t count,
                                 std::string_view version) const {
  while (count > 0) {
    std::uint64_t middle = begin + count / 2;
    std::string_view listed = string(record<StringRef>(Section::kVersions, middle));
    if (listed == version) return true;
    if (listed < version) {
      count -= count / 2 + 1;
      begin = middle + 1;
    } else {
      count /= 2;
    }
  }
  return false;
}

std::optional<IntervalRecord> AdvisoryIndex::State::interval(
    const AffectedRecord& affected, const std::optional<std::string>& key) const {
  // The last one that begins at or below the key; for a version without a key only one that holds
  // everything.
  std::uint64_t begin = affected.intervals_begin;
  std::uint64_t count = affected.intervals_count;
  std::optional<IntervalRecord> candidate;
  while (count > 0) {
    std::uint64_t middle = begin + count / 2;
    auto interval = record<IntervalRecord>(Section::kIntervals, middle);
    if (interval.end > static_cast<std::uint32_t>(VersionInterval::End::kUnbounded))
      throw Corrupt{"an interval is malformed"};
    if (string(interval.low) <= std::string_view(key ? *key : std::string())) {
      candidate = interval;
      count -= count / 2 + 1;
      begin = middle + 1;
    } else {
      count /= 2;
    }
  }
  if (!candidate) return std::nullopt;
  auto end = static_cast<VersionInterval::End>(candidate->end);
  bool inside = key ? ends_after(end, string(candidate->high), *key)
                    : end == VersionInterval::End::kUnbounded;
  return inside ? candidate : std::nullopt;
}

// For a version that is listed but lies in no interval: the nearest fix above it.
std::string AdvisoryIndex::State::first_fix(const AffectedRecord& affected,
                                            const std::optional<std::string>& key) const {
  if (!key) return {};
  for (std::uint64_t i = 0; i < affected.intervals_count; ++i) {
    auto interval = record<IntervalRecord>(Section::kIntervals, affected.intervals_begin + i);
    std::string_view fixed = string(interval.fixed);
    if (!fixed.empty() && string(interval.high) > *key) return std::string(fixed);
  }
  return {};
}

void AdvisoryIndex::State::find_in(std::string_view ecosystem, std::string_view name,
                                   std::string_view version,
                                   std::vector<AdvisoryMatch>& matches) const {
  std::optional<PackageRecord> found = package(ecosystem, name);
  if (!found) return;
  if (found->ordering >= kOrderingCount) throw Corrupt{"an ordering is unknown"};
  std::optional<std::string> key = ordering_key(static_cast<Ordering>(found->ordering), version);
  for (std::uint64_t i = 0; i < found->affected_count; ++i) {
    auto affected = record<AffectedRecord>(Section::kAffected, found->affected_begin + i);
    std::string fixed;
    if (std::optional<IntervalRecord> inside = interval(affected, key)) {
      fixed = string(inside->fixed);
    } else {
      std::uint64_t names = std::uint64_t{affected.keys_begin} + affected.keys_count;
      bool listed = (key && lists(affected.keys_begin, affected.keys_count, *key)) ||
                    lists(names, affected.names_count, version);
      if (!listed) continue;
      fixed = first_fix(affected, key);
    }
    auto advisory = record<AdvisoryRecord>(Section::kAdvisories, affected.advisory);
    std::string_view id = string(advisory.id);
    bool known = std::any_of(matches.begin(), matches.end(),
                             [&](const AdvisoryMatch& match) { return match.id == id; });
    if (known) continue;  // of another release
    matches.push_back({.id = std::string(id), .group = advisory.group, .fixed = std::move(fixed)});
  }
}

// The release of a package, then what is said of all releases. A package whose release is not known
// is looked for in each.
std::vector<AdvisoryMatch> AdvisoryIndex::State::find(std::string_view ecosystem,
                                                      std::string_view name,
                                                      std::string_view version) const {
  std::vector<AdvisoryMatch> matches;
  std::string normal = normalised_name(ecosystem, name);
  std::string canonical = canonical_ecosystem(ecosystem);
  find_in(canonical, normal, version, matches);
  const Ecosystem* row = find_ecosystem(canonical);
  if (row == nullptr || !row->has_releases()) return matches;
  if (canonical != row->osv) {
    find_in(row->osv, normal, version, matches);
    return matches;
  }
  for (std::uint64_t i = 0; i < count<EcosystemRecord>(Section::kEcosystems); ++i) {
    std::string_view release = string(record<EcosystemRecord>(Section::kEcosystems, i).name);
    if (release != canonical && base_ecosystem(release) == canonical)
      find_in(release, normal, version, matches);
  }
  return matches;
}

std::optional<Severity> AdvisoryIndex::State::severity(std::uint32_t stored) const {
  if (stored > static_cast<std::uint32_t>(Severity::kCritical) + 1)
    throw Corrupt{"a severity is unknown"};
  if (stored == 0) return std::nullopt;
  return static_cast<Severity>(stored - 1);
}

AdvisoryGroup AdvisoryIndex::State::group(std::uint32_t position) const {
  auto record_of_group = record<GroupRecord>(Section::kGroups, position);
  AdvisoryGroup group;
  group.severity = severity(record_of_group.severity);
  for (std::uint64_t i = 0; i < record_of_group.ids_count; ++i)
    group.ids.emplace_back(
        string(record<StringRef>(Section::kGroupIds, record_of_group.ids_begin + i)));
  const std::uint64_t upstream =
      std::uint64_t{record_of_group.ids_begin} + record_of_group.ids_count;
  for (std::uint64_t i = 0; i < record_of_group.upstream_count; ++i)
    group.upstream.emplace_back(string(record<StringRef>(Section::kGroupIds, upstream + i)));
  group.one_upstream = record_of_group.upstream_roots == 1;

  std::string described_by;
  for (std::uint64_t i = 0; i < record_of_group.members_count; ++i) {
    auto member = record<std::uint32_t>(Section::kGroupMembers, record_of_group.members_begin + i);
    auto advisory = record<AdvisoryRecord>(Section::kAdvisories, member);
    StoredAdvisory stored{.id = std::string(string(advisory.id)),
                          .severity = severity(advisory.severity),
                          .text = unpacked(text(advisory))};
    if (group.title.empty() || (!stored.text.title.empty() && id_order(stored.id, described_by))) {
      group.title = stored.text.title;
      group.details = stored.text.details;
      described_by = stored.id;
    }
    group.cwes.insert(group.cwes.end(), stored.text.cwes.begin(), stored.text.cwes.end());
    group.members.push_back(std::move(stored));
  }
  std::sort(group.cwes.begin(), group.cwes.end());
  group.cwes.erase(std::unique(group.cwes.begin(), group.cwes.end()), group.cwes.end());
  return group;
}

Result<AdvisoryIndex> AdvisoryIndex::State::finish_opening(std::unique_ptr<State> state,
                                                           Verify verify) {
  try {
    state->read_header();
    if (verify == Verify::kAll || state->file.size() <= kVerifyWholeBytes)
      for (std::uint64_t block = 0; block < state->header.block_count; ++block)
        state->verify_block(block);
  } catch (const Corrupt& corrupt) {
    return corrupt_error(state->path, corrupt);
  }
  return AdvisoryIndex(std::move(state));
}

AdvisoryIndex::AdvisoryIndex(std::unique_ptr<const State> state) : state_(std::move(state)) {}
AdvisoryIndex::AdvisoryIndex(AdvisoryIndex&&) noexcept = default;
AdvisoryIndex& AdvisoryIndex::operator=(AdvisoryIndex&&) noexcept = default;
AdvisoryIndex::~AdvisoryIndex() = default;

Result<AdvisoryIndex> AdvisoryIndex::open(const std::string& path, Verify verify) {
  Result<base::MappedFile> mapping = base::MappedFile::open(path);
  if (!mapping.ok()) return std::move(mapping).error();
  auto state = std::make_unique<State>();
  state->path = path;
  state->mapping = std::move(*mapping);
  state->file = state->mapping->bytes();
  return State::finish_opening(std::move(state), verify);
}

Result<AdvisoryIndex> AdvisoryIndex::from_bytes(std::string bytes, Verify verify) {
  auto state = std::make_unique<State>();
  state->memory = std::move(bytes);
  state->file = state->memory;
  return State::finish_opening(std::move(state), verify);
}

Result<std::vector<AdvisoryMatch>> AdvisoryIndex::find(std::string_view ecosystem,
                                                       std::string_view name,
                                                       std::string_view version) const {
  try {
    return state_->find(ecosystem, name, version);
  } catch (const Corrupt& corrupt) {
    return corrupt_error(state_->path, corrupt);
  }
}

Result<AdvisoryGroup> AdvisoryIndex::group(std::uint32_t group) const {
  try {
    return state_->group(group);
  } catch (const Corrupt& corrupt) {
    return corrupt_error(state_->path, corrupt);
  }
}

Result<AdvisoryDatabaseStatus> AdvisoryIndex::status() const {
  const State& state = *state_;
  try {
    AdvisoryDatabaseStatus status;
    status.format_version = state.header.format_version;
    status.newest_modified = state.header.newest_modified;
    status.advisories = state.count<AdvisoryRecord>(Section::kAdvisories);
    status.packages = state.count<PackageRecord>(Section::kPackages);
    status.bytes = state.file.size();
    for (std::uint64_t i = 0; i < state.count<EcosystemRecord>(Section::kEcosystems); ++i) {
      auto ecosystem = state.record<EcosystemRecord>(Section::kEcosystems, i);
      status.ecosystems[std::string(state.string(ecosystem.name))] = ecosystem.advisories;
    }
    return status;
  } catch (const Corrupt& corrupt) {
    return corrupt_error(state.path, corrupt);
  }
}

Result<bool> AdvisoryIndex::covers(std::string_view ecosystem) const {
  Result<AdvisoryDatabaseStatus> known = status();
  if (!known.ok()) return std::move(known).error();
  std::string canonical = canonical_ecosystem(ecosystem);
  std::string_view base = base_ecosystem(canonical);
  for (const auto& [name, advisories] : known->ecosystems) {
    bool same =
        name == canonical || name == base || (canonical == base && base_ecosystem(name) == base);
    if (same && advisories > 0) return true;
  }
  return false;
}

}  // namespace scan::sca
