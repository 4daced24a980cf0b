// The index against the oracle on real advisories, where they are at hand (../shared/osv): at the
// edges of every range, where an evaluation goes wrong if it does.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <set>

#include "osv_oracle.h"
#include "sca/advisory_index.h"
#include "sca/advisory_inputs.h"
#include "scan/advisory_database.h"
#include "temporary_folder.h"

namespace scan::sca {
namespace {

// A version and its neighbours: just below, just above, spelt otherwise.
void add_edges(const std::string& version, std::set<std::string>& edges) {
  for (const char* suffix : {"", ".0", ".dev0", "rc1", ".post1", ".1", "+local"})
    edges.insert(version + suffix);
}

TEST(RealAdvisories, AreMatchedAsTheSchemaSays) {
  const std::string source = SCAN_SOURCE_DIR "/../shared/osv";
  if (!std::filesystem::exists(source)) GTEST_SKIP() << "no advisories at hand";
  TemporaryFolder folder;
  Result<AdvisoryDatabaseStatus> built = build_advisory_database({source}, folder / "db");
  ASSERT_TRUE(built.ok()) << built.error().message;
  Result<AdvisoryIndex> index = AdvisoryIndex::open(folder / "db", Verify::kAll);
  ASSERT_TRUE(index.ok());

  std::map<std::string, std::vector<nlohmann::json>> by_package;
  std::map<std::string, std::set<std::string>> edges;
  ASSERT_TRUE(for_each_advisory_file({source}, [&](const AdvisoryFile& file) {
                nlohmann::json record = nlohmann::json::parse(file.bytes);
                for (const auto& affected : record["affected"]) {
                  std::string name = affected["package"]["name"];
                  auto& records = by_package[name];
                  if (records.empty() || records.back()["id"] != record["id"])
                    records.push_back(record);
                  for (const auto& range : affected.value("ranges", nlohmann::json::array()))
                    if (range["type"] != "GIT")
                      for (const auto& event : range["events"])
                        for (const auto& [kind, version] : event.items())
                          add_edges(version, edges[name]);
                  nlohmann::json versions = affected.value("versions", nlohmann::json::array());
                  for (std::size_t i = 0; i < versions.size(); ++i)
                    if (i < 2 || i + 2 >= versions.size()) edges[name].insert(versions[i]);
                }
              }).ok());

  constexpr std::size_t kVersionsOfAPackage = 12;  // the oracle is slow
  std::size_t pairs = 0, right = 0, missed = 0, invented = 0;
  for (const auto& [name, versions] : edges) {
    const std::size_t step = versions.size() / kVersionsOfAPackage + 1;
    std::size_t position = 0;
    for (const std::string& version : versions) {
      if (position++ % step != 0) continue;
      std::set<std::string> expected, found;
      for (const nlohmann::json& record : by_package[name])
        if (OsvOracle::affects(record, "PyPI", name, version)) expected.insert(record["id"]);
      Result<std::vector<AdvisoryMatch>> matches = index->find("PyPI", name, version);
      ASSERT_TRUE(matches.ok());
      for (const AdvisoryMatch& match : *matches) found.insert(match.id);
      ++pairs;
      for (const std::string& id : expected) found.erase(id) > 0 ? ++right : ++missed;
      invented += found.size();
    }
  }
  double precision = static_cast<double>(right) / static_cast<double>(right + invented);
  double recall = static_cast<double>(right) / static_cast<double>(right + missed);
  std::cout << pairs << " pairs of " << edges.size() << " packages, " << right
            << " matches; precision " << precision << ", recall " << recall << '\n';
  EXPECT_GE(pairs, 3000u);
  EXPECT_EQ(missed, 0u);
  EXPECT_EQ(invented, 0u);
}

}  // namespace
}  // namespace scan::sca
