// Every table is made from sorted input, so equal advisories give equal bytes, in whatever order
// and on however many threads they were read.
#include "sca/index_layout.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "sca/index_file.h"
#include "sca/vulnerability_groups.h"

namespace scan::sca {
namespace {

/// Texts that are held at once, decompressed, while they are put into the order of ids.
constexpr std::uint64_t kTextWindow = 48u << 20;

template <typename Record>
void append(std::string& section, const Record& record) {
  section.append(reinterpret_cast<const char*>(&record), sizeof record);
}

template <typename Record>
std::uint32_t count(const std::string& section) {
  return static_cast<std::uint32_t>(section.size() / sizeof(Record));
}

// Texts in the order of the batches, each batch decompressed once, to be read in another order.
class TextWindow {
 public:
  TextWindow(const std::deque<AdvisoryBatch>& batches, const AdvisoryPlace* places,
             std::size_t count)
      : texts_(count) {
    std::vector<std::uint32_t> order(count);
    for (std::uint32_t i = 0; i < count; ++i) order[i] = i;
    std::ranges::sort(order, {}, [&](std::uint32_t i) {
      return std::make_pair(places[i].batch, places[i].position);
    });
    std::string plain;
    for (std::size_t i = 0; i < count; ++i) {
      const AdvisoryPlace& place = places[order[i]];
      const AdvisoryBatch& batch = batches[place.batch];
      if (i == 0 || places[order[i - 1]].batch != place.batch) plain = batch.texts();
      const std::string_view text = batch.text(plain, place.position);
      texts_[order[i]] = {bytes_.size(), text.size()};
      bytes_.append(text);
    }
  }
  std::string_view text(std::size_t i) const {
    return std::string_view(bytes_).substr(texts_[i].first, texts_[i].second);
  }

 private:
  std::string bytes_;
  std::vector<std::pair<std::size_t, std::size_t>> texts_;
};

std::uint32_t stored_severity(const std::optional<Severity>& severity) {
  return severity ? static_cast<std::uint32_t>(*severity) + 1 : 0;
}

// The highest of what is known of any of its ids.
class Known {
 public:
  explicit Known(const Exploitation& data) : data_(data) {}

  void add(std::string_view id) {
    if (!id.starts_with("CVE-")) return;
    const std::string cve(id);
    if (const auto score = data_.scores.find(cve); score != data_.scores.end()) {
      record_.epss = std::max(record_.epss, score->second.epss + 1);
      record_.epss_percentile = std::max(record_.epss_percentile, score->second.percentile + 1);
    }
    if (const auto known = data_.known_days.find(cve); known != data_.known_days.end())
      record_.kev_day =
          record_.kev_day == 0 ? known->second : std::min(record_.kev_day, known->second);
  }
  std::optional<ExploitationRecord> record(std::uint32_t group) const {
    if (record_.epss == 0 && record_.kev_day == 0) return std::nullopt;
    ExploitationRecord record = record_;
    record.group = group;
    return record;
  }

