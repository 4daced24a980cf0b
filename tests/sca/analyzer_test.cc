// The analyzer through the engine: from files to findings, packages, rules and notices.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index_of.h"
#include "sca/package_fact.h"
#include "sca/package_matching.h"
#include "sca/sca_analyzer.h"
#include "scan/advisory_database.h"
#include "scan/engine.h"
#include "temporary_folder.h"

namespace scan::sca {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kBelowTwo[] =
    R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.0.0"}]}])";

// A database of four advisories on three packages, and a scan against it.
class Sca : public testing::Test {
 protected:
  void SetUp() override {
    folder_.write("in/1.json",
                  osv("PYSEC-1", "PyPI", "django", kBelowTwo,
                      R"("aliases":["CVE-2021-1"],"details":"Injection in Django.\nMore.",)"));
    folder_.write(
        "in/2.json",
        osv("GHSA-1", "PyPI", "Django",
            R"("ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2.0.1"}]}])",
            R"("aliases":["CVE-2021-1"],"summary":"Django injects",)"
            R"("severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],)"
            R"("database_specific":{"cwe_ids":["CWE-89"]},)"));
    folder_.write("in/3.json", osv("PYSEC-3", "PyPI", "requests", R"("versions":["2.0"])"));
    folder_.write("in/4.json", osv("GHSA-4", "npm", "lodash", kBelowTwo,
                                   R"("database_specific":{"severity":"LOW"},)"));
    Result<AdvisoryDatabaseStatus> built = build_advisory_database({folder_ / "in"}, database());
    ASSERT_TRUE(built.ok());
  }

  std::string database() const { return folder_ / "advisories.db"; }

  ScanResult scan(std::vector<std::pair<std::string, std::string>> files, Options options) {
    Result<std::unique_ptr<Analyzer>> analyzer = make_analyzer(std::move(options));
    if (!analyzer.ok()) throw std::runtime_error(analyzer.error().message);
    std::vector<std::unique_ptr<Analyzer>> analyzers;
    analyzers.push_back(std::move(*analyzer));
    Result<Engine> engine = Engine::create(std::move(analyzers));
    std::vector<Source> sources;
    for (auto& [path, bytes] : files) sources.emplace_back(path, bytes);
    Result<ScanResult> result = engine->scan_sources(std::move(sources));
    if (!result.ok()) throw std::runtime_error(result.error().message);
    return std::move(*result);
  }
  ScanResult scan(std::vector<std::pair<std::string, std::string>> files) {
    return scan(std::move(files), {.database = database()});
  }

  TemporaryFolder folder_;
};

std::vector<std::string> codes(const ScanResult& result) {
  std::vector<std::string> codes;
  for (const Notice& notice : result.notices) codes.push_back(notice.code);
  return codes;
}

