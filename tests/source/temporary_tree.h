// A directory of files for one test, removed at its end.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "source/walk.h"

namespace scan::source {

class TemporaryTree {
 public:
  TemporaryTree() {
    // In memory where possible: on a disk a test of thousands of directories takes a minute.
    const std::filesystem::path memory = "/dev/shm";
    const bool in_memory = ::access(memory.c_str(), W_OK) == 0;
    std::string name =
        (in_memory ? memory : std::filesystem::temp_directory_path()) / "scan-test-XXXXXX";
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    root_ = name;
  }
  TemporaryTree(const TemporaryTree&) = delete;
  TemporaryTree& operator=(const TemporaryTree&) = delete;
  // rm, because a tree deeper than PATH_MAX is more than std::filesystem can remove.
  ~TemporaryTree() { (void)std::system(("rm -rf '" + root_ + "'").c_str()); }

  const std::string& root() const { return root_; }
  std::string at(std::string_view path) const { return root_ + "/" + std::string(path); }

  void write(std::string_view path, std::string_view content = "x") const {
    const std::string file = at(path);
    std::filesystem::create_directories(std::filesystem::path(file).parent_path());
    std::ofstream(file, std::ios::binary) << content;
  }
  void link(const std::string& target, std::string_view path) const {
    ASSERT_EQ(::symlink(target.c_str(), at(path).c_str()), 0);
  }

 private:
  std::string root_;
};

/// What a walk found, in order.
struct Walked {
  std::vector<std::string> paths;
  WalkSummary summary;
};

inline Walked walk_all(const std::string& root, const WalkOptions& options = {}) {
  Walked walked;
  auto summary =
      walk(root, options, [&](FoundFile file) { walked.paths.push_back(std::move(file.path)); });
  EXPECT_TRUE(summary.ok());
  if (summary.ok()) walked.summary = *std::move(summary);
  std::sort(walked.paths.begin(), walked.paths.end());
  return walked;
}

/// What a command writes to its standard output.
inline std::string output_of(const std::string& command) {
  std::string output;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return output;
  char buffer[4096];
  for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;)
    output.append(buffer, n);
  ::pclose(pipe);
  return output;
}

}  // namespace scan::source
