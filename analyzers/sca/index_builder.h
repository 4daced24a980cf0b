// Collects advisories and lays them out as an index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "sca/advisory_batch.h"
#include "sca/exploitation.h"
#include "sca/osv_record.h"
#include "scan/advisory_database.h"
#include "scan/result.h"

namespace scan::sca {

/// Add all records, then finish(). The bytes depend on the set of records and on the names of the
/// inputs, not on the order of records.
class IndexBuilder {
 public:
  /// Lays the index out on up to `threads` threads.
  explicit IndexBuilder(std::size_t threads = 1);
  ~IndexBuilder();
  IndexBuilder(const IndexBuilder&) = delete;
  IndexBuilder& operator=(const IndexBuilder&) = delete;

  /// Takes sealed advisories over. Of two with one id the later modified counts, of two modified at
  /// once the first.
  void add(AdvisoryBatch batch);
  /// The same of a single one.
  void add(const OsvRecord& record);
  /// Notes the name of an input in the index.
  void add_input(std::string_view name);
  /// What is known of the exploitation of their CVEs.
  void set_exploitation(Exploitation exploitation);
  /// When the source was last found to have nothing newer, seconds since 1970-01-01 UTC.
  void set_confirmed(std::int64_t time);

  /// The bytes of the index; fills in `status` except for its `bytes`, and adds a notice for each
  /// thing that cannot be matched in full. kInvalidData when the data is beyond the format's limits
  /// (4 GiB of strings). Call once.
  Result<std::string> finish(AdvisoryDatabaseStatus& status);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scan::sca
