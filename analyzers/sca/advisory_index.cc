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
#include <iterator>
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

/// A few dozen lookups: they touch some megabytes.
constexpr std::uint32_t kReadsBetweenReleases = 256;

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
  mutable std::atomic<std::uint32_t> reads = 0;

  void read_header();
  void verify_block(std::uint64_t block) const;
  std::string_view bytes(Section section, std::uint64_t offset, std::uint64_t size) const;
  std::string_view string(StringRef ref) const;
  AdvisoryText text(const AdvisoryRecord& advisory) const;

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

  // Of tables whose last record is not one, but ends the lists of the one before.
  template <typename Record>
  std::uint64_t count_without_end(Section section) const {
    const std::uint64_t records = count<Record>(section);
    if (records == 0) throw Corrupt{"a table has no end"};
    return records - 1;
  }

  // Lookups.
  struct Affected {
    std::uint32_t advisory;
    std::uint64_t intervals, intervals_end;
    std::uint64_t keys, names, names_end;
  };
  struct FoundPackage {
    std::uint64_t affected, affected_end;
    Ordering ordering;
  };
  std::optional<FoundPackage> package(std::string_view ecosystem, std::string_view name) const;
  Affected affected(std::uint64_t position) const;
  bool lists(std::uint64_t begin, std::uint64_t end, std::string_view version) const;
  std::optional<IntervalRecord> interval(const Affected& affected,
                                         const std::optional<std::string>& key) const;
  std::string first_fix(const Affected& affected, const std::optional<std::string>& key) const;
  void find_in(std::string_view ecosystem, std::string_view name, std::string_view version,
               std::vector<AdvisoryMatch>& matches) const;
  std::vector<AdvisoryMatch> find(std::string_view ecosystem, std::string_view name,
                                  std::string_view version) const;
  std::optional<Severity> severity(std::uint32_t stored) const;
  AdvisoryGroup group(std::uint32_t position) const;
  void add_exploitation(std::uint32_t position, AdvisoryGroup& group) const;

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
  // The system maps sixteen pages at each touch, so lookups all over a file would soon have all of
  // it.
  if (mapping && reads.fetch_add(1, std::memory_order_relaxed) % kReadsBetweenReleases == 0)
    mapping->release_pages();
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

AdvisoryText AdvisoryIndex::State::text(const AdvisoryRecord& advisory) const {
  auto block = record<TextBlockRecord>(Section::kTextBlocks, advisory.text_block);
  if (block.size > kMaxTextBlock) throw Corrupt{"a text block is too large"};
  std::string_view frame = bytes(Section::kText, block.offset, block.compressed_size);
  std::string plain(block.size, '\0');
  std::size_t size = ZSTD_decompress(plain.data(), plain.size(), frame.data(), frame.size());
  if (ZSTD_isError(size) || size != plain.size()) throw Corrupt{"a text block is malformed"};
  // A length, then as much text.
  std::string_view rest =
      std::string_view(plain).substr(std::min<std::size_t>(advisory.text_offset, plain.size()));
  std::uint64_t length = 0;
  for (unsigned shift = 0; shift <= 28; shift += 7) {
    if (rest.empty()) throw Corrupt{"a text leads out of its block"};
    const auto byte = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    length |= static_cast<std::uint64_t>(byte & 127) << shift;
    if (byte < 128) break;
  }
  if (length > rest.size()) throw Corrupt{"a text leads out of its block"};
  return unpacked(rest.substr(0, length));
}

std::optional<AdvisoryIndex::State::FoundPackage> AdvisoryIndex::State::package(
    std::string_view ecosystem, std::string_view name) const {
  std::uint64_t entries = count<std::uint32_t>(Section::kBuckets);
  if (entries < 2 || !std::has_single_bit(entries - 1)) throw Corrupt{"the table has no buckets"};
  std::uint64_t hash = package_hash(ecosystem, name);
  std::uint64_t bucket = bucket_of(hash, entries - 1);
  auto begin = record<std::uint32_t>(Section::kBuckets, bucket);
  auto end = record<std::uint32_t>(Section::kBuckets, bucket + 1);
  for (std::uint32_t i = begin; i < end; ++i) {
    auto package = record<PackageRecord>(Section::kPackages, i);
    if (package.hash != static_cast<std::uint32_t>(hash) || string(package.name) != name) continue;
    auto its = record<EcosystemRecord>(Section::kEcosystems, package.ecosystem);
    if (string(its.name) != ecosystem) continue;
    if (package.ordering >= kOrderingCount) throw Corrupt{"an ordering is unknown"};
    return FoundPackage{
        .affected = package.affected_begin,
        .affected_end =
            record<PackageRecord>(Section::kPackages, std::uint64_t{i} + 1).affected_begin,
        .ordering = static_cast<Ordering>(package.ordering)};
  }
  return std::nullopt;
}

