// Collects OSV records and lays them out as an advisory index.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sca/osv_record.h"
#include "scan/advisory_database.h"
#include "scan/result.h"

namespace scan::sca {

/// Add all records, then finish(). The bytes depend on the set of records and on the names of the
/// inputs, not on the order of records.
class IndexBuilder {
 public:
  IndexBuilder();
  ~IndexBuilder();
  IndexBuilder(const IndexBuilder&) = delete;
  IndexBuilder& operator=(const IndexBuilder&) = delete;

  /// Takes a record over. Of two with one id the later modified counts, of two modified at once the
  /// first.
  void add(OsvRecord record);
  /// Notes the name of an input in the index.
  void add_input(std::string_view name);

  /// The bytes of the index; fills in `status` except for its `bytes`, and adds a notice for each
  /// thing that cannot be matched in full. kInvalidData when the data is beyond the format's limits
  /// (4 GiB of strings). Call once.
  Result<std::string> finish(AdvisoryDatabaseStatus& status);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scan::sca
