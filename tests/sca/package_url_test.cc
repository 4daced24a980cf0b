// Package URLs: parsing, the canonical form, and the names that OSV has for what they name.
#include "sca/package_url.h"

#include <gtest/gtest.h>

#include "sca/ecosystem.h"

namespace scan::sca {
namespace {

struct Case {
  std::string_view url;
  std::string_view canonical;
  NamedPackage named;
};

TEST(PackageUrl, IsParsedAndNamed) {
  const Case kCases[] = {
      {"pkg:npm/%40babel/core@7.0.0",
       "pkg:npm/%40babel/core@7.0.0",
       {"npm", "@babel/core", "7.0.0"}},
      {"pkg:npm/@babel/core@7.0.0", "pkg:npm/%40babel/core@7.0.0", {"npm", "@babel/core", "7.0.0"}},
      {"pkg:npm/@babel/core", "pkg:npm/%40babel/core", {"npm", "@babel/core", ""}},
      {"PKG://PyPI/Some_Name@1.0+local",
       "pkg:pypi/some-name@1.0%2Blocal",
       {"PyPI", "some-name", "1.0+local"}},
      {"pkg:maven/org.example/a@1?type=jar&classifier=",
       "pkg:maven/org.example/a@1?type=jar",
       {"Maven", "org.example:a", "1"}},
      {"pkg:golang/github.com/a/b@v1.2.3#/sub/../x/",
       "pkg:golang/github.com/a/b@v1.2.3#sub/x",
       {"Go", "github.com/a/b", "v1.2.3"}},
      {"pkg:composer/Laravel/Framework@10",
       "pkg:composer/laravel/framework@10",
       {"Packagist", "laravel/framework", "10"}},
      {"pkg:deb/debian/libssl3@3.0.9-1?distro=bookworm&arch=amd64&upstream=openssl%403.0.9",
       "pkg:deb/debian/libssl3@3.0.9-1?arch=amd64&distro=bookworm&upstream=openssl%403.0.9",
       {"Debian:12", "openssl", "3.0.9"}},
      {"pkg:deb/ubuntu/curl@7.81?distro=ubuntu-22.04",
       "pkg:deb/ubuntu/curl@7.81?distro=ubuntu-22.04",
       {"Ubuntu:22.04", "curl", "7.81"}},
      {"pkg:apk/alpine/musl@1.2.4-r0?distro=alpine-3.18.4",
       "pkg:apk/alpine/musl@1.2.4-r0?distro=alpine-3.18.4",
       {"Alpine:v3.18", "musl", "1.2.4-r0"}},
      {"pkg:rpm/redhat/openssl@1.1.1k-9.el8?epoch=1&upstream=openssl-1.1.1k.src.rpm",
       "pkg:rpm/redhat/openssl@1.1.1k-9.el8?epoch=1&upstream=openssl-1.1.1k.src.rpm",
       {"Red Hat", "openssl", "1:1.1.1k-9.el8"}},
      {"pkg:cargo/a%2Fb@1%20", "pkg:cargo/a%2Fb@1%20", {"crates.io", "a/b", "1 "}},
      {"pkg:docker/library/alpine@3?b=2&a=1",
       "pkg:docker/library/alpine@3?a=1&b=2",
       {"docker", "library/alpine", "3"}},
      {"pkg:generic/x%zz@1", "pkg:generic/x%25zz@1", {"generic", "x%zz", "1"}},
      {" pkg:gem/rails@7 ", "pkg:gem/rails@7", {"RubyGems", "rails", "7"}},
  };
  for (const Case& c : kCases) {
    const std::optional<PackageUrl> url = parse_package_url(c.url);
    ASSERT_TRUE(url) << c.url;
    EXPECT_EQ(to_string(*url), c.canonical) << c.url;
    EXPECT_EQ(parse_package_url(to_string(*url)), url) << c.url;
    const NamedPackage named = named_package(*url);
    EXPECT_EQ(named.ecosystem, c.named.ecosystem) << c.url;
    EXPECT_EQ(named.name, c.named.name) << c.url;
    EXPECT_EQ(named.version, c.named.version) << c.url;
  }
  for (const char* none : {"", "pkg:", "pkg:npm", "pkg:npm/", "npm/a@1", "pkg:/a@1", "pkg:1npm/a",
                           "pkg:n pm/a", "http://npm/a"})
    EXPECT_EQ(parse_package_url(none), std::nullopt) << none;
}

// What package_url() writes is read as what it was.
TEST(PackageUrl, IsTheInverseOfItsWriter) {
  for (const Ecosystem& row : ecosystems()) {
    if (row.purl_type == "generic" || row.osv == "Kubernetes") continue;
    const std::string url = package_url(row.osv, "example.org/name", "1.2.3");
    const std::optional<PackageUrl> parsed = parse_package_url(url);
    ASSERT_TRUE(parsed) << url;
    EXPECT_EQ(named_package(*parsed).version, "1.2.3") << url;
    if (row.purl_namespace.empty()) {
      EXPECT_EQ(find_ecosystem(named_package(*parsed).ecosystem)->purl_type, row.purl_type) << url;
    }
    EXPECT_EQ(parse_package_url(to_string(*parsed)), parsed) << url;
  }
  EXPECT_EQ(named_package(*parse_package_url(package_url("Debian:12", "openssl", "3"))),
            (NamedPackage{"Debian:12", "openssl", "3"}));
}

}  // namespace
}  // namespace scan::sca