AdvisoryIndex::State::Affected AdvisoryIndex::State::affected(std::uint64_t position) const {
  const auto one = record<AffectedRecord>(Section::kAffected, position);
  const auto next = record<AffectedRecord>(Section::kAffected, position + 1);
  return {.advisory = one.advisory,
          .intervals = one.intervals_begin,
          .intervals_end = next.intervals_begin,
          .keys = one.keys_begin,
          .names = one.names_begin,
          .names_end = next.keys_begin};
}

bool AdvisoryIndex::State::lists(std::uint64_t begin, std::uint64_t end,
                                 std::string_view version) const {
  while (begin < end) {
    std::uint64_t middle = begin + (end - begin) / 2;
    std::string_view listed = string(record<StringRef>(Section::kVersions, middle));
    if (listed == version) return true;
    if (listed < version)
      begin = middle + 1;
    else
      end = middle;
  }
  return false;
}

std::optional<IntervalRecord> AdvisoryIndex::State::interval(
    const Affected& affected, const std::optional<std::string>& key) const {
  // The last one that begins at or below the key; for a version without a key only one that holds
  // everything.
  std::uint64_t begin = affected.intervals;
  std::uint64_t end_of_list = affected.intervals_end;
  std::optional<IntervalRecord> candidate;
  while (begin < end_of_list) {
    std::uint64_t middle = begin + (end_of_list - begin) / 2;
    auto interval = record<IntervalRecord>(Section::kIntervals, middle);
    if (interval.end > static_cast<std::uint32_t>(VersionInterval::End::kUnbounded))
      throw Corrupt{"an interval is malformed"};
    if (string(interval.low) <= std::string_view(key ? *key : std::string())) {
      candidate = interval;
      begin = middle + 1;
    } else {
      end_of_list = middle;
    }
  }
  if (!candidate) return std::nullopt;
  auto end = static_cast<VersionInterval::End>(candidate->end);
  bool inside = key ? ends_after(end, string(candidate->high), *key)
                    : end == VersionInterval::End::kUnbounded;
  return inside ? candidate : std::nullopt;
}

// For a version that is listed but lies in no interval: the nearest fix above it.
std::string AdvisoryIndex::State::first_fix(const Affected& affected,
                                            const std::optional<std::string>& key) const {
  if (!key) return {};
  for (std::uint64_t i = affected.intervals; i < affected.intervals_end; ++i) {
    auto interval = record<IntervalRecord>(Section::kIntervals, i);
    std::string_view fixed = string(interval.fixed);
    if (!fixed.empty() && string(interval.high) > *key) return std::string(fixed);
  }
  return {};
}

