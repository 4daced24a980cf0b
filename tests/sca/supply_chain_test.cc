// Where packages come from: what each rule finds, and what it leaves alone.
#include "sca/supply_chain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sca/popular_names.h"

namespace scan::sca {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Package package(const std::string& name, const std::string& origin,
                std::vector<std::string> hashes = {"SHA-512:00"},
                const std::string& path = "package-lock.json") {
  return {.ecosystem = "npm",
          .name = name,
          .version = "1.0.0",
          .purl = "pkg:npm/" + name + "@1.0.0",
          .origin = origin,
          .hashes = std::move(hashes),
          .location = {.path = path}};
}

std::vector<Finding> findings(const std::vector<Package>& packages) {
  ProjectResult result;
  check_supply_chain(packages, {}, result);
  return std::move(result.findings);
}

std::vector<std::string> rules_found(const std::vector<Package>& packages) {
  std::vector<std::string> ids;
  for (const Finding& finding : findings(packages)) ids.push_back(finding.rule_id);
  return ids;
}

constexpr char kNpm[] = "https://registry.npmjs.org/a/-/a-1.0.0.tgz";
constexpr char kYarn[] = "https://registry.yarnpkg.com/a/-/a-1.0.0.tgz";
constexpr char kOwn[] = "https://npm.acme.example/a/-/a-1.0.0.tgz";

TEST(SupplyChain, LeavesAnOrdinaryLockfileAlone) {
  EXPECT_THAT(rules_found({package("a", kNpm), package("b", kYarn), package("@c/d", kNpm),
                           package("git", "git+ssh://git@github.com/x/y.git#abc", {}),
                           package("tar", "https://codeload.github.com/x/y/tar.gz/abc", {}),
                           package("local", "", {}), package("dev", "http://localhost:4873/x")}),
              IsEmpty());
}

TEST(SupplyChain, FindsOriginsWithoutEncryption) {
  const auto found = findings({package("a", "http://npm.acme.example/a.tgz"),
                               package("b", "http://npm.acme.example/b.tgz"),
                               package("c", "git://github.com/x/c.git#abc")});
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].rule_id, "sca-insecure-origin");
  EXPECT_EQ(found[0].properties.at("purl"), "pkg:npm/c@1.0.0");
  EXPECT_THAT(found[1].locations, SizeIs(2));
  EXPECT_THAT(found[1].message, HasSubstr("2 packages come from npm.acme.example without"));
}

TEST(SupplyChain, FindsWeakAndMissingDigests) {
  EXPECT_THAT(rules_found({package("a", kNpm, {"SHA-1:00"}), package("b", kNpm)}),
              ElementsAre("sca-weak-integrity"));
  EXPECT_THAT(rules_found({package("a", kNpm, {"SHA-1:00", "SHA-512:00"})}), IsEmpty());
  EXPECT_THAT(rules_found({package("a", kNpm, {}), package("b", kNpm)}),
              ElementsAre("sca-missing-integrity"));
  // A format, or an old version of it, that has none at all.
  EXPECT_THAT(rules_found({package("a", kNpm, {}), package("b", kNpm, {})}), IsEmpty());
}

TEST(SupplyChain, FindsScopesOfTwoRegistriesOneOfWhichIsPublic) {
  const auto found = findings({package("@acme/a", kOwn), package("@acme/b", kNpm),
                               package("@other/a", kNpm), package("@own/a", kOwn)});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].rule_id, "sca-dependency-confusion");
  EXPECT_EQ(found[0].severity, Severity::kHigh);
  EXPECT_EQ(found[0].properties.at("purl"), "pkg:npm/@acme/b@1.0.0");
  EXPECT_THAT(found[0].message, HasSubstr("@acme from the public npmjs.org"));
  // In another lockfile of the tree, too.
  EXPECT_THAT(rules_found({package("@acme/a", kOwn, {"SHA-512:00"}, "x/package-lock.json"),
                           package("@acme/b", kYarn, {"SHA-512:00"}, "y/yarn.lock")}),
              ElementsAre("sca-dependency-confusion"));
}

TEST(SupplyChain, FindsSeveralRegistriesOfNamesWithoutAnOwner) {
  const auto found = findings({package("a", kNpm), package("b", kNpm), package("c", kOwn)});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].rule_id, "sca-mixed-registries");
  EXPECT_EQ(found[0].properties.at("purl"), "pkg:npm/c@1.0.0");
  EXPECT_THAT(rules_found({package("a", kNpm), package("@acme/c", kOwn)}), IsEmpty());
}

TEST(SupplyChain, KeepsToTheRulesThatAreAsked) {
  const std::vector<Package> packages = {package("a", "http://x.example/a", {"SHA-1:00"})};
  ProjectResult result;
  check_supply_chain(packages, rules::Selection({}, {"sca-weak-integrity"}), result);
  ASSERT_THAT(result.findings, SizeIs(1));
  EXPECT_EQ(result.findings[0].rule_id, "sca-insecure-origin");
}

TEST(SupplyChain, FindsLookalikesAmongWhatTheProjectAsksFor) {
  Package direct = package("expresss", kNpm);
  direct.direct = true;
  const auto found = findings({direct, package("lodahs", kNpm)});
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].rule_id, "sca-lookalike-name");
  EXPECT_EQ(found[0].confidence, Confidence::kLow);
  EXPECT_THAT(found[0].message, HasSubstr("express"));
}

TEST(PopularNames, TellMisspellings) {
  const PopularNames names;
  const std::pair<const char*, const char*> kLookalikes[] = {
      {"lodahs", "lodash"},      {"lodassh", "lodash"},     {"loadsh", "lodash"},
      {"loddash", "lodash"},     {"crossenv", "cross-env"}, {"Lodahs", "lodash"},
      {"env-cross", "cross-env"}};
  for (const auto& [name, popular] : kLookalikes)
    EXPECT_EQ(names.looked_like("npm", name), popular) << name;
  for (const char* name : {"lodash", "preact", "", "a", "glob", "lodash-es", "@types/lodash",
                           "totally-different", "mysql2", "momentjs"})
    EXPECT_EQ(names.looked_like("npm", name), "") << name;
  EXPECT_EQ(names.looked_like("PyPI", "dateutil-python"), "python-dateutil");
  EXPECT_EQ(names.looked_like("PyPI", "lodahs"), "");
  EXPECT_EQ(names.looked_like("PyPI", "urlib3"), "urllib3");
}

}  // namespace
}  // namespace scan::sca
