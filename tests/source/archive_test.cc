#include "source/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "archive_writer.h"
#include "source/archive_format.h"
#include "source/archive_name.h"

namespace scan::source {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;

// What came out of an archive named "a".
struct Seen {
  std::vector<std::pair<std::string, std::string>> files;  // paths and contents
  std::vector<std::string> large;
  std::size_t longest = 0;
  ArchiveSummary summary;

  std::vector<std::string> codes() const {
    std::vector<std::string> codes;
    for (const Notice& notice : summary.notices) codes.push_back(notice.code);
    return codes;
  }
  std::vector<std::string> paths() const {
    std::vector<std::string> paths;
    for (const auto& [path, bytes] : files) paths.push_back(path);
    return paths;
  }
};

ArchiveLibraryPointer library() {
  static const Result<ArchiveLibraryPointer> loaded = ArchiveLibrary::load();
  return *loaded;
}

class ArchiveTest : public testing::Test {
 protected:
  Seen read(ArchiveInput& input, std::uint64_t size) {
    Seen seen;
    if (!callbacks.takes) callbacks.takes = [](auto, auto) { return true; };
    if (!callbacks.wants) callbacks.wants = [](auto) { return true; };
    callbacks.on_file = [&](const std::string& path, std::string_view, std::string bytes) {
      seen.longest = std::max(seen.longest, bytes.size());
      seen.files.emplace_back(path, std::move(bytes));
    };
    callbacks.on_large = [&](const std::string& path, std::uint64_t) {
      seen.large.push_back(path);
    };
    seen.summary = read_archive(*library(), input, size, "a", limits, callbacks);
    return seen;
  }
  Seen read(const std::string& bytes) {
    MemoryInput input(bytes);
    return read(input, bytes.size());
  }

