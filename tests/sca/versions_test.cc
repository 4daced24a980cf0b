// Version orderings against tables of ordered versions, and ordering keys against comparators that
// follow the specifications' own words.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "ordering_oracles.h"
#include "sca/ecosystem.h"
#include "sca/package_url.h"
#include "sca/versions/ordering.h"
#include "semver_oracle.h"
#include "version_table.h"

namespace scan::sca {
namespace {

// Every pair of a chain, not only neighbours: the order must be transitive.
void check_chain(Ordering ordering, const std::vector<Step>& chain) {
  for (std::size_t i = 0; i < chain.size(); ++i) {
    std::optional<std::string> low = ordering_key(ordering, chain[i].version);
    ASSERT_TRUE(low) << chain[i].version;
    EXPECT_FALSE(low->empty()) << "an empty key stands before every version";
    bool equal = true;
    for (std::size_t j = i + 1; j < chain.size(); ++j) {
      equal &= chain[j].equals_previous;
      std::optional<std::string> high = ordering_key(ordering, chain[j].version);
      ASSERT_TRUE(high) << chain[j].version;
      if (equal)
        EXPECT_EQ(*low, *high) << chain[i].version << " = " << chain[j].version;
      else
        EXPECT_LT(*low, *high) << chain[i].version << " < " << chain[j].version;
    }
  }
}

class VersionTable : public testing::TestWithParam<OrderingRow> {};

TEST_P(VersionTable, Holds) {
  Ordering ordering = GetParam().ordering;
  std::size_t chains = 0, invalid = 0;
  for (const std::string& line : version_table(GetParam().name)) {
    SCOPED_TRACE(line);
    if (line == "!" || line.starts_with("! ")) {
      EXPECT_EQ(ordering_key(ordering, line.substr(std::min<std::size_t>(2, line.size()))),
                std::nullopt);
      ++invalid;
    } else {
      check_chain(ordering, parse_chain(line));
      ++chains;
    }
  }
  EXPECT_GT(chains, 5u);
  EXPECT_GT(invalid, 0u);
}

INSTANTIATE_TEST_SUITE_P(Orderings, VersionTable, testing::ValuesIn(orderings()),
                         [](const auto& test) { return std::string(test.param.name); });

// Random versions made of the pieces that matter, compared pair by pair.
TEST(SemVerKeys, OrderAsThePrecedenceRulesSay) {
  std::mt19937 random(1);
  auto pick = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
  const std::vector<std::string> kNumbers = {
      "0", "1", "2", "9", "10", "99", "18446744073709551616"};
  const std::vector<std::string> kIdentifiers = {"0",  "1",  "2",  "10",   "a",     "b",
                                                 "A",  "aa", "-a", "a-b",  "rc",    "rc1",
                                                 "1a", "-",  "--", "beta", "alpha", "z"};
  auto version = [&] {
    std::string text = pick(kNumbers) + "." + pick(kNumbers) + "." + pick(kNumbers);
    for (unsigned i = 0, n = random() % 4; i < n; ++i)
      text += (i == 0 ? "-" : ".") + pick(kIdentifiers);
    return text;
  };
  for (int i = 0; i < 20'000; ++i) {
    std::string a = version(), b = version();
    std::optional<std::string> a_key = semver_key(a), b_key = semver_key(b);
    ASSERT_TRUE(a_key && b_key) << a << ' ' << b;
    ASSERT_EQ(semver_compare(a, b) < 0, *a_key < *b_key) << a << ' ' << b;
    ASSERT_EQ(semver_compare(a, b) == 0, *a_key == *b_key) << a << ' ' << b;
    ASSERT_EQ(*go_key("v" + a), *a_key);
  }
}

// Versions of up to `count` pieces.
std::string random_version(std::mt19937& random, const std::vector<std::string>& pieces,
                           unsigned count) {
  std::string version = std::to_string(random() % 4);
  for (unsigned i = 0, n = static_cast<unsigned>(random()) % count; i < n; ++i)
    version += pieces[random() % pieces.size()];
  return version;
}

struct OrderingOracle {
  const char* name;
  Ordering ordering;
  int (*compare)(std::string_view, std::string_view);
  std::vector<std::string> pieces;
};

class KeysAgainstOracle : public testing::TestWithParam<OrderingOracle> {};

TEST_P(KeysAgainstOracle, OrderAlike) {
  const OrderingOracle& oracle = GetParam();
  std::mt19937 random(7);
  unsigned equal = 0;
  for (int i = 0; i < 50'000; ++i) {
    std::string a = random_version(random, oracle.pieces, 7);
    std::string b = i % 2 ? random_version(random, oracle.pieces, 7)
                          : a + random_version(random, oracle.pieces, 3).substr(1);
    std::optional<std::string> a_key = ordering_key(oracle.ordering, a);
    std::optional<std::string> b_key = ordering_key(oracle.ordering, b);
    ASSERT_TRUE(a_key && b_key) << a << ' ' << b;
    int expected = oracle.compare(a, b);
    ASSERT_EQ(sign(*a_key, *b_key), expected) << a << ' ' << b;
    equal += expected == 0;
  }
  EXPECT_GT(equal, 100u);
}

INSTANTIATE_TEST_SUITE_P(
    Orderings, KeysAgainstOracle,
    testing::Values(
        OrderingOracle{
            "debian",
            Ordering::kDebian,
            debian_compare,
            {".", "-", "~", "+", "a", "b1", "rc", "0", "00", "1", "10", "-1", "~1", "z"}},
        OrderingOracle{"rpm",
                       Ordering::kRpm,
                       rpm_compare,
                       {".", "_", "~", "^", "a", "b1", "rc", "0", "00", "1", "10", "..", "Z"}},
        OrderingOracle{"rubygems",
                       Ordering::kRubyGems,
                       rubygems_compare,
                       {".0", ".1", ".00", ".10", ".a", ".b1", ".rc", ".0a", ".A", ".pre"}},
        // without "-0" and "-Final", with which Maven's relation is no order
        OrderingOracle{"maven",
                       Ordering::kMaven,
                       MavenOracle::compare,
                       {".0", ".1", ".10", "-1", "-rc", "-a", "-alpha", "-sp", "-x", "-rc1", "-x2",
                        "-SNAPSHOT"}}),
    [](const auto& test) { return std::string(test.param.name); });

// A number's length must never be mistaken for a digit, at any length.
TEST(Keys, OrderNumbersOfEveryLength) {
  for (const OrderingRow& row : orderings()) {
    Ordering ordering = row.ordering;
    std::string last;
    for (std::size_t digits = 1; digits < 600; ++digits) {
      std::optional<std::string> low =
          ordering_key(ordering, "1." + std::string("1") + std::string(digits - 1, '0'));
      std::optional<std::string> high = ordering_key(ordering, "1." + std::string(digits, '9'));
      ASSERT_TRUE(low && high);
      ASSERT_LT(last, *low);
      ASSERT_TRUE(digits == 1 || *low < *high);
      last = *high;
    }
  }
}

TEST(Names, AreNormalisedByEcosystem) {
  EXPECT_EQ(normalised_name("PyPI", "Jw.Util"), "jw-util");
  EXPECT_EQ(normalised_name("PyPI", "a-_.-B"), "a-b");
  EXPECT_EQ(normalised_name("npm", "JSONStream"), "JSONStream");
  EXPECT_EQ(normalised_name("Go", "github.com/Masterminds/semver"),
            "github.com/Masterminds/semver");
  EXPECT_EQ(normalised_name("Debian:12", "openssl"), "openssl");
  EXPECT_EQ(normalised_name("NuGet", "Newtonsoft.Json"), "newtonsoft.json");
  EXPECT_EQ(normalised_name("Packagist", "Symfony/HTTP-Kernel"), "symfony/http-kernel");
  EXPECT_EQ(normalised_name("Maven", "org.Example:Lib"), "org.Example:Lib");
  EXPECT_EQ(normalised_name("TuxCare:PyPI", "Jw.Util"), "jw-util");
  for (const char* url : {"https://github.com/Apple/swift-nio.git", "github.com/apple/swift-nio",
                          "git@github.com:apple/swift-nio.git",
                          "ssh://git@github.com/apple/swift-nio/", "GitHub.com/apple/swift-nio"})
    EXPECT_EQ(normalised_name("SwiftURL", url), "github.com/apple/swift-nio") << url;
  EXPECT_EQ(normalised_name("unheard of", "A_b"), "A_b");
}

TEST(Releases, HaveOneSpelling) {
  EXPECT_EQ(canonical_ecosystem("Debian:12"), "Debian:12");
  EXPECT_EQ(canonical_ecosystem("Debian:12.5"), "Debian:12");
  EXPECT_EQ(canonical_ecosystem("Debian:sid"), "Debian:sid");
  EXPECT_EQ(canonical_ecosystem("Debian"), "Debian");
  EXPECT_EQ(canonical_ecosystem("Ubuntu:22.04:LTS"), "Ubuntu:22.04");
  EXPECT_EQ(canonical_ecosystem("Ubuntu:Pro:18.04:LTS"), "Ubuntu:18.04");
  EXPECT_EQ(canonical_ecosystem("Ubuntu:23.10"), "Ubuntu:23.10");
  EXPECT_EQ(canonical_ecosystem("Alpine:v3.18"), "Alpine:v3.18");
  EXPECT_EQ(canonical_ecosystem("Alpine:3.18.4"), "Alpine:v3.18");
  EXPECT_EQ(canonical_ecosystem("Alpine:edge"), "Alpine:edge");
  EXPECT_EQ(canonical_ecosystem("Rocky Linux:9.3"), "Rocky Linux:9");
  EXPECT_EQ(canonical_ecosystem("Red Hat:enterprise_linux:9::baseos"),
            "Red Hat:enterprise_linux:9::baseos");
  EXPECT_EQ(canonical_ecosystem("Maven:https://maven.google.com"), "Maven");
  EXPECT_EQ(canonical_ecosystem("TuxCare:Alpine:3.16"), "TuxCare:Alpine:v3.16");
  EXPECT_EQ(canonical_ecosystem("PyPI"), "PyPI");
  EXPECT_EQ(canonical_ecosystem("Moon:1"), "Moon:1");
  EXPECT_EQ(canonical_ecosystem("TuxCare:"), "TuxCare");
  std::string nested;
  for (int i = 0; i < 200'000; ++i) nested += "TuxCare:";
  EXPECT_EQ(canonical_ecosystem(nested + "Debian:12.5"), nested + "Debian:12");
  EXPECT_EQ(ordering_of(nested + "Debian:12.5"), Ordering::kDebian);
}

TEST(Ecosystems, OrderRebuiltVersionsAsTheInnerOneDoes) {
  EXPECT_EQ(ordering_of("TuxCare:Alpine:v3.16"), Ordering::kApk);
  EXPECT_EQ(ordering_of("Root:PyPI"), Ordering::kPep440);
  EXPECT_EQ(ordering_of("Root:Debian:12"), Ordering::kDebian);
  EXPECT_EQ(ordering_of("Echo"), Ordering::kDebian);
  EXPECT_EQ(ordering_of("Echo:npm"), Ordering::kSemVer);
  EXPECT_EQ(ordering_of("TuxCare:TuxCare:TuxCare"), Ordering::kNone);
  EXPECT_EQ(ordering_of("Red Hat:rhel_aus:8.4::appstream"), Ordering::kRpm);
  EXPECT_EQ(ordering_of("Moon"), Ordering::kNone);
}

TEST(PackageUrl, IsCanonical) {
  struct Case {
    const char *ecosystem, *name, *version, *url;
  };
  constexpr Case kCases[] = {
      {"PyPI", "Django_Rest.x", "5.1.4", "pkg:pypi/django-rest.x@5.1.4"},
      {"PyPI", "a", "", "pkg:pypi/a"},
      {"npm", "@babel/core", "7.0.0-rc.1", "pkg:npm/%40babel/core@7.0.0-rc.1"},
      {"npm", "JSONStream", "1.0.0", "pkg:npm/JSONStream@1.0.0"},
      {"npm", "a b\n", "1:2", "pkg:npm/a%20b%0A@1:2"},
      {"Go", "github.com/Masterminds/semver", "v2.0.0+incompatible",
       "pkg:golang/github.com/Masterminds/semver@v2.0.0%2Bincompatible"},
      {"Maven", "org.apache.xmlgraphics:batik-anim", "1.9.1",
       "pkg:maven/org.apache.xmlgraphics/batik-anim@1.9.1"},
      {"Packagist", "Laravel/Framework", "5.5.0", "pkg:composer/laravel/framework@5.5.0"},
      {"NuGet", "EnterpriseLibrary.Common", "6.0.1304",
       "pkg:nuget/EnterpriseLibrary.Common@6.0.1304"},
      {"crates.io", "serde_json", "1.0.1", "pkg:cargo/serde_json@1.0.1"},
      {"RubyGems", "nokogiri", "1.13.10-java", "pkg:gem/nokogiri@1.13.10-java"},
      {"Debian:12", "openssl", "3.0.9-1", "pkg:deb/debian/openssl@3.0.9-1?distro=debian-12"},
      {"Ubuntu:22.04:LTS", "dpkg", "1:1.21.1ubuntu2",
       "pkg:deb/ubuntu/dpkg@1:1.21.1ubuntu2?distro=ubuntu-22.04"},
      {"Alpine:v3.18", "curl", "8.0.1-r2", "pkg:apk/alpine/curl@8.0.1-r2?distro=alpine-3.18"},
      {"Rocky Linux:9", "bind", "32:9.16.23-14.el9_3",
       "pkg:rpm/rocky-linux/bind@9.16.23-14.el9_3?distro=rocky-linux-9&epoch=32"},
      {"Debian", "attr", "1:2.4.47-2+b1", "pkg:deb/debian/attr@1:2.4.47-2%2Bb1"},
      {"SwiftURL", "https://github.com/Alamofire/Alamofire.git", "5.4.3",
       "pkg:swift/github.com/alamofire/alamofire@5.4.3"},
      {"GitHub Actions", "Actions/Checkout", "v4", "pkg:github/actions/checkout@v4"},
      {"VSCode", "ms-python.python", "2023.25.1",
       "pkg:vscode-extension/ms-python/python@2023.25.1"},
      {"Hex", "phoenix_html", "2.13.3", "pkg:hex/phoenix_html@2.13.3"},
      {"CRAN", "rJava", "1.0-4", "pkg:cran/rJava@1.0-4"},
      {"Moon", "x", "1", "pkg:generic/x@1"},
  };
  for (const Case& test : kCases)
    EXPECT_EQ(package_url(test.ecosystem, test.name, test.version), test.url);
}

}  // namespace
}  // namespace scan::sca
