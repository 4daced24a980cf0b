// Records are reduced when they are added: ranges to joined intervals of ordering keys, the list of
// versions to those that no interval holds (for most records none), texts to what a report shows.
// Layout happens in finish(), from sorted tables, so that equal records give equal bytes.
#include "sca/index_builder.h"

#include <algorithm>
#include <cstring>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "sca/advisory_text.h"
#include "sca/ecosystem.h"
#include "sca/index_file.h"
#include "sca/index_format.h"
#include "sca/version_intervals.h"
#include "sca/vulnerability_groups.h"

namespace scan::sca {
namespace {

// What one advisory says of one package.
struct Affected {
  std::string ecosystem;  // canonical
  std::string name;       // normalised
  Ordering ordering = Ordering::kNone;
  std::vector<VersionInterval> intervals;
  std::set<std::string> keys;   // of listed versions outside the intervals
  std::set<std::string> names;  // listed versions without a key
};

struct Advisory {
  std::string id;
  std::int64_t modified = 0;
  bool withdrawn = false;
  std::vector<std::string> aliases;
  std::vector<std::string> upstream;
  std::optional<Severity> severity;
  std::string text;
  std::vector<Affected> affected;
  std::vector<std::string> unparsed;  // versions of events that no ordering understands
};

// The ordering of an ecosystem; for one without, that of its SEMVER ranges.
Ordering ordering_for(const OsvAffected& affected) {
  Ordering ordering = ordering_of(affected.ecosystem);
  if (ordering != Ordering::kNone) return ordering;
  for (const OsvRange& range : affected.ranges)
    if (range.type == OsvRange::Type::kSemVer) return Ordering::kSemVer;
  return Ordering::kNone;
}

// Whether a range can be evaluated by the package's ordering: ECOSYSTEM ranges of an ecosystem
// without one cannot, even where SEMVER ranges beside them can.
bool evaluable(const OsvRange& range, std::string_view ecosystem) {
  if (range.type == OsvRange::Type::kSemVer) return true;
  return range.type == OsvRange::Type::kEcosystem && ordering_of(ecosystem) != Ordering::kNone;
}

void add_affected(const OsvAffected& source, Advisory& advisory,
                  std::set<std::string>& unordered_ecosystems) {
  std::string ecosystem = canonical_ecosystem(source.ecosystem);
  std::string name = normalised_name(source.ecosystem, source.name);
  auto place =
      std::find_if(advisory.affected.begin(), advisory.affected.end(),
                   [&](const Affected& a) { return a.ecosystem == ecosystem && a.name == name; });
  if (place == advisory.affected.end()) {
    advisory.affected.push_back({.ecosystem = std::move(ecosystem), .name = std::move(name)});
    place = std::prev(advisory.affected.end());
  }
  Affected& affected = *place;
  if (affected.ordering == Ordering::kNone) affected.ordering = ordering_for(source);

  for (const OsvRange& range : source.ranges) {
    if (range.type == OsvRange::Type::kGit || range.type == OsvRange::Type::kUnknown) continue;
    if (!evaluable(range, source.ecosystem)) {
      unordered_ecosystems.emplace(base_ecosystem(source.ecosystem));
      continue;
    }
    if (append_intervals(range, affected.ordering, affected.intervals)) continue;
    for (const OsvEvent& event : range.events)
      if (!ordering_key(affected.ordering, event.version) && event.version != "*")
        advisory.unparsed.push_back(event.version);
  }
  for (const std::string& version : source.versions) {
    if (std::optional<std::string> key = ordering_key(affected.ordering, version))
      affected.keys.insert(std::move(*key));
    else
      affected.names.insert(version);
  }
}

// Several affected entries may name one package, so this waits for all of them.
void reduce(Affected& affected) {
  join_intervals(affected.intervals);
  std::erase_if(affected.keys, [&](const std::string& key) {
    return find_interval(affected.intervals, key) != nullptr;
  });
  if (!affected.intervals.empty() && affected.intervals.front().everything())
    affected.names.clear();
}

// Interned strings. The offsets are given in the order of first use.
class StringPool {
 public:
  StringPool() { add({}); }

