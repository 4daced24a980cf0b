// What to do about a vulnerable package: which version to go to, and what brings the package in.
#include "sca/remediation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index_of.h"
#include "sca/dependency_paths.h"

namespace scan::sca {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string range(const std::string& from, const std::string& to) {
  return R"({"type":"ECOSYSTEM","events":[{"introduced":")" + from + R"("},{"fixed":")" + to +
         R"("}]})";
}
std::string ranges(const std::string& list) { return R"("ranges":[)" + list + "]"; }

std::string clean_version(const AdvisoryIndex& index, std::string_view version) {
  Result<std::vector<AdvisoryMatch>> matches = index.find("PyPI", "p", version);
  EXPECT_TRUE(matches.ok() && !matches->empty()) << version;
  Result<std::string> clean = smallest_clean_version(index, "PyPI", "p", version, *matches);
  EXPECT_TRUE(clean.ok());
  return clean.ok() ? *clean : "an error";
}

TEST(Remediation, GoesToTheFixOfTheBranchThatIsUsed) {
  AdvisoryIndex index = index_of(
      {osv("A", "PyPI", "p", ranges(range("4.2", "4.2.7") + "," + range("5.0", "5.0.3")))});
  EXPECT_EQ(clean_version(index, "4.2.1"), "4.2.7");
  EXPECT_EQ(clean_version(index, "5.0.1"), "5.0.3");
}

TEST(Remediation, FixesAllVulnerabilitiesOfThePackage) {
  AdvisoryIndex index = index_of({osv("A", "PyPI", "p", ranges(range("0", "1.9"))),
                                  osv("B", "PyPI", "p", ranges(range("0", "1.10")))});
  EXPECT_EQ(clean_version(index, "1.0"), "1.10");
}

TEST(Remediation, PassesOverAFixThatIsVulnerableItself) {
  AdvisoryIndex index = index_of({osv("A", "PyPI", "p", ranges(range("0", "1.5"))),
                                  osv("B", "PyPI", "p", ranges(range("1.4", "1.7"))),
                                  osv("C", "PyPI", "p", ranges(range("1.7", "1.8")))});
  EXPECT_EQ(clean_version(index, "1.0"), "1.8");
}

TEST(Remediation, KnowsNoVersionWhereOneVulnerabilityHasNoFix) {
  AdvisoryIndex index =
      index_of({osv("A", "PyPI", "p", ranges(range("0", "1.5"))),
                osv("B", "PyPI", "p",
                    R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"1.4"}]}])")});
  EXPECT_EQ(clean_version(index, "1.0"), "");
  EXPECT_EQ(clean_version(index, "1.6"), "");
}

TEST(Remediation, BelievesTheDatabaseThatKnowsOfAFix) {
  AdvisoryIndex index = index_of(
      {osv("A", "PyPI", "p", ranges(range("0", "1.5")), R"("aliases":["CVE-2024-1"],)"),
       osv("B", "PyPI", "p", R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"}]}])",
           R"("aliases":["CVE-2024-1"],)"),
       osv("C", "PyPI", "p", ranges(range("1.5", "1.6")))});
  EXPECT_EQ(clean_version(index, "1.0"), "1.6");
}

TEST(Remediation, NeverGoesDown) {
  AdvisoryIndex index =
      index_of({osv("A", "PyPI", "p", ranges(range("0", "1.5")) + R"(,"versions":["1.9"])")});
  EXPECT_EQ(clean_version(index, "1.9"), "");
}

// Packages of a file: name, whether direct, and what it depends on.
Package package(const std::string& file, const std::string& name, bool direct,
                std::vector<std::string> dependencies) {
  for (std::string& dependency : dependencies) dependency.insert(0, "pkg:npm/");
  return {.ecosystem = "npm",
          .name = name,
          .version = "1",
          .purl = "pkg:npm/" + name,
          .direct = direct,
          .location = {.path = file},
          .dependencies = std::move(dependencies)};
}

TEST(DependencyPaths, AreTheShortestOnes) {
  std::vector<Package> packages = {
      package("f", "a", true, {"b"}),      package("f", "b", false, {"c"}),
      package("f", "c", false, {"d"}),     package("f", "d", false, {}),
      package("f", "short", true, {"c"}),  package("f", "alone", false, {"a"}),
      package("g", "d", false, {"other"}), package("g", "other", true, {"d"})};
  DependencyPaths paths(packages);
  EXPECT_THAT(paths.to(0), ElementsAre(0));
  EXPECT_THAT(paths.to(1), ElementsAre(0, 1));
  EXPECT_THAT(paths.to(3), ElementsAre(4, 2, 3));
  EXPECT_THAT(paths.to(5), IsEmpty());
  EXPECT_THAT(paths.to(6), ElementsAre(7, 6));
}

TEST(DependencyPaths, EndInCycles) {
  std::vector<Package> packages = {
      package("f", "a", true, {"b", "missing"}), package("f", "b", false, {"c"}),
      package("f", "c", false, {"b", "a"}), package("f", "x", false, {"y"}),
      package("f", "y", false, {"x"})};
  DependencyPaths paths(packages);
  EXPECT_THAT(paths.to(2), ElementsAre(0, 1, 2));
  EXPECT_THAT(paths.to(3), IsEmpty());
}

TEST(DependencyPaths, AreFoundInLinearTime) {
  constexpr int kCount = 100'000;
  std::vector<Package> packages;
  for (int i = 0; i < kCount; ++i)
    packages.push_back(package("f", "p" + std::to_string(i), i == 0,
                               {"p" + std::to_string(i + 1), "p" + std::to_string(i / 2)}));
  EXPECT_EQ(DependencyPaths(packages).to(kCount - 1).size(), static_cast<std::size_t>(kCount));
}

}  // namespace
}  // namespace scan::sca
