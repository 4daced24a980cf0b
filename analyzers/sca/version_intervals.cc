// The schema evaluates one version against sorted events, as a small state machine: `introduced`
// and `fixed` switch from their version on, `last_affected` switches off after it. So the state
// changes only at events' versions, and running the machine once over the events gives the
// intervals in which it is "affected".
#include "sca/version_intervals.h"

#include <algorithm>
#include <tuple>

namespace scan::sca {
namespace {

using End = VersionInterval::End;
using Kind = OsvEvent::Kind;

struct KeyedEvent {
  std::string key;
  Kind kind;
  const std::string* version;
};

// What ends the range as a whole: the greatest limit, as a version below any of them counts.
struct Limit {
  bool present = false;
  bool infinite = false;
  std::string key;
};

bool read_events(const OsvRange& range, Ordering ordering, std::vector<KeyedEvent>& events,
                 Limit& limit) {
  for (const OsvEvent& event : range.events) {
    if (event.kind == Kind::kLimit && event.version == "*") {
      limit.present = limit.infinite = true;
      continue;
    }
    std::string key;
    if (event.kind != Kind::kIntroduced || event.version != "0") {
      std::optional<std::string> parsed = ordering_key(ordering, event.version);
      if (!parsed) return false;
      key = std::move(*parsed);
    }
    if (event.kind == Kind::kLimit) {
      limit.present = true;
      limit.key = std::max(limit.key, key);
    } else {
      events.push_back({std::move(key), event.kind, &event.version});
    }
  }
  std::stable_sort(events.begin(), events.end(),
                   [](const KeyedEvent& a, const KeyedEvent& b) { return a.key < b.key; });
  return true;
}

// Cuts an interval at the limit; false when nothing is left of it.
bool cut(const Limit& limit, VersionInterval& interval) {
  if (!limit.present || limit.infinite) return true;
  if (interval.low >= limit.key) return false;
  if (ends_after(interval.end, interval.high, limit.key)) {
    interval.high = limit.key;
    interval.end = End::kExclusive;
    interval.fixed.clear();
  }
  return true;
}

}  // namespace

bool ends_after(End end, std::string_view high, std::string_view key) {
  switch (end) {
    case End::kExclusive:
      return key < high;
    case End::kInclusive:
      return key <= high;
    case End::kUnbounded:
      break;
  }
  return true;
}

bool append_intervals(const OsvRange& range, Ordering ordering, std::vector<VersionInterval>& out) {
  std::vector<KeyedEvent> events;
  Limit limit;
  if (!read_events(range, ordering, events, limit)) return false;

  bool affected = false;
  VersionInterval open;
  auto close = [&](End end, const std::string& key, std::string fixed) {
    open.end = end;
    open.high = key;
    open.fixed = std::move(fixed);
    if (cut(limit, open)) out.push_back(open);
    affected = false;
  };
  for (std::size_t i = 0; i < events.size();) {
    // All events of one version: the last that applies at it, and the last that applies after it.
    const KeyedEvent* at = nullptr;
    const KeyedEvent* after = nullptr;
    const std::string& key = events[i].key;
    for (; i < events.size() && events[i].key == key; ++i) {
      after = &events[i];
      if (after->kind != Kind::kLastAffected) at = after;
    }
    if (at != nullptr && at->kind == Kind::kFixed && affected)
      close(End::kExclusive, key, *at->version);
    if (at != nullptr && at->kind == Kind::kIntroduced && !affected) {
      affected = true;
      open.low = key;
    }
    if (after->kind == Kind::kLastAffected && affected) close(End::kInclusive, key, {});
  }
  if (affected) close(End::kUnbounded, {}, {});
  return true;
}

void join_intervals(std::vector<VersionInterval>& intervals) {
  auto order = [](const VersionInterval& i) { return std::tie(i.low, i.end, i.high, i.fixed); };
  std::sort(
      intervals.begin(), intervals.end(),
      [&](const VersionInterval& a, const VersionInterval& b) { return order(a) < order(b); });
  std::vector<VersionInterval> joined;
  for (VersionInterval& next : intervals) {
    bool touches =
        !joined.empty() && (joined.back().end == End::kUnbounded || next.low <= joined.back().high);
    if (!touches) {
      joined.push_back(std::move(next));
      continue;
    }
    VersionInterval& last = joined.back();
    auto reach = [](const VersionInterval& i) {
      return std::make_tuple(i.end == End::kUnbounded, std::string_view(i.high),
                             i.end == End::kInclusive);
    };
    if (reach(last) < reach(next) || (reach(last) == reach(next) && last.fixed.empty())) {
      last.high = std::move(next.high);
      last.end = next.end;
      last.fixed = std::move(next.fixed);
    }
  }
  intervals = std::move(joined);
}

const VersionInterval* find_interval(const std::vector<VersionInterval>& intervals,
                                     std::string_view key) {
  auto after = std::upper_bound(intervals.begin(), intervals.end(), key,
                                [](std::string_view wanted, const VersionInterval& interval) {
                                  return wanted < interval.low;
                                });
  if (after == intervals.begin()) return nullptr;
  const VersionInterval& candidate = *std::prev(after);
  return ends_after(candidate.end, candidate.high, key) ? &candidate : nullptr;
}

}  // namespace scan::sca
