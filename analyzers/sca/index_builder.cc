// Advisories are held as packed batches until all are known; then the index is laid out from them
// in the order of ids.
#include "sca/index_builder.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "sca/index_format.h"
#include "sca/index_layout.h"

namespace scan::sca {
namespace {

void note_what_cannot_be_matched(const AdvisoryBatch::Entry& advisory, std::vector<Notice>& out) {
  for (const std::string_view version : advisory.unparsed)
    out.push_back({.code = "advisory-version",
                   .message = std::string(advisory.id) + ": `" + std::string(version) +
                              "` is no version of its ecosystem; the range is matched by the "
                              "listed versions only"});
}

}  // namespace

struct IndexBuilder::State {
  std::size_t threads = 1;
  // Also those that are withdrawn: they outdate an older copy of the same record. A deque, so that
  // what is looked into stays where it is.
  std::deque<AdvisoryBatch> batches;
  std::unordered_map<std::string_view, AdvisoryPlace> places;
  std::set<std::string> inputs;
  Exploitation exploitation;
  IndexTimes times{};

  // The latest copy of each, by id.
  std::vector<AdvisoryPlace> in_order() {
    std::vector<AdvisoryPlace> order;
    order.reserve(places.size());
    for (const auto& [id, place] : places) order.push_back(place);
    std::unordered_map<std::string_view, AdvisoryPlace>().swap(places);
    std::ranges::sort(order, {}, &AdvisoryPlace::id);
    return order;
  }
};

IndexBuilder::IndexBuilder(std::size_t threads) : state_(std::make_unique<State>()) {
  state_->threads = threads;
}
IndexBuilder::~IndexBuilder() = default;

void IndexBuilder::add_input(std::string_view name) { state_->inputs.emplace(name); }

void IndexBuilder::set_exploitation(Exploitation exploitation) {
  state_->times.epss = exploitation.epss_time;
  state_->times.kev = exploitation.kev_time;
  state_->exploitation = std::move(exploitation);
}

void IndexBuilder::set_confirmed(std::int64_t time) { state_->times.confirmed = time; }

void IndexBuilder::add(const OsvRecord& record) {
  AdvisoryBatch batch;
  batch.add(record);
  batch.seal();
  add(std::move(batch));
}

void IndexBuilder::add(AdvisoryBatch batch) {
  const auto number = static_cast<std::uint32_t>(state_->batches.size());
  const AdvisoryBatch& kept = state_->batches.emplace_back(std::move(batch));
  for (std::uint32_t i = 0; i < kept.size(); ++i) {
    const auto [id, modified] = kept.name(i);
    const AdvisoryPlace place{.id = id, .batch = number, .position = i};
    const auto [entry, added] = state_->places.try_emplace(id, place);
    if (added) continue;
    const AdvisoryPlace& known = entry->second;
    if (state_->batches[known.batch].name(known.position).second < modified) entry->second = place;
  }
}

Result<std::string> IndexBuilder::finish(AdvisoryDatabaseStatus& status) {
  std::vector<AdvisoryPlace> all, kept;
  std::set<std::string, std::less<>> unordered;
  for (const AdvisoryPlace& place : state_->in_order()) {
    const AdvisoryBatch::Entry advisory = state_->batches[place.batch].entry(place.position);
    status.newest_modified = std::max(status.newest_modified, advisory.modified);
    if (advisory.withdrawn) continue;
    all.push_back(place);
    if (!advisory.affected.empty()) kept.push_back(place);
    std::set<std::string_view> ecosystems;
    for (const std::string_view packed : advisory.affected)
      ecosystems.insert(PackedAffected::package(packed).ecosystem);
    for (const std::string_view ecosystem : ecosystems) ++status.ecosystems[std::string(ecosystem)];
    for (const std::string_view ecosystem : advisory.unordered) unordered.emplace(ecosystem);
    note_what_cannot_be_matched(advisory, status.notices);
  }
  for (const std::string& ecosystem : unordered)
    status.notices.push_back({.code = "advisory-ordering",
                              .message = "versions of " + ecosystem +
                                         " cannot be compared yet; its ranges are matched by the "
                                         "listed versions only"});

  IndexLayout layout(state_->batches, state_->threads);
  layout.add_groups(all, kept, state_->exploitation);
  layout.add_texts(kept);
  layout.add_ecosystems(status.ecosystems);
  status.packages = layout.add_packages(kept);
  layout.add_inputs(state_->inputs);
  state_->batches.clear();
  state_->times.newest_modified = status.newest_modified;
  status.inputs.assign(state_->inputs.begin(), state_->inputs.end());
  status.format_version = kFormatVersion;
  status.advisories = kept.size();
  status.confirmed = state_->times.confirmed;
  status.epss_time = state_->times.epss;
  status.kev_time = state_->times.kev;
  return layout.seal(state_->times);
}

}  // namespace scan::sca