  StringRef add(std::string_view text) {
    auto [entry, added] =
        refs_.try_emplace(std::string(text), static_cast<StringRef>(bytes_.size()));
    if (added) {
      for (std::size_t rest = text.size();; rest >>= 7) {
        bytes_.push_back(static_cast<char>(rest < 128 ? rest : (rest & 127) | 128));
        if (rest < 128) break;
      }
      bytes_.append(text);
    }
    return entry->second;
  }
  bool overflowed() const { return bytes_.size() > UINT32_MAX; }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
  std::unordered_map<std::string, StringRef> refs_;
};

template <typename Record>
void append(std::string& section, const Record& record) {
  section.append(reinterpret_cast<const char*>(&record), sizeof record);
}

template <typename Record>
std::uint32_t count(const std::string& section) {
  return static_cast<std::uint32_t>(section.size() / sizeof(Record));
}

// As GroupRecord::severity has it.
std::uint32_t stored_severity(std::optional<Severity> severity) {
  return severity ? static_cast<std::uint32_t>(*severity) + 1 : 0;
}

// The sections while they grow.
class Layout {
 public:
  void add_advisories(const std::vector<const Advisory*>& advisories);
  void add_groups(const std::vector<const Advisory*>& all,
                  const std::vector<const Advisory*>& kept);
  std::uint64_t add_packages(const std::vector<const Advisory*>& advisories);
  void add_ecosystems(const std::map<std::string, std::uint64_t>& ecosystems);
  void add_inputs(const std::set<std::string>& inputs);
  Result<std::string> seal(std::int64_t newest_modified);

 private:
  std::string& section(Section s) { return sections_[static_cast<std::size_t>(s)]; }
  void add_affected(std::uint32_t advisory, const Affected& affected);

