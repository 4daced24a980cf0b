#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include "scan/report.h"

namespace scan {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class SaveReport : public testing::Test {
 protected:
  SaveReport() {
    std::string name = (fs::temp_directory_path() / "save_report_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~SaveReport() override { fs::remove_all(folder_); }

  static std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static void write(const fs::path& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
  }
  static mode_t mode(const fs::path& path) {
    struct stat status {};
    EXPECT_EQ(::stat(path.c_str(), &status), 0);
    return status.st_mode & 07777;
  }
  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  // Runs a check in a child, whose limits and user may change; true when it returned true.
  static bool in_child(const std::function<bool()>& check) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(check() ? 0 : 1);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

  fs::path folder_;
};

TEST_F(SaveReport, WritesANewFileWithWhatTheUmaskLeaves) {
  const mode_t before = ::umask(027);
  EXPECT_TRUE(save_report(folder_ / "out", "content\n").ok());
  ::umask(before);
  EXPECT_EQ(read(folder_ / "out"), "content\n");
  EXPECT_EQ(mode(folder_ / "out"), 0640u);
  EXPECT_EQ(entries(), 1u);
}

TEST_F(SaveReport, WritesIntoTheWorkingFolder) {
  const fs::path before = fs::current_path();
  fs::current_path(folder_);
  EXPECT_TRUE(save_report("out", "content").ok());
  fs::current_path(before);
  EXPECT_EQ(read(folder_ / "out"), "content");
}

TEST_F(SaveReport, ReplacesAFileAndKeepsItsPermissions) {
  write(folder_ / "out", "old and longer");
  ::chmod((folder_ / "out").c_str(), 0604);
  EXPECT_TRUE(save_report(folder_ / "out", "new").ok());
  EXPECT_EQ(read(folder_ / "out"), "new");
  EXPECT_EQ(mode(folder_ / "out"), 0604u);
  EXPECT_EQ(entries(), 1u);
}

TEST_F(SaveReport, WritesThroughSymbolicLinks) {
  fs::create_directory(folder_ / "sub");
  write(folder_ / "sub" / "target", "old");
  fs::create_symlink("sub/hop", folder_ / "link");
  fs::create_symlink("target", folder_ / "sub" / "hop");
  EXPECT_TRUE(save_report(folder_ / "link", "new").ok());
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_TRUE(fs::is_symlink(folder_ / "sub" / "hop"));
  EXPECT_EQ(read(folder_ / "sub" / "target"), "new");

  fs::create_symlink("sub/later", folder_ / "dangling");
  EXPECT_TRUE(save_report(folder_ / "dangling", "new").ok());
  EXPECT_TRUE(fs::is_symlink(folder_ / "dangling"));
  EXPECT_EQ(read(folder_ / "sub" / "later"), "new");

  fs::create_symlink("b", folder_ / "a");
  fs::create_symlink("a", folder_ / "b");
  const Status loop = save_report(folder_ / "a", "new");
  ASSERT_FALSE(loop.ok());
  EXPECT_EQ(loop.error().message, "cannot write the report: too many levels of symbolic links");
}

TEST_F(SaveReport, WritesToAFifoAsItIs) {
  const fs::path fifo = folder_ / "fifo";
  ASSERT_EQ(::mkfifo(fifo.c_str(), 0600), 0);
  std::string got;
  std::thread reader([&] { got = read(fifo); });
  const std::string large(1 << 20, 'x');  // larger than the pipe
  EXPECT_TRUE(save_report(fifo, large).ok());
  reader.join();
  EXPECT_TRUE(got == large);
  EXPECT_TRUE(fs::is_fifo(fifo));
}

// A shell's ">> file" must be appended to, and a descriptor's file may have no name any more.
TEST_F(SaveReport, TakesDevFdAsTheDescriptor) {
  const fs::path path = folder_ / "log";
  write(path, "before ");
  const int fd = ::open(path.c_str(), O_WRONLY | O_APPEND);
  ASSERT_GE(fd, 0);
  const std::string number = std::to_string(fd);
  EXPECT_TRUE(save_report("/dev/fd/" + number, "one ").ok());
  EXPECT_TRUE(save_report("/proc/self/fd/" + number, "two ").ok());
  fs::create_symlink("/dev/fd/" + number, folder_ / "link");
  EXPECT_TRUE(save_report(folder_ / "link", "three").ok());
  EXPECT_EQ(read(path), "before one two three");
  ::close(fd);
  const Status closed = save_report("/dev/fd/" + number, "late");
  ASSERT_FALSE(closed.ok());
  EXPECT_THAT(closed.error().message, HasSubstr("bad file descriptor"));
}

TEST_F(SaveReport, SaysWhyItCannot) {
  write(folder_ / "file", "x");
  const std::vector<std::pair<std::string, std::string>> cases = {
      {(folder_ / "missing" / "out").string(), "no such file or directory"},
      {(folder_ / "file" / "out").string(), "not a directory"},
      {folder_.string(), "is a directory"},
      {(folder_ / std::string(300, 'n')).string(), "file name too long"},
      {"", "no such file or directory"},
      {"/dev/full", "no space left on device"},
  };
  for (const auto& [path, reason] : cases) {
    const Status status = save_report(path, "content");
    ASSERT_FALSE(status.ok()) << path;
    EXPECT_EQ(status.error().code, ErrorCode::kIo);
    EXPECT_EQ(status.error().message, "cannot write the report: " + reason);
    EXPECT_EQ(status.error().path, path);
  }
  EXPECT_EQ(entries(), 1u);
}

TEST_F(SaveReport, LeavesTheOldFileWhenTheNewOneDoesNotFit) {
  write(folder_ / "out", "old");
  EXPECT_TRUE(in_child([&] {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {1000, 1000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return false;
    const Status status = save_report(folder_ / "out", std::string(5000, 'x'));
    return !status.ok() && status.error().message == "cannot write the report: file too large";
  }));
  EXPECT_EQ(read(folder_ / "out"), "old");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(SaveReport, LeavesTheOldFileWithoutPermission) {
  write(folder_ / "out", "old");
  ::chmod((folder_ / "out").c_str(), 0666);
  ::chmod(folder_.c_str(), 0555);
  EXPECT_TRUE(in_child([&] {
    if (::geteuid() == 0 && ::setuid(65534) != 0) return false;
    const Status status = save_report(folder_ / "out", "new");
    return !status.ok() && status.error().message == "cannot write the report: permission denied";
  }));
  ::chmod(folder_.c_str(), 0755);
  EXPECT_EQ(read(folder_ / "out"), "old");
}

}  // namespace
}  // namespace scan