 private:
  const Exploitation& data_;
  ExploitationRecord record_{};
};

}  // namespace

void IndexLayout::add_texts(const std::vector<AdvisoryPlace>& kept) {
  TextPacker packer(threads_);
  for (std::size_t begin = 0; begin < kept.size();) {
    std::size_t end = begin;
    for (std::uint64_t bytes = 0; end < kept.size() && bytes < kTextWindow; ++end)
      bytes += batches_[kept[end].batch].text_size(kept[end].position);
    const TextWindow window(batches_, &kept[begin], end - begin);
    for (std::size_t i = begin; i < end; ++i) {
      std::string text;
      append_length(text, window.text(i - begin).size());
      text.append(window.text(i - begin));
      const TextPacker::Place place = packer.add(text);
      advisories_[i].text_block = place.block;
      advisories_[i].text_offset = place.offset;
    }
    begin = end;
  }
  packer.finish(section(Section::kTextBlocks), section(Section::kText));
  for (AdvisoryBatch& batch : batches_) batch.drop_texts();
}

void IndexLayout::add_ecosystems(const std::map<std::string, std::uint64_t>& ecosystems) {
  too_many_ecosystems_ = ecosystems.size() > UINT16_MAX;
  for (const auto& [name, advisories] : ecosystems) {
    ecosystems_.emplace(name, static_cast<std::uint16_t>(ecosystems_.size()));
    append(section(Section::kEcosystems),
           EcosystemRecord{.name = strings_.add(name),
                           .advisories = static_cast<std::uint32_t>(advisories)});
  }
}

void IndexLayout::add_affected(std::uint32_t advisory, const PackedAffected& affected) {
  std::string& versions = section(Section::kVersions);
  const std::uint32_t keys = count<StringRef>(versions);
  append(section(Section::kAffected),
         AffectedRecord{.advisory = advisory,
                        .intervals_begin = count<IntervalRecord>(section(Section::kIntervals)),
                        .keys_begin = keys,
                        .names_begin = keys + static_cast<std::uint32_t>(affected.keys.size())});
  for (const PackedAffected::Interval& interval : affected.intervals)
    append(section(Section::kIntervals), IntervalRecord{.low = strings_.add(interval.low),
                                                        .high = strings_.add(interval.high),
                                                        .fixed = strings_.add(interval.fixed),
                                                        .end = interval.end});
  for (const std::string_view key : affected.keys) append(versions, strings_.add(key));
  for (const std::string_view name : affected.names) append(versions, strings_.add(name));
}

// Where the lists of the last one end.
void IndexLayout::add_affected_end() {
  const std::uint32_t versions = count<StringRef>(section(Section::kVersions));
  append(section(Section::kAffected),
         AffectedRecord{.advisory = 0,
                        .intervals_begin = count<IntervalRecord>(section(Section::kIntervals)),
                        .keys_begin = versions,
                        .names_begin = versions});
}

std::uint64_t IndexLayout::add_packages(const std::vector<AdvisoryPlace>& kept) {
  struct Use {
    std::uint64_t hash;
    std::string_view packed;
    std::uint32_t advisory;
  };
  std::vector<Use> uses;
  for (std::uint32_t i = 0; i < kept.size(); ++i)
    for (const std::string_view packed : entry(kept[i]).affected) {
      const PackedAffected::Package package = PackedAffected::package(packed);
      uses.push_back({package_hash(package.ecosystem, package.name), packed, i});
    }
  std::ranges::sort(uses, [](const Use& a, const Use& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    const auto left = PackedAffected::package(a.packed), right = PackedAffected::package(b.packed);
    return left != right ? left < right : a.advisory < b.advisory;
  });

  std::string& packages = section(Section::kPackages);
  std::vector<std::uint64_t> hashes;
  for (std::size_t i = 0; i < uses.size();) {
    const PackedAffected::Package package = PackedAffected::package(uses[i].packed);
    PackageRecord record{.hash = static_cast<std::uint32_t>(uses[i].hash),
                         .name = strings_.add(package.name),
                         .affected_begin = count<AffectedRecord>(section(Section::kAffected)),
                         .ecosystem = ecosystems_.find(package.ecosystem)->second,
                         .ordering = 0};
    hashes.push_back(uses[i].hash);
    for (; i < uses.size() && PackedAffected::package(uses[i].packed) == package; ++i) {
      const PackedAffected affected(uses[i].packed);
      record.ordering = std::max(record.ordering, static_cast<std::uint16_t>(affected.ordering));
      add_affected(uses[i].advisory, affected);
    }
    append(packages, record);
  }
  append(packages,
         PackageRecord{.hash = 0,
                       .name = 0,
                       .affected_begin = count<AffectedRecord>(section(Section::kAffected)),
                       .ecosystem = 0,
                       .ordering = 0});
  add_affected_end();

  const std::uint64_t buckets = bucket_count(hashes.size());
  std::uint32_t next = 0;
  for (std::uint64_t bucket = 0; bucket <= buckets; ++bucket) {
    while (next < hashes.size() && bucket_of(hashes[next], buckets) < bucket) ++next;
    append(section(Section::kBuckets), next);
  }
  return hashes.size();
}

void IndexLayout::add_groups(const std::vector<AdvisoryPlace>& all,
                             const std::vector<AdvisoryPlace>& kept,
                             const Exploitation& exploitation) {
  std::vector<VulnerabilityStatement> statements;
  statements.reserve(all.size());
  for (const AdvisoryPlace& place : all) {
    AdvisoryBatch::Entry advisory = entry(place);
    statements.push_back({.id = advisory.id,
                          .aliases = std::move(advisory.aliases),
                          .upstream = std::move(advisory.upstream),
                          .severity = advisory.severity});
  }
  const VulnerabilityGroups vulnerabilities(statements);
  std::vector<VulnerabilityStatement>().swap(statements);
  advisories_.resize(kept.size());
  std::unordered_map<std::string_view, std::uint32_t> positions;
  for (std::uint32_t i = 0; i < kept.size(); ++i) positions.emplace(kept[i].id, i);

  std::string& groups = section(Section::kGroups);
  std::string& group_ids = section(Section::kGroupIds);
  std::string& members = section(Section::kGroupMembers);
  for (std::uint32_t number = 0; number < vulnerabilities.groups().size(); ++number) {
    const AliasGroups::Ids ids = vulnerabilities.groups()[number];
    std::vector<std::uint32_t> places;
    for (const std::string_view id : ids)
      if (const auto found = positions.find(id); found != positions.end())
        places.push_back(found->second);
    if (places.empty()) continue;  // none of them says anything of a package
    std::ranges::sort(places);

    const std::uint32_t group = count<GroupRecord>(groups);
    const UpstreamVulnerabilities upstream = vulnerabilities.upstream_of(number);
    std::optional<Severity> severity = vulnerabilities.severity_of(number);
    if (!severity) severity = upstream.severity;
    GroupRecord record{.ids_begin = count<StringRef>(group_ids),
                       .upstream_begin = 0,
                       .members_begin = count<std::uint32_t>(members),
                       .severity = static_cast<std::uint16_t>(stored_severity(severity)),
                       .one_upstream = static_cast<std::uint16_t>(upstream.roots == 1)};
    Known known(exploitation);
    const auto add_id = [&](std::string_view id) {
      append(group_ids, strings_.add(id));
      known.add(id);
    };
    for (const std::string_view id : ids) add_id(id);
    record.upstream_begin = count<StringRef>(group_ids);
    for (const std::string_view id : upstream.ids) add_id(id);
    for (const std::uint32_t place : places) {
      append(members, place);
      advisories_[place].group = group;
    }
    append(groups, record);
    if (const std::optional<ExploitationRecord> exploited = known.record(group))
      append(section(Section::kExploitation), *exploited);
  }
  append(groups, GroupRecord{.ids_begin = count<StringRef>(group_ids),
                             .upstream_begin = count<StringRef>(group_ids),
                             .members_begin = count<std::uint32_t>(members),
                             .severity = 0,
                             .one_upstream = 0});

  for (std::uint32_t i = 0; i < kept.size(); ++i) {
    advisories_[i].id = strings_.add(kept[i].id);
    advisories_[i].severity = stored_severity(entry(kept[i]).severity);
  }
}

void IndexLayout::add_inputs(const std::set<std::string>& inputs) {
  for (const std::string& input : inputs) append(section(Section::kInputs), strings_.add(input));
}

Result<std::string> IndexLayout::seal(const IndexTimes& times) {
  bool too_large = strings_.overflowed() || too_many_ecosystems_;
  section(Section::kStrings) = strings_.take();
  for (const AdvisoryRecord& advisory : advisories_)
    append(section(Section::kAdvisories), advisory);
  for (const std::string& bytes : sections_) too_large |= bytes.size() > (1ull << 36);
  if (too_large)
    return Error{.code = ErrorCode::kInvalidData,
                 .message =
                     "more advisories than one index can hold (4 GiB of strings, 65,535 "
                     "ecosystems and releases)"};
  return seal_index(std::move(sections_), times);
}

}  // namespace scan::sca
