// Releases of distributions: their names in OSV, and which os-release is a package's.
#include "sca/installed/root_file_systems.h"

#include <gtest/gtest.h>

#include "sca/netstring.h"

namespace scan::sca {
namespace {

TEST(RootFileSystems, NameReleasesAsOsvDoes) {
  struct Row {
    OsRelease release;
    std::string_view ecosystem;
  };
  const Row rows[] = {
      {{"debian", "12", "12 (bookworm)", "bookworm"}, "Debian:12"},
      {{"debian", "", "", "trixie"}, "Debian:13"},
      {{"debian", "", "", "unheard-of"}, "Debian"},
      {{"ubuntu", "22.04", "22.04.3 LTS (Jammy)", "jammy"}, "Ubuntu:22.04:LTS"},
      {{"ubuntu", "23.10", "23.10 (Mantic)", "mantic"}, "Ubuntu:23.10"},
      {{"alpine", "3.18.4", "", ""}, "Alpine:v3.18"},
      {{"alpine", "3.21_alpha20240923", "", ""}, "Alpine:v3.21"},
      {{"wolfi", "20230201", "", ""}, "Wolfi"},
      {{"chainguard", "20230214", "", ""}, "Chainguard"},
      {{"rocky", "9.3", "9.3 (Blue Onyx)", ""}, "Rocky Linux:9"},
      {{"almalinux", "8.9", "", ""}, "AlmaLinux:8"},
      {{"rhel", "9.2", "", ""}, "Red Hat:enterprise_linux:9::baseos"},
      {{"opensuse-leap", "15.5", "15.5", ""}, "openSUSE:Leap 15.5"},
      {{"opensuse-tumbleweed", "20240101", "", ""}, "openSUSE:Tumbleweed"},
      {{"sles", "15.5", "15-SP5", ""}, "SUSE:Linux Enterprise Server 15 SP5"},
      {{"sles", "12", "12", ""}, "SUSE:Linux Enterprise Server 12"},
      {{"mageia", "9", "9", ""}, "Mageia:9"},
      {{"openEuler", "22.03", "22.03 (LTS-SP3)", ""}, "openEuler:22.03-LTS-SP3"},
      {{"photon", "4.0", "4.0", ""}, "Photon OS:4.0"},
      {{"azurelinux", "3.0", "3.0.20240727", ""}, "Azure Linux:3"},
      {{"mariner", "2.0", "2.0.20240425", ""}, "Azure Linux:2"},
      {{"somebody's", "1", "", ""}, ""},
  };
  for (const Row& row : rows) EXPECT_EQ(release_ecosystem(row.release), row.ecosystem);
}

Fact os_release(const std::string& path, const std::string& id, const std::string& version) {
  Fact fact{.kind = std::string(kOsReleaseFact), .location = {.path = path}};
  for (const std::string& field : {id, version, version, std::string()})
    append_netstring(fact.payload, field);
  return fact;
}

Package package(const std::string& ecosystem, const std::string& path, const std::string& purl) {
  return {.ecosystem = ecosystem, .purl = purl, .location = {.path = path}};
}

TEST(RootFileSystems, GiveTheirReleaseToWhatIsInstalledBelow) {
  std::vector<Package> packages = {
      package("Debian", "var/lib/dpkg/status", "pkg:deb/a@1%2B2?arch=amd64"),
      package("Debian", "images/x/var/lib/dpkg/status", "pkg:deb/a@1"),
      package("Alpine", "app.tar!lib/apk/db/installed", "pkg:apk/alpine/b@1"),
      package("PyPI", "usr/lib/python3/x.dist-info/METADATA", "pkg:pypi/x@1")};
  packages[0].dependencies = {"pkg:deb/a@1%2B2?arch=amd64", "pkg:deb/elsewhere@1"};
  std::vector<Notice> notices;
  resolve_releases({os_release("app.tar!etc/os-release", "alpine", "3.18.4"),
                    os_release("etc/os-release", "debian", "12"),
                    os_release("images/x/usr/lib/os-release", "ubuntu", "23.10"),
                    os_release("usr/lib/os-release", "debian", "11")},
                   packages, notices);
  EXPECT_TRUE(notices.empty());
  EXPECT_EQ(packages[0].ecosystem, "Debian:12");
  EXPECT_EQ(packages[0].purl, "pkg:deb/debian/a@1%2B2?arch=amd64&distro=debian-12");
  EXPECT_EQ(packages[0].dependencies,
            (std::vector<std::string>{"pkg:deb/debian/a@1%2B2?arch=amd64&distro=debian-12",
                                      "pkg:deb/elsewhere@1"}));
  EXPECT_EQ(packages[1].ecosystem, "Ubuntu:23.10");
  EXPECT_EQ(packages[1].purl, "pkg:deb/ubuntu/a@1?distro=ubuntu-23.10");
  EXPECT_EQ(packages[2].ecosystem, "Alpine:v3.18");
  EXPECT_EQ(packages[2].purl, "pkg:apk/alpine/b@1?distro=alpine-3.18.4");
  EXPECT_EQ(packages[3].ecosystem, "PyPI");
}

TEST(RootFileSystems, GiveTheEpochOfRpmAsAQualifier) {
  std::vector<Package> packages = {
      package("RPM", "var/lib/rpm/rpmdb.sqlite", "pkg:generic/a@2:1.0")};
  packages[0].version = "2:1.0";
  std::vector<Notice> notices;
  resolve_releases({os_release("etc/os-release", "rocky", "9.3")}, packages, notices);
  EXPECT_EQ(packages[0].ecosystem, "Rocky Linux:9");
  EXPECT_EQ(packages[0].purl, "pkg:rpm/rocky/a@1.0?distro=rocky-9.3&epoch=2");
}

TEST(RootFileSystems, WithoutOsReleaseAreTold) {
  std::vector<Package> packages = {package("Debian", "x/var/lib/dpkg/status", "pkg:deb/a@1"),
                                   package("Debian", "x/var/lib/dpkg/status", "pkg:deb/b@1")};
  std::vector<Notice> notices;
  resolve_releases({os_release("y/etc/os-release", "debian", "12")}, packages, notices);
  ASSERT_EQ(notices.size(), 1u);
  EXPECT_EQ(notices[0].code, "release-unknown");
  EXPECT_TRUE(notices[0].incomplete);
  EXPECT_EQ(packages[1].ecosystem, "Debian");
  EXPECT_EQ(packages[1].purl, "pkg:deb/debian/b@1?distro=debian");
}

}  // namespace
}  // namespace scan::sca
