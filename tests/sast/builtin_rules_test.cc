// The built-in rules against the annotated examples beside them: `ruleid:` demands a finding that
// begins on the next line, `ok:` forbids one.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "scan_text.h"

namespace scan::sast {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

TEST(BuiltinRulesTest, FindWhatTheirExamplesSay) {
  const fs::path folder = fs::path(SCAN_SOURCE_DIR) / "rules" / "sast";
  int examples = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() != ".yaml") continue;
    // As a user's file, so that every pattern is parsed.
    const auto analyzer = analyzer_of(read(entry.path()));
    ASSERT_TRUE(analyzer.ok()) << name << ": " << analyzer.error().message;
    for (const auto& example : fs::directory_iterator(folder)) {
      if (!example.path().filename().string().starts_with(name + ".test.")) continue;
      if (example.path().stem().string().ends_with(".fixed")) continue;  // what a fix makes of one
      ++examples;
      const std::string text = read(example.path());
      std::set<std::uint32_t> expected;
      std::istringstream in(text);
      std::uint32_t number = 0;
      for (std::string line; std::getline(in, line);) {
        ++number;
        const std::size_t at = line.find("ruleid:");
        const bool todo = at != std::string::npos && line.substr(0, at).ends_with("todo");
        if (at != std::string::npos && !todo) expected.insert(number + 1);
      }
      const FileResult result = analyze(**analyzer, example.path().filename().string(), text);
      const auto lines = lines_of(result, text);
      EXPECT_EQ(std::set<std::uint32_t>(lines.begin(), lines.end()), expected) << name;
      for (const Notice& notice : result.notices) {
        EXPECT_FALSE(notice.incomplete) << name << ": " << notice.message;
      }
    }
  }
  EXPECT_GE(examples, 100);
}

}  // namespace
}  // namespace scan::sast
