#include "sca/advisory_reduction.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "sca/advisory_text.h"
#include "sca/ecosystem.h"

namespace scan::sca {
namespace {

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

// Where each package of a record stands in ReducedAdvisory::affected.
using Places = std::unordered_map<std::string, std::size_t>;

void add_affected(const OsvAffected& source, Places& places, ReducedAdvisory& advisory) {
  std::string ecosystem = canonical_ecosystem(source.ecosystem);
  std::string name = normalised_name(source.ecosystem, source.name);
  const auto [place, added] = places.try_emplace(ecosystem + '\0' + name, advisory.affected.size());
  if (added) {
    ReducedAffected& affected = advisory.affected.emplace_back();
    affected.ecosystem = std::move(ecosystem);
    affected.name = std::move(name);
  }
  ReducedAffected& affected = advisory.affected[place->second];
  if (affected.ordering == Ordering::kNone) affected.ordering = ordering_for(source);

  for (const OsvRange& range : source.ranges) {
    if (range.type == OsvRange::Type::kGit || range.type == OsvRange::Type::kUnknown) continue;
    if (!evaluable(range, source.ecosystem)) {
      advisory.unordered.emplace_back(base_ecosystem(source.ecosystem));
      continue;
    }
    if (append_intervals(range, affected.ordering, affected.intervals)) continue;
    for (const OsvEvent& event : range.events) {
      const bool infinity = event.kind == OsvEvent::Kind::kLimit && event.version == "*";
      if (!infinity && !ordering_key(affected.ordering, event.version))
        advisory.unparsed.push_back(event.version);
    }
  }
  for (const std::string& version : source.versions) {
    if (std::optional<std::string> key = ordering_key(affected.ordering, version))
      affected.keys.push_back(std::move(*key));
    else
      affected.names.push_back(version);
  }
}

void sort_once(std::vector<std::string>& words) {
  std::ranges::sort(words);
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

// Several affected entries may name one package, so this waits for all of them.
void finish(ReducedAffected& affected) {
  join_intervals(affected.intervals);
  std::erase_if(affected.keys, [&](const std::string& key) {
    return find_interval(affected.intervals, key) != nullptr;
  });
  sort_once(affected.keys);
  if (!affected.intervals.empty() && affected.intervals.front().everything())
    affected.names.clear();
  sort_once(affected.names);
}

}  // namespace

ReducedAdvisory reduce(const OsvRecord& record) {
  ReducedAdvisory advisory;
  advisory.text = packed(text_of(record));
  Places places;
  for (const OsvAffected& affected : record.affected) add_affected(affected, places, advisory);
  for (ReducedAffected& affected : advisory.affected) finish(affected);
  return advisory;
}

}  // namespace scan::sca
