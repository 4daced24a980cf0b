// scan/advisory_database.h: inputs of every kind and of every badness, and the file that comes out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "index_of.h"
#include "sca/advisory_inputs.h"
#include "scan/advisory_database.h"
#include "temporary_folder.h"
#include "zip_writer.h"

namespace scan::sca {
namespace {

using testing::HasSubstr;

std::string record(int number) {
  return osv("A-" + std::to_string(number), "PyPI", "p" + std::to_string(number),
             R"("versions":["1.0"])");
}

TEST(BuildDatabase, ReadsFilesFoldersAndArchives) {
  TemporaryFolder folder;
  folder.write("mirror/deep/one.json", record(1));
  folder.write("mirror/.git/config.json", "not read");
  folder.write("mirror/README.md", "not read");
  write_zip(folder.write("mirror/PyPI/all.zip", ""),
            {{"A-2.json", record(2)}, {"A-3.json", record(3)}, {"notes.txt", "not read"}});
  std::string single = folder.write("single.json", record(4));
  std::string oddly_named = folder / "export.data";
  write_zip(oddly_named, {{"../../A-5.json", record(5)}, {"/A-6.json", record(6)}});

  Result<AdvisoryDatabaseStatus> built =
      build_advisory_database({folder / "mirror", single, oddly_named}, folder / "out.db");
  ASSERT_TRUE(built.ok()) << built.error().message;
  EXPECT_EQ(built->advisories, 6u);
  EXPECT_EQ(built->packages, 6u);
  EXPECT_EQ(built->ecosystems, (std::map<std::string, std::uint64_t>{{"PyPI", 6}}));
  EXPECT_EQ(built->newest_modified, 1704067200);
  EXPECT_TRUE(built->notices.empty());
  EXPECT_EQ(built->bytes, std::filesystem::file_size(folder / "out.db"));

  Result<AdvisoryDatabaseStatus> checked = check_advisory_database(folder / "out.db");
  ASSERT_TRUE(checked.ok());
  EXPECT_EQ(checked->advisories, 6u);
  EXPECT_EQ(checked->ecosystems, built->ecosystems);
  EXPECT_EQ(checked->newest_modified, built->newest_modified);

  // Nothing but the index was written: no archive's entry, no temporary file.
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    names.push_back(entry.path().filename());
  EXPECT_THAT(names,
              testing::UnorderedElementsAre("mirror", "single.json", "export.data", "out.db"));
}

TEST(BuildDatabase, GivesEqualBytesForEqualInput) {
  TemporaryFolder a, b;
  for (const TemporaryFolder* folder : {&a, &b}) {
    std::vector<std::pair<std::string, std::string>> files;
    for (int i = 0; i < 50; ++i)
      files.push_back({std::to_string(folder == &a ? i : 100 - i) + ".json",
                       record(folder == &a ? i : 49 - i)});
    write_zip(*folder / "all.zip", files);
    ASSERT_TRUE(build_advisory_database({*folder / "all.zip"}, *folder / "db").ok());
  }
  EXPECT_EQ(read_whole(a / "db"), read_whole(b / "db"));
}

// Several batches, so that threads have something to disagree about.
TEST(BuildDatabase, GivesEqualBytesOnAnyNumberOfThreads) {
  TemporaryFolder folder;
  std::vector<std::pair<std::string, std::string>> files;
  const std::string details(4000, 'x');
  for (int i = 0; i < 1500; ++i)
    files.push_back({std::to_string(i) + ".json",
                     osv("A-" + std::to_string(i % 1400), "PyPI", "p" + std::to_string(i % 50),
                         R"("versions":[")" + std::to_string(i) + R"("])",
                         R"("details":"Flaw )" + std::to_string(i) + details + "\",")});
  files.push_back({"bad.json", "{"});
  write_zip(folder / "all.zip", files);
  std::vector<Notice> notices;
  for (unsigned threads : {1u, 2u, 8u}) {
    Result<AdvisoryDatabaseStatus> built = build_advisory_database(
        {folder / "all.zip"}, folder / std::to_string(threads), {.threads = threads});
    ASSERT_TRUE(built.ok());
    EXPECT_EQ(built->advisories, 1400u);
    if (threads > 1) {
      EXPECT_EQ(read_whole(folder / std::to_string(threads)), read_whole(folder / "1"));
      EXPECT_EQ(built->notices, notices);
    }
    notices = built->notices;
  }
}

TEST(BuildDatabase, NotesWhatIsNoRecordAndGoesOn) {
  TemporaryFolder folder;
  folder.write("in/a.json", record(1));
  folder.write("in/b.json", "{");
  folder.write("in/c.json", R"({"name":"a package.json"})");
  folder.write("in/d.json", R"({"id":"X","affected":"everything"})");
  folder.write("in/e.json", "");
  folder.write("in/f.json", R"({"id":7})");
  folder.write("in/g.json", std::string(100'000, '['));
  folder.write("in/h.json", "{\"id\":\"\xff\"}");
  Result<AdvisoryDatabaseStatus> built = build_advisory_database({folder / "in"}, folder / "db");
  ASSERT_TRUE(built.ok());
  EXPECT_EQ(built->advisories, 1u);
  ASSERT_EQ(built->notices.size(), 7u);
  for (const Notice& notice : built->notices) {
    EXPECT_EQ(notice.code, "advisory-invalid");
    EXPECT_TRUE(notice.incomplete);
  }
  EXPECT_THAT(built->notices[1].message, HasSubstr("`id`"));
}

TEST(BuildDatabase, FailsWithoutAnyRecordAndLeavesTheOldFile) {
  TemporaryFolder folder;
  folder.write("db", "old");
  folder.write("empty/readme.txt", "");
  folder.write("bad/a.json", "{");
  for (const char* input : {"empty", "bad"}) {
    Result<AdvisoryDatabaseStatus> built = build_advisory_database({folder / input}, folder / "db");
    ASSERT_FALSE(built.ok());
    EXPECT_EQ(built.error().code, ErrorCode::kInvalidData);
    EXPECT_EQ(read_whole(folder / "db"), "old");
  }
}

TEST(BuildDatabase, NamesWhatIsMissing) {
  TemporaryFolder folder;
  Result<AdvisoryDatabaseStatus> built =
      build_advisory_database({folder / "absent"}, folder / "db");
  ASSERT_FALSE(built.ok());
  EXPECT_EQ(built.error().code, ErrorCode::kNotFound);
  EXPECT_THAT(built.error().path, HasSubstr("absent"));
  EXPECT_EQ(check_advisory_database(folder / "absent.db").error().code, ErrorCode::kNotFound);
}

TEST(BuildDatabase, IsNotHeldUpByAFifo) {
  TemporaryFolder folder;
  ASSERT_EQ(::mkfifo((folder / "fifo.json").c_str(), 0600), 0);
  EXPECT_EQ(build_advisory_database({folder / "fifo.json"}, folder / "db").error().code,
            ErrorCode::kIo);
  EXPECT_EQ(check_advisory_database(folder / "fifo.json").error().code, ErrorCode::kIo);
  EXPECT_EQ(check_advisory_database(folder.path()).error().code, ErrorCode::kIo);
}

TEST(BuildDatabase, SaysWhyItCannotWrite) {
  TemporaryFolder folder;
  std::string input = folder.write("a.json", record(1));
  Result<AdvisoryDatabaseStatus> built =
      build_advisory_database({input}, folder / "no/such/folder/db");
  ASSERT_FALSE(built.ok());
  EXPECT_EQ(built.error().code, ErrorCode::kIo);
}

TEST(BuildDatabase, RefusesTruncatedArchives) {
  TemporaryFolder folder;
  std::vector<std::pair<std::string, std::string>> files;
  for (int i = 0; i < 40; ++i) files.push_back({std::to_string(i) + ".json", record(i)});
  write_zip(folder / "all.zip", files);
  std::string whole = read_whole(folder / "all.zip");
  for (std::size_t size : {whole.size() / 4, whole.size() / 2, whole.size() - 400}) {
    std::string cut = folder.write("cut.zip", std::string_view(whole).substr(0, size));
    Result<AdvisoryDatabaseStatus> built = build_advisory_database({cut}, folder / "db");
    ASSERT_FALSE(built.ok()) << size;
    EXPECT_EQ(built.error().code, ErrorCode::kInvalidData);
    EXPECT_EQ(built.error().path, cut);
  }
  std::string fake = folder.write("fake.zip", "this is no archive");
  EXPECT_EQ(build_advisory_database({fake}, folder / "db").error().code, ErrorCode::kInvalidData);
}

TEST(BuildDatabase, RefusesDecompressionBombs) {
  TemporaryFolder folder;
  write_zip(folder / "bomb.zip", {{"bomb.json", std::string(48u << 20, ' ')}});
  ASSERT_LT(std::filesystem::file_size(folder / "bomb.zip"), 100'000u);
  Result<AdvisoryDatabaseStatus> built =
      build_advisory_database({folder / "bomb.zip"}, folder / "db");
  ASSERT_FALSE(built.ok());
  EXPECT_EQ(built.error().code, ErrorCode::kInvalidData);
  EXPECT_THAT(built.error().message, HasSubstr("decompression bomb"));
  EXPECT_FALSE(std::filesystem::exists(folder / "db"));
}

TEST(ArchiveLimits, AreHeld) {
  TemporaryFolder folder;
  std::vector<std::pair<std::string, std::string>> files;
  for (int i = 0; i < 10; ++i) files.push_back({std::to_string(i) + ".json", record(i)});
  write_zip(folder / "all.zip", files);
  auto visit = [&](const ArchiveLimits& limits) {
    int visited = 0;
    Status read = for_each_advisory_file(
        {folder / "all.zip"}, [&](const AdvisoryFile&) { ++visited; }, limits);
    return read.ok() ? visited : -1;
  };
  EXPECT_EQ(visit({}), 10);
  EXPECT_EQ(visit({.entries = 10}), 10);
  EXPECT_EQ(visit({.entries = 9}), -1);
  EXPECT_EQ(visit({.record_bytes = 20}), -1);
  EXPECT_EQ(visit({.total_bytes = 200}), -1);
}

TEST(CheckDatabase, TellsEveryChangedByte) {
  TemporaryFolder folder;
  std::string input = folder.write("a.json", record(1));
  ASSERT_TRUE(build_advisory_database({input}, folder / "db").ok());
  std::string bytes = read_whole(folder / "db");
  for (std::size_t at = 0; at < bytes.size(); at += 37) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(~changed[at]);
    Result<AdvisoryDatabaseStatus> checked = check_advisory_database(folder.write("bad", changed));
    ASSERT_FALSE(checked.ok()) << at;
    ASSERT_EQ(checked.error().code, ErrorCode::kInvalidData);
    ASSERT_EQ(checked.error().path, folder / "bad");
  }
}

}  // namespace
}  // namespace scan::sca
