// An index in memory, built from records written in a test.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sca/advisory_index.h"
#include "sca/index_builder.h"
#include "sca/osv_record.h"

namespace scan::sca {

inline std::string index_bytes(const std::vector<std::string>& records,
                               AdvisoryDatabaseStatus* status = nullptr) {
  IndexBuilder builder;
  OsvParser parser;
  for (const std::string& record : records) {
    Result<OsvRecord> parsed = parser.parse(record);
    if (parsed.ok())
      builder.add(std::move(*parsed));
    else
      ADD_FAILURE() << parsed.error().message << " in " << record;
  }
  AdvisoryDatabaseStatus unused;
  Result<std::string> bytes = builder.finish(status != nullptr ? *status : unused);
  EXPECT_TRUE(bytes.ok());
  return bytes.ok() ? *bytes : std::string();
}

inline AdvisoryIndex index_of(const std::vector<std::string>& records,
                              AdvisoryDatabaseStatus* status = nullptr) {
  Result<AdvisoryIndex> index =
      AdvisoryIndex::from_bytes(index_bytes(records, status), Verify::kAll);
  if (!index.ok()) throw std::runtime_error(index.error().message);
  return std::move(*index);
}

/// The ids that match, in their order.
inline std::vector<std::string> ids_found(const AdvisoryIndex& index, std::string_view ecosystem,
                                          std::string_view name, std::string_view version) {
  std::vector<std::string> ids;
  Result<std::vector<AdvisoryMatch>> matches = index.find(ecosystem, name, version);
  EXPECT_TRUE(matches.ok());
  if (matches.ok())
    for (const AdvisoryMatch& match : *matches) ids.push_back(match.id);
  return ids;
}

/// A record of one affected entry, whose ranges and versions are given as JSON.
inline std::string osv(const std::string& id, const std::string& ecosystem, const std::string& name,
                       const std::string& affected, const std::string& more = "") {
  return R"({"id":")" + id + R"(","modified":"2024-01-01T00:00:00Z",)" + more +
         R"("affected":[{"package":{"ecosystem":")" + ecosystem + R"(","name":")" + name +
         R"("},)" + affected + "}]}";
}

}  // namespace scan::sca
