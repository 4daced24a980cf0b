// The walk against git: on random trees with random ignore files, it must find the files that
// `git ls-files --others --exclude-standard` lists. With --gtest_shuffle --gtest_repeat=N each
// repetition takes other trees.
#include <random>

#include "temporary_tree.h"

namespace scan::source {
namespace {

// No configuration but the repository's own.
const std::string kGit =
    "env HOME=/nonexistent XDG_CONFIG_HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 git ";

class RandomTree {
 public:
  explicit RandomTree(unsigned seed) : random_(seed) {}

  std::string name() {
    static const std::vector<std::string> kNames = {
        "a",  "b",   "ab", "foo", "bar",    "foo.c",  "bar.c", "x.log", "keep.log", "a b", "#a",
        "!a", "[a]", "a*", ".x",  "foobar", "trail ", "A",     "\xE9",  "a-b",      "a]b", "b.c.d"};
    return pick(kNames);
  }
  std::string path() {
    std::string path = name();
    for (int depth = below(4); depth > 0; --depth) path += "/" + name();
    return path;
  }
  std::string pattern() {
    static const std::vector<std::string> kPieces = {
        "a",   "b",           "foo",   "bar",  ".c",  ".log", "*",    "**",    "?",
        "/",   "/",           "*/",    "**/",  "/**", "[ab]", "[!a]", "[a-f]", "\\",
        "\\*", " ",           "[",     "]",    "-",   "#",    "!",    "\\ ",   "x",
        ".",   "[[:alpha:]]", "*.log", "[]a]", "[^b", "\\/",  "/*",   "***",   "[a\\]]"};
    std::string pattern = below(5) == 0 ? "!" : "";
    if (below(3) == 0) return pattern + path() + (below(3) == 0 ? "/" : "");
    for (int pieces = 1 + below(5); pieces > 0; --pieces) pattern += pick(kPieces);
    return pattern;
  }
  std::string ignore_file() {
    std::string file;
    for (int lines = below(6); lines >= 0; --lines)
      file += pattern() + (below(8) == 0 ? "\r\n" : "\n");
    if (below(4) == 0) file += pattern();  // no line break at the end
    return file;
  }
  int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(random_); }

 private:
  const std::string& pick(const std::vector<std::string>& list) {
    return list[static_cast<std::size_t>(below(static_cast<int>(list.size())))];
  }
  std::mt19937 random_;
};

std::vector<std::string> split_at_nul(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\0', at), text.size());
    parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

TEST(IgnoreAgainstGit, FindsWhatGitLists) {
  if (output_of("git --version 2>/dev/null").empty()) GTEST_SKIP() << "git is not installed";
  const int repetition =
      GTEST_FLAG_GET(shuffle) ? testing::UnitTest::GetInstance()->random_seed() : 0;
  const auto first_seed = static_cast<unsigned>(repetition) * 1000;
  for (unsigned seed = first_seed; seed < first_seed + 40; ++seed) {
    RandomTree random(seed);
    const TemporaryTree tree;
    ASSERT_EQ(output_of(kGit + "init -q '" + tree.root() + "' 2>&1"), "");
    std::string patterns;
    std::vector<std::string> directories = {""};
    for (int files = 60; files > 0; --files) {
      const std::string path = random.path();
      std::error_code error;
      const std::filesystem::path parent = std::filesystem::path(tree.at(path)).parent_path();
      std::filesystem::create_directories(parent, error);  // a file may stand in the way
      if (error || std::filesystem::is_directory(tree.at(path))) continue;
      tree.write(path);
      if (const std::size_t slash = path.rfind('/'); slash != std::string::npos)
        directories.push_back(path.substr(0, slash + 1));
    }
    for (const std::string& directory : directories) {
      if (!directory.empty() && random.below(6) != 0) continue;
      const std::string file = random.ignore_file();
      tree.write(directory + ".gitignore", file);
      patterns += "--- " + directory + "\n" + file + "\n";
    }
    const std::string exclude = random.ignore_file();
    tree.write(".git/info/exclude", exclude);

    const std::vector<std::string> expected = split_at_nul(
        output_of(kGit + "-C '" + tree.root() + "' ls-files --others --exclude-standard -z 2>&1"));
    ASSERT_EQ(walk_all(tree.root()).paths, expected) << "seed " << seed << "\n"
                                                     << patterns << "--- info/exclude\n"
                                                     << exclude;

    // From a directory inside, unless it is ignored itself: git lists nothing then, while a walk
    // takes the directory that it was told to.
    const std::string& inside = directories[directories.size() / 2];
    std::vector<std::string> below;
    for (const std::string& path : expected)
      if (path.starts_with(inside)) below.push_back(path.substr(inside.size()));
    if (!below.empty()) {
      ASSERT_EQ(walk_all(tree.at(inside)).paths, below) << "seed " << seed << " in " << inside;
    }
  }
}

}  // namespace
}  // namespace scan::source