  ArchiveLimits limits{.depth = 3};
  ArchiveCallbacks callbacks;
};

TEST_F(ArchiveTest, EveryFormatGivesTheSameFiles) {
  const std::vector<ArchiveFile> files = {{"one.txt", "first\n"}, {"dir/two.txt", "second\n"}};
  const std::map<std::string, std::string> archives = {
      {"zip", zip_of(files)},
      {"ustar", write_archive("ustar", "", files)},
      {"pax", tar_of(files)},
      {"gnutar", write_archive("gnutar", "", files)},
      {"v7tar", write_archive("v7tar", "", files)},
      {"7zip", write_archive("7zip", "", files)},
      {"tar.gz", tar_of(files, "gzip")},
      {"tar.xz", tar_of(files, "xz")},
      {"tar.bz2", tar_of(files, "bzip2")},
      {"tar.zst", tar_of(files, "zstd")},
      {"tar.lz4", tar_of(files, "lz4")},
      {"tar.lz", tar_of(files, "lzip")},
      {"tar.Z", tar_of(files, "compress")}};
  for (const auto& [format, bytes] : archives) {
    SCOPED_TRACE(format);
    EXPECT_NE(archive_kind(bytes), ArchiveKind::kNone);
    const Seen seen = read(bytes);
    EXPECT_THAT(seen.files, UnorderedElementsAre(Pair("a!one.txt", "first\n"),
                                                 Pair("a!dir/two.txt", "second\n")));
    EXPECT_THAT(seen.codes(), IsEmpty());
    EXPECT_TRUE(seen.summary.complete);
  }
}

TEST_F(ArchiveTest, WhatIsCompressedAloneHasThePathOfItsFile) {
  std::string kind;
  callbacks.wants = [&](std::string_view asked) { return kind = asked, true; };
  for (const std::string filter : {"gzip", "xz", "bzip2", "zstd", "lz4", "lzip", "compress"}) {
    SCOPED_TRACE(filter);
    const std::string bytes = compressed(filter, "text\n");
    EXPECT_EQ(archive_kind(bytes), ArchiveKind::kStream);
    EXPECT_THAT(read(bytes).files, ElementsAre(Pair("a", "text\n")));
  }
  EXPECT_THAT(read(zip_of({{"log.json.gz", compressed("gzip", "text\n")}})).paths(),
              ElementsAre("a!log.json.gz"));
  EXPECT_EQ(kind, "a!log.json");
}

TEST_F(ArchiveTest, WhatIsNoArchiveIsNotTakenForOne) {
  const std::string page(512, 'x');
  for (const std::string& text :
       {std::string(), std::string("text"), page, std::string(512, '\0'),
        std::string("BZh9 is how it begins, but there is no block"), std::string("7z"),
        std::string("\x89PNG\r\n\x1A\n") + page, std::string("PK\1\2") + page})
    EXPECT_EQ(archive_kind(text, text), ArchiveKind::kNone) << text.substr(0, 20);
  const std::string appended = "#!/usr/bin/python\n" + zip_of({{"m.py", "pass\n"}});
  EXPECT_EQ(archive_kind(appended, appended), ArchiveKind::kAppended);
  EXPECT_THAT(read(appended).paths(), ElementsAre("a!m.py"));
}

TEST_F(ArchiveTest, NamesLeadNowhereElse) {
  const std::map<std::string, std::string> names = {{"../../etc/passwd", "etc/passwd"},
                                                    {"/etc/passwd", "etc/passwd"},
                                                    {"a/../../b", "b"},
                                                    {"./a//b/./c", "a/b/c"},
                                                    {"..\\..\\windows\\x", "windows/x"},
                                                    {"..", ""},
                                                    {"/", ""},
                                                    {"a/..", ""},
                                                    {"a/b/../c", "a/c"},
                                                    {"...", "..."}};
  for (const auto& [raw, name] : names) EXPECT_EQ(normalized_name(raw).name, name) << raw;
  for (const char* raw : {"../a", "/a", "a/../../b", "\\a", ".."})
    EXPECT_TRUE(normalized_name(raw).led_outside) << raw;
  for (const char* raw : {"a/../b", "./a", "a/..", "..a/b", ""})
    EXPECT_FALSE(normalized_name(raw).led_outside) << raw;

  const Seen seen = read(tar_of({{"../../x", "1"}, {"/y", "2"}, {"z", "3"}}));
  EXPECT_THAT(seen.paths(), ElementsAre("a!x", "a!y", "a!z"));
  ASSERT_THAT(seen.codes(), ElementsAre("archive-name-outside"));
  EXPECT_FALSE(seen.summary.notices[0].incomplete);
  EXPECT_THAT(seen.summary.notices[0].message, AllOf(HasSubstr("`a!x`"), HasSubstr("1 more")));
}

TEST_F(ArchiveTest, NamesAreNotOfTheProgramsLocale) {
  const std::string name = "na\xC3\xAFve/\xD0\xBA\xD0\xBB\xD1\x8E\xD1\x87.txt";
  // As Python's zipfile writes it: with the flag for UTF-8. libarchive's writer asks its locale.
  const ArchiveLibrary::Utf8Names utf8(*library());
  const std::string zip = zip_of({{name, "x"}});
  const std::string tar = tar_of({{name, "x"}});
  const locale_t before = ::uselocale(LC_GLOBAL_LOCALE);
  EXPECT_THAT(read(zip).paths(), ElementsAre("a!" + name));
  EXPECT_THAT(read(tar).paths(), ElementsAre("a!" + name));
  ::uselocale(before);
}

TEST_F(ArchiveTest, OnlyFilesAreRead) {
  const Seen seen = read(tar_of({{"dir", "", AE_IFDIR},
                                 {"link", "", AE_IFLNK, "/etc/passwd"},
                                 {"fifo", "", AE_IFIFO},
                                 {"device", "", AE_IFBLK},
                                 {"tty", "", AE_IFCHR},
                                 {"file", "text"},
                                 {"again", "", AE_IFREG, "", "file"}}));
  EXPECT_THAT(seen.files, ElementsAre(Pair("a!file", "text")));
  EXPECT_THAT(seen.summary.skipped, UnorderedElementsAre(Pair("link", 2u), Pair("special", 3u)));
}

TEST_F(ArchiveTest, WhatIsOfNoUseIsPassedOver) {
  callbacks.takes = [](std::string_view path, std::string_view name) {
    EXPECT_EQ(path.substr(path.rfind('!') + 1), name);
    return name != "excluded";
  };
  callbacks.wants = [](std::string_view kind) { return !kind.ends_with(".png"); };
  const std::vector<ArchiveFile> files = {{"excluded", std::string(100'000, 'x')},
                                          {"x.png", std::string(100'000, 'x')},
                                          {"binary", std::string(100'000, '\0')},
                                          {"text", "text"}};
  for (const std::string& bytes :
       {zip_of(files), tar_of(files), tar_of(files, "gzip"), write_archive("7zip", "", files)}) {
    const Seen seen = read(bytes);
    EXPECT_THAT(seen.files, ElementsAre(Pair("a!text", "text")));
    EXPECT_THAT(
        seen.summary.skipped,
        UnorderedElementsAre(Pair("excluded", 1u), Pair("unwanted", 1u), Pair("binary", 1u)));
  }
}

TEST_F(ArchiveTest, ArchivesInArchives) {
  const std::string jar = zip_of({{"p", "1"}});
  const std::string inner = tar_of({{"x.jar", jar}, {"y.png", jar}, {"q", "2"}}, "gzip");
  for (const std::string& bytes :
       {zip_of({{"i.tgz", inner}, {"last", "3"}}), tar_of({{"i.tgz", inner}, {"last", "3"}}, "xz"),
        write_archive("7zip", "", {{"i.tgz", inner}, {"last", "3"}})}) {
    limits.depth = 3;
    Seen seen = read(bytes);
    EXPECT_THAT(seen.paths(),
                ElementsAre("a!i.tgz!x.jar!p", "a!i.tgz!y.png!p", "a!i.tgz!q", "a!last"));
    EXPECT_THAT(seen.codes(), IsEmpty());
    limits.depth = 2;
    seen = read(bytes);
    EXPECT_THAT(seen.paths(), ElementsAre("a!i.tgz!q", "a!last"));
    ASSERT_THAT(seen.codes(), ElementsAre("archive-depth"));
    EXPECT_TRUE(seen.summary.notices[0].incomplete);
    EXPECT_THAT(seen.summary.notices[0].message,
                AllOf(HasSubstr("a!i.tgz!x.jar"), HasSubstr("1 more")));
  }
}

TEST_F(ArchiveTest, OneThatIsTooLargeToHoldIsReadFromItsBegin) {
  limits.held_bytes = 1000;
  const std::string text(5000, 'x');
  const std::string zip = write_archive("zip", "", {{"p", text}, {"q", text}});
  // Two that could be held, but not at once.
  limits.held_bytes = zip.size() + 10;
  Seen seen = read(tar_of({{"x.zip", zip_of({{"y.zip", zip}})}, {"last", "z"}}));
  EXPECT_THAT(seen.paths(), ElementsAre("a!x.zip!y.zip!p", "a!x.zip!y.zip!q", "a!last"));
  limits.held_bytes = 20;
  seen = read(tar_of({{"x.zip", zip}, {"y.7z", write_archive("7zip", "", {{"p", text}})}}));
  EXPECT_THAT(seen.paths(), ElementsAre("a!x.zip!p", "a!x.zip!q"));
  EXPECT_THAT(seen.codes(), ElementsAre("archive-too-large"));
}

TEST_F(ArchiveTest, LargeTextsAreLeftOut) {
  limits.file_bytes = 1000;
  const std::string large(100'000, 'x');
  const Seen seen = read(zip_of({{"just", std::string(1000, 'x')}, {"large", large}, {"z", "z"}}));
  EXPECT_THAT(seen.paths(), ElementsAre("a!just", "a!z"));
  EXPECT_THAT(seen.large, ElementsAre("a!large"));
  EXPECT_THAT(seen.summary.skipped, ElementsAre(Pair("too-large", 1u)));
}

// Of a zip archive it need not even be unpacked.
TEST_F(ArchiveTest, WhatIsLeftOutDoesNotCount) {
  limits.file_bytes = 1000;
  limits.total_bytes = 1'000'000;
  const Seen seen = read(zip_of({{"large", std::string(4'000'000, '0')}, {"y", "y"}}));
  EXPECT_THAT(seen.large, ElementsAre("a!large"));
  EXPECT_THAT(seen.paths(), ElementsAre("a!y"));
  EXPECT_THAT(seen.codes(), IsEmpty());
}

TEST_F(ArchiveTest, EntriesAreCounted) {
  limits.entries = 10;
  std::vector<ArchiveFile> files;
  for (int i = 0; i < 11; ++i) files.push_back({"f" + std::to_string(i), ""});
  EXPECT_THAT(read(tar_of(files)).codes(), ElementsAre("archive-entries"));
  files.pop_back();
  EXPECT_THAT(read(tar_of(files)).codes(), IsEmpty());
  // Together with those of the archives in it.
  const std::string inner = tar_of({files.begin(), files.begin() + 5});
  EXPECT_THAT(read(tar_of({{"x", inner}, {"y", inner}})).codes(), ElementsAre("archive-entries"));
}

// A list of a million entries is some kilobytes when it is packed.
TEST_F(ArchiveTest, TheListOf7zIsBounded) {
  std::vector<ArchiveFile> files;
  for (int i = 0; i < 3000; ++i) files.push_back({"same/beginning/" + std::to_string(i), ""});
  files.push_back({"text", "text"});
  const std::string many = write_archive("7zip", "", files);
  ASSERT_LT(many.size(), 30'000u);
  EXPECT_THAT(read(many).codes(), IsEmpty());
  limits.list_bytes = 3000 * 20;
  const Seen seen = read(many);
  EXPECT_THAT(seen.files, IsEmpty());
  EXPECT_THAT(seen.codes(), ElementsAre("archive-entries"));
}

TEST_F(ArchiveTest, NamesAreBounded) {
  limits.name_bytes = 100;
  const Seen seen = read(tar_of({{std::string(99, 'n'), "x"}, {"short", "y"}}));
  EXPECT_THAT(seen.paths(), ElementsAre("a!short"));
  EXPECT_THAT(seen.codes(), ElementsAre("archive-name"));
}

// A million zeros are a thousand bytes in gzip, and fifty in bzip2.
TEST_F(ArchiveTest, BombsEnd) {
  limits.ratio_free_bytes = 300'000;
  limits.file_bytes = 50'000;
  const std::string zeros(4'000'000, '0');
  const std::map<std::string, std::string> bombs = {
      {"zip", zip_of(std::vector(200, ArchiveFile{"x", zeros.substr(0, 49'000)}))},
      {"7zip", write_archive("7zip", "", {{"x", zeros}, {"y", "y"}})},
      {"gzip", compressed("gzip", zeros)},
      {"bzip2", compressed("bzip2", zeros)},
      {"xz", compressed("xz", zeros)},
      {"zstd", compressed("zstd", zeros)},
      {"tar.gz", tar_of({{"x", zeros}, {"y", "y"}}, "gzip")},
      {"within", zip_of({{"x.gz", compressed("gzip", zeros)}, {"y", "y"}})},
      {"twice", compressed("gzip", compressed("gzip", zeros))}};
  for (const auto& [name, bytes] : bombs) {
    SCOPED_TRACE(name);
    limits.ratio = 200;
    limits.total_bytes = 1u << 30;
    Seen seen = read(bytes);
    EXPECT_THAT(seen.codes(), testing::Contains("archive-ratio"));
    EXPECT_THAT(seen.paths(), testing::Not(testing::Contains("a!y")));
    limits.ratio = 1u << 30;
    limits.total_bytes = 1'000'000;
    seen = read(bytes);
    EXPECT_THAT(seen.codes(), testing::Contains("archive-bytes"));
    EXPECT_LE(seen.summary.bytes, 1'000'000 + (2u << 20));
  }
}

TEST_F(ArchiveTest, StopsWhenAsked) {
  const std::string zeros(4'000'000, '0');
  for (const std::string& bytes : {compressed("gzip", zeros), zip_of({{"x", zeros}}),
                                   tar_of({{"x", zeros}}, "xz"), tar_of({{"x", zeros}})}) {
    int asked = 0;
    callbacks.should_stop = [&] { return ++asked > 3; };
    const Seen seen = read(bytes);
    EXPECT_FALSE(seen.summary.complete);
    EXPECT_THAT(seen.codes(), IsEmpty());
    EXPECT_THAT(seen.files, IsEmpty());
  }
}

TEST_F(ArchiveTest, WhatIsCutOffIsReadAsFarAsItGoes) {
  std::string noise;
  for (unsigned i = 0, x = 1; i < 400'000; ++i) {
    x = x * 1'103'515'245u + 12'345u;
    noise.push_back("0123456789abcdef"[x >> 28]);
  }
  const std::vector<ArchiveFile> files = {{"first", "whole"}, {"second", noise}};
  for (const std::string& whole : {zip_of(files), tar_of(files), tar_of(files, "gzip")}) {
    const Seen seen = read(whole.substr(0, whole.size() / 2));
    ASSERT_THAT(seen.files, testing::Not(IsEmpty()));
    EXPECT_EQ(seen.files[0].second, "whole");
    EXPECT_THAT(seen.codes(), ElementsAre("archive-damaged"));
    EXPECT_TRUE(seen.summary.notices[0].incomplete);
  }
  for (const std::string& whole :
       {tar_of(files, "xz"), tar_of(files, "bzip2"), tar_of(files, "zstd"),
        write_archive("7zip", "", files), compressed("gzip", noise)})
    EXPECT_THAT(read(whole.substr(0, whole.size() / 2)).codes(), ElementsAre("archive-damaged"));
  // One that is damaged does not keep what follows it from being read.
  const std::string half = tar_of(files, "gzip").substr(0, 100'000);
  const Seen seen = read(zip_of({{"x.tgz", half}, {"last", "z"}}));
  EXPECT_THAT(seen.paths(), testing::Contains("a!last"));
  EXPECT_THAT(seen.codes(), ElementsAre("archive-damaged"));
  EXPECT_THAT(seen.summary.notices[0].message, HasSubstr("a!x.tgz"));
}

TEST_F(ArchiveTest, EveryPrefixAndEveryDamageEnds) {
  const std::vector<ArchiveFile> files = {{"first", "whole"}, {"second", std::string(300, 'x')}};
  for (const std::string& whole : {zip_of({{"x.tgz", tar_of(files, "gzip")}, {"y", "y"}}),
                                   write_archive("7zip", "", files), tar_of(files, "xz")}) {
    for (std::size_t i = 0; i < whole.size(); ++i) {
      read(whole.substr(0, i));
      std::string damaged = whole;
      damaged[i] = static_cast<char>(damaged[i] ^ 0x5A);
      read(damaged);
    }
  }
}

TEST_F(ArchiveTest, AWrongChecksumIsToldOf) {
  std::string zip = zip_of({{"x", "text that is stored"}, {"y", "y"}});
  // The directory has it at the offset 16 of an entry.
  zip[zip.find("PK\1\2") + 16] ^= 1;
  const Seen seen = read(zip);
  EXPECT_THAT(seen.files, ElementsAre(Pair("a!x", "text that is stored"), Pair("a!y", "y")));
  EXPECT_THAT(seen.codes(), ElementsAre("archive-damaged"));
}

TEST_F(ArchiveTest, SizesThatLieAreNotBelieved) {
  std::string zip = zip_of({{"x", "text that is stored"}, {"y", "y"}});
  // Uncompressed, at the offset 24 of an entry of the directory: nearly 4 GB.
  const std::size_t directory = zip.find("PK\1\2");
  zip.replace(directory + 24, 4, "\xFE\xFF\xFF\xFF");
  const Seen seen = read(zip);
  EXPECT_THAT(seen.paths(), testing::Contains("a!y"));
  EXPECT_LT(seen.longest, 1000u);
}

// A header of a sparse file may say that there are exabytes before its first byte.
TEST_F(ArchiveTest, HolesTakeNoSpace) {
  const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                            &archive_entry_free);
  std::string out;
  const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(),
                                                                       &archive_write_free);
  archive_write_set_format_pax(writer.get());
  archive_write_open(
      writer.get(), &out, nullptr,
      [](archive*, void* target, const void* bytes, size_t size) {
        static_cast<std::string*>(target)->append(static_cast<const char*>(bytes), size);
        return static_cast<la_ssize_t>(size);
      },
      nullptr);
  archive_entry_set_pathname(entry.get(), "sparse");
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_size(entry.get(), la_int64_t{1} << 40);
  archive_entry_sparse_add_entry(entry.get(), (la_int64_t{1} << 40) - 4, 4);
  archive_write_header(writer.get(), entry.get());
  archive_write_data(writer.get(), "text", 4);
  archive_write_close(writer.get());
  const Seen seen = read(out);
  EXPECT_THAT(seen.files, IsEmpty());
  EXPECT_THAT(seen.summary.skipped, ElementsAre(Pair("binary", 1u)));
}

TEST_F(ArchiveTest, AnArchiveThatHoldsItselfEnds) {
  // Each member of the family holds the one before, as a quine would without end.
  std::string zip = zip_of({{"r", "text"}});
  for (int i = 0; i < 40; ++i) zip = zip_of({{"r.zip", zip}});
  limits.depth = 32;
  const Seen seen = read(zip);
  EXPECT_THAT(seen.files, IsEmpty());
  EXPECT_THAT(seen.codes(), ElementsAre("archive-depth"));
}

TEST_F(ArchiveTest, WhatLookedLikeOneIsToldOf) {
  for (const std::string& bytes :
       {std::string("PK\3\4"), std::string("PK\3\4") + std::string(600, 'x'),
        std::string("\x1F\x8B\x08 and no more"), std::string("7z\xBC\xAF\x27\x1C")})
    EXPECT_THAT(read(bytes).codes(), ElementsAre("archive-damaged")) << bytes.substr(0, 20);
}

}  // namespace
}  // namespace scan::source
