// Which files are rule files, of which format, and what is said of those that are none or are
// broken.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "rules/rule_file.h"

namespace scan::rules {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSemgrep = "rules:\n  - id: a\n";
constexpr std::string_view kGitleaks = "[[rules]]\nid = 'a'\n";
constexpr std::string_view kCheckov = "metadata:\n  id: a\ndefinition:\n  cond_type: attribute\n";

class Load : public testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/scan-rules-XXXXXX";
    ASSERT_NE(::mkdtemp(name), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, std::string_view text) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  // "name:S name:G" for the files of each format, or the error as "line:column message (hint)"; the
  // folder's own name left out.
  std::string describe(const std::vector<std::string>& paths,
                       const std::vector<EmbeddedFile>& embedded = {}) {
    const auto files = load(paths, embedded);
    std::string out;
    if (!files.ok()) {
      const Error& error = files.error();
      out = relative(error.path) + ":" + std::to_string(error.region.start_line) + ":" +
            std::to_string(error.region.start_column) + ": " + error.message;
      return error.hint.empty() ? out : out + " (" + error.hint + ")";
    }
    for (const RuleFile& file : *files) {
      constexpr std::string_view kLetters = "SGCK";
      out += (out.empty() ? "" : " ") + relative(file.path) + ":" +
             kLetters[static_cast<std::size_t>(file.format)] + (file.builtin ? "*" : "");
      EXPECT_EQ(file.document.text().data(), file.text->data());
    }
    return out;
  }
  std::string relative(const std::string& path) const {
    const std::string prefix = folder_.string() + "/";
    return path.starts_with(prefix) ? path.substr(prefix.size()) : path == folder_ ? "." : path;
  }

  fs::path folder_;
};

TEST_F(Load, TellsFormatsByContentNotByName) {
  struct {
    std::string_view text;
    std::string_view expected;
  } const cases[] = {
      {kSemgrep, "f:S"},
      {"# comment\n---\nrules: []\n", "f:S"},
      {"\"rules\": []\n", "f:S"},
      {"  rules: []\n", "f:S"},
      {"\xEF\xBB\xBFrules: []\r\n", "f:S"},
      {"{\"rules\": [{\"id\": \"a\"}]}", "f:S"},
      {"{\"x\": {\"rules\": 1}, \"rules\": [ ]}", "f:S"},
      {kGitleaks, "f:G"},
      {"title = 'x'\n[extend]\nuseDefault = true\n", "f:G"},
      {"[allowlist]\npaths = ['x']\n", "f:G"},
      {"[[allowlists]]\npaths = ['x']\n", "f:G"},
      {kCheckov, "f:C"},
      {"rules:\n- id: a\n  name: A\n  pattern: x\n", "f:K"},
      {"{\"rules\": [{\"id\": \"a\", \"patern\": \"x\", \"min_entropy\": 3}]}", "f:K"},
      {"rules:\n- id: a\n  pattern: x\n  message: m\n  languages: [python]\n  examples: []\n",
       "f:S"},
      {"{\"metadata\": {}, \"definition\": {}}", "f:C"},
      // `rules:` of others, though the file may be called so.
      {"apiVersion: v1\nkind: Role\nrules:\n- verbs: [get]\n",
       "f:0:0: not a rule file: it has neither `rules:` (Semgrep, Kingfisher), nor `[[rules]]` "
       "(Gitleaks), nor "
       "`metadata:` and `definition:` (Checkov)"},
      {"hello\n",
       "f:0:0: not a rule file: it has neither `rules:` (Semgrep, Kingfisher), nor `[[rules]]` "
       "(Gitleaks), nor "
       "`metadata:` and `definition:` (Checkov)"},
      {"", "f:0:0: not a rule file: it is empty"},
      {" \n", "f:0:0: not a rule file: it is empty"},
      {std::string_view("\0\0", 2),
       "f:0:0: not a rule file: it has neither `rules:` (Semgrep, Kingfisher), nor `[[rules]]` "
       "(Gitleaks), nor "
       "`metadata:` and `definition:` (Checkov)"},
  };
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(describe({write("f", text)}), expected) << text;
}

