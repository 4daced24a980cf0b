// Lockfile parsers against fixtures: {lockfiles,installed}/FORMAT/CASE/{input, expected}.
// SCAN_BLESS=1 writes `expected` anew.
//
// `expected` begins with the path that the parser is told; then a line for each package: its lines
// in the file, ecosystem, name, version ("-": none), scope, direct or transitive, and below it its
// licence, origin and hashes, and what it depends on; then statements for other readers, and the
// notices.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "../fuzz/lockfile_checks.h"
#include "sca/lockfile.h"
#include "temporary_folder.h"

namespace scan::sca {
namespace {

namespace fs = std::filesystem;
const fs::path kFixtures = SCAN_SOURCE_DIR "/tests/sca";

// Control characters as \xNN, so that the expectation is text.
std::string printable(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string shown;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f)
      (shown += "\\x").append({kHex[byte >> 4], kHex[byte & 15]});
    else
      shown += c;
  }
  return shown.empty() ? "-" : shown;
}

std::string describe(const LockfileContent& content, std::string_view text) {
  auto line_of = [&](std::uint32_t offset) {
    return std::to_string(1 + std::count(text.begin(), text.begin() + offset, '\n'));
  };
  auto versioned = [](const LockedPackage& package) {
    return printable(package.name) + " " + printable(package.version);
  };
  std::string shown;
  for (const LockedPackage& package : content.packages) {
    std::string first = line_of(package.span.begin), last = line_of(package.span.end);
    shown += first + (first == last ? "" : "-" + last) + ": " +
             std::string(package.ecosystem_name()) + " " + versioned(package) + " " +
             std::string(to_string(package.scope)) +
             (package.direct ? " direct\n" : " transitive\n");
    if (!package.license.empty()) shown += "  license " + printable(package.license) + "\n";
    if (!package.origin.empty()) shown += "  origin " + printable(package.origin) + "\n";
    if (!package.source_name.empty() || !package.source_version.empty())
      shown += "  source " + printable(package.source_name) + " " +
               printable(package.source_version) + "\n";
    if (!package.qualifiers.empty())
      shown += "  qualifiers " + printable(package.qualifiers) + "\n";
    for (const std::string& hash : package.hashes) shown += "  hash " + printable(hash) + "\n";
    for (std::uint32_t dependency : package.dependencies)
      shown += "  -> " + versioned(content.packages[dependency]) + "\n";
  }
  for (const Statement& statement : content.statements)
    shown += line_of(statement.span.begin) + ": " + std::string(statement.kind) + " " +
             printable(statement.payload) + "\n";
  for (const Notice& notice : content.notices)
    shown += notice.code + (notice.incomplete ? " (incomplete): " : ": ") + notice.message + "\n";
  return shown;
}

class LockfileFixture : public testing::TestWithParam<std::string> {};

TEST_P(LockfileFixture, GivesThePackages) {
  fs::path folder = kFixtures / GetParam();
  std::string format = fs::path(GetParam()).parent_path().filename();
  std::string text = read_whole(folder / "input");
  std::string expected = read_whole(folder / "expected");
  ASSERT_TRUE(expected.starts_with("path: ")) << "the first line of a new one is written by hand";
  std::string path = expected.substr(6, expected.find('\n') - 6);
  const Lockfile* lockfile = find_lockfile(path);
  ASSERT_NE(lockfile, nullptr) << path;
  ASSERT_EQ(lockfile->name, format);
  LockfileContent content;
  std::string bytes;
  if (lockfile->is_one != nullptr) bytes.swap(text);
  lockfile->read({.path = path, .text = text, .bytes = bytes}, content);
  for (const LockedPackage& package : content.packages)
    ASSERT_TRUE((text.empty() && package.span == Span{}) ||
                (package.span.begin < package.span.end && package.span.end <= text.size()));
  std::string actual = "path: " + path + "\n" + describe(content, text);
  if (std::getenv("SCAN_BLESS") != nullptr)
    std::ofstream(folder / "expected", std::ios::binary) << actual;
  else
    EXPECT_EQ(actual, expected);
}