TEST_F(Sca, ReportsAVulnerabilityOnceUnderItsCve) {
  ScanResult result = scan({{"requirements.txt", "# pins\nDjango==1.5\nflask==1.0\n"}});
  EXPECT_FALSE(result.incomplete());
  ASSERT_EQ(result.findings.size(), 1u);
  const Finding& finding = result.findings[0];
  EXPECT_EQ(finding.rule_id, "CVE-2021-1");
  EXPECT_EQ(finding.analyzer, "sca");
  EXPECT_EQ(finding.severity, Severity::kCritical);
  EXPECT_EQ(finding.confidence, Confidence::kHigh);
  EXPECT_EQ(finding.message, "Django 1.5: Django injects; upgrade to 2.0.1");
  ASSERT_EQ(finding.locations.size(), 1u);
  EXPECT_EQ(finding.primary().path, "requirements.txt");
  EXPECT_EQ(finding.primary().region, (Region{2, 1, 2, 12}));
  EXPECT_EQ(finding.primary().snippet, "Django==1.5");
  EXPECT_FALSE(finding.fingerprint.empty());
  EXPECT_EQ(finding.properties,
            (std::map<std::string, std::string>{{"advisories", "GHSA-1, PYSEC-1"},
                                                {"aliases", "CVE-2021-1"},
                                                {"direct", "true"},
                                                {"ecosystem", "PyPI"},
                                                {"fixed_version", "2.0.1"},
                                                {"package", "Django"},
                                                {"purl", "pkg:pypi/django@1.5"},
                                                {"scope", "runtime"},
                                                {"upgrade_to", "2.0.1"},
                                                {"version", "1.5"}}));
  ASSERT_EQ(result.rules.size(), 1u);
  EXPECT_EQ(result.rules[0].id, "CVE-2021-1");
  EXPECT_THAT(result.rules[0].aliases, ElementsAre("GHSA-1", "PYSEC-1"));
  EXPECT_EQ(result.rules[0].title, "Django injects");
  EXPECT_THAT(result.rules[0].cwe, ElementsAre("CWE-89"));
  EXPECT_THAT(result.rules[0].references,
              testing::Contains("https://osv.dev/vulnerability/CVE-2021-1"));

  ASSERT_EQ(result.packages.size(), 2u);
  EXPECT_EQ(result.packages[0].purl, "pkg:pypi/django@1.5");
  EXPECT_EQ(result.packages[0].name, "Django");
  EXPECT_EQ(result.packages[0].location.region.start_line, 2u);
}

TEST_F(Sca, KeepsEachAdvisoryOfAVulnerability) {
  ScanResult result =
      scan({{"requirements.txt", "Django==1.5\n"}, {"b/requirements.txt", "DJANGO==1.5"}});
  ASSERT_EQ(result.advisories.size(), 2u);
  const Advisory& github = result.advisories[0];
  const std::string& identity = result.findings[0].identity;
  EXPECT_EQ(github, (Advisory{.id = "GHSA-1",
                              .rule_id = "CVE-2021-1",
                              .aliases = {"CVE-2021-1", "PYSEC-1"},
                              .title = "Django injects",
                              .details = {},
                              .severity = Severity::kCritical,
                              .ratings = {{"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 98}},
                              .cwe = {"CWE-89"},
                              .references = {"https://osv.dev/vulnerability/GHSA-1",
                                             "https://github.com/advisories/GHSA-1"},
                              .published = {},
                              .modified = "2024-01-01T00:00:00Z",
                              .affects = {{"pkg:pypi/django@1.5", "2.0.1", identity}}}));
  const Advisory& own = result.advisories[1];
  EXPECT_EQ(own.id, "PYSEC-1");
  EXPECT_EQ(own.severity, std::nullopt);
  EXPECT_THAT(own.references, ElementsAre("https://osv.dev/vulnerability/PYSEC-1"));
  EXPECT_THAT(own.affects, ElementsAre(AffectedPackage{"pkg:pypi/django@1.5", "2.0.0", identity}));
}

TEST_F(Sca, GivesAllThePlacesOfOnePackage) {
  ScanResult result = scan({{"b/requirements.txt", "DJANGO==1.5"},
                            {"a/requirements.txt", "x==1\ndjango==1.5"},
                            {"c/requirements.txt", "django==1.6"}});
  ASSERT_EQ(result.findings.size(), 2u);
  ASSERT_EQ(result.findings[0].locations.size(), 2u);
  EXPECT_EQ(result.findings[0].locations[0].path, "a/requirements.txt");
  EXPECT_EQ(result.findings[0].locations[1].path, "b/requirements.txt");
  EXPECT_EQ(result.findings[1].primary().path, "c/requirements.txt");
  EXPECT_NE(result.findings[0].fingerprint, result.findings[1].fingerprint);
}

TEST_F(Sca, TellsWhetherAPackageIsImported) {
  const auto imported = [&](std::string code) {
    ScanResult result = scan({{"requirements.txt", "django==1.5"}, {"app.py", std::move(code)}});
    return result.findings.at(0).properties.at("imported");
  };
  EXPECT_EQ(imported("from django.db import models\n"), "true");
  EXPECT_EQ(imported("import flask\n"), "false");
}

TEST_F(Sca, TakesTheStrongestScopeOfAllPlaces) {
  ScanResult result =
      scan({{"requirements-dev.txt", "django==1.5"}, {"requirements.txt", "django==1.5"}});
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].properties.at("scope"), "runtime");
}

