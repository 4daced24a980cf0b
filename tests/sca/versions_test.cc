// Version orderings against tables of ordered versions, and ordering keys against comparators that
// follow the specifications' own words.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "sca/ecosystem.h"
#include "sca/versions/ordering.h"
#include "semver_oracle.h"

namespace scan::sca {
namespace {

std::string trimmed(std::string_view text) {
  std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(' ') + 1 - begin));
}

struct Step {
  std::string version;
  bool equals_previous = false;
};

// "1.0a1 < 1.0 = 1" as steps. The relations stand between spaces, as "=" may begin a version.
std::vector<Step> parse_chain(const std::string& line) {
  std::vector<Step> chain = {{}};
  std::size_t begin = 0;
  for (std::size_t i = 0; i + 2 < line.size(); ++i) {
    bool relation =
        line[i] == ' ' && (line[i + 1] == '<' || line[i + 1] == '=') && line[i + 2] == ' ';
    if (!relation) continue;
    chain.back().version = trimmed(line.substr(begin, i - begin));
    chain.push_back({.version = {}, .equals_previous = line[i + 1] == '='});
    begin = i + 3;
    i += 2;
  }
  chain.back().version = trimmed(line.substr(begin));
  return chain;
}

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

class VersionTable : public testing::TestWithParam<std::pair<const char*, Ordering>> {};

TEST_P(VersionTable, Holds) {
  auto [name, ordering] = GetParam();
  std::ifstream table(std::string(SCAN_SOURCE_DIR "/tests/sca/versions/") + name + ".txt");
  ASSERT_TRUE(table);
  std::size_t chains = 0, invalid = 0;
  for (std::string line; std::getline(table, line);) {
    SCOPED_TRACE(line);
    if (line.empty() || line.front() == '#') continue;
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
  EXPECT_GT(invalid, 5u);
}

INSTANTIATE_TEST_SUITE_P(Orderings, VersionTable,
                         testing::Values(std::pair{"pypi", Ordering::kPep440},
                                         std::pair{"npm", Ordering::kSemVer},
                                         std::pair{"go", Ordering::kGo}),
                         [](const auto& test) { return std::string(test.param.first); });

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

// A number's length must never be mistaken for a digit, at any length.
TEST(Keys, OrderNumbersOfEveryLength) {
  for (Ordering ordering : {Ordering::kPep440, Ordering::kSemVer, Ordering::kGo}) {
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
}

TEST(PackageUrl, IsCanonical) {
  EXPECT_EQ(package_url("PyPI", "Django_Rest.x", "5.1.4"), "pkg:pypi/django-rest.x@5.1.4");
  EXPECT_EQ(package_url("npm", "@babel/core", "7.0.0-rc.1"), "pkg:npm/%40babel/core@7.0.0-rc.1");
  EXPECT_EQ(package_url("Go", "github.com/Masterminds/semver", "v2.0.0+incompatible"),
            "pkg:golang/github.com/masterminds/semver@v2.0.0%2Bincompatible");
  EXPECT_EQ(package_url("PyPI", "a", ""), "pkg:pypi/a");
  EXPECT_EQ(package_url("npm", "a b\n", "1:2"), "pkg:npm/a%20b%0A@1:2");
}

}  // namespace
}  // namespace scan::sca