std::vector<std::string> fixtures() {
  std::vector<std::string> names;
  for (const char* table : {"lockfiles", "installed"})
    for (const auto& format : fs::directory_iterator(kFixtures / table))
      for (const auto& test : fs::directory_iterator(format))
        names.push_back(fs::relative(test.path(), kFixtures));
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Folders, LockfileFixture, testing::ValuesIn(fixtures()),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace(name.begin(), name.end(), '/', '_');
                           return name;
                         });

TEST(Lockfiles, HaveAFolderOfFixturesEach) {
  for (const Lockfile& lockfile : lockfiles()) {
    fs::path folder = kFixtures / "lockfiles" / lockfile.name;
    if (!fs::is_directory(folder)) folder = kFixtures / "installed" / lockfile.name;
    ASSERT_TRUE(fs::is_directory(folder)) << folder;
    EXPECT_GE(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 3);
  }
}

TEST(Lockfiles, AreToldByTheirNames) {
  auto name = [](std::string_view path) {
    const Lockfile* lockfile = find_lockfile(path);
    // What has no ending may be a program, which its first bytes tell.
    return lockfile == nullptr || lockfile->is_one != nullptr ? "" : lockfile->name;
  };
  for (const char* path : {"requirements.txt", "a/requirements.txt", "requirements-dev.txt",
                           "dev-requirements.txt", "requirements/base.txt", "a/requirements/x.txt"})
    EXPECT_EQ(name(path), "requirements") << path;
  for (const char* path : {"a/package-lock.json", "npm-shrinkwrap.json"})
    EXPECT_EQ(name(path), "package_lock") << path;
  EXPECT_EQ(name("cmd/go.mod"), "go_mod");
  EXPECT_EQ(name(".github/workflows/a.yml"), "github_workflow");
  EXPECT_EQ(name("a/b.csproj"), "msbuild_project");
  for (const char* path : {"Dockerfile", "a/Dockerfile.dev", "compose.yml", "x.dockerfile"})
    EXPECT_EQ(name(path), "container_files") << path;
  EXPECT_EQ(name("a/yarn.lock"), "yarn_lock");
  EXPECT_EQ(name("pnpm-lock.yaml"), "pnpm_lock");
  EXPECT_EQ(name("pylock.toml"), "pylock");
  EXPECT_EQ(name("go.sum"), "go_sum");
  EXPECT_EQ(name("a/vendor/modules.txt"), "go_vendor");
  EXPECT_EQ(name("vendor/modules.txt"), "go_vendor");
  EXPECT_EQ(name("a/package.json"), "package_json");
  EXPECT_EQ(name("a/pylock.dev.toml"), "pylock");
  EXPECT_EQ(name("node_modules/a/package.json"), "node_modules");
  EXPECT_EQ(name("a/Dockerfile"), "container_files");
  for (const char* path : {"",
                           "requirements",
                           "requirements.in",
                           "a.txt",
                           "xgo.mod",
                           "go.mod.bak",
                           "modules.txt",
                           "my-package-lock.json",
                           "requirements/readme.md",
                           "requirements.txt/a",
                           "not-the-requirements/a.txt",
                           "/",
                           "requirements/",
                           "xvendor/modules.txt",
                           "node_modules/a/lib/package.json",
                           "pylock..toml",
                           "pylock.a.b.toml",
                           "xpylock.toml",
                           "workflows/a.yml",
                           "installed.json",
                           ".pom",
                           ".gemspec",
                           "Dockerfiles",
                           "compose.json",
                           "packages.json"})
    EXPECT_EQ(name(path), "") << path;
}

// Cut anywhere, a lockfile gives what it gives without crashing, and every span lies in it.
TEST_P(LockfileFixture, SurvivesBeingCut) {
  std::string expected = read_whole(kFixtures / GetParam() / "expected");
  std::string path = expected.substr(6, expected.find('\n') - 6);
  std::string text = read_whole(kFixtures / GetParam() / "input");
  std::size_t step = std::max<std::size_t>(1, text.size() / 200);
  for (std::size_t size = 0; size < text.size(); size += step)
    check_lockfile(path, std::string_view(text).substr(0, size));
}

