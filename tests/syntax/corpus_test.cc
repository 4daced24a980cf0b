// The adapters' tests are data: corpus/LANGUAGE.txt has texts, each with the Tree that it becomes.
//
//   === name of the case
//   source text
//   ---
//   the tree, as dump() writes it
//
// SCAN_BLESS=1 in the environment writes what the adapters do now into the files, for a person to
// read.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "syntax/language.h"
#include "syntax/parser.h"
#include "syntax/tree_dump.h"

namespace scan::syntax {
namespace {

struct Case {
  std::string name;
  std::string source;
  std::string tree;
};

std::string corpus_path(const Language& language) {
  return std::string(SCAN_SOURCE_DIR "/tests/syntax/corpus/") + std::string(language.name) + ".txt";
}

std::vector<Case> read_cases(const std::string& path) {
  std::ifstream file(path);
  std::vector<Case> cases;
  std::string line;
  bool in_tree = false;
  while (std::getline(file, line)) {
    if (line.starts_with("=== ")) {
      cases.push_back({.name = line.substr(4), .source = {}, .tree = {}});
      in_tree = false;
    } else if (line == "---" && !cases.empty()) {
      in_tree = true;
    } else if (!cases.empty()) {
      (in_tree ? cases.back().tree : cases.back().source).append(line).append("\n");
    }
  }
  return cases;
}

class CorpusTest : public testing::TestWithParam<std::size_t> {};

TEST_P(CorpusTest, TextsBecomeTheirTrees) {
  const Language& language = languages()[GetParam()];
  const std::string path = corpus_path(language);
  std::vector<Case> cases = read_cases(path);
  ASSERT_FALSE(cases.empty()) << path << ": every language has a corpus";
  const bool bless = std::getenv("SCAN_BLESS") != nullptr;
  ParserPool parsers;
  for (Case& each : cases) {
    SCOPED_TRACE(each.name);
    const auto parsed = parsers.parse(language, each.source);
    ASSERT_TRUE(parsed.has_value());
    const std::string tree = dump(parsed->tree);
    if (!bless) {
      EXPECT_EQ(tree, each.tree);
    }
    each.tree = tree;
  }
  if (!bless) return;
  std::ofstream file(path);
  for (const Case& each : cases) {
    file << "=== " << each.name << "\n" << each.source << "---\n" << each.tree;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, CorpusTest, testing::Range(std::size_t{0}, languages().size()),
                         [](const auto& info) {
                           return std::string(languages()[info.param].name);
                         });

}  // namespace
}  // namespace scan::syntax
