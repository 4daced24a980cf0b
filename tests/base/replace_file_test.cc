#include "base/replace_file.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "base/descriptor.h"
#include "base/system_error.h"

namespace scan::base {
namespace {

namespace fs = std::filesystem;

class ReplaceFile : public testing::Test {
 protected:
  ReplaceFile() {
    std::string name = (fs::temp_directory_path() / "replace_file_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~ReplaceFile() override { fs::remove_all(folder_); }

  static std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(ReplaceFile, WritesNewOnesAndReplacesOldOnes) {
  for (const std::string content : {"first and longer", "second", ""}) {
    ASSERT_TRUE(replace_file(folder_ / "file", content).ok());
    EXPECT_EQ(read(folder_ / "file"), content);
    EXPECT_EQ(entries(), 1u);
  }
}

TEST_F(ReplaceFile, LeavesAnOpenedFileAsItWas) {
  ASSERT_TRUE(replace_file(folder_ / "file", "old").ok());
  std::ifstream old(folder_ / "file");
  ASSERT_TRUE(replace_file(folder_ / "file", "new and longer").ok());
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(old), {}), "old");
}

TEST_F(ReplaceFile, ReplacesALinkAndNotWhatItLeadsTo) {
  ASSERT_TRUE(replace_file(folder_ / "target", "old").ok());
  fs::create_symlink("target", folder_ / "link");
  ASSERT_TRUE(replace_file(folder_ / "link", "new").ok());
  EXPECT_EQ(read(folder_ / "target"), "old");
  EXPECT_EQ(read(folder_ / "link"), "new");
}

TEST_F(ReplaceFile, LeavesNothingBehindWhereItFails) {
  fs::create_directory(folder_ / "taken");
  const Status status = replace_file(folder_ / "taken", "content");
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().code, ErrorCode::kIo);
  EXPECT_EQ(status.error().path, folder_ / "taken");
  EXPECT_EQ(entries(), 1u);
  EXPECT_EQ(replace_file(folder_ / "none" / "file", "").error().code, ErrorCode::kIo);
}

TEST(WriteAll, SaysThatTheDiskIsFull) {
  const Descriptor full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
  ASSERT_TRUE(full.valid());
  errno = 0;
  EXPECT_FALSE(write_all(full.get(), "content"));
  EXPECT_EQ(errno, ENOSPC);
}

TEST(SystemError, TellsWhatIsNotThereFromWhatIsRefused) {
  EXPECT_EQ(system_error(ENOENT, "a").code, ErrorCode::kNotFound);
  EXPECT_EQ(system_error(ENOTDIR, "a").code, ErrorCode::kNotFound);
  EXPECT_EQ(system_error(EACCES, "a").code, ErrorCode::kIo);
  EXPECT_EQ(system_message(EACCES), "permission denied");
}

}  // namespace
}  // namespace scan::base
