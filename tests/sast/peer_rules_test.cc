// Runs Semgrep's own rule tests from a checkout outside of this project (SCAN_PEER_DIR, or
// `./dev test --peer DIR`): NAME.yaml beside a file of the same name, in which a comment with
// "ERROR:", "MATCH:" or "ruleid:" expects a finding that starts on the next line, and every other
// line none. Rules of modes and languages that are not run here are left out. Skipped when there is
// no checkout; the rates below which it fails are what was once reached.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>

#include "scan_text.h"
#include "syntax/language.h"

namespace scan::sast {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::set<std::uint32_t> expected_lines(const std::string& text) {
  std::set<std::uint32_t> lines;
  std::istringstream in(text);
  std::uint32_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    for (const std::string_view word : {"ERROR:", "MATCH:", "ruleid:"}) {
      const std::size_t at = line.find(word);
      if (at == std::string::npos) continue;
      const std::string before = line.substr(0, at);
      if (!before.ends_with("todo") && !before.ends_with("TODO")) lines.insert(number + 1);
      break;
    }
  }
  return lines;
}

struct Tally {
  int passed = 0, total = 0;
};

enum class Outcome { kPassed, kFailed, kLeftOut };

// What is said of a failure goes to standard output.
Outcome run(const fs::path& rule, std::string& language) {
  const auto analyzer = analyzer_of(read(rule));
  if (!analyzer.ok()) {
    const std::string& message = analyzer.error().message;
    if (message.find("not supported") != std::string::npos) return Outcome::kLeftOut;
    std::cout << rule.stem().string() << ": " << message << " | " << analyzer.error().source_line
              << '\n';
    language = "(refused)";
    return Outcome::kFailed;
  }
  for (const auto& entry : fs::directory_iterator(rule.parent_path())) {
    // Beside a YAML file, the target is NAME.test.yaml.
    const std::string stem = entry.path().stem().string();
    const bool beside = stem == rule.stem() && entry.path().extension() != ".yaml";
    if (!beside && stem != rule.stem().string() + ".test") continue;
    const syntax::Language* known = syntax::language_of_path(entry.path().string());
    const std::string name = entry.path().filename().string();
    if (!(*analyzer)->wants(name)) continue;
    language = known != nullptr ? std::string(known->name) : "(mere text)";
    const std::string text = read(entry.path());
    const FileResult result = analyze(**analyzer, name, text);
    const std::vector<std::uint32_t> lines = lines_of(result, text);
    const std::set<std::uint32_t> found(lines.begin(), lines.end());
    const std::set<std::uint32_t> expected = expected_lines(text);
    if (found == expected) return Outcome::kPassed;
    std::cout << name << ": missed";
    for (const std::uint32_t line : expected) {
      if (!found.contains(line)) std::cout << ' ' << line;
    }
    std::cout << "; unexpected";
    for (const std::uint32_t line : found) {
      if (!expected.contains(line)) std::cout << ' ' << line;
    }
    std::cout << '\n';
    return Outcome::kFailed;
  }
  return Outcome::kLeftOut;
}

struct Folder {
  const char* name;
  double rate;
};

class PeerRulesTest : public testing::TestWithParam<Folder> {};

TEST_P(PeerRulesTest, ReachesItsRate) {
  const char* checkout = std::getenv("SCAN_PEER_DIR");
  if (checkout == nullptr) GTEST_SKIP() << "SCAN_PEER_DIR names no checkout";
  const fs::path folder = fs::path(checkout) / "tests" / GetParam().name;
  if (!fs::is_directory(folder)) GTEST_SKIP() << folder << " is not there";
  std::vector<fs::path> rules;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const bool target = entry.path().stem().string().ends_with(".test");
    if (entry.path().extension() == ".yaml" && !target) rules.push_back(entry.path());
  }
  std::ranges::sort(rules);
  std::map<std::string, Tally> by_language;
  Tally all;
  for (const fs::path& rule : rules) {
    std::string language;
    const Outcome outcome = run(rule, language);
    if (outcome == Outcome::kLeftOut) continue;
    for (Tally* tally : {&all, &by_language[language]}) {
      ++tally->total;
      tally->passed += outcome == Outcome::kPassed ? 1 : 0;
    }
  }
  for (const auto& [language, tally] : by_language) {
    std::cout << "  " << language << ": " << tally.passed << " of " << tally.total << '\n';
  }
  std::cout << GetParam().name << ": " << all.passed << " of " << all.total << '\n';
  EXPECT_GE(all.passed, GetParam().rate * all.total);
}

INSTANTIATE_TEST_SUITE_P(Folders, PeerRulesTest,
                         testing::Values(Folder{"rules", 0.75}, Folder{"rules_v2", 0.5}),
                         [](const auto& info) { return std::string(info.param.name); });

// Every rule of the folder is read, whatever its language and mode: their syntax is the whole one.
TEST(PeerRulesTest, ReadsEverySyntax) {
  const char* checkout = std::getenv("SCAN_PEER_DIR");
  if (checkout == nullptr) GTEST_SKIP() << "SCAN_PEER_DIR names no checkout";
  const fs::path folder = fs::path(checkout) / "tests" / "syntax_v2";
  if (!fs::is_directory(folder)) GTEST_SKIP() << folder << " is not there";
  Tally tally;
  for (const auto& entry : fs::directory_iterator(folder)) {
    ++tally.total;
    const auto analyzer = analyzer_of(read(entry.path()));
    tally.passed += analyzer.ok() ? 1 : 0;
    if (!analyzer.ok()) {
      std::cout << entry.path().stem().string() << ": " << analyzer.error().message << '\n';
    }
  }
  std::cout << "syntax_v2: " << tally.passed << " of " << tally.total << '\n';
  EXPECT_GE(tally.passed, 0.5 * tally.total);
}

}  // namespace
}  // namespace scan::sast