TEST_F(Sca, CallsUnknownSeverityMedium) {
  ScanResult result = scan({{"requirements.txt", "requests==2.0.0"}});
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].severity, kUnknownSeverity);
  EXPECT_EQ(result.findings[0].properties.at("severity_unknown"), "true");
  EXPECT_THAT(result.findings[0].message, HasSubstr("no fixed version is known"));
}

TEST_F(Sca, ReadsLockfilesOfNpm) {
  ScanResult result = scan({{"web/package-lock.json",
                             R"({"lockfileVersion":3,"packages":{"":{"dependencies":{"a":"1"}},
"node_modules/a":{"version":"1.0.0","dependencies":{"lodash":"1"}},
"node_modules/lodash":{"version":"1.2.3","dev":true}}})"}});
  ASSERT_EQ(result.findings.size(), 1u);
  EXPECT_EQ(result.findings[0].severity, Severity::kLow);
  EXPECT_EQ(result.findings[0].primary().region.start_line, 3u);
  EXPECT_EQ(result.findings[0].properties.at("scope"), "dev");
  EXPECT_EQ(result.findings[0].properties.at("direct"), "false");
  EXPECT_EQ(result.findings[0].properties.at("dependency_path"),
            "pkg:npm/a@1.0.0 > pkg:npm/lodash@1.2.3");
  EXPECT_THAT(result.findings[0].message, HasSubstr("upgrade to 2.0.0, which a 1.0.0 brings in"));
  ASSERT_EQ(result.packages.size(), 2u);
  EXPECT_TRUE(result.packages[0].direct);
  EXPECT_THAT(result.packages[0].dependencies, ElementsAre("pkg:npm/lodash@1.2.3"));
}

TEST_F(Sca, KeepsCredentialsOfOriginsToItself) {
  const auto origin_of = [&](const std::string& resolved) {
    ScanResult result =
        scan({{"package-lock.json", R"({"lockfileVersion":3,"packages":{"node_modules/a":)"
                                    R"({"version":"1.0.0","resolved":")" +
                                        resolved + R"("}}})"}});
    return result.packages.at(0).origin;
  };
  EXPECT_EQ(origin_of("https://u:p%40@npm.acme.example/a.tgz"), "https://npm.acme.example/a.tgz");
  EXPECT_EQ(origin_of("https://token@npm.acme.example"), "https://npm.acme.example");
  EXPECT_EQ(origin_of("https://npm.acme.example/@a/b.tgz"), "https://npm.acme.example/@a/b.tgz");
  EXPECT_EQ(origin_of("git+ssh://git@github.com/x/y.git"), "git+ssh://git@github.com/x/y.git");
}

TEST_F(Sca, DoesNotMatchWhatIsNotPinned) {
  ScanResult result = scan({{"requirements.txt", "Django>=1.0\nrequests"}});
  EXPECT_THAT(result.findings, IsEmpty());
  EXPECT_EQ(result.packages.size(), 2u);
  EXPECT_FALSE(result.incomplete());
}

TEST_F(Sca, IsIncompleteWithoutADatabaseOnlyWhenItFindsPackages) {
  Options options{.database = folder_ / "absent.db"};
  EXPECT_THAT(scan({{"requirements.txt", "# none\n"}, {"a.py", "x"}}, options).notices, IsEmpty());
  ScanResult result = scan({{"requirements.txt", "Django==1.5"}}, options);
  EXPECT_THAT(codes(result), ElementsAre("advisories-missing"));
  EXPECT_TRUE(result.incomplete());
  EXPECT_EQ(result.packages.size(), 1u);
  EXPECT_TRUE(scan({{"requirements.txt", "Django==1.5"}}, Options{}).incomplete());
}