void AdvisoryIndex::State::find_in(std::string_view ecosystem, std::string_view name,
                                   std::string_view version,
                                   std::vector<AdvisoryMatch>& matches) const {
  std::optional<FoundPackage> found = package(ecosystem, name);
  if (!found) return;
  std::optional<std::string> key = ordering_key(found->ordering, version);
  for (std::uint64_t i = found->affected; i < found->affected_end; ++i) {
    const Affected affected = this->affected(i);
    std::string fixed;
    if (std::optional<IntervalRecord> inside = interval(affected, key)) {
      fixed = string(inside->fixed);
    } else {
      bool listed = (key && lists(affected.keys, affected.names, *key)) ||
                    lists(affected.names, affected.names_end, version);
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

void sort_once(std::vector<std::string>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

AdvisoryGroup AdvisoryIndex::State::group(std::uint32_t position) const {
  const auto its = record<GroupRecord>(Section::kGroups, position);
  const auto next = record<GroupRecord>(Section::kGroups, std::uint64_t{position} + 1);
  AdvisoryGroup group;
  group.severity = severity(its.severity);
  for (std::uint64_t i = its.ids_begin; i < its.upstream_begin; ++i)
    group.ids.emplace_back(string(record<StringRef>(Section::kGroupIds, i)));
  for (std::uint64_t i = its.upstream_begin; i < next.ids_begin; ++i)
    group.upstream.emplace_back(string(record<StringRef>(Section::kGroupIds, i)));
  group.one_upstream = its.one_upstream != 0;

  std::string described_by;
  for (std::uint64_t i = its.members_begin; i < next.members_begin; ++i) {
    auto member = record<std::uint32_t>(Section::kGroupMembers, i);
    auto advisory = record<AdvisoryRecord>(Section::kAdvisories, member);
    StoredAdvisory stored{.id = std::string(string(advisory.id)),
                          .severity = severity(advisory.severity),
                          .text = text(advisory)};
    if (group.title.empty() || (!stored.text.title.empty() && id_order(stored.id, described_by))) {
      group.title = stored.text.title;
      group.details = stored.text.details;
      described_by = stored.id;
    }
    std::ranges::copy(stored.text.cwes, std::back_inserter(group.cwes));
    std::ranges::copy(stored.text.related, std::back_inserter(group.related));
    group.members.push_back(std::move(stored));
  }
  sort_once(group.cwes);
  sort_once(group.related);
  add_exploitation(position, group);
  return group;
}

void AdvisoryIndex::State::add_exploitation(std::uint32_t position, AdvisoryGroup& group) const {
  std::uint64_t begin = 0;
  std::uint64_t end = count<ExploitationRecord>(Section::kExploitation);
  while (begin < end) {
    const std::uint64_t middle = begin + (end - begin) / 2;
    const auto known = record<ExploitationRecord>(Section::kExploitation, middle);
    if (known.group == position) {
      if (known.epss > 0)
        group.epss = {.score = known.epss - 1,
                      .percentile = std::max(known.epss_percentile, 1u) - 1};
      group.exploited_day = known.kev_day;
      return;
    }
    if (known.group < position)
      begin = middle + 1;
    else
      end = middle;
  }
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

std::int64_t AdvisoryIndex::known_until() const {
  const IndexTimes& times = state_->header.times;
  return times.confirmed != 0 ? times.confirmed : times.newest_modified;
}

Result<AdvisoryDatabaseStatus> AdvisoryIndex::status() const {
  const State& state = *state_;
  try {
    AdvisoryDatabaseStatus status;
    status.format_version = state.header.format_version;
    status.newest_modified = state.header.times.newest_modified;
    status.confirmed = state.header.times.confirmed;
    status.epss_time = state.header.times.epss;
    status.kev_time = state.header.times.kev;
    status.advisories = state.count<AdvisoryRecord>(Section::kAdvisories);
    status.packages = state.count_without_end<PackageRecord>(Section::kPackages);
    status.bytes = state.file.size();
    for (std::uint64_t i = 0; i < state.count<EcosystemRecord>(Section::kEcosystems); ++i) {
      auto ecosystem = state.record<EcosystemRecord>(Section::kEcosystems, i);
      status.ecosystems[std::string(state.string(ecosystem.name))] = ecosystem.advisories;
    }
    for (std::uint64_t i = 0; i < state.count<StringRef>(Section::kInputs); ++i)
      status.inputs.emplace_back(state.string(state.record<StringRef>(Section::kInputs, i)));
    return status;
  } catch (const Corrupt& corrupt) {
    return corrupt_error(state.path, corrupt);
  }
}

Result<bool> AdvisoryIndex::covers(std::string_view ecosystem) const {
  const State& state = *state_;
  try {
    const std::string canonical = canonical_ecosystem(ecosystem);
    const std::string_view base = base_ecosystem(canonical);
    for (std::uint64_t i = 0; i < state.count<EcosystemRecord>(Section::kEcosystems); ++i) {
      const auto record = state.record<EcosystemRecord>(Section::kEcosystems, i);
      const std::string_view name = state.string(record.name);
      const bool same =
          name == canonical || name == base || (canonical == base && base_ecosystem(name) == base);
      if (same && record.advisories > 0) return true;
    }
    return false;
  } catch (const Corrupt& corrupt) {
    return corrupt_error(state.path, corrupt);
  }
}

}  // namespace scan::sca
