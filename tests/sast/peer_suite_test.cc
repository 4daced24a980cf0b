// Runs Semgrep's own pattern tests from a checkout outside of this project (SCAN_PEER_DIR, or
// `./dev test --peer DIR`): NAME.sgrep, beside a file of the same name or in POLYGLOT for those of
// all languages. A comment with "MATCH:" or "ERROR:" in the file expects a match that starts on the
// next line, and every other line none. Skipped when there is no checkout; the rates below which it
// fails are what was once reached.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "sast/generic_search.h"
#include "sast/pattern_search.h"
#include "syntax/parser.h"

namespace scan::sast {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::set<int> expected_lines(const std::string& text) {
  std::set<int> lines;
  std::istringstream in(text);
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.find("ERROR:") != std::string::npos || line.find("MATCH:") != std::string::npos) {
      lines.insert(number + 1);
    }
  }
  return lines;
}

std::set<int> lines_of(const std::vector<Match>& matches, const std::string& text) {
  std::set<int> lines;
  for (const Match& match : matches) {
    lines.insert(1 +
                 static_cast<int>(std::count(text.begin(), text.begin() + match.span.begin, '\n')));
  }
  return lines;
}

std::set<int> generic_lines(const std::string& pattern_text, const std::string& text,
                            std::string& error) {
  MetavariableTable metavariables;
  const Result<GenericPattern> pattern = compile_generic(pattern_text, {}, metavariables);
  if (!pattern.ok()) {
    error = pattern.error().message;
    return {};
  }
  return lines_of(GenericSearch(text, GenericSearch::Extent::kFile).matches(*pattern).matches,
                  text);
}

std::set<int> found_lines(const syntax::Language& language, const std::string& pattern_text,
                          const std::string& text, std::string& error) {
  const syntax::ParserPool parsers;
  MetavariableTable metavariables;
  Result<Pattern> pattern = compile_pattern(parsers, language, pattern_text, metavariables);
  if (!pattern.ok()) {
    error = pattern.error().message;
    return {};
  }
  const auto parsed = parsers.parse(language, text);
  const Names names(parsed->tree);
  const Constants constants(parsed->tree, names.scopes());
  const Target target{parsed->tree, names, constants};
  PatternSearch search(target, {{0, &*pattern}}, {});
  return lines_of(search.matches(0).matches, text);
}

struct Suite {
  const char* folder;
  const char* language;
  double rate;  ///< of pairs that pass, at least
};

/// A pattern and the file that it is for; by the file's name.
std::vector<std::pair<fs::path, fs::path>> pairs_of(const fs::path& patterns,
                                                    const std::string& folder) {
  std::vector<std::pair<fs::path, fs::path>> pairs;
  for (const auto& entry : fs::directory_iterator(patterns / folder)) {
    const fs::path& file = entry.path();
    if (file.extension() == ".sgrep" || file.extension() == ".TODO") continue;
    const fs::path name = file.stem().string() + ".sgrep";
    for (const fs::path& pattern : {patterns / folder / name, patterns / "POLYGLOT" / name}) {
      if (!fs::exists(pattern)) continue;
      pairs.emplace_back(pattern, file);
      break;
    }
  }
  std::ranges::sort(pairs, {}, [](const auto& pair) { return pair.second; });
  return pairs;
}

void print_difference(const std::string& name, const std::string& error,
                      const std::set<int>& expected, const std::set<int>& found) {
  std::cout << name << ": " << error << " missed";
  for (const int line : expected) {
    if (!found.contains(line)) std::cout << ' ' << line;
  }
  std::cout << "; unexpected";
  for (const int line : found) {
    if (!expected.contains(line)) std::cout << ' ' << line;
  }
  std::cout << '\n';
}

class PeerSuiteTest : public testing::TestWithParam<Suite> {};

TEST_P(PeerSuiteTest, ReachesItsRate) {
  const char* checkout = std::getenv("SCAN_PEER_DIR");
  if (checkout == nullptr) GTEST_SKIP() << "SCAN_PEER_DIR names no checkout";
  const fs::path patterns = fs::path(checkout) / "tests" / "patterns";
  if (!fs::is_directory(patterns / GetParam().folder)) GTEST_SKIP() << "no such folder";
  const syntax::Language* language = syntax::find_language(GetParam().language);
  const bool generic = GetParam().language == std::string_view("generic");
  if (language == nullptr && !generic) GTEST_SKIP() << GetParam().language << " is not built";
  int passed = 0;
  int total = 0;
  for (const auto& [pattern, file] : pairs_of(patterns, GetParam().folder)) {
    ++total;
    const std::string text = read(file);
    std::string error;
    const std::set<int> found = generic ? generic_lines(read(pattern), text, error)
                                        : found_lines(*language, read(pattern), text, error);
    const std::set<int> expected = expected_lines(text);
    if (found == expected && error.empty()) {
      ++passed;
    } else {
      print_difference(file.stem().string(), error, expected, found);
    }
  }
  std::cout << GetParam().folder << ": " << passed << " of " << total << '\n';
  EXPECT_GE(passed, GetParam().rate * total);
}

constexpr Suite kSuites[] = {
#define SCAN_PEER_SUITE(folder, language, rate) {folder, language, rate},
#include "peer_suites.def"
#undef SCAN_PEER_SUITE
};

INSTANTIATE_TEST_SUITE_P(Languages, PeerSuiteTest, testing::ValuesIn(kSuites),
                         [](const auto& info) { return std::string(info.param.language); });

// By no grammar.
INSTANTIATE_TEST_SUITE_P(Texts, PeerSuiteTest, testing::Values(Suite{"generic", "generic", 0.6}),
                         [](const auto& info) { return std::string(info.param.language); });

}  // namespace
}  // namespace scan::sast
