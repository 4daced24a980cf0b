// The sections of an advisory index while they grow.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sca/advisory_batch.h"
#include "sca/exploitation.h"
#include "sca/index_format.h"
#include "sca/string_pool.h"
#include "scan/result.h"

namespace scan::sca {

/// Where an advisory is in the batches of a build.
struct AdvisoryPlace {
  std::string_view id;
  std::uint32_t batch = 0;
  std::uint32_t position = 0;
};

/// Each add_… once, in the order in which they stand here.
class IndexLayout {
 public:
  /// `batches` must outlive the object. All work is done on up to `threads` threads.
  IndexLayout(std::deque<AdvisoryBatch>& batches, std::size_t threads)
      : batches_(batches), threads_(threads) {}

  /// What names and joins the advisories, first: it takes the most memory while the least is laid
  /// out. `all` has, besides `kept`, advisories of no package, which may tell of others' severity;
  /// both are in the order of ids, here and below.
  void add_groups(const std::vector<AdvisoryPlace>& all, const std::vector<AdvisoryPlace>& kept,
                  const Exploitation& exploitation);
  /// The compressed texts; what the batches hold of them is dropped.
  void add_texts(const std::vector<AdvisoryPlace>& kept);
  /// With how many advisories each has.
  void add_ecosystems(const std::map<std::string, std::uint64_t>& ecosystems);
  /// Returns how many packages there are.
  std::uint64_t add_packages(const std::vector<AdvisoryPlace>& kept);
  void add_inputs(const std::set<std::string>& inputs);
  /// The file; kInvalidData when the data is beyond what the format can hold.
  Result<std::string> seal(const IndexTimes& times);

 private:
  std::string& section(Section s) { return sections_[static_cast<std::size_t>(s)]; }
  AdvisoryBatch::Entry entry(const AdvisoryPlace& place) const {
    return batches_[place.batch].entry(place.position);
  }
  void add_affected(std::uint32_t advisory, const PackedAffected& affected);
  void add_affected_end();

  std::deque<AdvisoryBatch>& batches_;
  std::size_t threads_;
  StringPool strings_;
  std::array<std::string, kSectionCount> sections_;
  std::map<std::string, std::uint16_t, std::less<>> ecosystems_;
  bool too_many_ecosystems_ = false;
  std::vector<AdvisoryRecord> advisories_;
};

}  // namespace scan::sca