  StringPool strings_;
  std::array<std::string, kSectionCount> sections_;
  std::vector<std::uint32_t> group_of_;  // by position in the advisories that are kept
};

void Layout::add_groups(const std::vector<const Advisory*>& all,
                        const std::vector<const Advisory*>& kept) {
  std::vector<VulnerabilityStatement> statements;
  statements.reserve(all.size());
  for (const Advisory* advisory : all)
    statements.push_back({.id = advisory->id,
                          .aliases = &advisory->aliases,
                          .upstream = &advisory->upstream,
                          .severity = advisory->severity});
  const VulnerabilityGroups vulnerabilities(statements);
  std::unordered_map<std::string_view, std::uint32_t> position;
  for (std::uint32_t i = 0; i < kept.size(); ++i) position.emplace(kept[i]->id, i);

  group_of_.resize(kept.size());
  for (std::uint32_t g = 0; g < vulnerabilities.groups().size(); ++g) {
    const std::vector<std::string>& ids = vulnerabilities.groups()[g];
    GroupRecord record{};
    std::vector<std::uint32_t> members;
    for (const std::string& id : ids)
      if (auto found = position.find(id); found != position.end()) members.push_back(found->second);
    if (members.empty()) continue;  // none of them says anything of a package
    std::sort(members.begin(), members.end());
    const UpstreamVulnerabilities upstream = vulnerabilities.upstream_of(g);
    std::optional<Severity> severity = vulnerabilities.severity_of(g);
    if (!severity) severity = upstream.severity;
    record.severity = stored_severity(severity);
    record.ids_begin = count<StringRef>(section(Section::kGroupIds));
    record.ids_count = static_cast<std::uint32_t>(ids.size());
    record.upstream_count = static_cast<std::uint32_t>(upstream.ids.size());
    record.upstream_roots = upstream.roots;
    record.members_begin = count<std::uint32_t>(section(Section::kGroupMembers));
    record.members_count = static_cast<std::uint32_t>(members.size());
    for (const std::string& id : ids) append(section(Section::kGroupIds), strings_.add(id));
    for (const std::string& id : upstream.ids)
      append(section(Section::kGroupIds), strings_.add(id));
    for (std::uint32_t member : members) {
      append(section(Section::kGroupMembers), member);
      group_of_[member] = count<GroupRecord>(section(Section::kGroups));
    }
    append(section(Section::kGroups), record);
  }
}

void Layout::add_advisories(const std::vector<const Advisory*>& advisories) {
  TextPacker texts;
  for (std::uint32_t i = 0; i < advisories.size(); ++i) {
    TextPacker::Place place = texts.add(advisories[i]->text);
    append(section(Section::kAdvisories),
           AdvisoryRecord{.id = strings_.add(advisories[i]->id),
                          .group = group_of_[i],
                          .text_block = place.block,
                          .text_offset = place.offset,
                          .text_size = static_cast<std::uint32_t>(advisories[i]->text.size()),
                          .severity = stored_severity(advisories[i]->severity)});
  }
  texts.finish(section(Section::kTextBlocks), section(Section::kText));
}

void Layout::add_affected(std::uint32_t advisory, const Affected& affected) {
  append(section(Section::kAffected),
         AffectedRecord{.advisory = advisory,
                        .intervals_begin = count<IntervalRecord>(section(Section::kIntervals)),
                        .intervals_count = static_cast<std::uint32_t>(affected.intervals.size()),
                        .keys_begin = count<StringRef>(section(Section::kVersions)),
                        .keys_count = static_cast<std::uint32_t>(affected.keys.size()),
                        .names_count = static_cast<std::uint32_t>(affected.names.size())});
  for (const VersionInterval& interval : affected.intervals)
    append(section(Section::kIntervals),
           IntervalRecord{.low = strings_.add(interval.low),
                          .high = strings_.add(interval.high),
                          .fixed = strings_.add(interval.fixed),
                          .end = static_cast<std::uint32_t>(interval.end)});
  for (const std::string& key : affected.keys)
    append(section(Section::kVersions), strings_.add(key));
  for (const std::string& name : affected.names)
    append(section(Section::kVersions), strings_.add(name));
}

std::uint64_t Layout::add_packages(const std::vector<const Advisory*>& advisories) {
  struct Use {
    std::uint64_t hash;
    const Affected* affected;
    std::uint32_t advisory;
  };
  std::vector<Use> uses;
  for (std::uint32_t i = 0; i < advisories.size(); ++i)
    for (const Affected& affected : advisories[i]->affected)
      uses.push_back({package_hash(affected.ecosystem, affected.name), &affected, i});
  auto order = [](const Use& use) {
    return std::tie(use.hash, use.affected->ecosystem, use.affected->name, use.advisory);
  };
  std::sort(uses.begin(), uses.end(),
            [&](const Use& a, const Use& b) { return order(a) < order(b); });

  std::vector<PackageRecord> packages;
  for (std::size_t i = 0; i < uses.size();) {
    const Affected& first = *uses[i].affected;
    PackageRecord package{.hash = uses[i].hash,
                          .ecosystem = strings_.add(first.ecosystem),
                          .name = strings_.add(first.name),
                          .affected_begin = count<AffectedRecord>(section(Section::kAffected)),
                          .affected_count = 0,
                          .ordering = 0,
                          .reserved = 0};
    for (; i < uses.size() && uses[i].affected->ecosystem == first.ecosystem &&
           uses[i].affected->name == first.name;
         ++i) {
      package.ordering =
          std::max(package.ordering, static_cast<std::uint32_t>(uses[i].affected->ordering));
      add_affected(uses[i].advisory, *uses[i].affected);
      ++package.affected_count;
    }
    packages.push_back(package);
  }

  std::uint64_t buckets = bucket_count(packages.size());
  std::uint32_t next = 0;
  for (std::uint64_t bucket = 0; bucket <= buckets; ++bucket) {
    while (next < packages.size() && bucket_of(packages[next].hash, buckets) < bucket) ++next;
    append(section(Section::kBuckets), next);
  }
  for (const PackageRecord& package : packages) append(section(Section::kPackages), package);
  return packages.size();
}

void Layout::add_ecosystems(const std::map<std::string, std::uint64_t>& ecosystems) {
  for (const auto& [name, advisories] : ecosystems)
    append(section(Section::kEcosystems),
           EcosystemRecord{.name = strings_.add(name),
                           .advisories = static_cast<std::uint32_t>(advisories)});
}

void Layout::add_inputs(const std::set<std::string>& inputs) {
  for (const std::string& input : inputs) append(section(Section::kInputs), strings_.add(input));
}

Result<std::string> Layout::seal(std::int64_t newest_modified) {
  bool too_large = strings_.overflowed();
  section(Section::kStrings) = strings_.take();
  for (const std::string& bytes : sections_) too_large |= bytes.size() > (1ull << 36);
  if (too_large)
    return Error{.code = ErrorCode::kInvalidData,
                 .message = "more advisories than one index can hold (4 GiB of strings)"};
  return seal_index(sections_, newest_modified);
}

}  // namespace

struct IndexBuilder::State {
  // Also those that are withdrawn: they outdate an older copy of the same record.
  std::map<std::string, Advisory> advisories;
  std::set<std::string> inputs;
  std::set<std::string> unordered_ecosystems;
};

IndexBuilder::IndexBuilder() : state_(std::make_unique<State>()) {}
IndexBuilder::~IndexBuilder() = default;

void IndexBuilder::add_input(std::string_view name) { state_->inputs.emplace(name); }

void IndexBuilder::add(OsvRecord record) {
  auto [place, added] = state_->advisories.try_emplace(record.id);
  Advisory& advisory = place->second;
  if (!added && advisory.modified >= record.modified) return;
  advisory = {};
  advisory.id = record.id;
  advisory.modified = record.modified;
  advisory.withdrawn = record.withdrawn;
  if (record.withdrawn) return;
  advisory.severity = record.severity;
  advisory.text = packed(text_of(record));
  advisory.aliases = std::move(record.aliases);
  advisory.upstream = std::move(record.upstream);
  for (const OsvAffected& affected : record.affected)
    add_affected(affected, advisory, state_->unordered_ecosystems);
  for (Affected& affected : advisory.affected) reduce(affected);
}

Result<std::string> IndexBuilder::finish(AdvisoryDatabaseStatus& status) {
  std::vector<const Advisory*> all, kept;
  status.newest_modified = 0;
  for (const auto& [id, advisory] : state_->advisories) {
    status.newest_modified = std::max(status.newest_modified, advisory.modified);
    if (advisory.withdrawn) continue;
    all.push_back(&advisory);
    std::set<std::string> ecosystems;
    for (const Affected& affected : advisory.affected) ecosystems.insert(affected.ecosystem);
    for (const std::string& ecosystem : ecosystems) ++status.ecosystems[ecosystem];
    if (!advisory.affected.empty()) kept.push_back(&advisory);
    for (const std::string& version : advisory.unparsed)
      status.notices.push_back(
          {.code = "advisory-version",
           .message = id + ": `" + version +
                      "` is no version of its ecosystem; the range is matched by "
                      "the listed versions only"});
  }
  for (const std::string& ecosystem : state_->unordered_ecosystems)
    status.notices.push_back({.code = "advisory-ordering",
                              .message = "versions of " + ecosystem +
                                         " cannot be compared yet; its ranges are matched by the "
                                         "listed versions only"});

  Layout layout;
  layout.add_groups(all, kept);
  layout.add_advisories(kept);
  status.packages = layout.add_packages(kept);
  layout.add_ecosystems(status.ecosystems);
  layout.add_inputs(state_->inputs);
  status.format_version = kFormatVersion;
  status.advisories = kept.size();
  return layout.seal(status.newest_modified);
}

}  // namespace scan::sca