TEST_F(Load, BrokenFilesHaveAPlace) {
  struct {
    std::string name;
    std::string_view text;
    std::string_view expected;
  } const cases[] = {
      {"a.yaml", "rules:\n- id: a: b\n", "a.yaml:2:8: mapping values are not allowed here"},
      {"a.yaml", "- a\n- b: [\n", "a.yaml:3:1: expected a value"},
      {"a.toml", "[[rules]]\nid = \n",
       "a.toml:2:6: error while parsing key-value pair: expected value, saw '\\n'"},
      {"a.json", "{\"rules\": [{]}", "a.json:1:13: expected a key in double quotes"},
      {"a.json", "{\"rulez\": [}", "a.json:1:12: expected a value"},
      {"a.yaml", "rulse:\n- id: a\n",
       "a.yaml:1:1: not a rule file: it has neither `rules:` (Semgrep, Kingfisher), nor "
       "`[[rules]]` "
       "(Gitleaks), "
       "nor `metadata:` and `definition:` (Checkov) (did you mean `rules`?)"},
      {"a.yaml", "metadata: {}\ndefintion: {}\n",
       "a.yaml:2:1: not a rule file: it has neither `rules:` (Semgrep, Kingfisher), nor "
       "`[[rules]]` "
       "(Gitleaks), "
       "nor `metadata:` and `definition:` (Checkov) (did you mean `definition`?)"},
      {"a.yaml", "rules: []\n---\nrules: []\n",
       "a.yaml:3:1: a rule file is a single document, and here a second one begins"},
      {"a.yaml", "rules:\n- \"\xFF\"\n", "a.yaml:2:4: malformed UTF-8"},
      {"a.yaml", std::string_view("rules:\n- \0\n", 11),
       "a.yaml:2:3: control characters are not allowed here"},
  };
  for (const auto& [name, text, expected] : cases) {
    EXPECT_EQ(describe({write(name, text)}), expected);
    const auto files = load({(folder_ / name).string()}, {});
    EXPECT_EQ(files.error().code, ErrorCode::kInvalidRule);
  }
}

TEST_F(Load, ANamedFileIsParsedByItsNameIfItsTextTellsNothing) {
  EXPECT_EQ(describe({write("a.yaml", "{rules: [], x: y}\n")}), "a.yaml:S");
  EXPECT_EQ(describe({write("a.toml", "rules = []\n")}), "a.toml:G");
  EXPECT_EQ(describe({write("a.yaml", "rules: []\nx: |\n  [[rules]]\n")}), "a.yaml:S");
}

TEST_F(Load, HostileFilesAreRefused) {
  std::string deep_yaml = "rules: ", deep_json = "{\"rules\": ", deep_toml = "[[rules]]\na = ";
  std::string bomb = "rules:\n- &a0 [x, x, x, x, x, x, x, x]\n";
  for (int i = 0; i < 100'000; ++i) deep_yaml += "[", deep_json += "[", deep_toml += "[";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "- &a" + std::to_string(i) + " [" + before;
    for (int j = 0; j < 8; ++j) bomb += ", " + before;
    bomb += "]\n";
  }
  EXPECT_EQ(describe({write("a.yaml", deep_yaml)}), "a.yaml:1:263: the nesting is too deep");
  EXPECT_EQ(describe({write("a.json", deep_json)}), "a.json:1:266: the nesting is too deep");
  EXPECT_EQ(describe({write("a.toml", deep_toml)}), "a.toml:2:261: the nesting is too deep");
  EXPECT_EQ(describe({write("a.yaml", bomb)}),
            "a.yaml:8:18: the aliases expand to too many values");
}