// Sizes at which anything quadratic would not end.
TEST(Lockfiles, AreReadInLinearTime) {
  constexpr int kCount = 200'000;
  LockfileContent npm;
  std::string text = R"({"lockfileVersion":3,"packages":{"":{"dependencies":{"p0":"1"}})";
  for (int i = 0; i < kCount; ++i)
    text += ",\"node_modules/p" + std::to_string(i) + R"(":{"version":"1.0.0","dependencies":{"p)" +
            std::to_string((i * 7 + 1) % kCount) + "\":\"1\"}}";
  read_package_lock({.path = "package-lock.json", .text = text + "}}"}, npm);
  EXPECT_EQ(npm.packages.size(), static_cast<std::size_t>(kCount));
  EXPECT_TRUE(npm.notices.empty());

  LockfileContent python;
  text = "";
  for (int i = 0; i < kCount; ++i) text += "p" + std::to_string(i) + "==1.0 # via p0\n";
  read_requirements({.path = "requirements.txt", .text = text}, python);
  EXPECT_EQ(python.packages.size(), static_cast<std::size_t>(kCount));
  EXPECT_EQ(python.packages[0].dependencies.size(), static_cast<std::size_t>(kCount));

  LockfileContent continued;
  text = "a==1.0 ";
  for (int i = 0; i < kCount; ++i) text += "\\\n --hash=sha256:00 ";
  read_requirements({.path = "requirements.txt", .text = text}, continued);
  EXPECT_EQ(continued.packages.size(), 1u);

  LockfileContent go;
  text = "require (\n";
  for (int i = 0; i < kCount; ++i) text += "example.org/m" + std::to_string(i) + " v1.0.0\n";
  text += ")\nreplace (\n";
  for (int i = 0; i < kCount; ++i)
    text += "example.org/m" + std::to_string(i) + " => x.org/y v1.0.0\n";
  read_go_mod({.path = "go.mod", .text = text + ")\n"}, go);
  EXPECT_EQ(go.packages.size(), static_cast<std::size_t>(kCount));
  EXPECT_EQ(go.packages.back().name, "x.org/y");
}

// The same for formats that are a list of tables or a table of packages; `entry` has the package's
// number as %, that of what it depends on as $.
TEST(Lockfiles, OfTablesAreReadInLinearTime) {
  struct Case {
    const char* path;
    const char* begin;
    const char* entry;
    const char* end;
  };
  const Case cases[] = {
      {"yarn.lock", "", "p%@^1:\n  version \"1\"\n  dependencies:\n    p$ \"^1\"\n", ""},
      {"pnpm-lock.yaml", "packages:\n", "  /p%@1.0.0:\n    dependencies: {p$: 1.0.0}\n", ""},
      {"Cargo.lock", "", "[[package]]\nname='p%'\nversion='1'\ndependencies=['p$']\n", ""},
      {"poetry.lock", "", "[[package]]\nname='p%'\nversion='1'\ndependencies={p$='*'}\n", ""},
      {"uv.lock", "", "[[package]]\nname='p%'\nversion='1'\ndependencies=[{name='p$'}]\n", ""},
      {"pdm.lock", "", "[[package]]\nname='p%'\nversion='1'\ndependencies=['p$>1']\n", ""},
      {"pylock.toml", "", "[[packages]]\nname='p%'\nversion='1'\ndependencies=[{name='p$'}]\n", ""},
      {"Pipfile.lock", "{'default': {", "'p%': {'version': '==1'},", "}}"},
      {"bun.lock", "{'packages': {", "'p%': ['p%@1', '', {'dependencies': {'p$': '1'}}],", "}}"},
      {"composer.lock", "{'packages': [",
       "{'name': 'a/p%', 'version': '1', 'require': {'a/p$': '*'}},", "]}"},
      {"Gemfile.lock", "GEM\n  specs:\n", "    p% (1.0)\n      p$\n", ""},
      {"packages.lock.json", "{'dependencies': {'net6.0': {",
       "'p%': {'resolved': '1', 'dependencies': {'p$': '1'}},", "}}}"},
      {"a.deps.json", "{'libraries': {", "'p%/1': {}, 'own%/1': {'type': 'project'},", "}}"},
      {"pubspec.lock", "packages:\n", "  p%:\n    version: '1'\n", ""},
      {"mix.lock", "%{\n", "\"p%\": {:hex, :p%, \"1\", \"\", [:mix], [{:p$, \"1\", []}]},\n",
       "}\n"},
      {"gradle.lockfile", "", "a:p%:1=b\n", ""},
      {"Podfile.lock", "PODS:\n", "  - p% (1):\n    - p$ (~> 1)\n", ""},
      {"conan.lock", "{'graph_lock': {'nodes': {", "'%': {'ref': 'p%/1', 'requires': ['$']},",
       "}}}"},
      {"paket.lock", "NUGET\n", "    p% (1)\n      p$ (>= 1)\n", ""},
      {"Manifest.toml", "", "[[p%]]\ndeps=['p$']\nversion='1'\n", ""},
      {"packages.config", "<packages>", "<package id='p%' version='1'/>", "</packages>"},
      {"deno.lock", "{'npm': {", "'p%@1': {'dependencies': ['p$', 'p0']},", "}}"},
  };
  constexpr int kCount = 50'000;
  for (const Case& test : cases) {
    std::string text = test.begin;
    for (int i = 0; i < kCount; ++i)
      for (const char* c = test.entry; *c != '\0'; ++c) {
        if (*c == '%' || *c == '$')
          text += std::to_string(*c == '%' ? i : (i * 7 + 1) % kCount);
        else
          text += *c == '\'' && test.begin[0] == '{' ? '"' : *c;
      }
    text += test.end;
    if (test.begin[0] == '{') std::replace(text.begin(), text.begin() + 40, '\'', '"');
    LockfileContent content;
    find_lockfile(test.path)->read({.path = test.path, .text = text}, content);
    EXPECT_EQ(content.packages.size(), static_cast<std::size_t>(kCount)) << test.path;
    EXPECT_TRUE(content.notices.empty()) << test.path;
  }
}

// Thousands of versions of one name, each of which all others may mean.
TEST(Lockfiles, OfOneNameHaveBoundedEdges) {
  std::string text;
  for (int i = 0; i < 20'000; ++i)
    text += "[[package]]\nname='a'\nversion='" + std::to_string(i) + "'\ndependencies={a='*'}\n";
  LockfileContent content;
  find_lockfile("poetry.lock")->read({.path = "poetry.lock", .text = text}, content);
  ASSERT_EQ(content.packages.size(), 20'000u);
  EXPECT_LE(content.packages[7].dependencies.size(), 64u);
}

TEST(Lockfiles, SurviveDeepNesting) {
  constexpr int kDepth = 20'000;
  std::string text = R"({"lockfileVersion":1)";
  for (int i = 0; i < kDepth; ++i)
    text += R"(,"dependencies":{"d":{"version":"1.0.0","requires":{"x":"1"})";
  for (int i = 0; i < kDepth; ++i) text += "}}";
  LockfileContent nested;
  read_package_lock({.path = "package-lock.json", .text = text + "}"}, nested);
  EXPECT_EQ(nested.packages.size(), static_cast<std::size_t>(kDepth));

  LockfileContent too_deep;
  text = std::string(1'000'000, '[');
  read_package_lock({.path = "package-lock.json", .text = text}, too_deep);
  ASSERT_EQ(too_deep.notices.size(), 1u);
  EXPECT_TRUE(too_deep.notices[0].incomplete);

  std::string path;
  for (int i = 0; i < kDepth; ++i) path += std::string(i ? "/" : "") + "node_modules/d";
  LockfileContent long_path;
  text = R"({"packages":{")" + path + R"(":{"version":"1.0.0","dependencies":{"x":"1"}}}})";
  read_package_lock({.path = "package-lock.json", .text = text}, long_path);
  EXPECT_EQ(long_path.packages.size(), 1u);
}

// Wherever a lockfile is cut, what is lost is told, or nothing is lost.
TEST(Lockfiles, TellWhenTheyAreCutOff) {
  std::string npm = read_whole(kFixtures / "lockfiles/package_lock/v3/input");
  while (npm.back() == '\n') npm.pop_back();
  for (std::size_t size = 0; size < npm.size(); ++size) {
    LockfileContent content;
    read_package_lock({.path = "package-lock.json", .text = std::string_view(npm).substr(0, size)},
                      content);
    ASSERT_TRUE(content.notices.size() == 1 && content.notices[0].incomplete) << size;
  }
}

}  // namespace
}  // namespace scan::sca
