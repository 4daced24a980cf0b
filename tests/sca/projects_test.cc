// Project files that tell of packages only together, against fixtures: projects/KIND/CASE/{tree,
// expected}, and `repository` where files outside of the tree matter. SCAN_BLESS=1 writes
// `expected` anew: a line for each package, and the notices.
#include "sca/projects.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "sca/lockfile.h"
#include "sca/sca_analyzer.h"
#include "scan/engine.h"
#include "temporary_folder.h"

namespace scan::sca {
namespace {

namespace fs = std::filesystem;
const fs::path kFixtures = SCAN_SOURCE_DIR "/tests/sca/projects";

using Files = std::vector<std::pair<std::string, std::string>>;

ScanResult scan(const Files& files, const ProjectSources& sources) {
  std::vector<std::unique_ptr<Analyzer>> analyzers;
  analyzers.push_back(std::move(*make_analyzer({.projects = sources})));
  Result<Engine> engine = Engine::create(std::move(analyzers));
  std::vector<Source> texts;
  for (const auto& [path, bytes] : files) texts.emplace_back(path, bytes);
  Result<ScanResult> result = engine->scan_sources(std::move(texts));
  if (!result.ok()) throw std::runtime_error(result.error().message);
  return std::move(*result);
}

// Ordered by place. Without a database each scan says so, which is of no interest here.
std::string describe(ScanResult result) {
  std::ranges::stable_sort(result.packages, {}, [](const Package& package) {
    return std::pair(package.location.path, package.location.span.begin);
  });
  std::string shown;
  for (const Package& package : result.packages)
    shown += package.location.path + ":" + std::to_string(package.location.region.start_line) +
             ": " + package.ecosystem + " " + package.name + " " +
             (package.version.empty() ? "-" : package.version) + " " + package.scope +
             (package.direct ? " direct\n" : " transitive\n");
  for (const Notice& notice : result.notices)
    if (notice.code != "advisories-missing")
      shown += notice.path + ": " + notice.code + (notice.incomplete ? " (incomplete): " : ": ") +
               notice.message + "\n";
  return shown;
}

class ProjectFixture : public testing::TestWithParam<std::string> {};

TEST_P(ProjectFixture, GivesThePackages) {
  const fs::path folder = kFixtures / GetParam();
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(folder / "tree"))
    if (entry.is_regular_file())
      files.emplace_back(fs::relative(entry.path(), folder / "tree"), read_whole(entry.path()));
  ProjectSources sources;
  if (fs::is_directory(folder / "repository")) sources.maven_repository = folder / "repository";
  const std::string actual = describe(scan(files, sources));
  if (std::getenv("SCAN_BLESS") != nullptr)
    std::ofstream(folder / "expected", std::ios::binary) << actual;
  else
    EXPECT_EQ(actual, read_whole(folder / "expected"));
}

std::vector<std::string> fixtures() {
  std::vector<std::string> names;
  for (const auto& kind : fs::directory_iterator(kFixtures))
    for (const auto& test : fs::directory_iterator(kind))
      names.push_back(fs::relative(test.path(), kFixtures));
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Folders, ProjectFixture, testing::ValuesIn(fixtures()),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace(name.begin(), name.end(), '/', '_');
                           return name;
                         });

TEST(Projects, HaveAFolderOfTreesEach) {
  for (const ProjectKind& kind : project_kinds())
    EXPECT_TRUE(fs::is_directory(kFixtures / kind.name)) << kind.name;
}

// A fact of another version of the program, or none at all, is passed over.
TEST(Projects, PassOverMalformedStatements) {
  for (const ProjectKind& kind : project_kinds())
    for (const char* payload : {"", "x", "3:pom,", "3:pom,1:9,", "3:pom,1:0,", "10:dependency,",
                                "10:dependency,1:7,1:0,", "7:project,", "5:items,1:1,"}) {
      const Fact fact{.kind = std::string(kind.name), .payload = payload};
      const Fact* statement = &fact;
      ProjectResult out;
      kind.resolve({&statement, 1}, {}, out);
      EXPECT_TRUE(out.packages.empty()) << payload;
    }
}

std::string pom(std::string_view rest) {
  return "<project><groupId>g</groupId><artifactId>a</artifactId><version>1</version>" +
         std::string(rest) + "</project>";
}
std::string dependency(std::string_view version) {
  return "<dependencies><dependency><groupId>x</groupId><artifactId>y</artifactId><version>" +
         std::string(version) + "</version></dependency></dependencies>";
}

// Each would run for ever, or without end of memory, if it were only followed.
TEST(Projects, SurviveWhatRefersToItself) {
  std::string bomb = "<properties><p0>xxxxxxxxxx</p0>";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "${p" + std::to_string(i - 1) + "}", name = std::to_string(i);
    bomb += "<p" + name + ">" + before + before + before + "</p" + name + ">";
  }
  bomb += "</properties>";
  const Files cases[] = {
      {{"pom.xml", pom("<properties><a>${a}</a></properties>" + dependency("${a}"))}},
      {{"pom.xml", pom("<properties><a>${b}</a><b>1${a}</b></properties>" + dependency("${a}"))}},
      {{"pom.xml", pom(bomb + dependency("${p59}"))}},
      {{"pom.xml", pom(dependency("${" + std::string(100'000, 'x')))}},
      {{"pom.xml", pom("<parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version>"
                       "<relativePath>pom.xml</relativePath></parent>" +
                       dependency("${z}"))}}};
  for (const Files& files : cases) {
    const ScanResult result = scan(files, {});
    ASSERT_EQ(result.packages.size(), 1u) << files[0].second.substr(0, 300);
    EXPECT_EQ(result.packages[0].version, "");
  }
}

TEST(Projects, AreResolvedInLinearTime) {
  constexpr int kModules = 1'000, kManaged = 1'000;
  const std::string parent =
      "<parent><groupId>g</groupId><artifactId>a</artifactId><version>1</version></parent>";
  std::string managed = "<dependencyManagement><dependencies>";
  for (int i = 0; i < kManaged; ++i)
    managed += "<dependency><groupId>x</groupId><artifactId>d" + std::to_string(i) +
               "</artifactId><version>${v}</version></dependency>";
  Files files = {{"pom.xml", pom("<properties><v>2</v></properties>" + managed +
                                 "</dependencies></dependencyManagement>")}};
  for (int i = 0; i < kModules; ++i) {
    std::string module =
        "<project>" + parent + "<artifactId>m" + std::to_string(i) + "</artifactId><dependencies>";
    for (int j = 0; j < 10; ++j)
      module += "<dependency><groupId>x</groupId><artifactId>d" +
                std::to_string((i + j) % kManaged) + "</artifactId></dependency>";
    files.emplace_back("m" + std::to_string(i) + "/pom.xml", module + "</dependencies></project>");
  }
  const ScanResult result = scan(files, {});
  EXPECT_EQ(result.packages.size(), 10u * kModules);
  EXPECT_TRUE(std::ranges::all_of(result.packages,
                                  [](const Package& package) { return package.version == "2"; }));
}

}  // namespace
}  // namespace scan::sca