TEST_F(Load, DirectoriesAreSearchedInTheOrderOfNames) {
  write("b.yaml", kSemgrep);
  write("a/z.yml", kSemgrep);
  write("a/b/c.toml", kGitleaks);
  write(".hidden/policy.json", "{\"metadata\": {}, \"definition\": {}}");
  // Passed over: examples, others' files, the history.
  write("b.py", "rules = []\n");
  write("b.test.yaml", "rules:\n- id: x: y\n");
  write("readme.md", "rules:\n- a\n");
  write("a/compose.yml", "services: {}\n");
  write("a/broken.yml", "a: b: c\n");
  write("role.yaml", "apiVersion: rbac/v1\nrules: []\n");
  write("eslint.json", "{\"rules\": {\"a\": 1}}");
  write("package.json", "{\"x\": {\"rules\": [}");
  write("pyproject.toml", "[tool]\na = [\n");
  write(".git/a.yaml", kSemgrep);
  write("empty.yaml", "");
  ASSERT_EQ(::mkfifo((folder_ / "fifo.yaml").c_str(), 0600), 0);
  fs::create_directory_symlink(folder_, folder_ / "loop");
  fs::create_symlink("nowhere", folder_ / "dangling.yaml");
  EXPECT_EQ(describe({folder_.string()}), ".hidden/policy.json:C a/b/c.toml:G a/z.yml:S b.yaml:S");
  EXPECT_EQ(describe({(folder_ / "b.yaml").string(), (folder_ / "a").string()}),
            "b.yaml:S a/b/c.toml:G a/z.yml:S");
}

TEST_F(Load, ABrokenRuleFileInADirectoryIsNotPassedOver) {
  write("a.yaml", kSemgrep);
  write("b.yaml", "rules:\n- id: a: b\n");
  EXPECT_EQ(describe({folder_.string()}), "b.yaml:2:8: mapping values are not allowed here");
}

TEST_F(Load, WhatIsNotThere) {
  EXPECT_EQ(describe({(folder_ / "none").string()}), "none:0:0: no such file or directory");
  EXPECT_EQ(load({(folder_ / "none").string()}, {}).error().code, ErrorCode::kNotFound);
  fs::create_directory(folder_ / "empty");
  write("empty/a.txt", "x");
  EXPECT_EQ(describe({(folder_ / "empty").string()}),
            "empty:0:0: there is no rule file in this directory");
  EXPECT_EQ(load({(folder_ / "empty").string()}, {}).error().code, ErrorCode::kInvalidRule);
  fs::create_symlink("self.yaml", folder_ / "self.yaml");
  EXPECT_EQ(describe({(folder_ / "self.yaml").string()}),
            "self.yaml:0:0: too many levels of symbolic links");
  EXPECT_EQ(load({(folder_ / "self.yaml").string()}, {}).error().code, ErrorCode::kIo);
  EXPECT_EQ(describe({"/dev/zero"}), "/dev/zero:0:0: a rule file of more than 64 MB is not read");
}

TEST_F(Load, UnreadableFilesAndDirectoriesAreErrors) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  ::chmod(write("a.yaml", kSemgrep).c_str(), 0);
  EXPECT_EQ(describe({(folder_ / "a.yaml").string()}), "a.yaml:0:0: permission denied");
  EXPECT_EQ(load({folder_.string()}, {}).error().code, ErrorCode::kIo);
}

TEST_F(Load, DefaultStandsForTheEmbeddedRules) {
  const std::string own = write("own.yaml", kSemgrep);
  const std::vector<EmbeddedFile> embedded = {{"rules/a.yaml", kSemgrep},
                                              {"rules/b.toml", kGitleaks}};
  EXPECT_EQ(describe({}, embedded), "");
  EXPECT_EQ(describe({"default"}, embedded), "rules/a.yaml:S* rules/b.toml:G*");
  EXPECT_EQ(describe({own, "default"}, embedded), "own.yaml:S rules/a.yaml:S* rules/b.toml:G*");
  EXPECT_EQ(describe({"default"}, {{"rules/a.yaml", "rules: ]\n"}}),
            "rules/a.yaml:1:8: expected a value");
}

TEST_F(Load, FilesStayValidWhenMoved) {
  auto files = load({write("a.yaml", kSemgrep), write("b.toml", kGitleaks)}, {});
  ASSERT_TRUE(files.ok());
  std::vector<RuleFile> moved = std::move(*files);
  moved.insert(moved.begin(), std::move(moved.back()));
  moved.pop_back();
  EXPECT_EQ(moved[1].document.root().find("rules")->items[0]->find("id")->text, "a");
}

}  // namespace
}  // namespace scan::rules