TEST_F(Sca, IsIncompleteForAnEcosystemWithoutAdvisories) {
  ScanResult result = scan({{"go.mod", "module m\nrequire example.org/x v1.0.0\n"}});
  EXPECT_THAT(codes(result), ElementsAre("advisories-missing"));
  EXPECT_THAT(result.notices[0].message, HasSubstr("no advisories for Go"));
  EXPECT_TRUE(result.incomplete());
}

TEST_F(Sca, IsCompleteWhereNoAdvisoriesAreToBeHad) {
  AdvisoryIndex index = index_of({osv("GHSA-4", "npm", "lodash", kBelowTwo)});
  const auto notices = [&](const std::string& ecosystem, const std::string& version) {
    ProjectResult result;
    const CancellationToken never;
    match_packages({{.ecosystem = ecosystem, .name = "x", .version = version}}, index, Imports({}),
                   {}, {never, std::chrono::steady_clock::time_point::max()}, result);
    return result.notices;
  };
  EXPECT_THAT(notices("PyPI", ""), IsEmpty());
  ASSERT_EQ(notices("PyPI", "1").size(), 1u);
  EXPECT_TRUE(notices("PyPI", "1")[0].incomplete);
  ASSERT_EQ(notices("CocoaPods", "1").size(), 1u);
  EXPECT_FALSE(notices("CocoaPods", "1")[0].incomplete);
  EXPECT_EQ(notices("CocoaPods", "1")[0].code, "advisories-unknown");
  EXPECT_THAT(notices("Docker", "3.12"), IsEmpty());
  ASSERT_EQ(notices("GitHub Actions", "v4").size(), 1u);
  EXPECT_FALSE(notices("GitHub Actions", "v4")[0].incomplete);
}

TEST_F(Sca, IsIncompleteWithACorruptDatabase) {
  std::string bytes = read_whole(database());
  for (std::size_t size : {std::size_t{0}, std::size_t{10}, bytes.size() / 2, bytes.size() - 1}) {
    folder_.write("cut.db", std::string_view(bytes).substr(0, size));
    ScanResult result =
        scan({{"requirements.txt", "Django==1.5"}}, {.database = folder_ / "cut.db"});
    EXPECT_THAT(codes(result), ElementsAre("advisories-corrupt"));
    EXPECT_TRUE(result.incomplete());
  }
  bytes[bytes.size() / 2] = static_cast<char>(~bytes[bytes.size() / 2]);
  folder_.write("changed.db", bytes);
  EXPECT_TRUE(scan({{"requirements.txt", "Django==1.5"}}, {.database = folder_ / "changed.db"})
                  .incomplete());
}

