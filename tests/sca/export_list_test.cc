#include "sca/export_list.h"

#include <gtest/gtest.h>

#include "sca/iso_time.h"
#include "temporary_folder.h"
#include "zip_writer.h"

namespace scan::sca {
namespace {

TEST(ExportList, IsReadOrRefused) {
  const Result<ExportList> list = read_export_list(
      "2024-05-01T00:00:00Z,GHSA-a\r\n2024-04-01T10:00:00.123456Z,npm/MAL-2024-1\n\n");
  ASSERT_TRUE(list.ok());
  EXPECT_EQ(*list, (ExportList{{"GHSA-a", *parse_iso_time("2024-05-01T00:00:00Z")},
                               {"MAL-2024-1", *parse_iso_time("2024-04-01T10:00:00Z")}}));
  EXPECT_TRUE(read_export_list("")->empty());
  for (const char* bad :
       {"<html>", "2024-05-01T00:00:00Z", "2024-05-01T00:00:00Z,", "2024-05-01T00:00:00Z,..",
        "2024-05-01T00:00:00Z,a/../..", "2024-05-01T00:00:00Z,a b", "yesterday,A-1",
        "2024-05-01T00:00:00Z,A-1\n2024-05-"})
    EXPECT_FALSE(read_export_list(bad).ok()) << bad;
}

TEST(ExportList, TellsWhatChanged) {
  const ExportList old = {{"A", 1}, {"B", 2}, {"C", 3}};
  EXPECT_EQ(newer_ids({{"A", 1}, {"B", 3}, {"C", 2}, {"D", 1}}, old),
            (std::vector<std::string>{"B", "D"}));
  EXPECT_TRUE(has_all_ids({{"A", 1}, {"B", 1}, {"C", 1}, {"D", 1}}, old));
  EXPECT_FALSE(has_all_ids({{"A", 1}, {"B", 2}}, old));
}

TEST(ExportList, OfAnArchive) {
  TemporaryFolder folder;
  write_zip(folder / "all.zip",
            {{"A.json", R"({"id":"A","modified":"1970-01-01T00:00:10Z"})"}, {"B.json", "{"}});
  EXPECT_EQ(*list_archive(folder / "all.zip"), (ExportList{{"A", 10}}));
  EXPECT_FALSE(list_archive(folder.write("bad.zip", "none")).ok());
}

}  // namespace
}  // namespace scan::sca
