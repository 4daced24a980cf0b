#include <string>

#include "report/sample.h"

namespace scan::report {
namespace {

Package package(std::string name, std::string version, std::string purl) {
  Package package;
  package.ecosystem = "PyPI";
  package.name = std::move(name);
  package.version = std::move(version);
  package.purl = std::move(purl);
  package.location.path = "requirements.txt";
  package.location.region = {1, 1, 1, 5};
  return package;
}

}  // namespace

ScanResult hostile_packages() {
  ScanResult result;
  result.roots = {"/somewhere/00000000-0000-0000-0000-000000000000 \"\xFF\n/"};

  Package escaped =
      package("a\x01\"\\\xFF\n<script>\xE2\x80\xAE", "1\n2", "pkg:generic/a%22%5C%3Cscript%3E@1");
  escaped.license = "ask (us AND \xFF\n";
  escaped.origin = "https://user:pa%20ss@example.org/a b\xFF[1]#one#two%zz";
  escaped.hashes = {"SHA-256:xyz",
                    "SHA-1:00112233445566778899aabbccddeeff00112233",
                    "MD5:00112233445566778899AABBCCDDEEFF",
                    "none",
                    ":",
                    "SHA-999:00",
                    "SHA-512:0011"};
  // To itself, around in a circle, and to nothing.
  escaped.dependencies = {escaped.purl, "pkg:pypi/b@1", "pkg:pypi/gone@1"};

  Package twice = package("b", "1", "pkg:pypi/b@1");
  twice.scope = "dev";
  twice.license = "MIT";
  twice.origin = "not an address";
  twice.dependencies = {escaped.purl};
  Package again = twice;
  again.scope = "optional";
  again.direct = true;
  again.license = "Apache-2.0 OR GPL-2.0+";
  again.origin = "git+ssh://git@example.org/b.git#0011";
  again.location.path = "other/caf\xE9.txt";
  again.location.region = {};
  Package same = twice;  // also in its place

  Package unpinned = package("@scope/c", "", "pkg:npm/%40scope/c");
  unpinned.license = "BSD";
  unpinned.direct = true;
  Package maven = package("org.example:d", "1.0", "pkg:maven/org.example/d@1.0");
  maven.license = "GPL-2.0-only WITH Own-exception OR LicenseRef-house";
  Package unnamed = package("", "", "");

  result.packages = {escaped, unpinned, maven, unnamed, twice, same, again};
  result.findings.resize(2);
  for (Finding& finding : result.findings) {
    finding.rule_id = "X-1";
    finding.analyzer = "sca";
    finding.locations = {twice.location};
    finding.properties = {{"purl", "pkg:pypi/b@1"}, {"advisories", "X-1"}, {"fixed_version", "2"}};
  }
  result.findings[0].identity = "one";
  result.findings[1].identity = "two";
  result.findings[1].suppression.emplace();
  Advisory advisory;
  advisory.id = "X-1 \"\xFF";
  advisory.rule_id = "X-1";
  advisory.aliases = {"CVE-1/../?a b", "CVE-1/../?a b", ""};
  advisory.details = std::string("\x01\xFF") + std::string(20, '\n');
  advisory.ratings = {{"", std::nullopt}, {"CVSS:4.0/AV:N", 100}, {"CVSS:3.0/AV:N", 0}};
  advisory.cwe = {"CWE-0", "CWE-99999999999", "79", "CWE-79", "CWE-79"};
  advisory.references = {"javascript:alert(1)", "https://example.org/a", "https://example.org/a",
                         "https://example.org/%zz"};
  advisory.published = "2024-02-30T00:00:00Z";
  advisory.modified = "2024-02-29T23:59:59Z";
  advisory.affects = {
      {"pkg:pypi/b@1", "", "one"}, {"pkg:pypi/b@1", "2\n", "one"}, {"pkg:pypi/gone@1", "", "one"}};
  Advisory suppressed = advisory;
  suppressed.id = "X-2";
  suppressed.affects = {{"pkg:pypi/b@1", "", "two"}};
  result.advisories = {advisory, suppressed};
  return result;
}

}  // namespace scan::report