TEST_F(Sca, RefusesANamedDatabaseThatIsNotThere) {
  Result<std::unique_ptr<Analyzer>> analyzer = make_analyzer(
      {.database = folder_ / "absent.db", .origin = BuiltinOptions::DatabaseOrigin::kNamed});
  ASSERT_FALSE(analyzer.ok());
  EXPECT_EQ(analyzer.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(analyzer.error().path, folder_ / "absent.db");
}

TEST_F(Sca, IsIncompleteWhenALockfileIsCutOff) {
  ScanResult result =
      scan({{"package-lock.json", R"({"lockfileVersion":3,"packages":{"node_modu)"}});
  EXPECT_THAT(codes(result), ElementsAre("lockfile-invalid"));
  EXPECT_EQ(result.notices[0].path, "package-lock.json");
  EXPECT_TRUE(result.incomplete());
}

TEST_F(Sca, KeepsAndDropsByAnyId) {
  std::vector<std::pair<std::string, std::string>> files = {
      {"requirements.txt", "Django==1.5\nrequests==2.0\n"}};
  for (const char* id : {"CVE-2021-1", "GHSA-1", "PYSEC-1"}) {
    ScanResult kept = scan(files, {.database = database(), .selection = {{id}, {}}});
    ASSERT_EQ(kept.findings.size(), 1u);
    EXPECT_EQ(kept.findings[0].rule_id, "CVE-2021-1");
    ScanResult dropped = scan(files, {.database = database(), .selection = {{}, {id}}});
    ASSERT_EQ(dropped.findings.size(), 1u);
    EXPECT_EQ(dropped.findings[0].rule_id, "PYSEC-3");
    EXPECT_EQ(dropped.rules.size(), 1u);
  }
}

TEST(PackageFact, IsReadBack) {
  Package package{.ecosystem = "npm",
                  .name = "a:b,\n\0c",
                  .version = "1,2:3",
                  .purl = "pkg:npm/x",
                  .scope = "dev",
                  .direct = true,
                  .location = {.path = "p", .span = {3, 9}},
                  .dependencies = {"", "pkg:npm/y", "12:,"}};
  Fact fact = package_fact(package);
  EXPECT_EQ(fact.kind, kPackageFact);
  EXPECT_EQ(read_package_fact(fact), package);
  std::string payload = fact.payload;
  for (std::size_t size = 0; size < payload.size(); ++size) {
    fact.payload = payload.substr(0, size);
    std::optional<Package> read = read_package_fact(fact);
    EXPECT_TRUE(!read || read->dependencies.size() < 3);
  }
  for (const char* bad : {"", "x", "99999999999999999999:a,", "-1:,", "3:ab", "1:ab"}) {
    fact.payload = bad;
    EXPECT_EQ(read_package_fact(fact), std::nullopt) << bad;
  }
}

TEST_F(Sca, IsIncompleteWithADatabaseThatIsTooOld) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"requirements.txt", "flask==1.0\n"}};
  EXPECT_FALSE(scan(files, {.database = database()}).incomplete());
  ScanResult stale = scan(files, {.database = database(), .max_age = std::chrono::hours(7 * 24)});
  ASSERT_TRUE(stale.incomplete());
  EXPECT_EQ(stale.notices[0].code, "advisories-stale");
  EXPECT_THAT(stale.notices[0].message, HasSubstr("nothing newer than 2024-01-01"));

  // What counts is when the source was last asked.
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const AdvisoryBuildOptions confirmed = {
      .confirmed = std::chrono::duration_cast<std::chrono::seconds>(now).count()};
  ASSERT_TRUE(build_advisory_database({folder_ / "in"}, database(), confirmed).ok());
  EXPECT_FALSE(
      scan(files, {.database = database(), .max_age = std::chrono::hours(1)}).incomplete());
}

TEST_F(Sca, TellsWhatIsKnownOfExploitation) {
  const std::string epss =
      folder_.write("epss.csv", "cve,epss,percentile\nCVE-2021-1,0.5,0.98765\n");
  const std::string kev = folder_.write(
      "kev.json", R"({"vulnerabilities":[{"cveID":"CVE-2021-1","dateAdded":"2022-03-04"}]})");
  ASSERT_TRUE(
      build_advisory_database({folder_ / "in"}, database(), {.epss = epss, .kev = kev}).ok());
  const ScanResult result = scan({{"requirements.txt", "django==1.0\nrequests==2.0\n"}});
  ASSERT_EQ(result.findings.size(), 2u);
  const auto& properties = result.findings[0].properties;
  EXPECT_EQ(properties.at("epss"), "0.50000");
  EXPECT_EQ(properties.at("epss_percentile"), "0.98765");
  EXPECT_EQ(properties.at("kev"), "2022-03-04");
  EXPECT_FALSE(result.findings[1].properties.contains("epss"));
  EXPECT_FALSE(result.findings[1].properties.contains("kev"));
}

}  // namespace
}  // namespace scan::sca
